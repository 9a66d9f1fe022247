"""What a week's report is made from: events, who was informed, and who stands behind a referral."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, exists, select

from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.referrals import Happened, InformationGiven, Referral, ReferralEvent
from meedoenbalie.storage.rows import TABLES
from meedoenbalie.storage.standing import recorded, referral_standing, standing_since
from meedoenbalie.storage.unit_of_work import Reader

_RESIDENT = TABLES[Resident]
_REFERRAL = TABLES[Referral]
_EVENT = TABLES[ReferralEvent]
_OFFER = TABLES[Offer]
_PROVIDER = TABLES[Provider]
_INFORMED = TABLES[InformationGiven]
_STANDING = referral_standing


@dataclass(frozen=True, slots=True)
class ReferralParties:
    """Whose referral it is, and to what."""

    referral_id: UUID
    reference: str
    resident_id: UUID
    resident_reference: str
    given_name: str
    family_name: str
    site_id: UUID
    offer_id: UUID
    offer_title: str
    provider_id: UUID
    provider_name: str


def histories(
    reader: Reader, site_id: UUID | None, since: date
) -> Mapping[UUID, Sequence[Happened]]:
    """Return the events of each referral in which something can still count, in order.

    Left out is only what ended before ``since`` and was told back before it.
    """
    live = _EVENT.c.referral_id.in_(_live(site_id, since))
    return dict(recorded(reader.connection, live))


def parties(
    reader: Reader, site_id: UUID | None, since: date, wanted: Set[UUID]
) -> list[ReferralParties]:
    """Return who stands behind the wanted ones of the same referrals, by reference."""
    query = (
        select(
            _REFERRAL.c.id,
            _REFERRAL.c.reference,
            _REFERRAL.c.resident_id,
            _RESIDENT.c.reference,
            _RESIDENT.c.given_name,
            _RESIDENT.c.family_name,
            _RESIDENT.c.site_id,
            _REFERRAL.c.offer_id,
            _OFFER.c.title,
            _OFFER.c.provider_id,
            _PROVIDER.c.name,
        )
        .join(_RESIDENT, _RESIDENT.c.id == _REFERRAL.c.resident_id)
        .join(_OFFER, _OFFER.c.id == _REFERRAL.c.offer_id)
        .join(_PROVIDER, _PROVIDER.c.id == _OFFER.c.provider_id)
        .where(_REFERRAL.c.id.in_(_live(site_id, since)))
        .order_by(_REFERRAL.c.reference)
    )
    return [ReferralParties(*row) for row in reader.connection.execute(query) if row[0] in wanted]


def informed(
    reader: Reader, site_id: UUID | None, first: date, last: date
) -> list[tuple[UUID, date]]:
    """Return who was informed on which of some days, the first and the last included."""
    query = select(_INFORMED.c.resident_id, _INFORMED.c.given_on).where(
        _INFORMED.c.given_on.between(first, last)
    )
    if site_id is not None:
        # Asked of each in turn: a join would lead through everybody who ever lived there.
        query = query.where(
            exists().where(
                _RESIDENT.c.id == _INFORMED.c.resident_id, _RESIDENT.c.site_id == site_id
            )
        )
    return [(row[0], row[1]) for row in reader.connection.execute(query)]


def _live(site_id: UUID | None, since: date) -> Select[tuple[UUID]]:
    query = standing_since(since)
    if site_id is not None:
        query = query.where(
            exists().where(
                _REFERRAL.c.id == _STANDING.c.referral_id,
                _RESIDENT.c.id == _REFERRAL.c.resident_id,
                _RESIDENT.c.site_id == site_id,
            )
        )
    return query
