"""What asks for attention at a site, counted in persons."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, distinct, func, select

from meedoenbalie.domain.people import Contact, Resident
from meedoenbalie.domain.referrals import EventKind, InformationGiven, Referral, ReferralEvent
from meedoenbalie.storage.rows import TABLES
from meedoenbalie.storage.unit_of_work import Reader

_RESIDENT = TABLES[Resident]
_CONTACT = TABLES[Contact]
_INFORMED = TABLES[InformationGiven]
_REFERRAL = TABLES[Referral]
_EVENT = TABLES[ReferralEvent]


@dataclass(frozen=True, slots=True)
class Reached:
    """How many residents were reached in some days; each counts once in each number."""

    spoken: int = 0
    informed: int = 0
    referred: int = 0
    started: int = 0


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``first`` to ``last``, and the moments at which they begin and end (UTC)."""

    first: date
    last: date
    begins: datetime
    ends: datetime


def reached(reader: Reader, sites: Collection[UUID], period: Period) -> Reached:
    """Count the residents of some sites who were reached; struck events don't count."""

    def count(person: ColumnElement[UUID], *conditions: ColumnElement[bool]) -> int:
        # What happened in the days comes first: they are few, whoever is at the site are many.
        at_site = select(_RESIDENT.c.id).where(
            _RESIDENT.c.id == person, _RESIDENT.c.site_id.in_(sites)
        )
        query = select(func.count(distinct(person))).where(*conditions, at_site.exists())
        return reader.connection.scalar(query) or 0

    def events(kind: EventKind) -> int:
        # Asked of each event of these days, by the index: all retractions of ten years are many.
        retraction, taken_back = _EVENT.alias(), _EVENT.alias()
        counts_no_more = select(taken_back.c.id).where(taken_back.c.retracts == retraction.c.id)
        struck = select(retraction.c.id).where(
            retraction.c.retracts == _EVENT.c.id, ~counts_no_more.exists()
        )
        happened = select(_EVENT.c.referral_id).where(
            _EVENT.c.kind == kind,
            _EVENT.c.happened_on.between(period.first, period.last),
            ~struck.exists(),
        )
        return count(_REFERRAL.c.resident_id, _REFERRAL.c.id.in_(happened))

    return Reached(
        spoken=count(
            _CONTACT.c.resident_id, _CONTACT.c.at >= period.begins, _CONTACT.c.at < period.ends
        ),
        informed=count(
            _INFORMED.c.resident_id, _INFORMED.c.given_on.between(period.first, period.last)
        ),
        referred=events(EventKind.SENT),
        started=events(EventKind.STARTED),
    )


def present(reader: Reader, sites: Collection[UUID]) -> int:
    """Count the residents who are at some sites now."""
    query = select(func.count()).select_from(_RESIDENT).where(*_here(sites))
    return reader.connection.scalar(query) or 0


def access_asked(reader: Reader, sites: Collection[UUID]) -> list[Resident]:
    """Return the residents who asked to see their data and got no answer yet, the oldest first."""
    asked = select(_RESIDENT.c.id).where(_RESIDENT.c.access_asked_on >= date.min)
    found = list(reader.connection.scalars(asked))
    among = reader.find(Resident, order_by="access_asked_on", id=found)
    return [one for one in among if one.site_id in sites]


def unspoken(
    reader: Reader, sites: Collection[UUID], limit: int, without: Collection[UUID] = ()
) -> tuple[int, list[Resident]]:
    """Count the residents with whom nothing was recorded, and return those longest at the azc.

    Nobody is proposed whose data may not be used now, nor who is among ``without``.
    """
    nothing = [
        ~select(table.c.id).where(table.c.resident_id == _RESIDENT.c.id).exists()
        for table in (_CONTACT, _INFORMED, _REFERRAL)
    ]
    free = _RESIDENT.c.restricted_since.is_(None)
    where = (*_here(sites), free, _RESIDENT.c.id.not_in(without), *nothing)
    # The number comes along with the first rows: working out who it is costs the most.
    longest = reader.connection.execute(
        select(_RESIDENT.c.id, func.count().over().label("number"))
        .where(*where)
        .order_by(
            _RESIDENT.c.arrival_date.is_(None),
            _RESIDENT.c.arrival_date,
            _RESIDENT.c.given_name,
        )
        .limit(limit)
    ).all()
    known = {
        resident.id: resident for resident in reader.find(Resident, id=[row.id for row in longest])
    }
    return longest[0].number if longest else 0, [known[row.id] for row in longest]


def _here(sites: Collection[UUID]) -> tuple[ColumnElement[bool], ...]:
    return _RESIDENT.c.site_id.in_(sites), _RESIDENT.c.departed_on.is_(None)
