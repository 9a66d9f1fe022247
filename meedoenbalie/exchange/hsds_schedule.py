"""Schedules of HSDS: recurrence as in RFC 5545, with an opening and a closing time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from meedoenbalie.domain.identifiers import contains_bsn
from meedoenbalie.domain.schedule_load import Rhythm
from meedoenbalie.domain.week import (
    MINUTES_A_DAY,
    ScheduleKind,
    TimeSlot,
    Weekday,
    WeekSchedule,
)
from meedoenbalie.domain.week_words import WEEK, ScheduleError, minutes_of
from meedoenbalie.exchange.dates import read_date
from meedoenbalie.exchange.json_file import Item, objects_of, text_of, whole_of
from meedoenbalie.exchange.text import clean

_LONGEST_TEXT = 500
_BY_DAY = re.compile(r"(?P<nth>[+-]?\d{1,2})?(?P<day>MO|TU|WE|TH|FR|SA|SU)")
_LAST_MINUTE = MINUTES_A_DAY - 1
_ZONE = re.compile(r"(?:Z|[+-]\d{2}:?\d{2})$")


class ScheduleProblem(ValueError):
    """A schedule that can't be: ``field`` and ``code`` as problems call them."""

    def __init__(self, field: str, code: str, value: str) -> None:
        super().__init__(code)
        self.field = field
        self.code = code
        self.value = value


@dataclass(frozen=True, slots=True)
class _Recurring:
    slots: tuple[TimeSlot, ...]
    rhythm: Rhythm


def week_schedule(service: Item) -> WeekSchedule | None:
    """Return the week schedule of a service; None when it has no schedules.

    A schedule without recurrence or times stays unknown, whatever its description says.
    Raises ScheduleProblem.
    """
    schedules = objects_of(service, "schedules")
    if not schedules:
        return None
    text = _description(schedules)
    online = any(text_of(one, "attending_type").lower() == "online" for one in schedules)
    read = [_recurring(one) for one in schedules]
    known = [one for one in read if one is not None and one.slots]
    if len(known) < len(schedules):
        return WeekSchedule(text=text, online=online)
    rhythms = {one.rhythm for one in known}
    rhythm = rhythms.pop() if len(rhythms) == 1 else Rhythm()
    weekly = sum(one.rhythm.a_week(sum(slot.minutes for slot in one.slots)) or 0 for one in known)
    return WeekSchedule(
        text=text,
        kind=ScheduleKind.FIXED,
        slots=tuple(dict.fromkeys(slot for one in known for slot in one.slots)),
        weekly_minutes=weekly,
        interval_weeks=rhythm.interval_weeks,
        monthly=rhythm.times_a_month > 0,
        online=online,
    )


def _description(schedules: Sequence[Item]) -> str:
    texts = dict.fromkeys(text_of(one, "description") for one in schedules)
    text, codes = clean("; ".join(filter(None, texts)))
    code = "bsn_like" if contains_bsn(text) else "control_character"
    if code == "bsn_like" or code in codes:
        raise ScheduleProblem("schedules.description", code, "")
    return text[:_LONGEST_TEXT]


def _recurring(schedule: Item) -> _Recurring | None:
    start = _time(schedule, "opens_at")
    end = _time(schedule, "closes_at")
    days, times_a_month = _days(schedule)
    if start is None or end is None or not days:
        return None
    if end <= start:
        told = f"{text_of(schedule, 'opens_at')}-{text_of(schedule, 'closes_at')}"
        raise ScheduleProblem("schedules.closes_at", "end_before_start", told)
    interval = min(max(whole_of(schedule, "interval") or 1, 1), 52)
    return _Recurring(
        tuple(TimeSlot(day=day, start=start, end=end) for day in days),
        Rhythm(times_a_month=times_a_month) if times_a_month else Rhythm(interval),
    )


def _days(schedule: Item) -> tuple[tuple[Weekday, ...], int]:
    """Return the days, and how many times a month; 0 when it is weekly."""
    frequency = text_of(schedule, "freq").upper()
    told = schedule.get("byday")
    words = told if isinstance(told, list) else str(told or "").split(",")
    days: dict[Weekday, None] = {}
    numbered = 0
    for word in filter(None, (str(word).strip().upper() for word in words)):
        found = _BY_DAY.fullmatch(word)
        if found is None:
            raise ScheduleProblem("schedules.byday", "unknown_value", word)
        days[Weekday(found["day"])] = None
        numbered += found["nth"] is not None
    if frequency == "DAILY":
        return tuple(days) or WEEK, 0
    if frequency == "WEEKLY":
        return tuple(days) or _day_of_start(schedule), 0
    if frequency == "MONTHLY" and numbered:
        # Each day that is named counts once a month, so the same day twice is two times.
        return tuple(days), max(1, numbered // len(days))
    return (), 0


def _day_of_start(schedule: Item) -> tuple[Weekday, ...]:
    start: date | None = read_date(text_of(schedule, "dtstart")).day
    return () if start is None else (WEEK[start.weekday()],)


def _time(schedule: Item, key: str) -> int | None:
    text = _ZONE.sub("", text_of(schedule, key))
    if not text:
        return None
    try:
        minutes = minutes_of(text)
    except ScheduleError as error:
        raise ScheduleProblem(f"schedules.{key}", error.code, text) from None
    if minutes is None:
        raise ScheduleProblem(f"schedules.{key}", "unreadable", text)
    return minutes


def schedules_of(schedule: WeekSchedule, ends_on: date | None, first_on: date | None) -> list[Item]:
    """Return a week schedule as HSDS has it: one schedule for the days that share their times.

    Choices, hours without days and "once a month" have no recurrence that HSDS can say: of those
    only the words are written. HSDS asks for the first day of what doesn't recur every week.
    """
    common: Item = {"attending_type": "online" if schedule.online else "fysiek"}
    if text := clean(schedule.text)[0]:
        common["description"] = text
    if ends_on is not None:
        common["valid_to"] = ends_on.isoformat()
    recurs = schedule.slots and not schedule.alternatives and not schedule.monthly
    if not recurs or schedule.kind is not ScheduleKind.FIXED:
        return [common] if len(common) > 1 or schedule.online else []
    if first_on is not None and schedule.interval_weeks > 1:
        common["dtstart"] = first_on.isoformat()
    days: dict[tuple[int, int], list[str]] = {}
    for slot in schedule.slots:
        days.setdefault((slot.start, slot.end), []).append(slot.day.value)
    return [
        {
            "freq": "WEEKLY",
            "interval": schedule.interval_weeks,
            "wkst": "MO",
            "byday": ",".join(dict.fromkeys(named)),
            "opens_at": _clock(start),
            "closes_at": _clock(end),
            **common,
        }
        for (start, end), named in days.items()
    ]


def _clock(minutes: int) -> str:
    """Return a time of day; HSDS has no 24:00."""
    hour, minute = divmod(min(minutes, _LAST_MINUTE), 60)
    return f"{hour:02d}:{minute:02d}"
