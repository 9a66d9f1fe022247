"""Week schedules as people write them: "ma+wo 09:30-12:00", "di avond", "flexibel, 8 uur/week".

What can't be read stays unknown; it is never guessed.
"""

from __future__ import annotations

import re
from typing import Any, TypeVar

from pydantic import ValidationError

from meedoenbalie.domain.record import Value
from meedoenbalie.domain.schedule_load import take_load, take_rhythm
from meedoenbalie.domain.schedule_when import Group, read_groups, slots_of, tokens_of
from meedoenbalie.domain.week import (
    Commitment,
    Daypart,
    FreeDaypart,
    ScheduleKind,
    TimeSlot,
    WeekSchedule,
)
from meedoenbalie.domain.week_words import (
    DAY,
    USUAL_DAYPARTS,
    DaypartTimes,
    ScheduleError,
    spaced,
)

__all__ = [
    "LONGEST_TEXT",
    "ScheduleError",
    "parse_availability",
    "parse_commitments",
    "parse_schedule",
]

LONGEST_TEXT = 500
"""As many signs as a schedule keeps of its own words."""

V = TypeVar("V", bound=Value)

_REFUSED = {"string_too_long": "too_long"}
_FLEXIBLE = re.compile(r"flexib|eigen tempo|(?:zelf|vrij) in te|eigen inzicht|own pace")
_TO_BE_AGREED = re.compile(r"in overleg|nader te bepalen|nader overeen")
_ONLINE = re.compile(r"\bonline\b|\bdigitaal\b|op afstand|\b(?:teams|zoom)\b")
_ROUGHLY = re.compile(r"±|\+/-|~|\b(?:ca|circa|ongeveer|plm|about)\b")
_LEAD = r"(?:elke|iedere|op|every|on)\s+"
_ITEMS = re.compile(rf"[|;\n]+|,\s*(?=(?:{_LEAD})?(?:{DAY})\s)", re.IGNORECASE)
_LEAD_IN = re.compile(rf"\s*{_LEAD}", re.IGNORECASE)


def parse_schedule(text: str, dayparts: DaypartTimes = USUAL_DAYPARTS) -> WeekSchedule:
    """Return the week schedule that a text describes; ``text`` is kept as it was written.

    Raises ScheduleError with the code end_before_start, impossible_time, too_long, bsn_like or
    out_of_range.
    """
    if len(text) > LONGEST_TEXT:
        raise ScheduleError("too_long")
    plain = spaced(text)
    flexible = _FLEXIBLE.search(plain) is not None
    load, rest = take_load(plain, loose=flexible)
    rhythm, rest = take_rhythm(rest)
    choices, approximate = _choices(rest, dayparts)
    common: dict[str, Any] = {
        "text": text,
        "interval_weeks": rhythm.interval_weeks,
        "monthly": rhythm.times_a_month > 0,
        "online": _ONLINE.search(plain) is not None,
    }
    if choices and not (flexible and load.minutes):
        longest = max(sum(slot.minutes for slot in choice) for choice in choices)
        return _made(
            WeekSchedule,
            kind=ScheduleKind.FIXED,
            slots=choices[0] if len(choices) == 1 else (),
            alternatives=choices if len(choices) > 1 else (),
            approximate=approximate,
            weekly_minutes=rhythm.a_week(longest),
            **common,
        )
    agreed_later = load.minutes is not None and _TO_BE_AGREED.search(plain) is not None
    return _made(
        WeekSchedule,
        kind=ScheduleKind.FLEXIBLE if flexible or agreed_later else ScheduleKind.UNKNOWN,
        approximate=load.minutes is not None and _ROUGHLY.search(plain) is not None,
        weekly_minutes=rhythm.a_week(load.minutes),
        weekly_minutes_min=rhythm.a_week(load.at_least),
        dayparts=load.dayparts,
        **common,
    )


def _choices(plain: str, dayparts: DaypartTimes) -> tuple[tuple[tuple[TimeSlot, ...], ...], bool]:
    """Return the sets of slots to choose from, and whether a daypart's usual times fill in."""
    read = read_groups(tokens_of(plain), dayparts)
    choices = tuple(dict.fromkeys(slots_of(groups) for groups in read))
    if not all(choices):
        return (), False
    by_daypart = any(span.part for groups in read for group in groups for span in group.spans)
    return choices, by_daypart


