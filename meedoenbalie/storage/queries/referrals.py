"""Referrals with where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, func, or_, select

from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.referrals import (
    ENDED,
    OPEN,
    Referral,
    ReferralEvent,
    ReferralState,
    Standing,
)
from meedoenbalie.storage.queries.numbers import last_number
from meedoenbalie.storage.rows import TABLES
from meedoenbalie.storage.standing import COLUMNS, referral_standing, standing_since
from meedoenbalie.storage.unit_of_work import Reader

_RESIDENT = TABLES[Resident]
_REFERRAL = TABLES[Referral]
_OFFER = TABLES[Offer]
_PROVIDER = TABLES[Provider]
_PARTIES = 11
"""Columns before those of the standing."""
_WAITING = (ReferralState.DRAFT, ReferralState.SENT, ReferralState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """A referral in a list: who, where to, and where it stands."""

    id: UUID
    reference: str
    resident_id: UUID
    resident_reference: str
    given_name: str
    family_name: str
    site_id: UUID
    offer_id: UUID
    offer_code: str
    offer_title: str
    provider_name: str
    standing: Standing

    @property
    def resident_name(self) -> str:
        """Given name and family name."""
        return f"{self.given_name} {self.family_name}".strip()


def referral_lines(
    reader: Reader,
    *,
    site_id: UUID | None = None,
    resident_id: UUID | None = None,
    referral_id: UUID | None = None,
    among: Sequence[UUID] | None = None,
    waiting: bool = False,
    only_open: bool = False,
    since: date | None = None,
) -> list[ReferralLine]:
    """Return referrals with their standing, of a site, a resident, one, some, or all.

    With ``waiting`` only those that may ask something of the desk: drafts, sent, accepted, and
    ended but not told back. With ``only_open`` only those that still run. With ``since`` those are
    left out that ended before that day and were told back before it.
    """
    query = (
        select(
            _REFERRAL.c.id,
            _REFERRAL.c.reference,
            _REFERRAL.c.resident_id,
            _RESIDENT.c.reference.label("resident_reference"),
            _RESIDENT.c.given_name,
            _RESIDENT.c.family_name,
            _RESIDENT.c.site_id,
            _REFERRAL.c.offer_id,
            _OFFER.c.code,
            _OFFER.c.title,
            _PROVIDER.c.name,
            *COLUMNS,
        )
        .outerjoin(referral_standing, referral_standing.c.referral_id == _REFERRAL.c.id)
        .join(_RESIDENT, _RESIDENT.c.id == _REFERRAL.c.resident_id)
        .join(_OFFER, _OFFER.c.id == _REFERRAL.c.offer_id)
        .join(_PROVIDER, _PROVIDER.c.id == _OFFER.c.provider_id)
        .order_by(_REFERRAL.c.reference)
    )
    if site_id is not None:
        query = query.where(_RESIDENT.c.site_id == site_id)
    if resident_id is not None:
        query = query.where(_REFERRAL.c.resident_id == resident_id)
    if referral_id is not None:
        query = query.where(_REFERRAL.c.id == referral_id)
    if among is not None:
        query = query.where(_REFERRAL.c.id.in_(among))
    if since is not None:
        query = query.where(_REFERRAL.c.id.in_(standing_since(since)))
    state = referral_standing.c.state
    # What waits is found by its state first; the order would lead through ten years of referrals.
    standing = select(referral_standing.c.referral_id)
    if only_open:
        query = query.where(_REFERRAL.c.id.in_(standing.where(state.in_(OPEN))))
    if waiting:
        untold = and_(state.in_(ENDED), referral_standing.c.told_on.is_(None))
        query = query.where(_REFERRAL.c.id.in_(standing.where(or_(state.in_(_WAITING), untold))))
    return [
        ReferralLine(*(*row[:_PARTIES], Standing(*row[_PARTIES:])))
        for row in map(tuple, reader.connection.execute(query))
    ]


def events_of(reader: Reader, referrals: Sequence[Referral]) -> dict[UUID, list[ReferralEvent]]:
    """Return the events of each referral, in order."""
    events: dict[UUID, list[ReferralEvent]] = {referral.id: [] for referral in referrals}
    for event in reader.find(ReferralEvent, order_by="sequence", referral_id=list(events)):
        events[event.referral_id].append(event)
    return events


def highest_number(reader: Reader) -> int:
    """Return the number (``D0012`` is 12) from which referrals are counted on; 0 for the first.

    Those of azc's that the user doesn't see count too: a number is given out once in a store.
    """
    column, connection = _REFERRAL.c.reference, reader.connection
    # Those of somebody else's list may begin with another letter.
    if connection.dialect.name == "postgresql":
        highest = select(func.beside.last_reference("D", "E"))
        every = select(func.beside.every_reference())
    else:
        highest = select(func.max(column)).where(column >= "D", column < "E")
        every = select(column)
    last = connection.scalar(highest) or ""
    return last_number(last[1:], lambda: (one[1:] for one in connection.scalars(every)))
