"""The figures of a week: what happened in it, and how far the loop was closed at its end.

Everything follows from events and the day on which they happened, whenever they were written down.
A retracted event never happened; a referral that was entered in error counts nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Literal
from uuid import UUID

from meedoenbalie.domain.iso_week import IsoWeek
from meedoenbalie.domain.referrals import (
    EventKind,
    Happened,
    ReferralState,
    Standing,
)

WEEKS_SHOWN = 5
"""The week itself and the four before it."""

ANSWERS = frozenset(
    {EventKind.RECEIVED, EventKind.ACCEPTED, EventKind.WAITLISTED, EventKind.DECLINED}
)
"""What a provider can answer to a referral that was sent."""

CountName = Literal["informed", "sent", "answered", "started", "stopped"]


@dataclass(frozen=True, slots=True)
class WeekCounts:
    """Numbers of one week.

    ``informed`` counts voorlichtingen, ``informed_people`` the residents among them. ``answered``
    counts the first answers of providers, ``started`` the first starts: who goes on after a pause
    doesn't start again. ``ended`` and ``told_back`` are referrals that ended in the year of the
    week and stood so at its end, and those of them that were told back to the young person by then.
    """

    week: IsoWeek
    informed: int = 0
    informed_people: int = 0
    sent: int = 0
    answered: int = 0
    started: int = 0
    stopped: int = 0
    ended: int = 0
    told_back: int = 0

    @property
    def told_share(self) -> float | None:
        """Share of the ended referrals that were told back, 0 to 1; None when none ended."""
        return self.told_back / self.ended if self.ended else None


@dataclass(frozen=True, slots=True)
class WeeklyFigures:
    """A week beside the four before it.

    ``weeks`` has the oldest first and this week last; ``site_code`` is None for all sites.
    ``as_of`` is the day at the end of which everything is counted: Sunday, or today while the week
    still runs (``provisional``). ``open_referrals`` ran at that moment, drafts included.
    """

    site_code: str | None
    week: IsoWeek
    as_of: date
    provisional: bool
    weeks: tuple[WeekCounts, ...]
    open_referrals: int

    @property
    def this(self) -> WeekCounts:
        """The week itself."""
        return self.weeks[-1]

    @property
    def previous(self) -> WeekCounts:
        """The week before."""
        return self.weeks[-2]

    def counts(self, name: CountName) -> tuple[int, ...]:
        """One count of each week, the oldest first."""
        return tuple(getattr(week, name) for week in self.weeks)

    def mean(self, name: CountName) -> float:
        """Mean of a count over the weeks before this one."""
        before = self.counts(name)[:-1]
        return sum(before) / len(before)

    def mean_told_share(self) -> float | None:
        """Mean of the share told back over the weeks before; None when no referral had ended."""
        shares = [week.told_share for week in self.weeks[:-1]]
        known = [share for share in shares if share is not None]
        return sum(known) / len(known) if known else None

    def as_json(self) -> dict[str, object]:
        """Return the figures as plain values, weeks as ``2026-W10`` and days as ISO dates."""
        return {
            "site": self.site_code,
            "week": str(self.week),
            "as_of": self.as_of.isoformat(),
            "provisional": self.provisional,
            "open": self.open_referrals,
            "weeks": [
                {
                    "week": str(counts.week),
                    "informed": counts.informed,
                    "informed_people": counts.informed_people,
                    "sent": counts.sent,
                    "answered": counts.answered,
                    "started": counts.started,
                    "stopped": counts.stopped,
                    "ended": counts.ended,
                    "told_back": counts.told_back,
                }
                for counts in self.weeks
            ],
        }


def weeks_shown(week: IsoWeek) -> tuple[IsoWeek, ...]:
    """Return a week and the four before it, oldest first."""
    return tuple(week.earlier(back) for back in range(WEEKS_SHOWN - 1, -1, -1))


def first_day_counted(week: IsoWeek) -> date:
    """Return the first day of which events can weigh in the figures of a week."""
    oldest = week.earlier(WEEKS_SHOWN - 1)
    return IsoWeek(oldest.year, 1).monday


Step = tuple[Happened, Standing]
"""An event that counts and the standing after it, as ``replay`` yields them."""

Erased = tuple[Counter[tuple[int, str]], int]
"""Counts by place of the week (0 for the oldest) and name, and referrals that still run."""


def weekly_figures(
    histories: Iterable[Sequence[Step]],
    informed: Iterable[tuple[UUID, date]],
    week: IsoWeek,
    today: date,
    site_code: str | None = None,
    erased: Erased = (Counter(), 0),
) -> WeeklyFigures:
    """Count a week from the replayed events of each referral, and who was informed on which day.

    ``histories`` may leave out referrals that ended before ``first_day_counted``. ``erased`` is
    what people add who are no longer known (``counted.added_in``).
    """
    weeks = weeks_shown(week)
    tally = _Tally(weeks[0].monday)
    tally.counts.update(erased[0])
    people: set[tuple[int, UUID]] = set()
    for resident, day in informed:
        if day <= today:
            tally.add("informed", day)
            people.add((tally.place(day), resident))
    tally.counts.update((place, "informed_people") for place, _resident in people)
    still_open = erased[1]
    for history in histories:
        steps = [step for step in history if step[0].happened_on <= today]
        if not steps or steps[-1][1].state is ReferralState.ENTERED_IN_ERROR:
            continue
        for name, day in first_steps(steps):
            tally.add(name, day)
        for place, shown in enumerate(weeks):
            _count_end(steps, shown, place, tally)
        still_open += standing_on(steps, week.sunday).is_open
    return WeeklyFigures(
        site_code,
        week,
        as_of=min(week.sunday, today),
        provisional=today <= week.sunday,
        weeks=tuple(
            WeekCounts(shown, **{name: tally.counts[place, name] for name in _COUNTED})
            for place, shown in enumerate(weeks)
        ),
        open_referrals=still_open,
    )


_COUNTED = tuple(field.name for field in fields(WeekCounts) if field.name != "week")


class _Tally:
    """Counts by place of the week (0 for the oldest) and name."""

    def __init__(self, first_monday: date) -> None:
        self._first = first_monday
        self.counts: Counter[tuple[int, str]] = Counter()

    def place(self, day: date) -> int:
        return (day - self._first).days // 7

    def add(self, name: str, day: date) -> None:
        self.counts[self.place(day), name] += 1


def first_steps(steps: Iterable[Step]) -> Iterator[tuple[CountName, date]]:
    """Yield what one referral adds to the counts of a week, and on which day it did."""
    answered = started = False
    for event, _after in steps:
        if event.kind is EventKind.SENT:
            yield "sent", event.happened_on
        elif event.kind is EventKind.STOPPED:
            yield "stopped", event.happened_on
        elif event.kind is EventKind.STARTED and not started:
            started = True
            yield "started", event.happened_on
        elif event.kind in ANSWERS and not answered:
            answered = True
            yield "answered", event.happened_on


def _count_end(steps: Sequence[Step], week: IsoWeek, place: int, tally: _Tally) -> None:
    standing = standing_on(steps, week.sunday)
    ended_on = standing.since if standing.is_ended else None
    if ended_on is not None and ended_on.isocalendar().year == week.year:
        tally.counts[place, "ended"] += 1
        if standing.told_on is not None and standing.told_on <= week.sunday:
            tally.counts[place, "told_back"] += 1


def standing_on(steps: Iterable[Step], day: date) -> Standing:
    """Return where a referral stood at the end of a day."""
    standing = Standing()
    for event, reached in steps:
        if event.happened_on > day:
            break
        standing = reached
    return standing
