"""Which started referrals may have a moment to ask about, and what was said in a period."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, or_, select

from meedoenbalie.domain.experiences import (
    STOPS_ASKING,
    TOOK_PART,
    Asking,
    Experience,
    Moment,
    moments_of,
)
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.referrals import Referral, ReferralState
from meedoenbalie.storage.queries.referrals import ReferralLine, referral_lines
from meedoenbalie.storage.rows import TABLES
from meedoenbalie.storage.standing import referral_standing
from meedoenbalie.storage.unit_of_work import Reader

_RESIDENT = TABLES[Resident]
_OFFER = TABLES[Offer]
_REFERRAL = TABLES[Referral]
_EXPERIENCE = TABLES[Experience]
_STANDING = referral_standing


@dataclass(frozen=True, slots=True)
class ToAsk:
    """A referral and the moment that one may ask about now."""

    line: ReferralLine
    asking: Asking


def to_ask(reader: Reader, today: date, site_id: UUID | None = None) -> list[ToAsk]:
    """Return whom to ask at a site or anywhere, and about which moment.

    Nobody is asked who left, or whose data may not be used now.
    """
    # The last day is no earlier than that of the end, and found by an index.
    ended = and_(
        _STANDING.c.last_on >= today - STOPS_ASKING,
        _STANDING.c.state.in_(TOOK_PART),
        _STANDING.c.since.between(today - STOPS_ASKING, today),
    )
    asked = select(_STANDING.c.referral_id).where(or_(_STANDING.c.state.in_(_TAKING_PART), ended))
    query = (
        select(
            _REFERRAL.c.id,
            _STANDING.c.first_started_on,
            _STANDING.c.state,
            _STANDING.c.since,
            _OFFER.c.weeks,
        )
        .join(_STANDING, _STANDING.c.referral_id == _REFERRAL.c.id)
        .join(_RESIDENT, _RESIDENT.c.id == _REFERRAL.c.resident_id)
        .join(_OFFER, _OFFER.c.id == _REFERRAL.c.offer_id)
        .where(
            _REFERRAL.c.id.in_(asked),
            _STANDING.c.first_started_on.is_not(None),
            _RESIDENT.c.departed_on.is_(None),
            _RESIDENT.c.restricted_since.is_(None),
        )
    )
    if site_id is not None:
        query = query.where(_RESIDENT.c.site_id == site_id)
    rows = reader.connection.execute(query).all()
    known: dict[UUID, list[Experience]] = {}
    for one in reader.find(Experience, referral_id=[row.id for row in rows]):
        known.setdefault(one.referral_id, []).append(one)
    asking = {}
    for row in rows:
        end = row.since if row.state in TOOK_PART else None
        found = moments_of(row.first_started_on, end, row.weeks, known.get(row.id, ()))
        due = [one for one in found if one.is_open(today)]
        if due:
            asking[row.id] = due[-1]
    lines = referral_lines(reader, among=list(asking)) if asking else []
    return [ToAsk(line, asking[line.id]) for line in lines]


_TAKING_PART = frozenset({ReferralState.STARTED, ReferralState.PAUSED})


def said_in(
    reader: Reader,
    first: date,
    last: date,
    site_id: UUID | None = None,
    kinds: Collection[OfferKind] = (),
    moment: Moment | None = None,
) -> list[Experience]:
    """Return what was said from ``first`` to ``last``, of a site, some kinds and a moment, or all.

    What is about a referral that was entered in error doesn't count.
    """
    query = (
        select(_EXPERIENCE.c.id)
        .join(_REFERRAL, _REFERRAL.c.id == _EXPERIENCE.c.referral_id)
        .join(_STANDING, _STANDING.c.referral_id == _REFERRAL.c.id)
        .where(
            _EXPERIENCE.c.answered_on.between(first, last),
            _STANDING.c.state != ReferralState.ENTERED_IN_ERROR,
        )
    )
    if site_id is not None:
        of_site = select(_RESIDENT.c.id).where(_RESIDENT.c.site_id == site_id)
        query = query.where(_REFERRAL.c.resident_id.in_(of_site))
    if kinds:
        of_kind = select(_OFFER.c.id).where(_OFFER.c.kind.in_(list(kinds)))
        query = query.where(_REFERRAL.c.offer_id.in_(of_kind))
    if moment is not None:
        query = query.where(_EXPERIENCE.c.moment == moment)
    return reader.find(Experience, id=list(reader.connection.scalars(query)))
