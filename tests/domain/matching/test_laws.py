"""Laws that hold for every resident and every offer."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from meedoenbalie.domain.matching.changes import (
    BornBetween,
    Change,
    LevelKnown,
    LiteracyKnown,
    PhaseKnown,
)
from meedoenbalie.domain.matching.explain import judge, match, ranked
from meedoenbalie.domain.matching.facts import Verdict
from meedoenbalie.domain.matching.score import Fit
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import DutchLevel, Literacy, Resident
from meedoenbalie.domain.record import new_id
from meedoenbalie.domain.week import WeekSchedule
from tests.domain.matching.builders import DAY, SITE, context, course, offer, resident
from tests.domain.matching.strategies import near_offers, offers, residents

CONTEXT = context()
any_offers = offers() | near_offers()


@given(residents(), any_offers)
def test_the_stated_changes_are_sufficient(who: Resident, what: Offer) -> None:
    found = match(who, what, CONTEXT)
    for change in found.changes:
        who, what = change.applied(who, what)
    if found.changes:
        assert match(who, what, CONTEXT).fit is Fit.FITS


@given(residents(), any_offers)
def test_every_offer_that_fits_if_says_what(who: Resident, what: Offer) -> None:
    found = match(who, what, CONTEXT)
    blocking = found.judgement.blocking
    refused = [result for result in blocking if result.verdict is Verdict.FITS_NOT]
    if found.fit is Fit.FITS:
        assert not blocking
        assert not found.changes
    elif found.fit is Fit.FITS_IF:
        assert found.changes
        assert sum(len(result.changes) for result in refused) <= 2
    else:
        assert refused


@given(residents(), any_offers, st.data())
def test_an_answer_to_what_is_unknown_fits_wherever_it_lies_in_its_range(
    who: Resident, what: Offer, data: st.DataObject
) -> None:
    found = match(who, what, CONTEXT)
    for change in found.changes:
        if isinstance(change, BornBetween | LevelKnown | LiteracyKnown | PhaseKnown):
            who = data.draw(st.sampled_from(_answers(change, who)))
        else:
            who, what = change.applied(who, what)
    if found.changes:
        assert match(who, what, CONTEXT).fit is Fit.FITS


def _answers(change: Change, who: Resident) -> list[Resident]:
    match change:
        case BornBetween():
            earliest = change.earliest or date(1900, 1, 1)
            half = earliest + (change.latest - earliest) / 2
            births = [earliest, half, change.latest]
            return [who.model_copy(update={"birth_date": born}) for born in births]
        case LevelKnown():
            highest = change.highest or DutchLevel.C1
            levels = [x for x in DutchLevel if change.lowest.rank <= x.rank <= highest.rank]
            return [who.model_copy(update={"dutch_level": level}) for level in levels]
        case LiteracyKnown():
            better = list(Literacy)[list(Literacy).index(change.least) :]
            return [who.model_copy(update={"literacy": literacy}) for literacy in better]
        case PhaseKnown():
            return [who.model_copy(update={"residence_phase": phase}) for phase in change.phases]
        case _:
            raise AssertionError(change)


FORGOTTEN_OF_RESIDENT: list[dict[str, Any]] = [
    {"birth_date": None, "birth_year": None},
    {"dutch_level": None},
    {"residence_phase": None},
    {"availability": ()},
    {"weekly_minutes": None},
    {"max_travel_minutes": None},
    {"interests": ()},
    {"guardian": ""},
    {"literacy": None},
    {"travel_means": ()},
    {"company": None},
]
FORGOTTEN_OF_OFFER: list[dict[str, Any]] = [
    {"places": None},
    {"places_confirmed_on": None},
    {"travel_minutes": {}},
    {"work_permit": None},
    {"literacy_needed": None},
    {"conduct_certificate": None},
    {"certificate_state": None},
    {"certificate_valid_until": None},
    {"work_permit_valid_until": None},
    {"cost_cents": None},
    {"cost_payer": None},
    {"latitude": None, "longitude": None},
    {"group_from": None},
]


@given(
    residents(),
    any_offers,
    st.lists(st.sampled_from(FORGOTTEN_OF_RESIDENT)),
    st.lists(st.sampled_from(FORGOTTEN_OF_OFFER)),
    st.booleans(),
)
def test_not_knowing_never_excludes(
    who: Resident,
    what: Offer,
    of_resident: list[dict[str, Any]],
    of_offer: list[dict[str, Any]],
    times_too: bool,
) -> None:
    """An offer may become a question when something isn't known, never a refusal."""
    before = match(who, what, CONTEXT).fit
    for values in of_resident:
        who = who.model_copy(update=values)
    for values in of_offer:
        what = what.model_copy(update=values)
    if times_too:
        what = what.model_copy(update={"schedule": WeekSchedule(online=what.schedule.online)})
    after = match(who, what, CONTEXT)
    if before is not Fit.FITS_NOT:
        assert after.fit is not Fit.FITS_NOT


