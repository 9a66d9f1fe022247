"""When a follow-up comes again, and on which day an age is reached."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from meedoenbalie.domain.follow_ups import FollowUp, FollowUpKind, HandOver, Repeat, next_due
from meedoenbalie.domain.growing_up import GrowingUpRules, birthday, last_day_within
from meedoenbalie.domain.people import age_on
from meedoenbalie.domain.record import new_id
from meedoenbalie.domain.retention import months_later

DAYS = st.dates(date(1990, 1, 1), date(2035, 12, 31))
AGES = st.integers(0, 40)


@given(first=DAYS, late=st.integers(0, 400), repeat=st.sampled_from(Repeat))
def test_a_repeating_one_comes_after_it_was_done_and_keeps_its_day(
    first: date, late: int, repeat: Repeat
) -> None:
    done_on = first + timedelta(days=late)
    again = next_due(first, repeat, done_on, first)
    if repeat is Repeat.NONE:
        assert again is None
        return
    assert again is not None
    assert again > done_on
    if repeat is Repeat.MONTHLY:
        months = (again.year - first.year) * 12 + again.month - first.month
        assert again == months_later(first, months)
        assert months_later(first, months - 1) <= done_on
    else:
        step = 7 if repeat is Repeat.WEEKLY else 14
        assert (again - first).days % step == 0
        assert (again - done_on).days <= step


@given(first=DAYS, repeat=st.sampled_from([Repeat.WEEKLY, Repeat.FORTNIGHTLY, Repeat.MONTHLY]))
def test_done_each_time_on_its_day_it_never_drifts(first: date, repeat: Repeat) -> None:
    due, seen = first, [first]
    for _time in range(14):
        again = next_due(first, repeat, due, due)
        assert again is not None
        due = again
        seen.append(due)
    assert seen == sorted(set(seen))
    if repeat is Repeat.MONTHLY:
        assert seen == [months_later(first, n) for n in range(15)]


def test_done_early_it_does_not_come_twice_for_the_same_day() -> None:
    assert next_due(
        date(2026, 3, 2), Repeat.WEEKLY, done_on=date(2026, 2, 27), due_on=date(2026, 3, 2)
    ) == date(2026, 3, 9)


@given(born=DAYS, age=AGES)
def test_a_birthday_is_the_first_day_of_an_age(born: date, age: int) -> None:
    on = birthday(born, None, age)
    assert on is not None
    assert age_on(born, None, on) == age
    if age:
        assert age_on(born, None, on - timedelta(days=1)) == age - 1


@given(year=st.integers(1990, 2030), age=AGES)
def test_with_the_year_alone_the_age_is_reached_when_it_is_certain(year: int, age: int) -> None:
    on = birthday(None, year, age)
    assert on is not None
    assert age_on(None, year, on) == age
    if age:
        assert age_on(None, year, on - timedelta(days=1)) == age - 1


@given(born=DAYS, maximum=AGES)
def test_the_last_day_within_an_age_is_the_day_before_the_next_birthday(
    born: date, maximum: int
) -> None:
    last = last_day_within(born, None, maximum)
    assert last is not None
    assert age_on(born, None, last) == maximum
    assert age_on(born, None, last + timedelta(days=1)) == maximum + 1


@given(born=DAYS, maximum=AGES)
def test_with_the_year_alone_the_last_day_is_never_too_late(born: date, maximum: int) -> None:
    known, unknown = last_day_within(born, None, maximum), last_day_within(None, born.year, maximum)
    assert known is not None
    assert unknown is not None
    assert unknown <= known


def test_nothing_is_known_of_who_has_no_birth_date() -> None:
    assert birthday(None, None, 16) is None
    assert last_day_within(None, None, 30) is None


@given(about=DAYS, lead=st.integers(0, 100), grace=st.integers(0, 60), off=st.integers(-200, 200))
def test_one_hears_of_it_in_time_and_not_long_after(
    about: date, lead: int, grace: int, off: int
) -> None:
    rules = GrowingUpRules(ages={16: lead}, range_lead_days=lead, grace_days=grace)
    today = about + timedelta(days=off)
    heard = rules.noticed_on(today, about, lead)
    assert (heard is not None) == (-lead <= off <= grace)
    assert heard in (None, today)


@pytest.mark.parametrize("text", ["bel 111222333 vandaag", "BSN 123456782"])
def test_what_looks_like_a_bsn_is_refused(text: str) -> None:
    site, day = new_id(), date(2026, 3, 2)
    with pytest.raises(ValidationError, match="bsn_like"):
        FollowUp(site_id=site, text=text, due_on=day)
    with pytest.raises(ValidationError, match="bsn_like"):
        HandOver.model_validate(
            {"site_id": site, "at": "2026-03-02T12:00:00Z", "by": "Marleen", "text": text}
        )


def test_a_planned_one_says_what_to_do_and_a_rule_need_not() -> None:
    site, day = new_id(), date(2026, 3, 2)
    with pytest.raises(ValidationError, match="missing_text"):
        FollowUp(site_id=site, text="  ", due_on=day)
    made = FollowUp(site_id=site, kind=FollowUpKind.TURNS, age=16, due_on=day)
    assert made.days_late(date(2026, 3, 5)) == 3
    assert made.changed(snoozed_until=date(2026, 3, 4)).days_late(date(2026, 3, 5)) == 1
