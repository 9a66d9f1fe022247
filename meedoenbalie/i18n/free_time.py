"""When somebody is free, in words."""

from __future__ import annotations

from collections.abc import Iterable

from meedoenbalie.domain.week import Daypart, FreeDaypart, Weekday
from meedoenbalie.i18n import _, labels


def availability_text(free: Iterable[FreeDaypart]) -> str:
    """Return free parts of days: *ma t/m vr overdag, za ochtend*."""
    by_day: dict[Weekday, set[Daypart]] = {}
    for part in free:
        by_day.setdefault(part.day, set()).add(part.daypart)
    runs: list[tuple[list[Weekday], set[Daypart]]] = []
    for day in Weekday:
        parts = by_day.get(day, set())
        if runs and runs[-1][1] == parts:
            runs[-1][0].append(day)
        else:
            runs.append(([day], parts))
    return ", ".join(f"{_days(days)} {_dayparts(parts)}" for days, parts in runs if parts)


def _days(days: list[Weekday]) -> str:
    first, last = labels.weekday_short(days[0]), labels.weekday_short(days[-1])
    if len(days) > 2:
        return _("{first} t/m {last}").format(first=first, last=last)
    return first if len(days) == 1 else _pair(first, last)


def _dayparts(parts: set[Daypart]) -> str:
    if len(parts) == len(Daypart):
        return _("hele dag")
    if parts == {Daypart.MORNING, Daypart.AFTERNOON}:
        return _("overdag")
    named = [labels.daypart(part) for part in Daypart if part in parts]
    return named[0] if len(named) == 1 else _pair(*named)


def _pair(first: str, last: str) -> str:
    return _("{first} en {last}").format(first=first, last=last)
