"""Who looks for a place, as they are matched, and how many places there are to look for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from meedoenbalie.domain.matching.rules import Context, MatchingRules
from meedoenbalie.domain.matching.weights import POINT
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.places import PlacesFigure
from meedoenbalie.domain.referrals import ReferralState
from meedoenbalie.domain.week import Commitment, TimeSlot
from meedoenbalie.storage.queries.places import by_offer, holds_on
from meedoenbalie.storage.queries.referrals import ReferralLine
from meedoenbalie.storage.queries.residents import first_contacts
from meedoenbalie.storage.queries.weights import newest_weights, with_weights
from meedoenbalie.storage.unit_of_work import Reader

# In these states the young person is expected there: its times are taken.
TAKING_PART = {ReferralState.ACCEPTED, ReferralState.STARTED, ReferralState.PAUSED}


@dataclass(frozen=True, slots=True)
class Seeker:
    """A resident to whom something may be proposed, as matched.

    ``weeks`` since they arrived, or else since the first contact. ``referred`` are the kinds of
    offer, ``offers`` the offers, to which they have an open referral; a place that is held for them
    counts among the kinds.
    """

    resident: Resident
    weeks: int
    referred: frozenset[OfferKind]
    offers: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Demand:
    """The seekers of one site, by reference, and the circumstances in which they are matched.

    ``waiting`` is what a week of waiting counts for there, in points of a score.
    """

    context: Context
    seekers: tuple[Seeker, ...]
    waiting: int = 0

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
    held: dict[UUID, set[OfferKind]] = {}
    for hold in holds_on(reader, day):
        held.setdefault(hold.resident_id, set()).add(offers[hold.offer_id].kind)
    contacts = first_contacts(reader)
    seekers: dict[UUID, list[Seeker]] = {}
    present = reader.find(Resident, order_by="reference", departed_on=None, restricted_since=None)
    for resident in present:
        own = open_lines.get(resident.id, [])
        since = resident.arrival_date or contacts.get(resident.id, day)
        seeker = Seeker(
            resident=with_times_of(resident, taken_part_in(own, offers)),
            weeks=max(0, (day - since).days // 7),
            referred=frozenset(offers[line.offer_id].kind for line in own)
            | held.get(resident.id, set()),
            offers=frozenset(line.offer_id for line in own),
        )
        seekers.setdefault(resident.site_id, []).append(seeker)
    weights = newest_weights(reader)
    return tuple(
        Demand(
            Context(
                day,
                site.code,
                site.confirm_days,
                with_weights(rules, weights.get(site.id)),
                site.position,
            ),
            tuple(seekers[site.id]),
            waiting=weights[site.id].waiting * POINT if site.id in weights else 0,
        )
        for site in reader.find(Site, order_by="code")
        if site.id in seekers
    )


def places_left(
    reader: Reader, day: date, offers: Iterable[Offer], lines: Iterable[ReferralLine]
) -> dict[UUID, int]:
    """Return how many places at the next start of each offer nobody is on the way to.

    It is 0 when nobody said how many. A referral that the provider didn't accept yet is on its way
    to a place. So is one accepted or begun since the provider counted: rather a place too few than
    the same one twice. A place that is held is taken, once for who is also on the way.
    """
    every = {offer.id: offer for offer in offers}
    under_way = {(line.resident_id, line.offer_id) for line in lines if line.standing.is_open}
    taken = Counter(
        line.offer_id
        for line in lines
        if line.standing.is_open and not is_counted(line, every[line.offer_id].next_figure(day))
    )
    holds = holds_on(reader, day)
    held = by_offer(one for one in holds if (one.resident_id, one.offer_id) not in under_way)
    free = {key: offer.without_held(held.get(key, ())) for key, offer in every.items()}
    left = {key: offer.next_figure(day).places or 0 for key, offer in free.items()}
    return {key: max(0, places - taken[key]) for key, places in left.items()}


def taken_part_in(lines: Iterable[ReferralLine], offers: dict[UUID, Offer]) -> list[Offer]:
    """Return the offers of which the times are taken by open referrals."""
    return [offers[line.offer_id] for line in lines if line.standing.state in TAKING_PART]


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


def is_counted(line: ReferralLine, figure: PlacesFigure) -> bool:
    """Tell whether the provider left this one out of the places that were free."""
    since, counted = line.standing.since, figure.confirmed_on
    if line.standing.state not in TAKING_PART or since is None or counted is None:
        return False
    return since <= counted


def _commitment(slot: TimeSlot, label: str) -> Commitment:
    return Commitment(day=slot.day, start=slot.start, end=slot.end, label=label)
