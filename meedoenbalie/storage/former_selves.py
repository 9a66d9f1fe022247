"""Records of a person that are gone but that the journal still holds: merged, or taken back."""

from __future__ import annotations

import json
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Connection, select

from meedoenbalie.domain.names import fold
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.record import Record
from meedoenbalie.storage.rows import TABLES, entry, payload
from meedoenbalie.storage.unit_of_work import Reader

_RESIDENT = TABLES[Resident]
# SQLite takes a limited number of values in one statement.
_MOST_AT_ONCE = 500


def former_selves(
    reader: Reader, resident: Resident, records: Collection[Record]
) -> list[Resident]:
    """Return records of the same person that are gone; ``records`` are what is about them now.

    The same are a V-number, or names and birth date as far as both
    are known; also whatever the person's own records pointed to before.
    """
    connection = reader.connection
    query = (
        select(payload.c.before)
        .join(entry, entry.c.id == payload.c.entry_id)
        .where(
            entry.c.table_name == _RESIDENT.name,
            entry.c.op == "delete",
            payload.c.before.is_not(None),
        )
    )
    gone = [Resident.model_validate_json(text) for text in connection.scalars(query)]
    if not gone:
        return []
    pointed = _pointed_to_before(connection, records)
    found = {
        other.id: other
        for other in gone
        if other.id != resident.id and (other.id in pointed or _same_person(other, resident))
    }
    there = {person.id for person in reader.find(Resident, id=list(found))}
    return [other for identifier, other in found.items() if identifier not in there]


def _same_person(one: Resident, other: Resident) -> bool:
    if one.v_number and one.v_number == other.v_number:
        return True
    born = {one.birth_date, other.birth_date} - {None}
    return fold(one.full_name) == fold(other.full_name) and len(born) < 2


def _pointed_to_before(connection: Connection, records: Collection[Record]) -> set[UUID]:
    rows = [record.id for record in records if not isinstance(record, Resident)]
    found: set[UUID] = set()
    for start in range(0, len(rows), _MOST_AT_ONCE):
        part = rows[start : start + _MOST_AT_ONCE]
        query = (
            select(payload.c.before)
            .join(entry, entry.c.id == payload.c.entry_id)
            .where(entry.c.row_id.in_(part), payload.c.before.is_not(None))
        )
        for text in connection.scalars(query):
            told = json.loads(text).get("resident_id")
            if told is not None:
                found.add(UUID(told))
    return found
