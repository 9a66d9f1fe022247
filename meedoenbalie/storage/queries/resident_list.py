"""Whom a list of residents shows, and in which order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select

from meedoenbalie.domain.groups import GroupFilter
from meedoenbalie.domain.names import fold
from meedoenbalie.domain.people import Contact, Resident
from meedoenbalie.domain.referrals import Referral, ReferralEvent
from meedoenbalie.storage import list_order, search
from meedoenbalie.storage.queries.groups import conditions_of
from meedoenbalie.storage.rows import TABLES
from meedoenbalie.storage.unit_of_work import Reader

MOST_FOUND = 500
_EVERYBODY = 1_000_000

_RESIDENT = TABLES[Resident]
_CONTACT = TABLES[Contact]
_REFERRAL = TABLES[Referral]
_EVENT = TABLES[ReferralEvent]


@dataclass(frozen=True, slots=True)
class ResidentQuery:
    """What a list of residents shows: a site (None: all), typed words, and who left or not.

    A ``group`` says itself who left or not, on the day ``on``.
    """

    site_id: UUID | None = None
    words: str = ""
    present_only: bool = True
    limit: int | None = None
    group: GroupFilter | None = None
    on: date | None = None

    @property
    def searches(self) -> bool:
        """Tell whether something was typed."""
        return bool(self.words.strip())

    def typed(self, words: str) -> ResidentQuery:
        """Return the same list with other words."""
        return replace(self, words=words)

    @property
    def shelf(self) -> list_order.Shelf:
        """Return which list by name this is, leaving out what was typed."""
        return list_order.Shelf(self.site_id, self.present_only)


def resident_ids(reader: Reader, query: ResidentQuery) -> list[UUID]:
    """Return identifiers: best match first when words were typed, else by name."""
    if query.group is not None and query.on is not None:
        return _in_group(reader, query, query.group, query.on)
    if query.searches:
        return _found(reader, query)
    return list_order.stretch(reader.connection, query.shelf, 0, query.limit)


def called(reader: Reader, query: ResidentQuery) -> list[UUID]:
    """Return those whose name has the words or sounds so, best first."""
    return search.find_residents(
        reader.connection,
        query.words,
        query.site_id,
        query.present_only,
        query.limit or MOST_FOUND,
        called=True,
    )


def stretch_of_list(reader: Reader, query: ResidentQuery, first: int, most: int) -> list[UUID]:
    """Return a part of a list without words, from a place (0 is the top)."""
    return list_order.stretch(reader.connection, query.shelf, first, most)


def size_of_list(reader: Reader, query: ResidentQuery) -> int:
    """Return how many residents a list without words has."""
    return list_order.size(reader.connection, query.shelf)


def place_of_name(reader: Reader, query: ResidentQuery, start: str) -> int:
    """Return how many residents of a list by name come before the first that starts so."""
    return list_order.place_of(reader.connection, query.shelf, fold(start))


def place_of_resident(reader: Reader, query: ResidentQuery, resident_id: UUID) -> int | None:
    """Return the place of a resident in a list without words; None when not in it."""
    return list_order.place_of_resident(reader.connection, query.shelf, resident_id)


def _in_group(reader: Reader, query: ResidentQuery, group: GroupFilter, day: date) -> list[UUID]:
    members = select(_RESIDENT.c.id).where(*conditions_of(group, day))
    if query.site_id is not None:
        members = members.where(_RESIDENT.c.site_id == query.site_id)
    chosen = list(reader.connection.scalars(list_order.in_order(members, _RESIDENT.c.id)))
    if query.searches:
        among = set(chosen)
        everybody = replace(query, group=None, present_only=False, limit=_EVERYBODY)
        chosen = [who for who in _found(reader, everybody) if who in among]
    return chosen[: query.limit]


def _found(reader: Reader, query: ResidentQuery) -> list[UUID]:
    """Those who are called so first, then those of whom something like it was written down."""
    most = query.limit or MOST_FOUND
    found = search.find_residents(
        reader.connection, query.words, query.site_id, query.present_only, most
    )
    if len(found) < most:
        known = set(found)
        found += [who for who in _written_about(reader, query, most) if who not in known]
    return found[:most]


def _written_about(reader: Reader, query: ResidentQuery, most: int) -> list[UUID]:
    kinds = (Contact, ReferralEvent, Referral)
    hits = search.find_each(reader.connection, query.words, kinds, most)
    contacts, events, referrals = (hits[kind] for kind in kinds)
    if not (contacts or events or referrals):
        return []
    referred = select(_REFERRAL.c.resident_id).where(
        _REFERRAL.c.id.in_(referrals)
        | _REFERRAL.c.id.in_(select(_EVENT.c.referral_id).where(_EVENT.c.id.in_(events)))
    )
    talked = select(_CONTACT.c.resident_id).where(_CONTACT.c.id.in_(contacts))
    about = select(_RESIDENT.c.id).where(_RESIDENT.c.id.in_(talked) | _RESIDENT.c.id.in_(referred))
    if query.site_id is not None:
        about = about.where(_RESIDENT.c.site_id == query.site_id)
    if query.present_only:
        about = about.where(_RESIDENT.c.departed_on.is_(None))
    return list(reader.connection.scalars(list_order.in_order(about, _RESIDENT.c.id).limit(most)))
