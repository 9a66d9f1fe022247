"""Places that are held for somebody, and what waits for the places of an offer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.places import HoldEnding, PlaceHold
from meedoenbalie.domain.referrals import ReferralState
from meedoenbalie.storage.queries.referrals import ReferralLine
from meedoenbalie.storage.rows import TABLES
from meedoenbalie.storage.unit_of_work import Reader

_HOLD = TABLES[PlaceHold]
_ON_THE_WAY = frozenset(
    {
        ReferralState.DRAFT,
        ReferralState.SENT,
        ReferralState.RECEIVED,
        ReferralState.WAITLISTED,
    }
)


@dataclass(frozen=True, slots=True)
class HoldLine:
    """A place that is held, for whom and where."""

    hold: PlaceHold
    resident: Resident
    offer: Offer


def holds_on(reader: Reader, day: date, **about: UUID) -> list[PlaceHold]:
    """Return the places that are held on a day, those that end first at the top.

    ``about`` names a ``resident_id`` or an ``offer_id``.
    """
    query = select(_HOLD.c.id).where(_HOLD.c.ended_on.is_(None), _HOLD.c.until >= day)
    for column, value in about.items():
        query = query.where(_HOLD.c[column] == value)
    found = list(reader.connection.scalars(query))
    return reader.find(PlaceHold, order_by=("until", "made_on", "id"), id=found) if found else []


def start_held(reader: Reader, resident_id: UUID, offer_id: UUID, day: date) -> date | None:
    """Return at which start a place is held for a resident, or was until the referral was sent."""
    holds = reader.find(PlaceHold, "made_on", resident_id=resident_id, offer_id=offer_id)
    kept = [one for one in holds if one.holds_on(day) or one.ending is HoldEnding.REFERRED]
    return kept[-1].start_on if kept else None


def hold_lines(reader: Reader, holds: Iterable[PlaceHold]) -> tuple[HoldLine, ...]:
    """Return holds with whom and where they are for, in their order."""
    holds = list(holds)
    people = {one.id: one for one in reader.find(Resident, id={h.resident_id for h in holds})}
    offers = {one.id: one for one in reader.find(Offer, id={h.offer_id for h in holds})}
    return tuple(HoldLine(one, people[one.resident_id], offers[one.offer_id]) for one in holds)


def by_offer(
    holds: Iterable[PlaceHold], without: Collection[UUID] = ()
) -> dict[UUID, list[PlaceHold]]:
    """Return the holds of each offer; ``without`` are residents for whom they don't count."""
    found: dict[UUID, list[PlaceHold]] = {}
    for hold in holds:
        if hold.resident_id not in without:
            found.setdefault(hold.offer_id, []).append(hold)
    return found


def as_others_see(
    offers: Iterable[Offer], holds: Iterable[PlaceHold], resident_id: UUID | None = None
) -> list[Offer]:
    """Return offers without the places that are held for anybody else than one resident."""
    taken = by_offer(holds, () if resident_id is None else (resident_id,))
    return [offer.without_held(taken.get(offer.id, ())) for offer in offers]


def waiting_for(lines: Iterable[ReferralLine]) -> Counter[UUID]:
    """Count the referrals that wait for a place at each offer: prepared, sent or on a list."""
    return Counter(line.offer_id for line in lines if line.standing.state in _ON_THE_WAY)
