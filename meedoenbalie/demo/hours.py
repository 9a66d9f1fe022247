"""Hours after the start: every four weeks, and at the end, the provider tells what was made.

The desk began with it some weeks ago: who was ready before then has no hours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from uuid import UUID

from meedoenbalie.demo.chance import pick
from meedoenbalie.demo.stories import PlannedEvent, workday
from meedoenbalie.domain.attendance import Absence, asks_activities
from meedoenbalie.domain.iso_week import IsoWeek
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.referrals import ENDED, EventKind, PlannedActivities
from meedoenbalie.services.attendance import WeekHours, note_hours, weeks_of
from meedoenbalie.services.desk import Desk

_EVERY = timedelta(weeks=4)
SINCE = timedelta(weeks=8)
"""So long ago the desk began with what is noted after the start."""
_ALL, _HALF, _AWAY = "all", "half", "away"


def days_of_reporting(events: Sequence[PlannedEvent], today: date) -> Iterator[date]:
    """Yield the days up to today on which the provider of a referral tells the hours."""
    begun = next((event.on for event in events if event.kind is EventKind.STARTED), None)
    if begun is None or begun > today:
        return
    # A story is told to its end, also when that is still to come.
    last = min((event.on for event in events if event.kind.state in ENDED), default=today)
    last = min(last, today)
    day = workday(begun + _EVERY)
    while day < last:
        if day >= today - SINCE:
            yield day
        day = workday(day + _EVERY)
    if last >= today - SINCE:
        yield last


def report(desk: Desk, referral_id: UUID, seed: str) -> None:
    """Note the weeks that are over and weren't noted yet, as one step of the journal.

    ``seed`` draws lots of its own, so that the rest of the history is as it was without hours.
    """
    this_week = IsoWeek.of(desk.clock.today())
    with desk.together("note_hours") as joined:
        for one in reversed(weeks_of(joined, referral_id)):
            if one.agreed and one.noted is None and one.week < this_week:
                _note(joined, referral_id, one, one.agreed, Random(f"{seed} {one.week}"))


def _note(desk: Desk, referral_id: UUID, one: WeekHours, agreed: int, rng: Random) -> None:
    was_there = pick(rng, {_ALL: 84, _HALF: 8, _AWAY: 8})
    made = {_ALL: agreed, _HALF: agreed // 2, _AWAY: 0}[was_there]
    told = pick(rng, {Absence.NOTIFIED: 70, Absence.NOT_NOTIFIED: 30})
    note_hours(desk, referral_id, one.week, made, agreed, told if made < agreed else None)


def said_at_the_end(offer: Offer, kind: EventKind) -> dict[str, PlannedActivities]:
    """Return what is asked besides when an MDT-traject is completed."""
    if kind is not EventKind.COMPLETED or not asks_activities(offer):
        return {}
    return {"activities": PlannedActivities.DONE}
