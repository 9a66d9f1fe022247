"""The offers of one resident in their order at once; the reasons of one when it is looked at.

The order comes from arrays (``vector``), the reasons from ``explain.match``: both agree on every
pair.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from meedoenbalie.domain.matching.explain import Match, match
from meedoenbalie.domain.matching.rules import Context
from meedoenbalie.domain.matching.score import Fit
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident


class Line:
    """One offer in an order: what it is to the resident, and with how many points."""

    __slots__ = ("_context", "_match", "_resident", "fit", "offer", "points")

    def __init__(
        self, resident: Resident, offer: Offer, fit: Fit, points: int, context: Context
    ) -> None:
        self.offer, self.fit, self.points = offer, fit, points
        self._resident, self._context = resident, context
        self._match: Match | None = None

    @classmethod
    def of(cls, resident: Resident, found: Match, context: Context) -> Line:
        """Return the line of an offer that was judged already."""
        line = cls(resident, found.offer, found.fit, found.points, context)
        line._match = found
        return line

    @property
    def match(self) -> Match:
        """The reasons and changes; worked out the first time."""
        if self._match is None:
            self._match = match(self._resident, self.offer, self._context)
        return self._match


class Ranking(Sequence[Match]):
    """The advice on offers, best first; each is judged one by one only when it is asked for."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines = tuple(lines)

    def __len__(self) -> int:
        return len(self.lines)

    def __iter__(self) -> Iterator[Match]:
        return (line.match for line in self.lines)

    @overload
    def __getitem__(self, place: int) -> Match: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Match, ...]: ...
    def __getitem__(self, place: int | slice) -> Match | tuple[Match, ...]:
        if isinstance(place, slice):
            return tuple(line.match for line in self.lines[place])
        return self.lines[place].match
