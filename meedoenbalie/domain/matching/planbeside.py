"""Which activities come beside a traject and a course: for wishes that these two leave open.

As many open wishes as can be met, with as few activities as that takes, then the most points, then
the codes. They must fit as things are, and never make a week too heavy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import combinations, product

from meedoenbalie.domain.matching.interests import met_interests
from meedoenbalie.domain.matching.planoptions import Candidate, Option
from meedoenbalie.domain.matching.ranking import Line
from meedoenbalie.domain.matching.score import Fit
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.people import Resident

Week = tuple[Option, ...]
"""The choice of each offer in a plan, in the order of the offers."""
Bearable = Callable[[Sequence[Candidate], Week], bool]
_Wishes = frozenset[int]


class Beside:
    """The activities that could come in, by the wishes that they meet."""

    def __init__(
        self,
        resident: Resident,
        lines: Iterable[Line],
        candidate: Callable[[Line], Candidate | None],
        bearable: Bearable,
    ) -> None:
        self._resident, self._lines = resident, lines
        self._candidate, self._bearable = candidate, bearable

    def best(
        self, plan: Sequence[Candidate], weeks: Sequence[Week], room: int
    ) -> tuple[tuple[Candidate, ...], Week] | None:
        """Return the best activities beside a plan, with the choices of the whole week.

        ``weeks`` are the choices that the plan has, best first; ``room`` is for how many there is
        place. None when nothing comes in.
        """
        met = frozenset[int]().union(*(self._met(one.line) for one in plan))
        groups: dict[_Wishes, list[Candidate]] = defaultdict(list)
        for wishes, one in self._activities:
            if wishes - met and self._placed(plan, weeks, (one,)) is not None:
                groups[wishes - met].append(one)
        for combined in _levels(groups, room):
            found = min(
                (best for each in combined if (best := self._of(plan, weeks, groups, each))),
                key=lambda best: best[0],
                default=None,
            )
            if found is not None:
                week = self._placed(plan, weeks, found[1])
                return None if week is None else (found[1], week)
        return None

    @cached_property
    def _activities(self) -> list[tuple[_Wishes, Candidate]]:
        """Activities that fit and meet a wish, best first."""
        fitting = [
            line
            for line in self._lines
            if line.offer.kind is OfferKind.ACTIVITY and line.fit is Fit.FITS
        ]
        found = []
        for line in sorted(fitting, key=lambda line: (-line.points, line.offer.code)):
            wishes = self._met(line)
            one = self._candidate(line) if wishes else None
            if one is not None:
                found.append((wishes, one))
        return found

    def _met(self, line: Line) -> _Wishes:
        return frozenset(place for place, _wish in met_interests(self._resident, line.offer))

    def _of(
        self,
        plan: Sequence[Candidate],
        weeks: Sequence[Week],
        groups: dict[_Wishes, list[Candidate]],
        combined: tuple[_Wishes, ...],
    ) -> tuple[tuple[object, ...], tuple[Candidate, ...]] | None:
        """Return the best activities that together meet these wishes, with what sorts them."""
        if len(combined) == 1:
            (one,) = groups[combined[0]][:1]
            return _rank((one,)), (one,)
        first, second = (groups[wishes] for wishes in combined)
        best: tuple[tuple[object, ...], tuple[Candidate, ...]] | None = None
        most = 0
        for one, other in product(first, second):
            points = one.line.points + other.line.points
            if best is not None and points < most:
                continue
            both = tuple(sorted((one, other), key=lambda each: each.line.offer.code))
            rank = _rank(both)
            if best is not None and best[0] <= rank:
                continue
            if self._placed(plan, weeks, both) is not None:
                best, most = (rank, both), points
        return best

    def _placed(
        self, plan: Sequence[Candidate], weeks: Sequence[Week], more: tuple[Candidate, ...]
    ) -> Week | None:
        """Return the choices with which activities have a place beside the plan; None if none."""
        every = (*plan, *more)
        for week in weeks:
            for added in product(*(one.options for one in more)):
                whole = (*week, *added)
                if self._bearable(every, whole) and not _clash(every, whole, len(week)):
                    return whole
        return None


def _levels(groups: Iterable[_Wishes], room: int) -> Iterator[list[tuple[_Wishes, ...]]]:
    """Yield what meets equally many wishes with equally few activities, the best first."""
    levels: dict[tuple[int, int], list[tuple[_Wishes, ...]]] = defaultdict(list)
    for number in range(1, room + 1):
        for combined in combinations(groups, number):
            met = frozenset[int]().union(*combined)
            if all(len(met) > len(one) for one in combined) or number == 1:
                levels[-len(met), number].append(combined)
    for level in sorted(levels):
        yield levels[level]


def _clash(every: Sequence[Candidate], week: Week, known: int) -> bool:
    """Tell whether two clash; the first ``known`` are known not to."""
    return any(
        every[later].clashes(week[later], every[earlier], week[earlier])
        for later in range(known, len(week))
        for earlier in range(later)
    )


def _rank(beside: tuple[Candidate, ...]) -> tuple[object, ...]:
    points = sum(one.line.points for one in beside)
    return -points, *sorted(one.line.offer.code for one in beside)
