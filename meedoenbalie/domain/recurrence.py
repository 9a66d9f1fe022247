"""Timetables as iCalendar rules (RFC 5545, 3.8.5), and the lessons that follow from a rule.

Times are *floating*: 13:00 on the clock of whoever reads it. ``dateutil`` expands the rules, so
that a lesson on a screen is the lesson that a calendar shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrule, rruleset, rrulestr

from meedoenbalie.domain.lesson_days import Lesson, Timetable, in_order
from meedoenbalie.domain.week import MINUTES_A_DAY, Weekday

_LAST_SECOND = timedelta(days=1, seconds=-1)


@dataclass(frozen=True, slots=True)
class Rule:
    """Lessons that last equally long, as the lines of RFC 5545 that tell when they begin.

    The first line is DTSTART; then, as far as they are there, RRULE, RDATE and EXDATE.
    """

    minutes: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)

    @classmethod
    def of_text(cls, text: str, minutes: int) -> Rule:
        """Return the rule that a text holds. Raises ValueError when it isn't one."""
        rrulestr(text, forceset=True, cache=False)
        return cls(minutes, tuple(text.splitlines()))

    def lessons(self, first: date, last: date) -> list[Lesson]:
        """Return the lessons from one day to another, both included, the first one first."""
        begins = datetime.combine(first, time())
        ends = datetime.combine(last, time()) + _LAST_SECOND
        return [_lesson(moment, self.minutes) for moment in self._set().between(begins, ends, True)]

    def _set(self) -> rruleset:
        found: rrule | rruleset = rrulestr(self.text, forceset=True)
        if not isinstance(found, rruleset):
            raise TypeError("a rule is read as a set")
        return found


def rules_of(table: Timetable) -> tuple[Rule, ...]:
    """Return a rule for each time of the day at which a timetable has lessons."""
    times = {(slot.start, slot.end) for slot in table.slots}
    times |= {(lesson.start, lesson.end) for lesson in table.changes.extra}
    found = (_rule(table, start, end) for start, end in sorted(times))
    return tuple(rule for rule in found if rule is not None)


def lessons_of(table: Timetable, first: date, last: date) -> list[Lesson]:
    """Return when a timetable has lessons, from one day to another, both included."""
    return list(
        in_order(lesson for rule in rules_of(table) for lesson in rule.lessons(first, last))
    )


def _rule(table: Timetable, start: int, end: int) -> Rule | None:
    days = [slot.day for slot in table.slots if (slot.start, slot.end) == (start, end)]
    days = sorted(set(days), key=lambda day: day.number)
    extra = [one.on for one in table.changes.extra if (one.start, one.end) == (start, end)]
    begin = min((_first(table, day) for day in days), default=None)
    recurs = begin is not None and (table.last is None or begin <= table.last)
    lines: list[str] = []
    if recurs and begin is not None:
        off = sorted(
            {one.on for one in table.changes.cancelled if (one.start, one.end) == (start, end)}
            | set(_in_holidays(table, days))
        )
        lines = [_property("DTSTART", [begin], start), _recurring(table, days)]
        lines += [_property("RDATE", extra, start)] if extra else []
        # What was added for once takes place, also on a day on which it otherwise wouldn't.
        off = [day for day in off if day not in extra]
        lines += [_property("EXDATE", off, start)] if off else []
    elif extra:
        lines = [_property("DTSTART", extra[:1], start), _property("RDATE", extra, start)]
    return Rule(end - start, tuple(lines)) if lines else None


def _recurring(table: Timetable, days: list[Weekday]) -> str:
    parts = ["FREQ=WEEKLY"]
    if table.interval_weeks > 1:
        parts.append(f"INTERVAL={table.interval_weeks}")
    parts.append("WKST=MO")
    parts.append(f"BYDAY={','.join(day.value for day in days)}")
    if table.last is not None:
        parts.append(f"UNTIL={table.last:%Y%m%d}T235959")
    return f"RRULE:{';'.join(parts)}"


def _first(table: Timetable, day: Weekday) -> date:
    """Return the first such day; every day of a fortnight falls in the same weeks."""
    ahead = day.number - table.first.weekday()
    weeks = 0 if ahead >= 0 else table.interval_weeks
    return table.first + timedelta(days=ahead, weeks=weeks)


def _in_holidays(table: Timetable, days: list[Weekday]) -> Iterator[date]:
    """Yield the days of lessons in holidays, as far as the rule reaches."""
    for holiday in table.holidays:
        for day in days:
            step = timedelta(weeks=table.interval_weeks)
            begin = _first(table, day)
            behind = max(0, -((begin - holiday.first).days // step.days))
            on = begin + behind * step
            while on <= holiday.last and (table.last is None or on <= table.last):
                if holiday.has(on):
                    yield on
                on += step


def _property(name: str, days: Iterable[date], start: int) -> str:
    return f"{name}:{','.join(_moment(day, start) for day in sorted(set(days)))}"


def _moment(day: date, minutes: int) -> str:
    return f"{datetime.combine(day, time()) + timedelta(minutes=minutes):%Y%m%dT%H%M%S}"


def _lesson(moment: datetime, minutes: int) -> Lesson:
    start = moment.hour * 60 + moment.minute
    return Lesson(on=moment.date(), start=start, end=min(start + minutes, MINUTES_A_DAY))
