"""Week plans: one MDT-traject and one language course that share a week, with what goes beside.

Up to two activities come in beside the pair where they meet wishes that the pair leaves open, or
where somebody pinned them. ``plansearch`` finds the plans.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from meedoenbalie.domain.matching.changes import MoreTime
from meedoenbalie.domain.matching.explain import Match
from meedoenbalie.domain.matching.score import POINTS, Fit
from meedoenbalie.domain.matching.weekfit import WeekPart
from meedoenbalie.domain.matching.weekload import Load
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.week import TimeSlot

MOST_BESIDE = 2
"""How many activities a plan can hold."""

PLANNED = (OfferKind.MDT_TRAJECT, OfferKind.LANGUAGE_COURSE)


@dataclass(frozen=True, slots=True)
class Conditions:
    """What plans must keep to, and what the young person chose.

    ``pinned`` offers are in every plan, ``without`` in none; ``free`` dayparts stay free. ``ranks``
    are the young person's own choices (1 first): plans with them come before all others.
    """

    pinned: frozenset[UUID] = frozenset()
    without: frozenset[UUID] = frozenset()
    free: frozenset[WeekPart] = frozenset()
    ranks: Mapping[UUID, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """An offer in a plan, and its times there; none when they are still to be agreed."""

    match: Match
    slots: tuple[TimeSlot, ...]


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """The offers that share one week, the times of each, and how heavy that week is.

    ``chosen`` is how much of it the young person chose, 0 for nothing (``choice_weight``).
    """

    mdt: Match
    language: Match
    mdt_slots: tuple[TimeSlot, ...]
    language_slots: tuple[TimeSlot, ...]
    load: Load
    beside: tuple[Part, ...] = ()
    chosen: int = 0

    @property
    def parts(self) -> tuple[Part, ...]:
        """All offers with their times: traject, course, and what goes beside."""
        pair = Part(self.mdt, self.mdt_slots), Part(self.language, self.language_slots)
        return *pair, *self.beside

    @property
    def offers(self) -> tuple[Offer, ...]:
        """All offers."""
        return tuple(part.match.offer for part in self.parts)

    @property
    def fit(self) -> Fit:
        """Fits when every offer does and the week isn't too heavy."""
        fits = all(part.match.fit is Fit.FITS for part in self.parts)
        return Fit.FITS if fits and not self.load.over else Fit.FITS_IF

    @property
    def tuned(self) -> bool:
        """Tell whether a provider states that course and traject are tuned to each other."""
        work, course = self.mdt.offer, self.language.offer
        return work.code in course.tuned_to or course.code in work.tuned_to

    @property
    def more_time(self) -> MoreTime | None:
        """What the resident would have to spend, when that is more than said."""
        return MoreTime(self.load.offers) if self.load.over_wish else None

    @property
    def points(self) -> int:
        """The points of traject and course together."""
        return self.mdt.points + self.language.points

    @property
    def score(self) -> float:
        """The mean score of traject and course, 0 to 1."""
        return self.points / (2 * POINTS)

    @property
    def rank(self) -> tuple[int, bool, int, str, str]:
        """Sorts plans best first.

        What the young person chose, then what isn't too heavy, then by score, then by the codes.
        """
        codes = self.mdt.offer.code, self.language.offer.code
        return -self.chosen, self.load.over, -self.points, *codes


@dataclass(frozen=True, slots=True)
class WeekPlans:
    """The best plans, best first, and what fits but has no place in any plan yet.

    An offer is left out while its times are unknown or an own appointment would have to move.
    ``conditions`` are those that the plans keep to.
    """

    plans: tuple[WeekPlan, ...]
    left_out: tuple[Match, ...]
    conditions: Conditions = Conditions()


def choice_weight(rank: int | None) -> int:
    """Return what a choice adds to the plans that hold it: 3 for the first, 1 for the third."""
    return 0 if rank is None else 4 - rank


def impossible_pins(
    kinds: Mapping[UUID, OfferKind], pinned: Collection[UUID]
) -> dict[OfferKind, int]:
    """Return of which kinds more is pinned than a plan can hold, and how much it can hold."""
    room: Iterable[tuple[OfferKind, int]] = (
        *((kind, 1) for kind in PLANNED),
        (OfferKind.ACTIVITY, MOST_BESIDE),
    )
    return {
        kind: most
        for kind, most in room
        if sum(kinds.get(offer) is kind for offer in pinned) > most
    }
