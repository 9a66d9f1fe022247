"""What an import has to know of what is stored already, without reading whole records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from meedoenbalie.domain.merged import FormerDossier
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.referrals import ReferralEvent
from meedoenbalie.storage.rows import TABLES
from meedoenbalie.storage.unit_of_work import Reader

_RESIDENT = TABLES[Resident]
_FORMER = TABLES[FormerDossier]


@dataclass(frozen=True, slots=True)
class StoredResident:
    """What tells whether a row is about somebody who is stored."""

    id: UUID
    reference: str
    v_number: str | None
    given_name: str
    family_name: str
    birth_date: date | None
    birth_year: int | None


def stored_residents(reader: Reader) -> list[StoredResident]:
    """Return every resident, present or not."""
    table = _RESIDENT.c
    query = select(
        table.id,
        table.reference,
        table.v_number,
        table.given_name,
        table.family_name,
        table.birth_date,
        table.birth_year,
    )
    return [StoredResident(*row) for row in reader.connection.execute(query)]


def former_residents(reader: Reader) -> list[StoredResident]:
    """Return who had a dossier that became part of another: the person, with the old numbers."""
    table, former = _RESIDENT.c, _FORMER.c
    query = select(
        table.id,
        former.reference,
        former.v_number,
        table.given_name,
        table.family_name,
        table.birth_date,
        table.birth_year,
    ).join(_FORMER, former.resident_id == table.id)
    return [StoredResident(*row) for row in reader.connection.execute(query)]


def events_by_referral(reader: Reader) -> dict[UUID, list[ReferralEvent]]:
    """Return all events in order, by referral."""
    found: dict[UUID, list[ReferralEvent]] = {}
    for event in reader.find(ReferralEvent, order_by="sequence"):
        found.setdefault(event.referral_id, []).append(event)
    return found
