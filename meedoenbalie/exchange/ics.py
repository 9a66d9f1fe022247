"""iCalendar (RFC 5545): a recurring week that a phone or calendar takes over.

Times are *floating*, which the standard allows: 13:00 on the clock of whoever reads it. That needs
no table of time zones, so that a week stays small enough for a QR code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from meedoenbalie.domain.recurrence import Rule
from meedoenbalie.domain.week import TimeSlot, Weekday

_MOST_OCTETS = 75
"""The length of a line, without its end (RFC 5545, 3.1)."""


@dataclass(frozen=True, slots=True)
class Recurring:
    """Slots that recur every ``interval_weeks`` weeks, from the first day to the last, inclusive.

    ``uid`` is unique in the world and stays the same when the week is made again. Without a last
    day it goes on until somebody takes it away.
    """

    uid: str
    title: str
    place: str
    slots: tuple[TimeSlot, ...]
    first: date
    last: date | None = None
    interval_weeks: int = 1


def calendar(weeks: Iterable[Recurring], made_on: date) -> str:
    """Return a VCALENDAR with an event for each time of the day at which something recurs."""
    return _whole(
        line
        for week in weeks
        for number, (days, (start, end)) in enumerate(_by_time(week.slots), start=1)
        for line in _event(week, number, days, start, end, made_on)
    )


@dataclass(frozen=True, slots=True)
class Course:
    """What takes place by rules: with exceptions, holidays and lessons that were added."""

    uid: str
    title: str
    place: str
    rules: tuple[Rule, ...]


def course_calendar(courses: Iterable[Course], made_on: date) -> str:
    """Return a VCALENDAR with an event for each rule of each course."""
    events = (
        _framed(
            f"{course.uid}-{number}",
            course.title,
            course.place,
            made_on,
            (*rule.lines[:1], f"DURATION:PT{rule.minutes}M", *rule.lines[1:]),
        )
        for course in courses
        for number, rule in enumerate(course.rules, start=1)
    )
    return _whole(line for event in events for line in event)


@dataclass(frozen=True, slots=True)
class Once:
    """Something on one day, from a minute since midnight; the whole day when none is known."""

    uid: str
    title: str
    place: str
    day: date
    minute: int | None = None


def agenda(moments: Iterable[Once], made_on: date) -> str:
    """Return a VCALENDAR with an event for each of them."""
    events = (
        _framed(
            one.uid,
            one.title,
            one.place,
            made_on,
            (f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",)
            if one.minute is None
            else (f"DTSTART:{_moment(one.day, one.minute)}",),
        )
        for one in moments
    )
    return _whole(line for event in events for line in event)


def _whole(lines: Iterable[str]) -> str:
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Meedoenbalie//NL")
    return "".join(f"{_folded(line)}\r\n" for line in (*head, *lines, "END:VCALENDAR"))


def _framed(uid: str, title: str, place: str, made_on: date, when: Iterable[str]) -> list[str]:
    where = [f"LOCATION:{_escaped(place)}"] if place else []
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{made_on:%Y%m%d}T000000Z",
        *when,
        f"SUMMARY:{_escaped(title)}",
        *where,
        "END:VEVENT",
    ]


def _by_time(slots: Iterable[TimeSlot]) -> Iterator[tuple[list[Weekday], tuple[int, int]]]:
    groups: dict[tuple[int, int], list[Weekday]] = {}
    for slot in sorted(slots, key=lambda one: (one.day.number, one.start)):
        groups.setdefault((slot.start, slot.end), []).append(slot.day)
    for times, days in groups.items():
        yield days, times


def _event(
    week: Recurring, number: int, days: list[Weekday], start: int, end: int, made_on: date
) -> list[str]:
    firsts = [_first(week, day) for day in days]
    count = sum(_occurrences(week, first) for first in firsts)
    if week.last is not None and not count:
        return []
    first = min(firsts)
    rule = "RRULE:FREQ=WEEKLY"
    if week.interval_weeks > 1:
        rule += f";INTERVAL={week.interval_weeks}"
    if len(days) > 1:
        rule += f";BYDAY={','.join(days)}"
    if week.last is not None:
        rule += f";COUNT={count}"
    when = (f"DTSTART:{_moment(first, start)}", f"DURATION:PT{end - start}M", rule)
    return _framed(f"{week.uid}-{number}", week.title, week.place, made_on, when)


def _first(week: Recurring, day: Weekday) -> date:
    """Return the first such day; every day of a fortnight falls in the same weeks."""
    ahead = day.number - week.first.weekday()
    weeks = 0 if ahead >= 0 else week.interval_weeks
    return week.first + timedelta(days=ahead, weeks=weeks)


def _occurrences(week: Recurring, first: date) -> int:
    if week.last is None or week.last < first:
        return 0
    return (week.last - first).days // (7 * week.interval_weeks) + 1


def _moment(day: date, minutes: int) -> str:
    return f"{datetime.combine(day, time()) + timedelta(minutes=minutes):%Y%m%dT%H%M%S}"


def _escaped(text: str) -> str:
    plain = " ".join(text.split())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """Break a long line, never inside a character."""
    parts, length = [""], 0
    for sign in line:
        size = len(sign.encode("utf-8"))
        if length + size > _MOST_OCTETS:
            parts.append(" ")
            length = 1
        parts[-1] += sign
        length += size
    return "\r\n".join(parts)
