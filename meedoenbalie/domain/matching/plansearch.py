"""Finding the best week plans, exactly: branch and bound over pairs of traject and course.

Each list is sorted by what the young person chose and by points, so a pair's sum bounds every pair
further on in its row; rows are taken up best bound first and the search stops as soon as enough
plans are certain. A week is worked out when the search comes to it, and what goes together once for
each pair of different weeks.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import heapify, heappop, heappush, merge
from itertools import chain, combinations, islice, product
from uuid import UUID

from meedoenbalie.domain.matching.changes import agree
from meedoenbalie.domain.matching.explain import Match
from meedoenbalie.domain.matching.planbeside import Beside, Week
from meedoenbalie.domain.matching.planoptions import Candidate, candidate, usable_times
from meedoenbalie.domain.matching.ranking import Line
from meedoenbalie.domain.matching.rules import Context
from meedoenbalie.domain.matching.score import Fit
from meedoenbalie.domain.matching.weekload import Load, wanted_minutes
from meedoenbalie.domain.matching.weekplan import (
    MOST_BESIDE,
    PLANNED,
    Conditions,
    Part,
    WeekPlan,
    choice_weight,
    impossible_pins,
)
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.people import Resident

_MDT, _LANGUAGE = PLANNED
_Key = tuple[int, int, str, str]


def best_plans(
    resident: Resident,
    lines: Iterable[Line],
    context: Context,
    limit: int = 20,
    conditions: Conditions | None = None,
) -> tuple[WeekPlan, ...]:
    """Return the ``limit`` best plans from offers that fit, or fit if something changes.

    There are none when more is pinned than a plan can hold, or something that can't be in one.
    """
    possible = [line for line in lines if line.fit is not Fit.FITS_NOT]
    search = _Search(resident, possible, context, conditions or Conditions())
    return tuple(islice(search.plans(), limit))


def left_out(
    resident: Resident, lines: Iterable[Line], context: Context, limit: int
) -> tuple[Match, ...]:
    """Return trajects and courses that fit, or fit if, and have no times that a plan could take."""
    found = (
        line
        for kind in PLANNED
        for line in lines
        if line.offer.kind is kind
        and line.fit is not Fit.FITS_NOT
        and not usable_times(resident, line.offer, context)
    )
    return tuple(line.match for line in islice(found, limit))


class _Search:
    """The pairs of two sorted lists, by rows; pinned activities go with every pair."""

    def __init__(
        self,
        resident: Resident,
        possible: Sequence[Line],
        context: Context,
        conditions: Conditions,
    ) -> None:
        self._resident, self._context, self._conditions = resident, context, conditions
        self._without = conditions.without - conditions.pinned
        self._own = sum(commitment.minutes for commitment in resident.commitments)
        self._wanted = wanted_minutes(resident, context.rules)
        self._made: dict[UUID, Candidate | None] = {}
        self._shapes: dict[Hashable, int] = {}
        self._seconds: list[Candidate | None] = []
        self._pairs: dict[tuple[Hashable, Hashable], tuple[tuple[bool, Week], ...]] = {}
        self._rows = self._sorted(possible, _MDT)
        self._columns = self._sorted(possible, _LANGUAGE)
        pinned = self._pinned(possible, OfferKind.ACTIVITY)
        self._pins = [one for line in pinned if (one := self._candidate(line)) is not None]
        kinds = {line.offer.id: line.offer.kind for line in possible}
        self._possible = (
            conditions.pinned <= kinds.keys()
            and not impossible_pins(kinds, conditions.pinned)
            and len(self._pins) == len(pinned)
        )
        others = [line for line in possible if line.offer.id not in self._without]
        beside = [line for line in others if line not in pinned]
        self._beside = Beside(resident, beside, self._candidate, self._bearable)

    def plans(self) -> Iterator[WeekPlan]:
        """Yield every plan, best first."""
        if not self._possible or not self._columns:
            return iter(())
        fine, heavy = self._stream(over=False), self._stream(over=True)
        if self._conditions.ranks:
            return merge(fine, heavy, key=lambda plan: plan.rank)
        return chain(fine, heavy)

    def _stream(self, *, over: bool) -> Iterator[WeekPlan]:
        """Yield the plans that are, or are not, too heavy a week, best first."""
        # A row comes in at its bound, not yet knowing what goes together; it comes back as a plan.
        heap: list[tuple[_Key, int, int, Week | None]] = [
            (self._key(row, 0), row, 0, None) for row in range(len(self._rows))
        ]
        heapify(heap)
        while heap:
            _, row, column, week = heappop(heap)
            if week is not None:
                yield self._plan(row, column, week, over=over)
                column += 1
            found = self._next(row, column, over=over)
            if found is not None:
                column, week = found
                heappush(heap, (self._key(row, column), row, column, week))

    def _sorted(self, possible: Iterable[Line], kind: OfferKind) -> list[Line]:
        pinned = self._pinned(possible, kind)
        lines = pinned or [
            line
            for line in possible
            if line.offer.kind is kind and line.offer.id not in self._without
        ]
        return sorted(lines, key=lambda line: (-self._chosen(line), -line.points, line.offer.code))

    def _pinned(self, possible: Iterable[Line], kind: OfferKind) -> list[Line]:
        return [
            line
            for line in possible
            if line.offer.kind is kind and line.offer.id in self._conditions.pinned
        ]

    def _chosen(self, *lines: Line) -> int:
        ranks = self._conditions.ranks
        return sum(choice_weight(ranks.get(line.offer.id)) for line in lines)

    def _candidate(self, line: Line) -> Candidate | None:
        identifier = line.offer.id
        if identifier not in self._made:
            made = candidate(self._resident, line, self._context, self._conditions.free)
            # A small number is looked up far quicker than the minutes of a week.
            number = self._shapes.setdefault(made.shape, len(self._shapes)) if made else 0
            self._made[identifier] = replace(made, shape=number) if made else None
        return self._made[identifier]

    def _key(self, row: int, column: int) -> _Key:
        mdt, language = self._rows[row], self._columns[column]
        points = mdt.points + language.points
        return -self._chosen(mdt, language), -points, mdt.offer.code, language.offer.code

    def _next(self, row: int, column: int, *, over: bool) -> tuple[int, Week] | None:
        """Return the first column from ``column`` on that makes a plan with the row, and how."""
        first = self._candidate(self._rows[row])
        if first is None:
            return None
        # Nothing with these weeks goes with this row: most pairs end here.
        hopeless: set[Hashable] = set()
        for following in range(column, len(self._columns)):
            second = self._second(following)
            if second is None or second.shape in hopeless:
                continue
            weeks = self._weeks(first, second)
            if not weeks or weeks[0][0] is not over:
                hopeless.add(second.shape)
            elif self._agree(first, second):
                return following, weeks[0][1]
        return None

    def _second(self, column: int) -> Candidate | None:
        while len(self._seconds) <= column:
            self._seconds.append(self._candidate(self._columns[len(self._seconds)]))
        return self._seconds[column]

    def _weeks(self, first: Candidate, second: Candidate) -> tuple[tuple[bool, Week], ...]:
        """Return all choices of times that don't clash: not too heavy ones first."""
        shapes = first.shape, second.shape
        if shapes not in self._pairs:
            every = (first, second, *self._pins)
            found = [
                (not self._bearable(every, week), week)
                for week in product(*(one.options for one in every))
                if not any(
                    every[i].clashes(week[i], every[j], week[j])
                    for i, j in combinations(range(len(every)), 2)
                )
            ]
            self._pairs[shapes] = tuple(sorted(found, key=lambda each: each[0]))
        return self._pairs[shapes]

    def _agree(self, first: Candidate, second: Candidate) -> bool:
        """Tell whether what the offers suppose of the resident can be true together."""
        lines = [one.line for one in (first, second, *self._pins)]
        asking = [line.match.changes for line in lines if line.fit is not Fit.FITS]
        return all(
            agree(change, other)
            for some, others in combinations(asking, 2)
            for change in some
            for other in others
        )

    def _bearable(self, every: Sequence[Candidate], week: Week) -> bool:
        return not self._load(every, week).over

    def _load(self, every: Sequence[Candidate], week: Week) -> Load:
        mdt, language, *beside = every
        return Load(
            mdt=mdt.minutes,
            language=language.minutes,
            activities=sum(one.minutes or 0 for one in beside),
            travel=sum(option.travel for option in week),
            own=self._own,
            limit=self._context.rules.weekly_limit_minutes,
            wanted=self._wanted,
            wish=self._resident.weekly_minutes,
        )

    def _plan(self, row: int, column: int, week: Week, *, over: bool) -> WeekPlan:
        mdt, language = self._rows[row], self._columns[column]
        pair = [one for line in (mdt, language) if (one := self._candidate(line)) is not None]
        every: tuple[Candidate, ...] = (*pair, *self._pins)
        room = MOST_BESIDE - len(self._pins)
        if not over and room:
            weeks = [each for heavy, each in self._weeks(*pair) if not heavy]
            more = self._beside.best(every, weeks, room)
            if more is not None:
                every, week = (*every, *more[0]), more[1]
        first, second, *beside = zip(every, week, strict=True)
        return WeekPlan(
            mdt=mdt.match,
            language=language.match,
            mdt_slots=first[1].slots,
            language_slots=second[1].slots,
            load=self._load(every, week),
            beside=tuple(Part(one.line.match, option.slots) for one, option in beside),
            chosen=self._chosen(mdt, language),
        )