def test_somebody_of_whom_nothing_is_known_is_excluded_from_nothing_that_runs() -> None:
    nobody = resident(birth_date=None, dutch_level=None, residence_phase=None)
    for what in (offer(), offer(work_permit=None, places=None, travel_minutes={}), course()):
        assert match(nobody, what, CONTEXT).fit is not Fit.FITS_NOT


@given(residents(), st.lists(any_offers, max_size=6, unique_by=lambda one: one.code), st.randoms())
def test_the_order_of_the_input_does_not_matter(
    who: Resident, what: list[Offer], random: Any
) -> None:
    shuffled = random.sample(what, len(what))
    assert ranked(who, what, CONTEXT) == ranked(who, shuffled, CONTEXT)


@given(residents(), st.lists(any_offers, max_size=8, unique_by=lambda one: one.code))
def test_what_fits_comes_first_and_the_score_never_rises(who: Resident, what: list[Offer]) -> None:
    found = ranked(who, what, CONTEXT)
    assert [one.fit.order for one in found] == sorted(one.fit.order for one in found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(0 <= one.score <= 1 for one in found)


IRRELEVANT: dict[str, Any] = {
    "id": new_id(),
    "site_id": new_id(),
    "reference": "RTW-9999",
    "pseudonym": new_id(),
    "v_number": "9971000000",
    "given_name": "Iemand",
    "family_name": "Anders",
    "native_name": "سمهر",
    "preferred_language": "tir",
    "arrival_date": DAY - timedelta(400),
    "contact_channel": "whatsapp",
    "contact_value": "0600000000",
    "notes": "komt graag 's ochtends",
}


@given(residents(), any_offers)
def test_who_somebody_is_changes_nothing(who: Resident, what: Offer) -> None:
    assert match(who.model_copy(update=IRRELEVANT), what, CONTEXT) == match(who, what, CONTEXT)


@given(residents(), any_offers, st.sampled_from([(), ("tir",), ("ara", "fas", "kmr")]))
def test_ones_languages_change_neither_verdict_nor_score(
    who: Resident, what: Offer, languages: tuple[str, ...]
) -> None:
    before = match(who, what, CONTEXT)
    after = match(who.model_copy(update={"languages": languages}), what, CONTEXT)
    assert (after.rank, after.changes) == (before.rank, before.changes)


class WatchedResident(Resident):
    """A resident who remembers what was read of them."""

    def __getattribute__(self, name: str) -> Any:
        if name in Resident.model_fields:
            READ.add(name)
        return super().__getattribute__(name)


READ: set[str] = set()
MAY_BE_READ = {
    "birth_date",
    "birth_year",
    "guardian",
    "dutch_level",
    "literacy",
    "languages",
    "residence_phase",
    "availability",
    "commitments",
    "weekly_minutes",
    "max_travel_minutes",
    "travel_means",
    "interests",
    "company",
}


def test_matching_reads_nothing_of_a_resident_but_this() -> None:
    READ.clear()
    seeker = resident(birth_date=date(2011, 1, 1), residence_phase="asylum_seeker")
    for who in (seeker, resident(birth_date=None), resident(interests=("koken",))):
        watched = WatchedResident.model_validate(who.model_dump())
        READ.clear()
        for what in (offer(), course(), offer(travel_minutes={}), offer(level_to="Alfa C")):
            judge(watched, what, CONTEXT)
    assert READ <= MAY_BE_READ


@pytest.mark.parametrize(
    "word", ["nation", "religi", "ethni", "health", "medical", "sex", "gender", "origin", "race"]
)
def test_what_may_not_count_is_not_even_there(word: str) -> None:
    fields = {*Resident.model_fields, *Offer.model_fields}
    assert not [name for name in fields if word in name]


@given(
    st.dates(date(1985, 1, 1), date(2012, 12, 31)),
    st.sampled_from([None, 16, 18]),
    st.integers(18, 40),
)
@example(date(2008, 2, 29), 18, 30)
def test_age_is_counted_as_the_record_counts_it(
    born: date, minimum: int | None, maximum: int
) -> None:
    on = date(2026, 2, 28)
    what = course(minimum_age=minimum, maximum_age=maximum, start_dates=(on,))
    result = judge(resident(birth_date=born, guardian="voogd"), what, context(on)).age
    years = resident(birth_date=born).age_on(on)
    assert years is not None
    assert (result.verdict is Verdict.FITS) == ((minimum or 0) <= years <= maximum)


@given(residents(), any_offers)
def test_nobody_is_sent_to_what_another_kind_of_offer_would_ask(who: Resident, what: Offer) -> None:
    """Only an MDT-traject asks for the verklaring: an activity of the same shape never does."""
    activity = what.model_copy(update={"kind": OfferKind.ACTIVITY, "residence_phases": ()})
    assert judge(who, activity, CONTEXT).residence_phase.verdict is Verdict.FITS


def test_the_site_decides_which_way_is_meant() -> None:
    far = offer(travel_minutes={SITE: 90, "VDW": 5})
    assert match(resident(max_travel_minutes=30), far, CONTEXT).fit is Fit.FITS_NOT