def parse_commitments(text: str, dayparts: DaypartTimes = USUAL_DAYPARTS) -> tuple[Commitment, ...]:
    """Return fixed appointments: "TU 10:00-11:30 taalles|...", "di 10-11.30 taalles; do ...".

    Raises ScheduleError with the code impossible_time, end_before_start, unreadable, too_long,
    bsn_like or out_of_range.
    """
    return tuple(
        commitment
        for item in _ITEMS.split(text)
        if item.strip()
        for commitment in _commitments(item, dayparts)
    )


def _commitments(item: str, dayparts: DaypartTimes) -> list[Commitment]:
    lead_in = _LEAD_IN.match(item)
    item = item[lead_in.end() :] if lead_in else item
    plain = spaced(item)
    tokens = tokens_of(plain)
    # What stands behind the first times is what it is for, even if it holds a day or a dash.
    last = next((i for i, token in enumerate(tokens) if token["times"] or token["part"]), None)
    if last is None:
        raise ScheduleError("unreadable")
    while last + 1 < len(tokens) and _follows(plain, tokens[last], tokens[last + 1]):
        last += 1
    used = tokens[: last + 1]
    groups = [group for choice in read_groups(used, dayparts) for group in choice]
    slots = slots_of(groups)
    if not slots:
        raise ScheduleError("unreadable")
    label = _label(item, plain, used)
    return [_made(Commitment, day=s.day, start=s.start, end=s.end, label=label) for s in slots]


def _made(of: type[V], /, **values: Any) -> V:
    """Return a value; what it refuses is told as any other thing that is wrong with a text."""
    try:
        return of(**values)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)[0]
        raised = found.get("ctx", {}).get("error")
        code = str(raised) if isinstance(raised, ValueError) else _REFUSED.get(found["type"])
        raise ScheduleError(code or "out_of_range") from None


def _follows(plain: str, token: re.Match[str], following: re.Match[str]) -> bool:
    """Tell whether times go on: "avond 19:00-21:00", "10-12 en 13-15"."""
    touching = not plain[token.end() : following.start()].strip()
    return touching and (following["times"] is not None or following["and"] is not None)


def _label(item: str, plain: str, used: list[re.Match[str]]) -> str:
    """Return the words behind the times, or before the day when there are none, as written."""
    words = item.split()
    behind = plain[used[-1].end() :].strip(" ,:-").split()
    if behind:
        return " ".join(words[-len(behind) :]).strip(" ,:-")
    before = plain[: used[0].start()].strip(" ,:-").split()
    return " ".join(words[: len(before)]).strip(" ,:-")


def parse_availability(
    text: str, dayparts: DaypartTimes = USUAL_DAYPARTS
) -> tuple[FreeDaypart, ...]:
    """Return when somebody is free: "MO 09:00-12:00|WE 13:00-17:00", "ma ochtend, wo hele dag".

    Times count as the dayparts of which they fill half or more, or else the one they touch most.
    Raises ScheduleError with the code impossible_time, end_before_start, unreadable, too_long,
    bsn_like or out_of_range.
    """
    groups = [
        group for choice in read_groups(tokens_of(spaced(text)), dayparts) for group in choice
    ]
    if not slots_of(groups):
        raise ScheduleError("unreadable")
    return tuple(
        dict.fromkeys(
            FreeDaypart(day=day, daypart=part)
            for group in groups
            for day in group.days
            for part in _parts_of(group, dayparts)
        )
    )


def _parts_of(group: Group, dayparts: DaypartTimes) -> list[Daypart]:
    parts: list[Daypart] = []
    for span in group.spans:
        if span.part is not None:
            parts.append(span.part)
            continue
        shares = {
            part: (min(span.end, end) - max(span.start, start)) / (end - start)
            for part, (start, end) in ((part, dayparts.of(part)) for part in Daypart)
        }
        half_filled = [part for part, share in shares.items() if share >= 0.5]
        parts.extend(half_filled or [max(shares, key=shares.__getitem__)])
    return parts
