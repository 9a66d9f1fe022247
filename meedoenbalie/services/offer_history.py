"""How referrals to an offer went, for whom it concerns."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from meedoenbalie.domain.counted import Counted, CountedFact
from meedoenbalie.domain.offer_history import OfferHistory, history_of, published
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.referrals import replay
from meedoenbalie.services.desk import DESK_ROLES, EVERYONE, Desk
from meedoenbalie.storage.queries.offers import events_of_offer
from meedoenbalie.storage.queries.referrals import ReferralLine, referral_lines

__all__ = ["OfferHistory", "ReferralLine", "Went", "offer_history"]


@dataclass(frozen=True, slots=True)
class Went:
    """The counts of an offer, and the referrals behind them, newest first, for the desk alone."""

    history: OfferHistory
    referrals: tuple[ReferralLine, ...] = ()


def offer_history(desk: Desk, offer_id: UUID) -> Went:
    """Return how referrals to an offer went, people who were erased included.

    Who works with residents gets exact counts and the referrals; anybody else only the counts that
    may be published, without the small ones. Raises UnknownRecord.
    """
    with desk.read("offer_history", EVERYONE) as reader:
        offer = reader.get(Offer, offer_id)
        events = events_of_offer(reader, offer.id)
        erased: Counter[Counted] = Counter()
        for fact in reader.find(CountedFact, offer_id=offer.id):
            erased[fact.what] += fact.number
        found = history_of(map(list, map(replay, events.values())), erased, desk.clock.today())
        if not desk.may(DESK_ROLES):
            return Went(published(found))
        lines = referral_lines(reader, among=list(events))
    newest = sorted(lines, key=lambda line: line.reference, reverse=True)
    return Went(found, tuple(newest))
