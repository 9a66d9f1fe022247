"""When somebody who was accepted can begin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.week import WeekSchedule


@dataclass(frozen=True, slots=True)
class Beginning:
    """The first day and its time, in minutes since midnight; None where nobody knows.

    ``fixed``: a start date of the offer itself, not merely the next time that it takes place.
    """

    day: date | None = None
    minute: int | None = None
    fixed: bool = False


def beginning_of(offer: Offer, accepted_on: date, today: date) -> Beginning:
    """Return the offer's first start date since somebody was accepted, even when it has passed.

    An offer that one can join at any time begins at its next time from today on.
    """
    ahead = [start for start in offer.start_dates if start >= accepted_on]
    if ahead:
        day = min(ahead)
        return Beginning(day, _time_on(offer.schedule, day), fixed=True)
    if offer.next_start(today) is None or not _weekly(offer.schedule):
        return Beginning()
    coming = (today + timedelta(days=later) for later in range(7))
    day = min(day for day in coming if _starts(offer.schedule, day))
    return Beginning(day, _time_on(offer.schedule, day))


def _weekly(schedule: WeekSchedule) -> bool:
    return bool(
        schedule.slots
        and not schedule.alternatives
        and schedule.interval_weeks == 1
        and not schedule.monthly
    )


def _starts(schedule: WeekSchedule, day: date) -> list[int]:
    return [slot.start for slot in schedule.slots if slot.day.number == day.weekday()]


def _time_on(schedule: WeekSchedule, day: date) -> int | None:
    # A daypart without times isn't a time at which somebody can be expected.
    if schedule.approximate or schedule.alternatives:
        return None
    return min(_starts(schedule, day), default=None)
