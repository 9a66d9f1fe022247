"""What it takes to state a division of places, and to say what came out."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

R = TypeVar("R", bound=Hashable)
F = TypeVar("F", bound=Hashable)

SMALLEST_GROUP, LARGEST_GROUP = 2, 6
"""So many friends can ask to go together."""


class InvalidProblem(ValueError):
    """A problem that can't be stated. ``code`` says why, ``subject`` whom or what it is about."""

    def __init__(self, code: str, subject: object = "") -> None:
        super().__init__(code)
        self.code = code
        self.subject = str(subject)


@dataclass(frozen=True, slots=True)
class Problem(Generic[R, F]):
    """Who waits, what has room, and what each allowed pair is worth.

    ``waiting`` holds the whole weeks of each resident, ``capacity`` the free places of each offer,
    ``scores`` the allowed pairs with whole points; of a pair listed twice the higher counts.
    ``fixed`` gives residents whose place is decided: an offer, or None for no offer. The members of
    each of ``groups`` go to one offer together, or none of them goes anywhere. ``before`` is where
    people stood: of equal divisions the one that moves fewest.
    """

    waiting: Mapping[R, int]
    capacity: Mapping[F, int]
    scores: Sequence[tuple[R, F, int]]
    fixed: Mapping[R, F | None] = field(default_factory=dict)
    groups: Sequence[Sequence[R]] = ()
    before: Mapping[R, F] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Allocation(Generic[R, F]):
    """A division: the sum of points and who gets what, in the order of ``Problem.waiting``.

    ``bound`` is a sum of points that no division goes beyond.
    """

    score: int
    assignments: Mapping[R, F]
    bound: int

    @property
    def gap(self) -> float:
        """What the bound is above the score, as a share of the bound; 0 when it is proven best."""
        return (self.bound - self.score) / self.bound if self.bound > self.score else 0.0

    @property
    def placed(self) -> int:
        """How many residents got an offer."""
        return len(self.assignments)
