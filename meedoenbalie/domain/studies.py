"""Three studies as lenses: what the data of a desk adds to each. Exact counts, never who.

Source: the three studies of the interim evaluation that the letter names (verzamelbrief
inburgering, summer 2025): perspective of those who integrate, market, and working elements.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from meedoenbalie.domain.civic_integration.codes import CivicGroup
from meedoenbalie.domain.experiences import Experience, Feeling, Hard, Helps
from meedoenbalie.domain.intervals import Interval, share_told
from meedoenbalie.domain.lessons import WorkingElement
from meedoenbalie.domain.offers import OfferKind

A = TypeVar("A", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Perspective:
    """What people of one group said: how many answers, how many *good*, and what was said most."""

    answers: int
    good: int
    helps: Helps | None
    hard: Hard | None

    @property
    def share_good(self) -> Interval | None:
        """Which part said that it is good; None on a base below ten."""
        return share_told(self.good, self.answers)


@dataclass(frozen=True, slots=True)
class Market:
    """How many people look for a kind of offer, and how many places are free for them."""

    people: int
    places: int


@dataclass(frozen=True, slots=True)
class Studies:
    """What each lens shows on ``day``; what was said is of the days ``first`` to ``last``.

    Lessons and providers are no people; counts are exact. A group of ``perspectives`` is None for
    whom no civic integration is recorded.
    """

    day: date
    first: date
    last: date
    perspectives: Mapping[CivicGroup | None, Perspective]
    market: Mapping[OfferKind, Market]
    providers: int
    providers_with_risks: int
    lessons: Mapping[WorkingElement, int]


def perspectives_of(
    said: Iterable[Experience], groups: Mapping[UUID, CivicGroup | None]
) -> dict[CivicGroup | None, Perspective]:
    """Return what each group said; ``groups`` has that of each referral. Declining says nothing."""
    by_group: dict[CivicGroup | None, list[Experience]] = {}
    for one in said:
        if not one.declined:
            by_group.setdefault(groups[one.referral_id], []).append(one)
    return {
        group: _perspective(by_group[group]) for group in (*CivicGroup, None) if group in by_group
    }


def _perspective(said: list[Experience]) -> Perspective:
    told = [one.feeling for one in said if one.feeling is not None]
    return Perspective(
        answers=len(told),
        good=told.count(Feeling.GOOD),
        helps=_most((answer for one in said for answer in one.helps), Helps.NOTHING),
        hard=_most((answer for one in said for answer in one.hard), Hard.NOTHING),
    )


def _most(answers: Iterable[A], nothing: A) -> A | None:
    """Return what was said most, the first of equals; that nothing is said doesn't count."""
    counted = Counter(one for one in answers if one != nothing)
    return min(counted, key=lambda one: (-counted[one], one), default=None)
