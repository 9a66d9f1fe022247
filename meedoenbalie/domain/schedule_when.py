"""When, in a schedule's words: days with their times, in the order in which they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from meedoenbalie.domain.week import MINUTES_A_DAY, Daypart, TimeSlot, Weekday
from meedoenbalie.domain.week_words import (
    DAY,
    DAY_GROUP,
    DAYPART,
    TIME,
    DaypartTimes,
    ScheduleError,
    day_of,
    day_range,
    dayparts_of,
    days_of,
    minutes_of,
)

_NOON = 12 * 60
_DATES = re.compile(
    rf"(?:\b(?:{DAY})\s+)?(?:\b\d{{4}}-\d{{2}}-\d{{2}}\b"
    r"|\b\d{1,2}(?P<sign>[-/.])\d{1,2}(?P=sign)(?:\d{4}|\d{2})\b|\b20[2-4]\d\s?[-/]\s?20[2-4]\d\b"
    r"|\b\d{1,2} (?:jan|feb|mrt|maart|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*\b\.?"
    r"(?: \d{4}\b)?)"
)
# "4-6 personen" is no time.
_NO_THINGS = r"(?!\d|\s*(?:personen|deelnemers|plaatsen|weken|maanden|lessen|jaar|euro|keer|x\b))"
_TOKEN = re.compile(
    r"(?P<times>(?<!\d)(?<!\d[.,:])(?:"
    rf"(?:tussen|between)\s+(?P<t1>{TIME})\s+(?:en|and)\s+(?P<t2>{TIME})"
    rf"|(?P<t3>{TIME})\s*(?:-|tot en met|tot|t/m|until|till|to)\s*(?P<t4>{TIME}))"
    rf"{_NO_THINGS})"
    r"|(?P<lasting>(?<!\d)(?<!\d[.,:])(?P<t5>\d{1,2}[:.]\d{2})(?: uur| u)?,? \(?"
    r"(?P<hours>\d(?:[.,]\d)?) ?(?:uur|u)\b)"
    rf"|(?P<part>(?P<daypart>{DAYPART})(?:en|s)?\b)"
    rf"|\b(?P<group>{DAY_GROUP})"
    rf"|\b(?P<day>{DAY})"
    r"|(?P<range>\bt/?m\b|\btot en met\b|\btot\b|\bto\b|-)"
    r"|(?P<except>\b(?:behalve|niet op|niet|uitgezonderd|except)\b)"
    r"|(?P<or>\b(?:of|or)\b)"
    r"|(?P<and>[,+/&;|]|\b(?:en|and)\b)"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a day, in minutes since midnight; ``part`` when only a daypart was named."""

    start: int
    end: int
    part: Daypart | None = None


@dataclass(slots=True)
class Group:
    """Days that share their times."""

    days: list[Weekday] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)


def tokens_of(plain: str) -> list[re.Match[str]]:
    """Return the words of a text in lower case that tell days and times; dates are no times."""
    blanked = _DATES.sub(lambda date: " " * len(date.group()), plain)
    return list(_TOKEN.finditer(blanked))


def read_groups(tokens: list[re.Match[str]], dayparts: DaypartTimes) -> list[list[Group]]:
    """Return days with their times; more than one list when there is a choice ("ma of wo").

    Raises ScheduleError with the code end_before_start or impossible_time.
    """
    choices = [_Segment(dayparts)]
    for token in tokens:
        if token.lastgroup == "or":
            choices.append(_Segment(dayparts))
        else:
            choices[-1].read(token)
    groups = [segment.groups() for segment in choices]
    filled = [choice for choice in groups if choice]
    _share(filled)
    return filled


def slots_of(groups: list[Group]) -> tuple[TimeSlot, ...]:
    """Return the slots of days with times, each once; nothing when a day has no time."""
    if any(not group.spans or not group.days for group in groups):
        return ()
    slots = (
        TimeSlot(day=day, start=span.start, end=span.end)
        for group in groups
        for day in group.days
        for span in group.spans
    )
    return tuple(dict.fromkeys(slots))


