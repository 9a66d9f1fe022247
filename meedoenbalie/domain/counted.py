"""Counts without a person: what stays of somebody who was erased, so that old figures stay true.

A count says how many, of which offer and azc, in which ISO week and age band. Nothing in it says
who, and nothing ties two counts to one person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from meedoenbalie.domain.iso_week import IsoWeek
from meedoenbalie.domain.record import EnumText, Field, Record
from meedoenbalie.domain.referrals import EventKind, ReferralState, Standing
from meedoenbalie.domain.weekly import Step, first_steps, standing_on


class Counted(StrEnum):
    """What is counted; the first six are what happened in a week, the last two how far it came.

    ``open``, ``ended`` and ``told_back`` change at a week: +1 where a referral comes to stand so,
    -1 where it no longer does. ``ended`` and ``told_back`` start anew each ISO year.
    """

    INFORMED = "informed"
    INFORMED_PEOPLE = "informed_people"
    SENT = "sent"
    ANSWERED = "answered"
    STARTED = "started"
    STOPPED = "stopped"
    OPEN = "open"
    ENDED = "ended"
    TOLD_BACK = "told_back"
    ACCEPTED = "accepted"
    COMPLETED = "completed"


HAPPENED = (
    Counted.INFORMED,
    Counted.INFORMED_PEOPLE,
    Counted.SENT,
    Counted.ANSWERED,
    Counted.STARTED,
    Counted.STOPPED,
)
STOOD = (Counted.ENDED, Counted.TOLD_BACK)


class CountedFact(Record):
    """How often something happened at an azc in an ISO week to people who have been erased.

    ``offer_id`` is None for a count over all offers, ``age_band`` empty when no age was known.
    """

    site_id: UUID = Field(foreign_key="site.id", index=True)
    offer_id: UUID | None = Field(default=None, foreign_key="offer.id", index=True)
    week: str = Field(min_length=8, max_length=8, index=True)
    what: Counted = Field(sa_type=EnumText(Counted))
    age_band: str = Field(default="", max_length=8)
    number: int


@dataclass(frozen=True, slots=True)
class Count:
    """What one count is about, before it is stored; ``offer_id`` as in ``CountedFact``."""

    offer_id: UUID | None
    week: IsoWeek
    what: Counted
    age_band: str


def counts_of(
    informed: Iterable[tuple[UUID, date]],
    histories: Iterable[tuple[UUID, Sequence[Step]]],
    band_on: Callable[[date], str],
    today: date,
) -> Counter[Count]:
    """Return what one person adds to the figures of each week.

    ``informed`` holds offers and days, ``histories`` the offer of each referral with its replayed
    events; ``band_on`` gives the age band on a day. Counts are such that ``weekly_figures`` is the
    same with them as with the person.
    """
    counts: Counter[Count] = Counter()
    weeks: set[IsoWeek] = set()
    for offer, day in informed:
        if day <= today:
            week = IsoWeek.of(day)
            counts[Count(offer, week, Counted.INFORMED, band_on(day))] += 1
            weeks.add(week)
    for week in weeks:
        counts[Count(None, week, Counted.INFORMED_PEOPLE, band_on(week.monday))] += 1
    for offer, history in histories:
        steps = [step for step in history if step[0].happened_on <= today]
        if not steps or steps[-1][1].state is ReferralState.ENTERED_IN_ERROR:
            continue
        for name, day in first_steps(steps):
            counts[Count(offer, IsoWeek.of(day), Counted(name), band_on(day))] += 1
        for what, day in _how_far(steps):
            counts[Count(offer, IsoWeek.of(day), what, band_on(day))] += 1
        _count_standings(counts, offer, steps, band_on)
    return Counter({count: number for count, number in counts.items() if number})


def _how_far(steps: Sequence[Step]) -> Iterator[tuple[Counted, date]]:
    """Yield whether a referral was accepted, and whether it was completed, with the day."""
    accepted = (event for event, _after in steps if event.kind is EventKind.ACCEPTED)
    if first := next(accepted, None):
        yield Counted.ACCEPTED, first.happened_on
    last = steps[-1][1]
    if last.state is ReferralState.COMPLETED and last.since is not None:
        yield Counted.COMPLETED, last.since


def _count_standings(
    counts: Counter[Count],
    offer: UUID,
    steps: Sequence[Step],
    band_on: Callable[[date], str],
) -> None:
    days = {event.happened_on for event, _standing in steps}
    days |= {reached.told_on for _event, reached in steps if reached.told_on is not None}
    before: frozenset[Counted] = frozenset()
    year = 0
    for week in sorted({IsoWeek.of(day) for day in days}, key=lambda week: week.monday):
        if week.year != year:
            year, before = week.year, before & {Counted.OPEN}
        now = _stands(standing_on(steps, week.sunday), week)
        band = band_on(week.monday)
        for what in now - before:
            counts[Count(offer, week, what, band)] += 1
        for what in before - now:
            counts[Count(offer, week, what, band)] -= 1
        before = now


def _stands(standing: Standing, week: IsoWeek) -> frozenset[Counted]:
    if standing.is_open:
        return frozenset({Counted.OPEN})
    ended_on = standing.since if standing.is_ended else None
    if ended_on is None or IsoWeek.of(ended_on).year != week.year:
        return frozenset()
    if standing.told_on is not None and standing.told_on <= week.sunday:
        return frozenset({Counted.ENDED, Counted.TOLD_BACK})
    return frozenset({Counted.ENDED})


def added_in(
    facts: Iterable[CountedFact], weeks: Sequence[IsoWeek]
) -> tuple[Counter[tuple[int, str]], int]:
    """Return what erased people add to the counts of weeks, by place and name, and still open.

    The second is how many of their referrals ran at the end of the last of the weeks.
    """
    places = {str(week): place for place, week in enumerate(weeks)}
    added: Counter[tuple[int, str]] = Counter()
    still_open = 0
    for fact in facts:
        if fact.what in HAPPENED and fact.week in places:
            added[places[fact.week], fact.what.value] += fact.number
        if fact.what in STOOD:
            for place, week in enumerate(weeks):
                if fact.week[:4] == str(week)[:4] and fact.week <= str(week):
                    added[place, fact.what.value] += fact.number
        if fact.what is Counted.OPEN and fact.week <= str(weeks[-1]):
            still_open += fact.number
    return added, still_open
