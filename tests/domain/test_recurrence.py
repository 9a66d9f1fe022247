"""Rules of RFC 5545 say exactly what the week, the holidays and the exceptions say."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from meedoenbalie.domain.lesson_days import (
    Holiday,
    Lesson,
    LessonChanges,
    SchoolRegion,
    Timetable,
    in_order,
)
from meedoenbalie.domain.recurrence import Rule, lessons_of, rules_of
from meedoenbalie.domain.schedule_text import parse_schedule
from meedoenbalie.domain.week import TimeSlot, Weekday

FIRST = date(2026, 3, 4)
"""A Wednesday."""
YEAR = timedelta(days=200)


def table(written: str, **values: Any) -> Timetable:
    schedule = parse_schedule(written)
    usual: dict[str, Any] = {
        "slots": schedule.slots,
        "first": FIRST,
        "interval_weeks": schedule.interval_weeks,
    }
    return Timetable(**usual | values)


def days(found: Timetable, until: date = FIRST + timedelta(28)) -> list[str]:
    return [f"{one.on:%d-%m}" for one in lessons_of(found, FIRST, until)]


def day_by_day(found: Timetable, first: date, last: date) -> Iterator[Lesson]:
    """The plain meaning of a timetable: look at every day."""
    monday = found.first - timedelta(days=found.first.weekday())
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        yield from (one for one in found.changes.extra if one.on == day)
        in_turn = (day - monday).days // 7 % found.interval_weeks == 0
        runs = day >= found.first and (found.last is None or day <= found.last)
        if not in_turn or not runs or found.in_holiday(day):
            continue
        for slot in found.slots:
            lesson = Lesson(on=day, start=slot.start, end=slot.end)
            if slot.day.number == day.weekday() and lesson not in found.changes.cancelled:
                yield lesson


@st.composite
def timetables(draw: st.DrawFn) -> Timetable:
    times = st.sampled_from([(540, 600), (540, 660), (780, 900)])
    near = st.dates(FIRST, FIRST + timedelta(60))
    slots = draw(st.lists(st.tuples(st.sampled_from(Weekday), times), max_size=4, unique=True))
    made = LessonChanges()
    for on, (start, end), extra in draw(
        st.lists(st.tuples(near, times, st.booleans()), max_size=6)
    ):
        lesson = Lesson(on=on, start=start, end=end)
        made = made.with_extra(lesson) if extra else made.without(lesson)
    holidays = tuple(
        Holiday("vrij", SchoolRegion.NORTH, begin, begin + timedelta(length))
        for begin, length in draw(st.lists(st.tuples(near, st.integers(0, 20)), max_size=2))
    )
    return Timetable(
        slots=tuple(TimeSlot(day=day, start=start, end=end) for day, (start, end) in slots),
        first=draw(st.dates(FIRST, FIRST + timedelta(13))),
        last=draw(st.none() | st.dates(FIRST - timedelta(3), FIRST + timedelta(80))),
        interval_weeks=draw(st.integers(1, 3)),
        changes=made,
        holidays=holidays,
    )


@given(timetables())
def test_the_rules_have_the_lessons_that_a_look_at_every_day_finds(found: Timetable) -> None:
    last = FIRST + timedelta(100)
    assert lessons_of(found, FIRST, last) == list(in_order(day_by_day(found, FIRST, last)))


@given(timetables())
def test_a_rule_is_the_same_after_a_trip_through_its_text(found: Timetable) -> None:
    for rule in rules_of(found):
        again = Rule.of_text(rule.text, rule.minutes)
        assert again == rule
        assert again.lessons(FIRST, FIRST + YEAR) == rule.lessons(FIRST, FIRST + YEAR)


def test_the_text_is_that_of_the_standard() -> None:
    found = table(
        "ma+wo 09:30-12:00, om de week",
        last=date(2026, 6, 30),
        changes=LessonChanges().without(Lesson(on=date(2026, 3, 18), start=570, end=720)),
    )
    (rule,) = rules_of(found)
    assert rule.text == (
        "DTSTART:20260304T093000\n"
        "RRULE:FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=MO,WE;UNTIL=20260630T235959\n"
        "EXDATE:20260318T093000"
    )
    assert days(found) == ["04-03", "16-03", "30-03", "01-04"]


def test_one_lesson_is_called_off_and_comes_back() -> None:
    lesson = Lesson(on=date(2026, 3, 11), start=600, end=720)
    changes = LessonChanges().without(lesson)
    assert days(table("wo 10-12", changes=changes)) == ["04-03", "18-03", "25-03", "01-04"]
    assert changes.with_extra(lesson) == LessonChanges()


def test_a_lesson_is_added_on_another_day_at_another_time() -> None:
    lesson = Lesson(on=date(2026, 3, 14), start=840, end=900)
    changes = LessonChanges().with_extra(lesson)
    found = table("wo 10-12", changes=changes)
    assert lessons_of(found, FIRST, FIRST + timedelta(14))[2] == lesson
    assert [rule.lines[0] for rule in rules_of(found)] == [
        "DTSTART:20260304T100000",
        "DTSTART:20260314T140000",
    ]
    assert changes.without(lesson) == LessonChanges()


def test_it_stops_in_the_holidays_and_an_extra_lesson_goes_on() -> None:
    spring = Holiday("meivakantie", SchoolRegion.SOUTH, date(2026, 3, 9), date(2026, 3, 20))
    extra = Lesson(on=date(2026, 3, 18), start=600, end=720)
    found = table("wo 10-12", holidays=(spring,), changes=LessonChanges(extra=(extra,)))
    assert days(found) == ["04-03", "18-03", "25-03", "01-04"]


def test_a_rule_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="SOMETIMES"):
        Rule.of_text("DTSTART:20260304T093000\nRRULE:FREQ=SOMETIMES", 60)
    with pytest.raises(ValidationError):
        Lesson(on=FIRST, start=600, end=600)
