"""Week plans: one MDT-traject and one language course that share a week.

The search is exact. Each list is sorted by score, so a pair's sum of points bounds every pair
further on in its row; rows are taken up best bound first and the search stops as soon as enough
plans are certain. Whether two weeks clash is one operation on sets of minutes (bits of an integer),
done once for each pair of different weeks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from meedoenbalie.domain.matching.changes import MoreTime, agree
from meedoenbalie.domain.matching.explain import Match
from meedoenbalie.domain.matching.rules import Context, travel_minutes
from meedoenbalie.domain.matching.score import POINTS, Fit
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.week import MINUTES_A_DAY, TimeSlot, WeekSchedule


@dataclass(frozen=True, slots=True)
class Load:
    """Minutes a week of a plan: what both offers ask (None: not known), travel, own appointments.

    ``limit`` is what experience says is bearable in all, ``wish`` what the resident wants to spend
    on both offers. Travel counts each day there and back; with times that are still to be agreed
    once for each daypart, or once a week.
    """

    mdt: int | None
    language: int | None
    travel: int
    own: int
    limit: int
    wish: int | None

    @property
    def offers(self) -> int:
        """Minutes a week of both offers, as far as known."""
        return (self.mdt or 0) + (self.language or 0)

    @property
    def total(self) -> int:
        """All minutes a week, as far as known."""
        return self.offers + self.travel + self.own

    @property
    def over_limit(self) -> bool:
        """More than experience says is bearable."""
        return self.total > self.limit

    @property
    def over_wish(self) -> bool:
        """More than the resident wants to spend."""
        return self.wish is not None and self.offers > self.wish

    @property
    def over(self) -> bool:
        """More than either."""
        return self.over_limit or self.over_wish


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """Two offers in one week, the times of each, and how heavy that week is."""

    mdt: Match
    language: Match
    mdt_slots: tuple[TimeSlot, ...]
    language_slots: tuple[TimeSlot, ...]
    load: Load

    @property
    def fit(self) -> Fit:
        """Fits when both offers do and the week isn't too heavy."""
        fits = self.mdt.fit is self.language.fit is Fit.FITS
        return Fit.FITS if fits and not self.load.over else Fit.FITS_IF

    @property
    def more_time(self) -> MoreTime | None:
        """What the resident would have to spend, when that is more than said."""
        return MoreTime(self.load.offers) if self.load.over_wish else None

    @property
    def points(self) -> int:
        """The points of both offers together."""
        return self.mdt.points + self.language.points

    @property
    def score(self) -> float:
        """The mean score of both offers, 0 to 1."""
        return self.points / (2 * POINTS)

    @property
    def rank(self) -> tuple[bool, int, str, str]:
        """Sorts plans best first: not too heavy, then by score, then by the codes."""
        return self.load.over, -self.points, self.mdt.offer.code, self.language.offer.code


@dataclass(frozen=True, slots=True)
class WeekPlans:
    """The best plans, and what fits but has no place in any plan yet.

    An offer is left out while its times are unknown or an own appointment would have to move.
    """

    plans: tuple[WeekPlan, ...]
    left_out: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class _Option:
    """One choice of times of an offer: the minutes it takes with the way and rest, and travel."""

    slots: tuple[TimeSlot, ...]
    minutes: int
    travel: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An offer in the search; candidates with the same ``shape`` have the same week and load."""

    match: Match
    options: tuple[_Option, ...]
    shape: int


class _Together(NamedTuple):
    """Which choice of each offer goes with the other's, and whether that week is too heavy."""

    over: bool
    mdt: int
    language: int


def week_plans(
    resident: Resident, matches: Iterable[Match], context: Context, limit: int = 20
) -> WeekPlans:
    """Return the ``limit`` best plans from offers that fit, or fit if something changes."""
    possible = sorted(
        (found for found in matches if found.fit is not Fit.FITS_NOT),
        key=lambda found: (-found.points, found.offer.code),
    )
    placed = {kind: _of_kind(possible, kind) for kind in _PLANNED}
    left_out = tuple(
        found
        for kind in _PLANNED
        for found in placed[kind]
        if not found.judgement.week.facts.usable
    )
    search = _Search(resident, placed[_MDT], placed[_LANGUAGE], context)
    plans = search.best(limit, over=False)
    if len(plans) < limit:
        plans += search.best(limit - len(plans), over=True)
    return WeekPlans(tuple(plans), left_out)


_MDT, _LANGUAGE = OfferKind.MDT_TRAJECT, OfferKind.LANGUAGE_COURSE
_PLANNED = (_MDT, _LANGUAGE)


def _of_kind(matches: Sequence[Match], kind: OfferKind) -> list[Match]:
    return [found for found in matches if found.offer.kind is kind]


def weekly_travel(offer: Offer, slots: tuple[TimeSlot, ...], context: Context) -> int:
    """Return the minutes of travel a week, there and back; 0 when the way isn't known."""
    schedule: WeekSchedule = offer.schedule
    both_ways = 2 * (travel_minutes(offer, context) or 0)
    if not slots:
        return both_ways * (schedule.dayparts or 1)
    days = len({slot.day for slot in slots})
    if schedule.monthly:
        return round(both_ways * days * 12 / 52)
    return round(both_ways * days / schedule.interval_weeks)