def _share(choices: list[list[Group]]) -> None:
    """In "ma of wo 10-12" Monday has the times of Wednesday; in "ma 9-12 of 13-16" the reverse."""
    for earlier, later in pairwise(choices):
        if not later[0].days:
            later[0].days = earlier[-1].days
    for later, earlier in pairwise(reversed(choices)):
        if not earlier[-1].spans:
            earlier[-1].spans = later[0].spans


class _Segment:
    """Reads tokens from left to right into groups."""

    def __init__(self, dayparts: DaypartTimes) -> None:
        self._dayparts = dayparts
        self._groups = [Group()]
        self._parts: list[Daypart] = []
        self._times_first = False
        self._range = False
        self._except = False
        self._last = ""

    def read(self, token: re.Match[str]) -> None:
        """Take one token."""
        kind = token.lastgroup or ""
        if token["day"] is not None:
            kind = "day"
            self._add_days(self._from_last(day_of(token["day"])))
        elif token["group"] is not None:
            kind = "day"
            self._add_days(days_of(token["group"]))
        elif token["times"] is not None or token["lasting"] is not None:
            pair = _pair(token)
            if pair is not None:
                kind = "times"
                self._add_span(*pair)
        elif token["part"] is not None:
            kind = "part"
            if self._last != "times":
                self._start_times()
                self._parts.extend(dayparts_of(token["daypart"]))
        self._range = kind == "range" and self._last == "day"
        if kind != "and":
            self._except = token["except"] is not None or (
                self._except and kind in {"day", "range"}
            )
        self._last = kind

    def groups(self) -> list[Group]:
        """Return what was read, with the times of dayparts where nothing better was told."""
        self._close_parts()
        return [group for group in self._groups if group.days or group.spans]

    def _from_last(self, day: Weekday | None) -> tuple[Weekday, ...]:
        if day is None:
            return ()
        here = self._groups[-1].days
        return day_range(here[-1], day) if self._range and here else (day,)

    def _add_days(self, days: tuple[Weekday, ...]) -> None:
        here = self._groups[-1]
        if self._except:
            here.days = [day for day in here.days if day not in days]
            return
        if here.days and not self._times_first and (here.spans or self._parts):
            self._close_parts()
            here = Group()
            self._groups.append(here)
        here.days.extend(day for day in days if day not in here.days)

    def _start_times(self) -> None:
        here = self._groups[-1]
        if not here.days and not here.spans and len(self._groups) == 1:
            self._times_first = True
        elif self._times_first and here.days:
            self._close_parts()
            self._groups.append(Group())

    def _add_span(self, start: int, end: int) -> None:
        if not self._parts:
            self._start_times()
        start, end = _later(start, end, self._parts)
        if end <= start:
            raise ScheduleError("end_before_start")
        self._parts.clear()
        self._groups[-1].spans.append(Span(start, end))

    def _close_parts(self) -> None:
        here = self._groups[-1]
        here.spans.extend(Span(*self._dayparts.of(part), part) for part in self._parts)
        self._parts.clear()


def _pair(token: re.Match[str]) -> tuple[int, int] | None:
    """Return start and end; None when the numbers are no times ("25-30 uur in totaal")."""
    if token["lasting"] is not None:
        return _from_start(token["t5"], float(token["hours"].replace(",", ".")))
    first, second = token["t1"] or token["t3"], token["t2"] or token["t4"]
    start, end = minutes_of(first), minutes_of(second)
    if start is None or end is None:
        return None
    # "2-4 pm": what is said of the end holds for the start.
    if second.rstrip(". m").endswith("p") and not first.rstrip(". m").endswith(("a", "p")):
        in_the_afternoon = start + _NOON
        if start < _NOON and in_the_afternoon < end:
            start = in_the_afternoon
    return start, end


def _from_start(first: str, hours: float) -> tuple[int, int] | None:
    start = minutes_of(first)
    if start is None:
        return None
    end = start + round(hours * 60)
    if end > MINUTES_A_DAY:
        raise ScheduleError("impossible_time")
    return start, end


def _later(start: int, end: int, parts: list[Daypart]) -> tuple[int, int]:
    """In "maandagmiddag 2-4" the clock says 14:00-16:00."""
    if Daypart.MORNING in parts or not parts:
        return start, end
    later_start = start + _NOON if start < _NOON else start
    later_end = end + _NOON if end <= _NOON else end
    return (later_start, later_end) if later_start < later_end else (start, end)
