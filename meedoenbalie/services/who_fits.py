"""Wie past hierbij? One offer against everybody who looks for a place."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from meedoenbalie.domain.matching.explain import Match, match
from meedoenbalie.domain.matching.rules import Context
from meedoenbalie.domain.matching.score import Fit
from meedoenbalie.domain.matching.vector.lists import ranked_residents
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident
from meedoenbalie.services.demand import Demand, demand_of
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.matching_rules import matching_rules, rules_path
from meedoenbalie.storage.queries.places import holds_on
from meedoenbalie.storage.queries.referrals import referral_lines

__all__ = ["Candidate", "residents_for"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A resident whom an offer fits, or would fit if something changes; ``weeks`` of waiting.

    ``resident`` is as matched, in the circumstances of ``context``.
    """

    resident: Resident
    offer: Offer
    fit: Fit
    points: int
    weeks: int
    context: Context

    def why(self) -> Match:
        """Work out the reasons, and the changes that would make it fit."""
        return match(self.resident, self.offer, self.context)


def residents_for(desk: Desk, offer_id: UUID) -> tuple[Candidate, ...]:
    """Return whom an offer fits, and then whom it would fit if something changes, best first.

    Left out are those with an open referral to it or for whom a place is held, who have left, or
    whose data may not be used. Places that are held are taken.
    Equal ones stand in the order of waiting, then of references.

    Raises UnknownRecord, and InvalidRules for a rule file that can't be used.
    """
    day = desk.clock.today()
    rules = matching_rules(rules_path(desk.database.path), day)
    with desk.read() as reader:
        offer, held = reader.get(Offer, offer_id), holds_on(reader, day, offer_id=offer_id)
        demands = demand_of(reader, day, rules, referral_lines(reader, only_open=True))
    waiting = {hold.resident_id for hold in held}
    found = [
        candidate
        for demand in demands
        for candidate in _candidates(demand, offer.without_held(held), waiting)
    ]
    return tuple(sorted(found, key=_rank))


def _candidates(demand: Demand, offer: Offer, waiting: set[UUID]) -> list[Candidate]:
    seekers = [
        seeker
        for seeker in demand.seekers
        if offer.id not in seeker.offers and seeker.resident.id not in waiting
    ]
    ranked = ranked_residents([seeker.resident for seeker in seekers], offer, demand.context)
    return [
        Candidate(
            seekers[one.place].resident,
            offer,
            one.fit,
            one.points,
            seekers[one.place].weeks,
            demand.context,
        )
        for one in ranked
        if one.fit is not Fit.FITS_NOT
    ]


def _rank(candidate: Candidate) -> tuple[int, int, int, str]:
    order = candidate.fit.order, -candidate.points, -candidate.weeks
    return *order, candidate.resident.reference
