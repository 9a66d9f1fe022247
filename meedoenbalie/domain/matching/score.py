"""How the offers of one resident are ordered: few parts, each with a visible weight.

The score lies between 0 and 1. What fits always comes before what fits if something changes, and
that before what doesn't fit; the weighted parts order the offers within these thirds, and count
less the more stands in the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from meedoenbalie.domain.matching.facts import (
    CompanyFacts,
    CostFacts,
    Criterion,
    InterestFacts,
    LoadFacts,
    PlacesFacts,
    StartFacts,
    TravelFacts,
)
from meedoenbalie.domain.matching.rules import Context
from meedoenbalie.domain.offer_terms import CostPayer

POINTS = 10_000
"""The score 1.0 in whole points: their sums are exact, so that the order is the same anywhere."""

IN_BETWEEN = 0.5
"""The value of what is not known."""
WISHES_THAT_COUNT = 3
"""So many wishes met are as good as all."""


class Fit(StrEnum):
    """What an offer is to a resident, best first."""

    FITS = "fits"
    FITS_IF = "fits_if"
    FITS_NOT = "fits_not"

    @property
    def order(self) -> int:
        """0 for the best."""
        return _ORDER[self]


_ORDER = {fit: order for order, fit in enumerate(Fit)}


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One part of a score: which criterion, how good from 0 to 1, and what it weighs."""

    criterion: Criterion
    value: float
    weight: int


def points(fit: Fit, parts: tuple[ScorePart, ...], obstacles: int) -> int:
    """Return the score in whole points, 0 to ``POINTS``.

    The more ``obstacles`` (things in the way, or changes needed), the less the parts count: one
    question to ask comes before three.
    """
    total = sum(part.weight for part in parts)
    # In this order: the sum of Python 3.12 rounds another way, and ``vector`` adds like this too.
    earned = 0.0
    for part in parts:
        earned += part.value * part.weight
    quality = earned / total if total else 0.0
    thirds = len(Fit) - 1 - fit.order
    return round(POINTS * (thirds + quality / max(1, obstacles)) / len(Fit))


def interests_part(facts: InterestFacts, context: Context) -> ScorePart:
    """Return the share of the wishes that is met; three are as good as all."""
    wanted = min(WISHES_THAT_COUNT, facts.total)
    value = min(len(facts.met), wanted) / wanted if wanted else IN_BETWEEN
    return ScorePart(Criterion.INTERESTS, value, context.rules.weights.interests)


def travel_part(facts: TravelFacts, context: Context) -> ScorePart:
    """Return 1 next door, 0 at the limit and beyond, half when the way isn't known."""
    if facts.minutes is None:
        value = IN_BETWEEN
    elif facts.minutes >= facts.limit:
        value = 0.0 if facts.minutes else 1.0
    else:
        value = 1 - facts.minutes / facts.limit
    return ScorePart(Criterion.TRAVEL, value, context.rules.weights.travel)


def start_part(facts: StartFacts, context: Context) -> ScorePart:
    """Return 1 for a start today, 0 at the horizon and beyond, half when nobody gave a day."""
    if facts.on is None:
        value = 0.0
    elif not facts.stated:
        value = IN_BETWEEN
    else:
        horizon = 7 * context.rules.start_horizon_weeks
        value = max(0.0, 1 - (facts.on - context.day).days / horizon)
    return ScorePart(Criterion.START, value, context.rules.weights.start)


def load_part(facts: LoadFacts, context: Context) -> ScorePart:
    """Return 1 when there is time enough, else the share that there is; half when not known."""
    if facts.minutes is None or facts.available is None:
        value = IN_BETWEEN
    else:
        value = min(1.0, facts.available / facts.minutes) if facts.minutes else 1.0
    return ScorePart(Criterion.LOAD, value, context.rules.weights.load)


def places_part(facts: PlacesFacts, context: Context) -> ScorePart:
    """Return 1 for places confirmed lately, half for old or unknown ones, 0 when full."""
    if facts.places == 0:
        value = 0.0
    else:
        value = IN_BETWEEN if facts.places is None or facts.stale else 1.0
    return ScorePart(Criterion.PLACES, value, context.rules.weights.places)


def cost_part(facts: CostFacts, context: Context) -> ScorePart:
    """Return 1 when it is free or others pay, 0 when the resident pays; half when not known."""
    if facts.cents == 0 or facts.payer not in (None, CostPayer.PARTICIPANT):
        value = 1.0
    else:
        known = facts.cents is not None and facts.payer is CostPayer.PARTICIPANT
        value = 0.0 if known else IN_BETWEEN
    return ScorePart(Criterion.COST, value, context.rules.weights.cost)


def company_part(facts: CompanyFacts, context: Context) -> ScorePart:
    """Return 1 when the group is as one likes it, 0 when it isn't; half when not known."""
    value = IN_BETWEEN if facts.suits is None else float(facts.suits)
    return ScorePart(Criterion.COMPANY, value, context.rules.weights.company)
