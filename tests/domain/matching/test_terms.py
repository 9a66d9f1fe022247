"""The terms of an offer: reading, papers, costs, company, and a way that is estimated."""

from datetime import date, timedelta
from typing import Any

import pytest

from meedoenbalie.domain.matching.changes import CertificateReady, LiteracyKnown, LiteracyReached
from meedoenbalie.domain.matching.explain import judge, match
from meedoenbalie.domain.matching.facts import Verdict
from meedoenbalie.domain.matching.score import Fit
from meedoenbalie.domain.matching.way import straight_line
from meedoenbalie.domain.people import Literacy
from tests.domain.matching.builders import DAY, SITE, context, course, offer, resident

FITS, FITS_NOT, UNKNOWN = Verdict.FITS, Verdict.FITS_NOT, Verdict.UNKNOWN
START = date(2026, 3, 9)
LATER = DAY + timedelta(weeks=6)


@pytest.mark.parametrize(
    ("has", "level", "needed", "verdict"),
    [
        ("gealfabetiseerd", "A1", "gealfabetiseerd", FITS),
        ("anders-alfabeet", "A1", "gealfabetiseerd", FITS_NOT),
        ("anders-alfabeet", "A1", "anders-alfabeet", FITS),
        ("analfabeet", "B1", "gealfabetiseerd", FITS_NOT),
        ("analfabeet", "A1", "analfabeet", FITS),
        (None, "A1", "gealfabetiseerd", UNKNOWN),
        (None, None, "anders-alfabeet", UNKNOWN),
        (None, "A2", "gealfabetiseerd", FITS),
        (None, "Alfa C", "gealfabetiseerd", UNKNOWN),
    ],
)
def test_reading_is_held_against_the_least_that_is_asked(
    has: str | None, level: str | None, needed: str, verdict: Verdict
) -> None:
    who = resident(literacy=has, dutch_level=level)
    assert judge(who, offer(literacy_needed=needed), context()).literacy.verdict is verdict


def test_an_offer_that_says_nothing_of_its_terms_is_as_near_as_before() -> None:
    found = match(resident(literacy="analfabeet", company="alone"), offer(), context())
    assert found.fit is Fit.FITS
    assert {found.judgement.literacy.verdict, found.judgement.certificate.verdict} == {UNKNOWN}


def test_who_was_not_asked_about_reading_is_asked_and_who_cannot_read_learns_first() -> None:
    what = offer(literacy_needed="gealfabetiseerd")
    asked = match(resident(), what, context())
    assert (asked.fit, asked.changes) == (Fit.FITS_IF, (LiteracyKnown(Literacy.LITERATE),))
    first = match(resident(literacy="analfabeet"), what, context())
    learns = LiteracyReached(Literacy.LITERATE, small=False)
    assert (first.fit, first.changes) == (Fit.FITS_NOT, (learns,))


@pytest.mark.parametrize(
    ("values", "fit"),
    [
        ({}, Fit.FITS_IF),
        ({"certificate_state": "geregeld"}, Fit.FITS),
        ({"certificate_state": "geregeld", "certificate_valid_until": START}, Fit.FITS),
        (
            {
                "certificate_state": "geregeld",
                "certificate_valid_until": START - timedelta(days=1),
            },
            Fit.FITS_IF,
        ),
        ({"certificate_state": "aangevraagd"}, Fit.FITS_IF),
        ({"certificate_state": "nog_niet"}, Fit.FITS_NOT),
        ({"certificate_state": "nog_niet", "start_dates": (LATER,)}, Fit.FITS),
        ({"certificate_state": "nog_niet", "start_dates": (START, LATER)}, Fit.FITS_IF),
        ({"certificate_state": "nog_niet", "continuous_intake": True}, Fit.FITS),
        (
            {
                "certificate_state": "nog_niet",
                "continuous_intake": True,
                "start_dates": (),
                "ends_on": START,
            },
            Fit.FITS_NOT,
        ),
        ({"conduct_certificate": False, "certificate_state": "nog_niet"}, Fit.FITS),
        ({"conduct_certificate": None}, Fit.FITS),
    ],
)
def test_a_vog_has_to_be_there_before_the_start(values: dict[str, Any], fit: Fit) -> None:
    what = offer(**{"conduct_certificate": True, "start_dates": (START,), **values})
    assert match(resident(), what, context()).fit is fit


