"""What a team sees of its azc's: whose set came for which week, whatever the order of arrival."""

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from meedoenbalie.domain.iso_week import IsoWeek
from meedoenbalie.domain.set_weeks import (
    Oddity,
    SetReceived,
    SetState,
    SiteWeeks,
    WeekRules,
    week_of_set,
    weeks_of_sites,
)

RULES = WeekRules(term_days=3, shrunk_below_percent=50, shrunk_from=20, weeks_shown=6)
TODAY = date(2026, 3, 5)  # Thursday of week 10: the term of week 9 ended yesterday.
S = SetState


def made(number: int, day: date, people: int = 30, *, era: int = 0, **more: Any) -> SetReceived:
    digest = f"{era}-{number}"
    return replace(SetReceived("RTW", "azc Rietwaard", era, number, digest, day, people, 9), **more)


def week(number: int, weekday: int = 5) -> date:
    return date.fromisocalendar(2026, number, weekday)


def states(*sets: SetReceived, today: date = TODAY) -> list[SetState]:
    (site,) = weeks_of_sites(sets, today, RULES)
    assert [str(one.week) for one in site.weeks][-1] == str(IsoWeek.of(today))
    return [one.state for one in site.weeks]


def test_a_set_of_friday_or_of_the_monday_after_is_for_the_same_week() -> None:
    days = {week(9), week(9, 7), week(10, 1), week(10, 3)}
    assert {str(week_of_set(day, RULES)) for day in days} == {"2026-W09"}
    assert str(week_of_set(week(10, 4), RULES)) == "2026-W10"


def test_each_week_is_there_missing_late_corrected_or_still_to_come() -> None:
    sets = (made(1, week(6)), made(2, week(8)), made(3, week(8, 7)))
    assert states(*sets) == [S.NOT_YET, S.RECEIVED, S.LATE, S.CORRECTED, S.MISSING, S.EXPECTED]


def test_the_day_after_the_term_a_week_is_missing_and_not_before() -> None:
    one = made(1, week(8))
    assert states(one, today=week(10, 3))[-2] is S.EXPECTED
    assert states(one, today=week(10, 4))[-2] is S.MISSING


def test_a_withdrawn_week_asks_for_a_new_set_until_a_later_one_covers_it() -> None:
    gone = made(1, week(8), withdrawn=True)
    assert states(gone)[-3:] == [S.WITHDRAWN, S.MISSING, S.EXPECTED]
    assert states(gone, made(2, week(9)))[-3:] == [S.LATE, S.RECEIVED, S.EXPECTED]
    assert states(gone, made(2, week(8)))[-3] is S.RECEIVED


def odd(*sets: SetReceived) -> tuple[Oddity, ...]:
    (site,) = weeks_of_sites(sets, TODAY, RULES)
    return tuple(each for one in site.weeks for each in one.oddities)


def test_what_is_odd_about_a_set_is_told() -> None:
    first = made(1, week(8))
    assert odd(first, made(2, week(9), 15)) == ()
    assert odd(first, made(2, week(9), 14)) == (Oddity.SHRUNK,)
    assert odd(made(1, week(8), 19), made(2, week(9), 1)) == ()
    assert odd(first, made(1, week(9), 14, era=1)) == ()
    assert odd(made(1, week(10, 6))) == (Oddity.FUTURE,)
    assert odd(made(1, week(9), readable=False)) == (Oddity.UNREADABLE,)
    empty = SetReceived("RTW", "azc Rietwaard", 0, 1, "leeg", week(9), 0, 0)
    assert odd(empty) == (Oddity.EMPTY,)
    twice = replace(first, beside=("azc Grubbenvorst",))
    assert odd(twice) == (Oddity.OVERLAP,)
    assert odd(twice, made(2, week(9))) == (Oddity.OVERLAP,)
    assert odd(first, empty) == (Oddity.SAME_NUMBER, Oddity.SAME_NUMBER, Oddity.EMPTY)


def test_a_set_that_corrects_an_odd_one_puts_it_right() -> None:
    found = (made(1, week(8)), made(2, week(9), 2), made(3, week(9, 6)))
    (site,) = weeks_of_sites(found, TODAY, RULES)
    assert (site.weeks[-2].state, site.weeks[-2].numbers) == (S.CORRECTED, (2, 3))


SETS = st.lists(
    st.builds(
        SetReceived,
        site=st.sampled_from(("DKH", "LVN")),
        site_name=st.just("azc"),
        era=st.integers(0, 1),
        number=st.integers(1, 4),
        digest=st.sampled_from("ab"),
        made_on=st.dates(TODAY - timedelta(days=60), TODAY + timedelta(days=3)),
        residents=st.integers(0, 60),
        referrals=st.integers(0, 60),
        readable=st.booleans(),
        withdrawn=st.booleans(),
    ),
    max_size=10,
    unique_by=lambda one: (one.site, one.era, one.number, one.digest),
)


@given(SETS, st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing_and_every_azc_has_every_week(
    sets: list[SetReceived], chance: random.Random
) -> None:
    def found(heap: list[SetReceived]) -> tuple[SiteWeeks, ...]:
        return weeks_of_sites(heap, TODAY, RULES)

    shuffled = list(sets)
    chance.shuffle(shuffled)
    assert found(shuffled) == found(sets)
    assert {site.site for site in found(sets)} == {one.site for one in sets}
    for site in found(sets):
        assert len(site.weeks) == RULES.weeks_shown
        assert all(one.state is S.ODD for one in site.weeks if one.oddities)
        asked = {one.state for one in site.to_tell()}
        assert asked <= {S.LATE, S.MISSING, S.ODD, S.WITHDRAWN}
