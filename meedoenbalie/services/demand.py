"""Who looks for a place, as they are matched, and how many places there are to look for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from meedoenbalie.domain.matching.rules import Context, MatchingRules
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.referrals import ReferralState
from meedoenbalie.domain.week import Commitment, TimeSlot
from meedoenbalie.storage.queries.referrals import ReferralLine
from meedoenbalie.storage.queries.residents import first_contacts
from meedoenbalie.storage.unit_of_work import Reader

# In these states the young person is expected there: its times are taken.
_TAKING_PART = {ReferralState.ACCEPTED, ReferralState.STARTED, ReferralState.PAUSED}


@dataclass(frozen=True, slots=True)
class Seeker:
    """A resident to whom something may be proposed, as matched.

    ``weeks`` since they arrived, or else since the first contact. ``referred`` are the kinds of
    offer, ``offers`` the offers, to which they have an open referral.
    """

    resident: Resident
    weeks: int
    referred: frozenset[OfferKind]
    offers: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Demand:
    """The seekers of one site, by reference, and the circumstances in which they are matched."""

    context: Context
    seekers: tuple[Seeker, ...]

    @property
    def residents(self) -> tuple[Resident, ...]:
        """The seekers as matched."""
        return tuple(seeker.resident for seeker in self.seekers)


def demand_of(
    reader: Reader, day: date, rules: MatchingRules, lines: Iterable[ReferralLine]
) -> tuple[Demand, ...]:
    """Return the demand by site: who has not left, and whose data may be used (AVG art. 18)."""
    offers = {offer.id: offer for offer in reader.find(Offer)}
    open_lines: dict[UUID, list[ReferralLine]] = {}
    for line in lines:
        if line.standing.is_open:
            open_lines.setdefault(line.resident_id, []).append(line)
    contacts = first_contacts(reader)
    seekers: dict[UUID, list[Seeker]] = {}
    present = reader.find(Resident, order_by="reference", departed_on=None, restricted_since=None)
    for resident in present:
        own = open_lines.get(resident.id, [])
        since = resident.arrival_date or contacts.get(resident.id, day)
        seeker = Seeker(
            resident=with_times_of(resident, taken_part_in(own, offers)),
            weeks=max(0, (day - since).days // 7),
            referred=frozenset(offers[line.offer_id].kind for line in own),
            offers=frozenset(line.offer_id for line in own),
        )
        seekers.setdefault(resident.site_id, []).append(seeker)
    return tuple(
        Demand(
            Context(day, site.code, site.confirm_days, rules, site.position),
            tuple(seekers[site.id]),
        )
        for site in reader.find(Site, order_by="code")
        if site.id in seekers
    )


def places_left(offers: Iterable[Offer], lines: Iterable[ReferralLine]) -> dict[UUID, int]:
    """Return how many places of each offer nobody is on the way to; 0 when nobody said how many.

    A referral that the provider didn't accept yet is on its way to a place. So is one accepted
    or begun since the provider counted: rather a place too few than the same one twice.
    """
    every = {offer.id: offer for offer in offers}
    taken = Counter(
        line.offer_id
        for line in lines
        if line.standing.is_open and not _counted(line, every[line.offer_id])
    )
    return {key: max(0, (offer.places or 0) - taken[key]) for key, offer in every.items()}


def taken_part_in(lines: Iterable[ReferralLine], offers: dict[UUID, Offer]) -> list[Offer]:
    """Return the offers of which the times are taken by open referrals."""
    return [offers[line.offer_id] for line in lines if line.standing.state in _TAKING_PART]


def with_times_of(resident: Resident, offers: Iterable[Offer]) -> Resident:
    """Return the resident with the times of offers among the commitments.

    Of an offer with several choices nobody wrote down which one was taken: none is assumed.
    """
    times = tuple(
        _commitment(slot, offer.title)
        for offer in offers
        if len(offer.schedule.choices) == 1
        for slot in offer.schedule.choices[0]
    )
    return resident.model_copy(update={"commitments": resident.commitments + times})


def _counted(line: ReferralLine, offer: Offer) -> bool:
    """Tell whether the provider left this one out of the places that were free."""
    since, counted = line.standing.since, offer.places_confirmed_on
    if line.standing.state not in _TAKING_PART or since is None or counted is None:
        return False
    return since <= counted


def _commitment(slot: TimeSlot, label: str) -> Commitment:
    return Commitment(day=slot.day, start=slot.start, end=slot.end, label=label)
