"""What stands in one cell of a resident list. Cells repeat, so what was read is remembered."""

from __future__ import annotations

import re
from functools import lru_cache

from meedoenbalie.domain.schedule_text import (
    ScheduleError,
    parse_availability,
    parse_commitments,
)
from meedoenbalie.domain.week import MINUTES_A_DAY, Commitment, Daypart, FreeDaypart, Weekday
from meedoenbalie.domain.week_words import day_of, minutes_of
from meedoenbalie.exchange.codes import code_of, daypart_times, key_of
from meedoenbalie.exchange.text import EMPTY

_ITEMS = re.compile(r"[|;\n]")
_LISTED = re.compile(r"[|;,\n]")
_PARTS = re.compile(r"[/,+&;|]|\ben\b")
_NONE = frozenset({"geen", "geenafspraken", "geenvasteafspraken", "nee", "niets", "none", "no"})
_SHARE_OF_A_DAY = re.compile(r"0[.,]\d+")


def _items(text: str) -> list[str]:
    """Return the appointments or free times in a cell: never split at a comma."""
    return [item for part in _ITEMS.split(text) if (item := part.strip()) not in EMPTY]


@lru_cache(maxsize=65_536)
def listed(text: str) -> tuple[str, ...]:
    """Return the words of a list, each once."""
    return tuple(dict.fromkeys(item for part in _LISTED.split(text) if (item := part.strip(" -"))))


@lru_cache(maxsize=16_384)
def commitments(text: str) -> tuple[tuple[Commitment, ...], tuple[tuple[str, str], ...]]:
    """Return the appointments in a cell, and each item that is wrong with its code."""
    found: tuple[Commitment, ...] = ()
    wrong: list[tuple[str, str]] = []
    for item in () if key_of(text) in _NONE else _items(text):
        read, code = _commitments(item)
        found += read
        if code:
            wrong.append((item, code))
    return found, tuple(wrong)


@lru_cache(maxsize=16_384)
def _commitments(item: str) -> tuple[tuple[Commitment, ...], str]:
    try:
        return parse_commitments(item, daypart_times()), ""
    except ScheduleError as error:
        return (), error.code


@lru_cache(maxsize=16_384)
def commitment(day: str, start: str, end: str) -> tuple[tuple[Commitment, ...], str]:
    """Return the appointment in three cells, or the code of what is wrong with it."""
    weekday = day_of(day)
    try:
        first, last = _minutes(start), _minutes(end)
    except ScheduleError as error:
        return (), error.code
    if weekday is None or first is None or last is None:
        return (), "unreadable"
    if last <= first:
        return (), "end_before_start"
    return (Commitment(day=weekday, start=first, end=last),), ""


def _minutes(text: str) -> int | None:
    """Return a time; a spreadsheet keeps it as a share of a day."""
    if _SHARE_OF_A_DAY.fullmatch(text):
        return round(float(text.replace(",", ".")) * MINUTES_A_DAY)
    return minutes_of(text)


@lru_cache(maxsize=16_384)
def availability(text: str) -> tuple[tuple[FreeDaypart, ...], tuple[str, ...]]:
    """Return the dayparts in a cell ("MO 09:00-12:00|…"), and the items that can't be read."""
    found: tuple[FreeDaypart, ...] = ()
    unread: list[str] = []
    for item in _items(text):
        read = _availability(item)
        found += read
        if not read:
            unread.append(item)
    return found, tuple(unread)


@lru_cache(maxsize=16_384)
def _availability(item: str) -> tuple[FreeDaypart, ...]:
    try:
        return parse_availability(item, daypart_times())
    except ScheduleError:
        return ()


@lru_cache(maxsize=4096)
def free_on(day: Weekday, text: str) -> tuple[tuple[FreeDaypart, ...], bool]:
    """Return the dayparts in the cell of one day ("o/m", "hele dag"), and whether it was read."""
    whole = code_of("free_dayparts", text)
    codes = [whole] if whole is not None else [_part(part) for part in _PARTS.split(text)]
    if None in codes:
        return (), False
    parts = dict.fromkeys(part for code in codes if code for part in code.split())
    return tuple(FreeDaypart(day=day, daypart=Daypart(part)) for part in parts), True


def _part(text: str) -> str | None:
    return code_of("free_dayparts", text) if text.strip() else ""
