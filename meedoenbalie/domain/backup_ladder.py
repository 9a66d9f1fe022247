"""Which back-ups are kept, and when it is time for another one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

DAYS, WEEKS, MONTHS = 12, 10, 9
EVERY = timedelta(minutes=30)


def kept(days: Collection[datetime], today: date) -> frozenset[datetime]:
    """Return which moments (local time) are kept on a day, in whatever order they are given.

    All of today stay. Of the 12 days before today, the 10 weeks before this week and the 9 months
    before this month the last one of each stays. The newest of all always stays.
    """
    last: dict[object, datetime] = {}
    for moment in sorted(days):
        for period in _periods(moment.date(), today):
            last[period] = moment
    newest = [max(days)] if days else []
    return frozenset([*last.values(), *newest, *(m for m in days if m.date() >= today)])


def last_one_gone(old: Collection[datetime], others: Collection[datetime], today: date) -> date:
    """Return the first day on which none of ``old`` is kept any more; ``others`` are newer.

    Today when there are none. Back-ups that are made later only bring that day nearer.
    """
    left, day = set(old), today
    while left:
        left &= kept([*left, *others], day)
        day += timedelta(days=1) if left else timedelta()
    return day


def is_due(last: datetime | None, now: datetime, *, changed: bool) -> bool:
    """Tell whether it is time: something changed, and the last one is half an hour old.

    A last one that lies in the future was made while the clock was wrong, and doesn't count.
    """
    if not changed:
        return False
    return last is None or last > now or now - last >= EVERY


def _periods(day: date, today: date) -> list[object]:
    """Return the periods of the ladder, seen from today, in which a day lies."""
    found: list[object] = []
    if 1 <= (today - day).days <= DAYS:
        found.append(day)
    monday = day - timedelta(days=day.weekday())
    this_monday = today - timedelta(days=today.weekday())
    if 1 <= (this_monday - monday).days // 7 <= WEEKS:
        found.append(("week", monday))
    if 1 <= (today.year - day.year) * 12 + today.month - day.month <= MONTHS:
        found.append(("month", day.year, day.month))
    return found
