"""The desk hears in time that somebody grows up: once, and only while it holds."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.follow_ups import FollowUp, FollowUpKind
from meedoenbalie.domain.growing_up import birthday
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident, Role, Site
from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.services import catalogue, follow_ups, referring, registration, rights, undoing
from meedoenbalie.services.desk import Desk, NotAllowed
from meedoenbalie.services.growing_up import keep_up
from meedoenbalie.services.matching_rules import InvalidRules
from tests.opened_desk import TODAY


def born(desk: Desk, site: Site, day: date | None, year: int | None = None) -> Resident:
    return registration.register_resident(
        desk, site.id, given_name="Zahra", birth_date=day, birth_year=year
    ).result


def turning(age: int, on: date) -> date:
    return date(on.year - age, on.month, on.day)


def made(desk: Desk) -> list[tuple[FollowUpKind, int | None, date | None, date]]:
    with desk.read() as reader:
        return [
            (one.kind, one.age, one.about_on, one.due_on)
            for one in reader.find(FollowUp, order_by="due_on")
            if one.done_on is None
        ]


def at(desk: Desk, day: date) -> Desk:
    return replace(desk, clock=fixed_clock(day))


@pytest.fixture
def sport(desk: Desk) -> Offer:
    return catalogue.add_offer(
        desk, "Buurtkracht", code="A01", kind="activity", title="Sport", maximum_age=17
    ).result


@pytest.mark.parametrize(("age", "lead"), [(16, 28), (18, 56)])
def test_turning_16_or_18_is_heard_of_in_time_and_once(
    desk: Desk, site: Site, age: int, lead: int
) -> None:
    on = TODAY + timedelta(days=100)
    born(desk, site, turning(age, on))
    first = on - timedelta(days=lead)
    assert keep_up(at(desk, first - timedelta(days=1))).result == 0
    done = keep_up(at(desk, first))
    assert done.result == 1
    assert done.changed == {"follow_up"}
    assert keep_up(at(desk, first)).result == 0
    assert keep_up(at(desk, on)).result == 0
    assert made(desk) == [(FollowUpKind.TURNS, age, on, first)]


def test_a_desk_that_was_closed_hears_of_it_afterwards_but_not_years_later(
    desk: Desk, site: Site
) -> None:
    born(desk, site, turning(16, TODAY - timedelta(days=20)))
    born(desk, site, turning(16, TODAY - timedelta(days=40)))
    keep_up(desk)
    assert [about for _kind, _age, about, _due in made(desk)] == [TODAY - timedelta(days=20)]
    assert made(desk)[0][3] == TODAY


def test_what_was_done_never_comes_back(desk: Desk, site: Site) -> None:
    born(desk, site, turning(16, TODAY + timedelta(days=10)))
    keep_up(desk)
    with desk.read() as reader:
        one = reader.find(FollowUp)[0]
    follow_ups.do(desk, one.id, one.version)
    assert keep_up(at(desk, TODAY + timedelta(days=5))).result == 0
    assert made(desk) == []


def test_a_corrected_birth_date_takes_the_old_one_away_and_makes_the_right_one(
    desk: Desk, site: Site
) -> None:
    zahra = born(desk, site, turning(16, TODAY + timedelta(days=10)))
    keep_up(desk)
    right = TODAY + timedelta(days=20)
    registration.change_resident(desk, zahra.id, zahra.version, birth_date=turning(16, right))
    assert keep_up(desk).result == 2
    assert [about for _kind, _age, about, _due in made(desk)] == [right]


def test_who_left_or_limited_the_use_of_data_is_not_asked_about(desk: Desk, site: Site) -> None:
    leaver = born(desk, site, turning(16, TODAY))
    limited = born(desk, site, turning(18, TODAY))
    keep_up(desk)
    assert len(made(desk)) == 2
    registration.change_resident(desk, leaver.id, leaver.version, departed_on=TODAY)
    rights.restrict_use(desk, limited.id, "op verzoek")
    keep_up(desk)
    assert made(desk) == []


def test_of_whom_only_the_year_is_known_it_is_certain_at_new_year(desk: Desk, site: Site) -> None:
    born(desk, site, None, 2009)
    new_year, first = date(2026, 1, 1), date(2025, 12, 4)
    assert keep_up(at(desk, first - timedelta(days=1))).result == 0
    keep_up(at(desk, first))
    assert made(desk) == [(FollowUpKind.TURNS, 16, new_year, first)]


def test_an_open_referral_says_until_when_the_offer_can_begin(
    desk: Desk, site: Site, sport: Offer
) -> None:
    eighteen = TODAY + timedelta(days=50)
    zahra = born(desk, site, turning(18, eighteen))
    referral = referring.prepare_referral(desk, zahra.id, sport.id).result.referral
    keep_up(desk)
    last = eighteen - timedelta(days=1)
    assert (FollowUpKind.OUTGROWS, 17, last, TODAY) in made(desk)
    referring.record_event(*(desk, referral.id, EventKind.SENT), consent_on=TODAY, receiver="Fatma")
    assert keep_up(desk).result == 0
    referring.record_event(desk, referral.id, EventKind.ACCEPTED)
    referring.record_event(desk, referral.id, EventKind.STARTED)
    keep_up(desk)
    assert [kind for kind, *_rest in made(desk)] == [FollowUpKind.TURNS]


def test_the_regulation_closes_the_range_of_an_mdt_traject(desk: Desk, site: Site) -> None:
    mdt = catalogue.add_offer(desk, "Meedoen", code="M01", kind="mdt_traject", title="Tuin").result
    thirty_one = TODAY + timedelta(days=30)
    yusuf = born(desk, site, turning(31, thirty_one))
    referring.prepare_referral(desk, yusuf.id, mdt.id)
    keep_up(desk)
    assert [(kind, age) for kind, age, *_rest in made(desk)] == [(FollowUpKind.OUTGROWS, 30)]


def test_it_is_no_step_that_undo_takes_back(desk: Desk, site: Site) -> None:
    zahra = born(desk, site, turning(16, TODAY))
    registration.record_contact(desk, zahra.id, "gesprek")
    keep_up(desk)
    undoing.undo(desk)
    assert registration.dossier(desk, zahra.id).contacts == ()
    undoing.redo(desk)
    keep_up(desk)
    assert len(made(desk)) == 1
    assert len(registration.dossier(desk, zahra.id).contacts) == 1


@pytest.mark.parametrize("role", [Role.PROGRAMME, Role.ADMINISTRATOR])
def test_only_who_works_at_the_desk_makes_them(desk: Desk, site: Site, role: Role) -> None:
    born(desk, site, turning(16, TODAY))
    with pytest.raises(NotAllowed):
        keep_up(replace(desk, user=desk.user.changed(roles=(role,))))
    assert made(desk) == []


def test_a_desk_can_have_rules_of_its_own(desk: Desk, site: Site, tmp_path: Path) -> None:
    born(desk, site, turning(17, TODAY + timedelta(days=3)))
    own = desk.database.path.parent / "rules" / "growing_up.json"
    own.parent.mkdir()
    rule = {"valid_from": "2026-01-01", "source": "eigen keuze"}
    rules = [
        {"name": "ages", "value": {"17": 5}, **rule},
        {"name": "range_lead_days", "value": 5, **rule},
        {"name": "grace_days", "value": 5, **rule},
    ]
    own.write_text(json.dumps({"rules": rules}), encoding="utf-8")
    keep_up(desk)
    assert [age for _kind, age, *_rest in made(desk)] == [17]
    own.write_text(json.dumps({"rules": rules[1:]}), encoding="utf-8")
    with pytest.raises(InvalidRules):
        keep_up(desk)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    born_on=st.dates(date(2008, 1, 1), date(2010, 12, 31)),
    opened=st.lists(st.dates(date(2024, 1, 1), date(2027, 6, 30)), min_size=1, max_size=6),
)
def test_whenever_the_desk_opens_each_age_is_heard_of_once_if_it_is_time(
    desk: Desk, site: Site, born_on: date, opened: list[date]
) -> None:
    zahra = born(at(desk, date(2011, 1, 1)), site, born_on)
    for day in sorted(opened):
        keep_up(at(desk, day))
        keep_up(at(desk, day))
    with desk.read() as reader:
        found = reader.find(FollowUp, order_by="about_on", resident_id=zahra.id)
    expected = []
    for age, lead in ((16, 28), (18, 56)):
        on = birthday(born_on, None, age)
        assert on is not None
        days = [day for day in opened if -lead <= (day - on).days <= 28]
        if days:
            expected.append((age, on, min(days)))
    assert [(one.age, one.about_on, one.due_on) for one in found] == expected
