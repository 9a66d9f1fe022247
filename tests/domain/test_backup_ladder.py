"""12 days, 10 weeks, 9 months: what stays, and when an old back-up is gone for good."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from meedoenbalie.domain.backup_ladder import is_due, kept, last_one_gone

TODAY = date(2026, 3, 2)  # a Monday


def at(year: int, month: int, day: int, hour: int = 12) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


NOON = at(2026, 3, 2)

moments = st.integers(-719, 1_100_000).map(lambda minutes: NOON - timedelta(minutes=minutes))
some = st.lists(moments, max_size=60, unique=True)


def daily(days: int) -> list[datetime]:
    return [NOON - timedelta(days=number) for number in range(days)]


def test_two_years_of_daily_back_ups_leave_a_ladder() -> None:
    stay = sorted(kept(daily(730), TODAY), reverse=True)
    assert stay[:13] == daily(13)
    sundays = [at(2026, 2, 15, 12) - timedelta(weeks=number) for number in range(8)]
    ends = [(2025, 11, 30), (2025, 10, 31), (2025, 9, 30), (2025, 8, 31), (2025, 7, 31)]
    months = [at(*end, 12) for end in (*ends, (2025, 6, 30))]
    assert stay[0] == NOON
    assert set(sundays) <= set(stay)
    assert set(months) <= set(stay)
    assert min(stay) == at(2025, 6, 30)


def test_of_one_earlier_day_the_last_stays_and_of_today_all() -> None:
    yesterday = [at(2026, 3, 1, hour) for hour in (9, 13, 17)]
    today = [at(2026, 3, 2, hour) for hour in (9, 10, 11)]
    assert kept([*yesterday, *today], TODAY) == {yesterday[-1], *today}


@given(some)
def test_the_newest_always_stays(made: list[datetime]) -> None:
    assert kept(made, TODAY) >= ({max(made)} if made else set())


@given(some)
def test_never_more_than_31_besides_those_of_today(made: list[datetime]) -> None:
    earlier = [moment for moment in kept(made, TODAY) if moment.date() < TODAY]
    assert len(earlier) <= 31


@given(some.flatmap(lambda made: st.tuples(st.just(made), st.permutations(made))))
def test_the_order_does_not_matter(orders: tuple[list[datetime], list[datetime]]) -> None:
    one, other = orders
    assert kept(one, TODAY) == kept(other, TODAY)


@given(some)
def test_each_that_stays_is_the_last_of_its_day_its_week_or_its_month(
    made: list[datetime],
) -> None:
    for moment in kept(made, TODAY):
        if moment.date() == TODAY or moment == max(made):
            continue
        later = [other for other in made if other > moment]
        assert (
            all(other.date() != moment.date() for other in later)
            or all(other.isocalendar()[:2] != moment.isocalendar()[:2] for other in later)
            or all((other.year, other.month) != (moment.year, moment.month) for other in later)
        )


@given(some)
def test_every_period_with_a_back_up_keeps_one(made: list[datetime]) -> None:
    stay = kept(made, TODAY)
    for number in range(1, 13):
        day = TODAY - timedelta(days=number)
        if any(moment.date() == day for moment in made):
            assert any(moment.date() == day for moment in stay)
    for number in range(1, 11):
        week = (TODAY - timedelta(weeks=number)).isocalendar()[:2]
        if any(moment.isocalendar()[:2] == week for moment in made):
            assert any(moment.isocalendar()[:2] == week for moment in stay)


@given(some)
def test_clearing_up_twice_changes_nothing(made: list[datetime]) -> None:
    stay = kept(made, TODAY)
    assert kept(stay, TODAY) == stay


@given(some)
def test_on_the_day_that_was_told_no_old_one_is_kept_and_the_day_before_one_was(
    old: list[datetime],
) -> None:
    new = [NOON + timedelta(hours=11, minutes=59, seconds=30)]
    gone = last_one_gone(old, new, TODAY)
    day, left = TODAY, set(old)
    while day < gone:
        left &= kept([*left, *new], day)
        assert left
        day += timedelta(days=1)
    assert not left & kept([*left, *new], gone)
    assert gone <= date(2027, 1, 1)


def test_a_person_erased_today_is_gone_from_the_last_back_up_after_at_most_ten_months() -> None:
    assert last_one_gone([], [NOON], TODAY) == TODAY
    # The last of February is the month's; it falls away when February is ten months ago.
    assert last_one_gone(daily(60)[1:], [NOON], TODAY) == date(2026, 12, 1)
    # Of today, where a newer one of the same day takes its place tomorrow.
    morning = [NOON - timedelta(hours=3)]
    assert last_one_gone(morning, [NOON], TODAY) == date(2026, 3, 3)


def test_it_is_time_after_a_change_and_half_an_hour() -> None:
    assert is_due(None, NOON, changed=True)
    assert not is_due(None, NOON, changed=False)
    assert not is_due(NOON - timedelta(minutes=29), NOON, changed=True)
    assert is_due(NOON - timedelta(minutes=30), NOON, changed=True)
    assert is_due(NOON + timedelta(days=2), NOON, changed=True)
