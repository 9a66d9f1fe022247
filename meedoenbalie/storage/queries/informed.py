"""What came of telling somebody about an offer: whether they were referred to it, and began."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, func, select

from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.referrals import InformationGiven, Referral, ReferralState
from meedoenbalie.storage.rows import TABLES
from meedoenbalie.storage.standing import referral_standing
from meedoenbalie.storage.unit_of_work import Reader

_TOLD = TABLES[InformationGiven]
_REFERRAL = TABLES[Referral]
_RESIDENT = TABLES[Resident]
_STANDING = referral_standing


@dataclass(frozen=True, slots=True)
class Told:
    """One telling: by which way, and whether a referral and a start came after it."""

    way: str
    referred: bool
    started: bool


def told_in(reader: Reader, first: date, last: date, site_id: UUID | None = None) -> list[Told]:
    """Return every telling from ``first`` to ``last``, at a site or anywhere.

    A referral to the same offer counts from that day on; one entered in error never does.
    """
    after = and_(
        _REFERRAL.c.resident_id == _TOLD.c.resident_id,
        _REFERRAL.c.offer_id == _TOLD.c.offer_id,
    )
    counts = and_(
        _STANDING.c.referral_id == _REFERRAL.c.id,
        _STANDING.c.state != ReferralState.ENTERED_IN_ERROR,
        _STANDING.c.first_sent_on >= _TOLD.c.given_on,
    )
    query = (
        select(
            _TOLD.c.channel,
            func.count(_STANDING.c.first_sent_on).label("sent"),
            func.count(_STANDING.c.first_started_on).label("started"),
        )
        .select_from(_TOLD.outerjoin(_REFERRAL, after).outerjoin(_STANDING, counts))
        .where(_TOLD.c.given_on.between(first, last))
        .group_by(_TOLD.c.id)
        .order_by(_TOLD.c.id)
    )
    if site_id is not None:
        here = select(_RESIDENT.c.id).where(_RESIDENT.c.site_id == site_id)
        query = query.where(_TOLD.c.resident_id.in_(here))
    return [
        Told(row.channel, bool(row.sent), bool(row.started))
        for row in reader.connection.execute(query)
    ]