def test_a_later_start_is_told_when_the_vog_comes_too_late() -> None:
    what = offer(conduct_certificate=True, start_dates=(START, LATER))
    assert match(resident(), what, context()).changes == (CertificateReady(START, LATER),)


def test_a_verklaring_that_runs_out_before_the_start_is_asked_for_again() -> None:
    who = resident(residence_phase="asylum_seeker")
    held = offer(work_permit_valid_until=START)
    assert match(who, held, context()).fit is Fit.FITS
    out = offer(work_permit_valid_until=START - timedelta(days=1))
    found = match(who, out, context())
    assert (found.fit, found.changes[0].small) == (Fit.FITS_IF, True)
    assert found.judgement.residence_phase.facts.permit_expired == START - timedelta(days=1)


def test_money_orders_and_never_excludes() -> None:
    free, paid, unknown, own = (
        match(resident(), offer(**values), context())
        for values in (
            {"cost_cents": 0},
            {"cost_cents": 5000, "cost_payer": "gemeente"},
            {"cost_cents": 5000},
            {"cost_cents": 5000, "cost_payer": "deelnemer"},
        )
    )
    assert {one.fit for one in (free, paid, unknown, own)} == {Fit.FITS}
    assert free.points == paid.points > unknown.points > own.points


@pytest.mark.parametrize(
    ("wanted", "group", "suits"),
    [
        ("alone", (1, 1), True),
        ("alone", (2, 6), False),
        ("together", (2, 6), True),
        ("together", (1, 1), False),
        ("together", (None, 6), None),
        ("either", (2, 6), None),
        (None, (1, 1), None),
    ],
)
def test_alone_or_in_a_group_is_a_liking_and_no_rule(
    wanted: str | None, group: tuple[int | None, int | None], suits: bool | None
) -> None:
    what = offer(group_from=group[0], group_to=group[1])
    found = match(resident(company=wanted), what, context())
    assert found.fit is Fit.FITS
    assert found.judgement.company.facts.suits is suits


def test_a_way_that_nobody_entered_is_estimated_by_what_one_has() -> None:
    """A kilometre with a detour: eighteen minutes on foot, six by bicycle, in whole fives up."""
    near = offer(travel_minutes={}, latitude=52.01, longitude=5.0)

    def minutes(*means: str) -> tuple[int | None, str | None]:
        facts = judge(resident(travel_means=means), near, context()).travel.facts
        return facts.minutes, facts.means and facts.means.value

    assert minutes() == minutes("walking") == (20, "walking")
    assert minutes("walking", "bicycle") == (10, "bicycle")
    assert minutes("public_transport") == minutes("lift") == (None, None)


def test_minutes_that_somebody_entered_win_from_an_estimate() -> None:
    what = offer(travel_minutes={SITE: 35}, latitude=52.01, longitude=5.0)
    facts = judge(resident(), what, context()).travel.facts
    assert (facts.minutes, facts.means) == (35, None)


def test_an_estimate_never_refuses_not_even_above_the_own_limit() -> None:
    far = {"travel_minutes": {}, "latitude": 52.5, "longitude": 5.0}
    who = resident(max_travel_minutes=20, travel_means=("bicycle",))
    assert match(who, offer(**far), context()).fit is Fit.FITS_IF
    entered = offer(**{**far, "travel_minutes": {SITE: 60}})
    assert match(who, entered, context()).fit is Fit.FITS_NOT


def test_without_both_positions_nothing_is_estimated() -> None:
    assert judge(resident(), course(travel_minutes={}), context()).travel.facts.minutes is None


def test_a_straight_line_is_measured_over_the_globe() -> None:
    """From Utrecht to Groningen it is 159 kilometres: 125.5 to the north and 97.6 to the east."""
    line = straight_line((52.0907, 5.1214), (53.2194, 6.5665))
    assert line == pytest.approx(158_900, rel=0.01)
    assert straight_line((52.0, 5.0), (52.0, 5.0)) == 0
