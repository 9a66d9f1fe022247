"""The funnel of a period: who was there, was spoken, was told about which offer, and how far."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CompoundSelect, Select, func, or_, select, union

from meedoenbalie.domain.funnel import Path
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import Contact, Resident
from meedoenbalie.domain.referrals import InformationGiven, Referral
from meedoenbalie.storage.rows import TABLES
from meedoenbalie.storage.standing import referral_standing
from meedoenbalie.storage.unit_of_work import Reader

_RESIDENT = TABLES[Resident]
_OFFER = TABLES[Offer]
_REFERRAL = TABLES[Referral]
_INFORMED = TABLES[InformationGiven]
_CONTACT = TABLES[Contact]
_STANDING = referral_standing


def paths(
    reader: Reader,
    first: date,
    last: date,
    site_id: UUID | None = None,
    kinds: Collection[OfferKind] = (),
) -> list[Path]:
    """Return the paths that began from ``first`` to ``last``, of a site and of some kinds, or all.

    A resident who was referred to one offer more than once has a path for each referral; being
    told belongs to the first of them.
    """
    people = _people(first, last)

    def rows(query: Select[Any], table: Any) -> list[Any]:
        query = query.where(table.c.resident_id.in_(people))
        if site_id is not None:
            of_site = select(_RESIDENT.c.id).where(_RESIDENT.c.site_id == site_id)
            query = query.where(table.c.resident_id.in_(of_site))
        if kinds:
            of_kind = select(_OFFER.c.id).where(_OFFER.c.kind.in_(list(kinds)))
            query = query.where(table.c.offer_id.in_(of_kind))
        return list(reader.connection.execute(query))

    told = {(resident, offer): told_on for resident, offer, told_on in rows(_TOLD, _INFORMED)}
    found = []
    for resident, offer, sent_on, *later in rows(_REFERRED, _REFERRAL):
        told_on = told.get((resident, offer))
        if told_on is not None and told_on <= sent_on:
            del told[resident, offer]
        else:
            told_on = None
        found.append(Path(resident, told_on, sent_on, *later))
    found += [Path(resident, told_on) for (resident, _offer), told_on in told.items()]
    return [path for path in found if (day := path.began_on) and first <= day <= last]


def registered(reader: Reader, first: date, last: date, site_id: UUID | None) -> set[UUID]:
    """Return the residents who were at a site, or anywhere, in some of these days."""
    query = select(_RESIDENT.c.id).where(
        or_(_RESIDENT.c.departed_on.is_(None), _RESIDENT.c.departed_on >= first),
        or_(_RESIDENT.c.arrival_date.is_(None), _RESIDENT.c.arrival_date <= last),
    )
    if site_id is not None:
        query = query.where(_RESIDENT.c.site_id == site_id)
    return set(reader.connection.scalars(query))


def spoken(reader: Reader, begins: datetime, ends: datetime, site_id: UUID | None) -> set[UUID]:
    """Return the residents of whom a talk or note was written down between two moments."""
    query = select(_CONTACT.c.resident_id).where(_CONTACT.c.at >= begins, _CONTACT.c.at < ends)
    if site_id is not None:
        of_site = select(_RESIDENT.c.id).where(_RESIDENT.c.site_id == site_id)
        query = query.where(_CONTACT.c.resident_id.in_(of_site))
    return set(reader.connection.scalars(query))


def _people(first: date, last: date) -> CompoundSelect[Any]:
    """Who was told about something in these days, or referred: nobody else has a path in them."""
    return union(
        select(_INFORMED.c.resident_id).where(_INFORMED.c.given_on.between(first, last)),
        select(_REFERRAL.c.resident_id)
        .join(_STANDING, _STANDING.c.referral_id == _REFERRAL.c.id)
        .where(_STANDING.c.first_sent_on.between(first, last)),
    )


_TOLD = select(
    _INFORMED.c.resident_id,
    _INFORMED.c.offer_id,
    func.min(_INFORMED.c.given_on).label("told_on"),
).group_by(_INFORMED.c.resident_id, _INFORMED.c.offer_id)

_REFERRED = (
    select(
        _REFERRAL.c.resident_id,
        _REFERRAL.c.offer_id,
        _STANDING.c.first_sent_on,
        _STANDING.c.first_accepted_on,
        _STANDING.c.first_started_on,
        _STANDING.c.completed_on,
        _STANDING.c.state,
        _STANDING.c.reason,
    )
    .join(_STANDING, _STANDING.c.referral_id == _REFERRAL.c.id)
    .where(_STANDING.c.first_sent_on.is_not(None))
    .order_by(_STANDING.c.first_sent_on, _REFERRAL.c.reference)
)
