"""Follow-ups with whom and what they are about, and who is born on which days."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, or_, select

from meedoenbalie.domain.follow_ups import FollowUp, FollowUpKind
from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.people import Resident
from meedoenbalie.storage.rows import TABLES
from meedoenbalie.storage.unit_of_work import Reader, record_of

_FOLLOW_UP = TABLES[FollowUp]
_RESIDENT = TABLES[Resident]


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """A follow-up, and whom and what it is about, if anything."""

    follow_up: FollowUp
    resident: Resident | None
    offer: Offer | None
    provider: Provider | None


def open_follow_ups(
    reader: Reader,
    sites: Collection[UUID],
    *,
    until: date | None = None,
    resident_id: UUID | None = None,
) -> list[FollowUpLine]:
    """Return what is still to do at some sites, the first first.

    ``until`` leaves out what isn't due by that day. Lines that were put off are no task.
    """
    query = select(_FOLLOW_UP).where(
        _FOLLOW_UP.c.site_id.in_(sites),
        _FOLLOW_UP.c.done_on.is_(None),
        _FOLLOW_UP.c.kind != FollowUpKind.LATER,
    )
    if until is not None:
        snoozed = _FOLLOW_UP.c.snoozed_until
        query = query.where(_FOLLOW_UP.c.due_on <= until, or_(snoozed.is_(None), snoozed <= until))
    if resident_id is not None:
        query = query.where(_FOLLOW_UP.c.resident_id == resident_id)
    rows = reader.connection.execute(query.order_by(_FOLLOW_UP.c.id)).mappings()
    found = [record_of(FollowUp, row) for row in rows]
    return _with_names(reader, sorted(found, key=lambda one: (one.shows_on, one.due_on)))


def lines_put_off(reader: Reader) -> list[FollowUp]:
    """Return the lines of Vandaag that were put off, also those whose day has come."""
    query = select(_FOLLOW_UP).where(_FOLLOW_UP.c.kind == FollowUpKind.LATER)
    return [record_of(FollowUp, row) for row in reader.connection.execute(query).mappings()]


def made_by_rule(reader: Reader, kinds: Collection[FollowUpKind]) -> list[FollowUp]:
    """Return what rules made, done or not: the follow-ups of some kinds."""
    query = select(_FOLLOW_UP).where(_FOLLOW_UP.c.kind.in_(sorted(kinds)))
    return [record_of(FollowUp, row) for row in reader.connection.execute(query).mappings()]


def present_born(reader: Reader, first: date, last: date, years: Collection[int]) -> list[Resident]:
    """Return the residents who are here and were born from ``first`` to ``last``.

    Of whom only the year is known, it is one of ``years``. Nobody whose data may not be used now.
    """
    born = or_(
        _RESIDENT.c.birth_date.between(first, last),
        and_(_RESIDENT.c.birth_date.is_(None), _RESIDENT.c.birth_year.in_(years)),
    )
    query = select(_RESIDENT).where(
        _RESIDENT.c.departed_on.is_(None), _RESIDENT.c.restricted_since.is_(None), born
    )
    return [record_of(Resident, row) for row in reader.connection.execute(query).mappings()]


def _with_names(reader: Reader, found: list[FollowUp]) -> list[FollowUpLine]:
    residents = {one.id: one for one in reader.find(Resident, id=[f.resident_id for f in found])}
    offers = {one.id: one for one in reader.find(Offer, id=[f.offer_id for f in found])}
    wanted = {offer.provider_id for offer in offers.values()}
    providers = {one.id: one for one in reader.find(Provider, id=wanted)}

    def line(one: FollowUp) -> FollowUpLine:
        offer = offers.get(one.offer_id) if one.offer_id else None
        return FollowUpLine(
            one,
            residents.get(one.resident_id) if one.resident_id else None,
            offer,
            providers[offer.provider_id] if offer else None,
        )

    return [line(one) for one in found]
