"""Every resident against every offer, a block of residents at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from meedoenbalie.domain.matching import criteria, terms
from meedoenbalie.domain.matching.rules import Context
from meedoenbalie.domain.matching.score import (
    POINTS,
    Fit,
    ScorePart,
    company_part,
    cost_part,
    places_part,
    start_part,
)
from meedoenbalie.domain.matching.vector import codes, minutes, tables
from meedoenbalie.domain.matching.vector.births import AskedAges, Births, age_codes
from meedoenbalie.domain.matching.vector.weeks import AskedWeeks, Meeting, Weeks
from meedoenbalie.domain.matching.vector.wishes import AskedWords, Wished, Wishes
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident

_PAIRS_AT_ONCE = 1 << 17
"""What the processor's cache holds of a few arrays."""


class Offers:
    """Offers as arrays, in some circumstances: made once, crossed with any residents."""

    def __init__(self, offers: Sequence[Offer], context: Context) -> None:
        self.offers, self.context = tuple(offers), context
        starts = [criteria.start(offer, context) for offer in offers]
        places = [criteria.places(offer, context) for offer in offers]
        papers = [terms.certificate(offer, context) for offer in offers]
        alone = [
            sum(codes.code_of(result) for result in results)
            for results in zip(starts, places, papers, strict=True)
        ]
        self.alone = np.array(alone, dtype=np.uint32)
        self.start = _worth([start_part(result.facts, context) for result in starts])
        self.places = _worth([places_part(result.facts, context) for result in places])
        self.cost = _worth([cost_part(terms.cost(offer).facts, context) for offer in offers])
        self.ages = AskedAges(offers, context)
        self.levels = tables.Kinds(offers, lambda offer: tables.level_of_offer(offer, context))
        self.phases = tables.Kinds(offers, lambda offer: tables.phase_of_offer(offer, context))
        self.literacies = tables.Kinds(offers, tables.literacy_of_offer)
        self.groups = tables.Kinds(offers, lambda offer: (offer.group_from, offer.group_to))
        self.weeks = AskedWeeks(offers, context)
        self.minutes = minutes.AskedMinutes(offers, context)
        self.words = AskedWords(offers)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Residents (rows) and all offers (columns), as ``match`` judges each pair.

    ``fit`` holds the order of the ``Fit``, 0 for what fits; ``points`` the whole points.
    ``first`` is the number of the first row among all residents.
    """

    first: int
    fit: codes.Marks
    points: codes.Small


def blocks(residents: Sequence[Resident], offers: Offers) -> Iterator[Pairs]:
    """Judge every pair, some residents at a time and in their order.

    Memory is that of one block and of what is told by residents or by offers alone.
    """
    crossing = _Crossing(residents, offers)
    step = max(1, _PAIRS_AT_ONCE // max(1, len(offers.offers)))
    for first in range(0, len(residents), step):
        yield crossing.pairs(slice(first, min(first + step, len(residents))))


def every_pair(residents: Sequence[Resident], offers: Offers) -> Pairs:
    """Judge every pair at once: three bytes a pair stay."""
    shape = len(residents), len(offers.offers)
    whole = Pairs(0, np.empty(shape, dtype=np.int8), np.empty(shape, dtype=np.int16))
    for block in blocks(residents, offers):
        rows = slice(block.first, block.first + len(block.fit))
        whole.fit[rows], whole.points[rows] = block.fit, block.points
    return whole


class _Crossing:
    def __init__(self, residents: Sequence[Resident], offers: Offers) -> None:
        context = offers.context
        self._offers = offers
        self._births = Births(residents, context)
        self._minutes = minutes.Minutes(residents, context)
        self._level = tables.Table(
            criteria.level,
            tables.Kinds(residents, tables.level_of_resident),
            offers.levels,
            context,
        )
        self._phase = tables.Table(
            criteria.residence_phase,
            tables.Kinds(residents, tables.phase_of_resident),
            offers.phases,
            context,
        )
        self._literacy = tables.Table(
            terms.literacy,
            tables.Kinds(residents, tables.literacy_of_resident),
            offers.literacies,
            context,
        )
        self._companies = tables.Kinds(residents, lambda who: who.company)
        self._company = _company(self._companies.examples, offers)
        self._weeks = Meeting(Weeks(residents), offers.weeks, context)
        self._wishes = Wished(Wishes(residents), offers.words, context.rules.weights.interests)

    def pairs(self, rows: slice) -> Pairs:
        offers, context = self._offers, self._offers.context
        found = age_codes(self._births, offers.ages, rows)
        found += offers.alone
        found += self._level.codes(rows)
        found += self._literacy.codes(rows)
        found += self._phase.codes(rows)
        found += self._weeks.codes(rows)
        travel, way = minutes.travel(self._minutes, offers.minutes, rows, context)
        load, time = minutes.load(self._minutes, offers.minutes, rows, context)
        found += travel
        found += load
        fit, obstacles = codes.read(found, context.rules.maximum_changes)
        # Added in the order of ``Match.parts``: another order rounds another way.
        earned = self._wishes.values(rows)
        earned += way
        earned += offers.start
        earned += time
        earned += offers.places
        earned += offers.cost
        earned += self._company[self._companies.of[rows]]
        return Pairs(rows.start, fit, _points(fit, earned, obstacles, context))


def _points(
    fit: codes.Marks, earned: codes.Values, obstacles: codes.Small, context: Context
) -> codes.Small:
    """Return the points as ``score.points`` does, in the same steps."""
    total = context.rules.weights.total
    if total:
        earned /= total
    else:
        earned[:] = 0.0
    earned /= np.maximum(obstacles, 1)
    earned += len(Fit) - 1 - fit
    earned *= POINTS
    earned /= len(Fit)
    return np.rint(earned, out=earned).astype(np.int16)


def _worth(parts: Sequence[ScorePart]) -> codes.Values:
    return np.array([part.value * part.weight for part in parts], dtype=np.float64)


def _company(liking: Sequence[Resident], offers: Offers) -> codes.Values:
    """Return what the size of each group is worth to everybody who likes the same."""
    groups = offers.groups
    worth = [
        _worth(
            [
                company_part(terms.company(who, what).facts, offers.context)
                for what in groups.examples
            ]
        )
        for who in liking
    ]
    shape = len(liking), len(groups.examples)
    return np.array(worth, dtype=np.float64).reshape(shape)[:, groups.of]