class _Search:
    """The pairs of two sorted lists, by rows."""

    def __init__(
        self,
        resident: Resident,
        mdt: Sequence[Match],
        language: Sequence[Match],
        context: Context,
    ) -> None:
        self._context = context
        self._own = sum(commitment.minutes for commitment in resident.commitments)
        self._wish = resident.weekly_minutes
        self._shapes: dict[tuple[object, ...], int] = {}
        self._rows = self._candidates(mdt, context.rules.rest_minutes)
        self._columns = self._candidates(language, 0)
        self._pairs: dict[tuple[int, int], _Together | None] = {}

    def best(self, wanted: int, over: bool) -> list[WeekPlan]:
        """Return the best ``wanted`` plans that are, or are not, too heavy a week."""
        plans: list[WeekPlan] = []
        if not self._columns:
            return plans
        # A row comes in at its bound, not yet knowing what goes together; it comes back as a plan.
        heap: list[tuple[tuple[int, str, str], int, int, _Together | None]] = [
            (self._key(row, 0), row, 0, None) for row in range(len(self._rows))
        ]
        heapify(heap)
        while heap and len(plans) < wanted:
            _, row, column, together = heappop(heap)
            if together is not None:
                plans.append(self._plan(row, column, together))
                column += 1
            found = self._next(row, column, over)
            if found is not None:
                column, together = found
                heappush(heap, (self._key(row, column), row, column, together))
        return plans

    def _candidates(self, matches: Sequence[Match], rest: int) -> list[_Candidate]:
        return [self._candidate(match, rest) for match in matches if _usable(match)]

    def _candidate(self, match: Match, rest: int) -> _Candidate:
        offer = match.offer
        pad = (travel_minutes(offer, self._context) or 0) + rest
        options = tuple(
            _Option(slots, _minutes(slots, pad), weekly_travel(offer, slots, self._context))
            for slots in _usable(match)
        )
        week = tuple((option.minutes, option.travel) for option in options)
        key = (*week, offer.schedule.weekly_minutes)
        return _Candidate(match, options, self._shapes.setdefault(key, len(self._shapes)))

    def _key(self, row: int, column: int) -> tuple[int, str, str]:
        mdt, language = self._rows[row].match, self._columns[column].match
        return -(mdt.points + language.points), mdt.offer.code, language.offer.code

    def _next(self, row: int, column: int, over: bool) -> tuple[int, _Together] | None:
        """Return the first column from ``column`` on that makes a plan with the row, and how."""
        first, pairs = self._rows[row], self._pairs
        for following in range(column, len(self._columns)):
            second = self._columns[following]
            shapes = first.shape, second.shape
            if shapes not in pairs:
                pairs[shapes] = self._together(first, second)
            together = pairs[shapes]
            if together is not None and together.over is over and _agree(first.match, second.match):
                return following, together
        return None

    def _together(self, first: _Candidate, second: _Candidate) -> _Together | None:
        """Return the first choices of times that don't clash, preferring a week not too heavy."""
        return min(
            (
                _Together(self._load(first, second, mdt, language).over, i, j)
                for i, mdt in enumerate(first.options)
                for j, language in enumerate(second.options)
                if not mdt.minutes & language.minutes
            ),
            default=None,
        )

    def _load(self, first: _Candidate, second: _Candidate, mdt: _Option, language: _Option) -> Load:
        return Load(
            mdt=first.match.offer.schedule.weekly_minutes,
            language=second.match.offer.schedule.weekly_minutes,
            travel=mdt.travel + language.travel,
            own=self._own,
            limit=self._context.rules.weekly_limit_minutes,
            wish=self._wish,
        )

    def _plan(self, row: int, column: int, together: _Together) -> WeekPlan:
        first, second = self._rows[row], self._columns[column]
        mdt, language = first.options[together.mdt], second.options[together.language]
        return WeekPlan(
            mdt=first.match,
            language=second.match,
            mdt_slots=mdt.slots,
            language_slots=language.slots,
            load=self._load(first, second, mdt, language),
        )


def _usable(match: Match) -> tuple[tuple[TimeSlot, ...], ...]:
    return match.judgement.week.facts.usable


def _minutes(slots: tuple[TimeSlot, ...], pad: int) -> int:
    """Return the minutes of the week that slots take with ``pad`` minutes around them, as bits."""
    taken = 0
    for slot in slots:
        start = max(0, slot.start - pad)
        end = min(MINUTES_A_DAY, slot.end + pad)
        taken |= ((1 << (end - start)) - 1) << (slot.day.number * MINUTES_A_DAY + start)
    return taken


def _agree(first: Match, second: Match) -> bool:
    """Tell whether what both offers suppose of the resident can be true together."""
    return all(agree(one, other) for one in first.changes for other in second.changes)
