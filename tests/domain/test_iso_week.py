"""Weeks have the numbers that they have on the wall calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoenbalie.domain.iso_week import IsoWeek

DAYS = st.dates(date(2000, 1, 3), date(2199, 12, 1))


@pytest.mark.parametrize(
    ("written", "monday"),
    [
        ("2026-W10", date(2026, 3, 2)),
        ("2026-W01", date(2025, 12, 29)),
        ("2026-w53", date(2026, 12, 28)),
    ],
)
def test_a_week_is_read_as_people_write_it(written: str, monday: date) -> None:
    assert IsoWeek.parse(written).monday == monday


@pytest.mark.parametrize(
    "written", ["", "10", "2026-10", "2026W10", "2026-W00", "2025-W53", "2026-W10-1", "0026-W10"]
)
def test_what_is_no_week_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="malformed_week"):
        IsoWeek.parse(written)


@given(DAYS)
def test_a_week_runs_from_monday_to_sunday_and_reads_back(day: date) -> None:
    week = IsoWeek.of(day)
    assert week.monday <= day <= week.sunday
    assert (week.sunday - week.monday).days == 6
    assert IsoWeek.parse(str(week)) == week


@given(DAYS, st.integers(0, 200))
def test_earlier_weeks_lie_seven_days_apart_over_the_turn_of_the_year(day: date, back: int) -> None:
    week = IsoWeek.of(day)
    assert week.earlier(back).monday == week.monday - timedelta(weeks=back)
    assert week.earlier(back) <= week


@pytest.mark.parametrize("weekday", range(7))
def test_the_last_full_week_is_over_whatever_day_it_is(weekday: int) -> None:
    today = date(2026, 3, 2) + timedelta(days=weekday)
    assert str(IsoWeek.last_full(today)) == "2026-W09"
