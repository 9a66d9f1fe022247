"""Erasing a person from the store: live rows, what the journal kept of them, drafts and search.

Digests stay, so the chain still verifies; without their salt nothing can be tried against them.
Where a digest covers rows of others too (a bulk import), those are digested anew in the same step.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, func, or_, select

from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.record import Record
from meedoenbalie.storage.former_selves import former_selves
from meedoenbalie.storage.rows import TABLES, access, draft, entry, metadata, payload, step
from meedoenbalie.storage.unit_of_work import Reader, UnitOfWork, record_of

V = TypeVar("V")

_KINDS = {table: kind for kind, table in TABLES.items()}
_RESIDENT = TABLES[Resident]


@dataclass(frozen=True, slots=True)
class Kept:
    """What the journal and the drafts hold of a person; ``since`` is the first moment."""

    entries: int
    since: datetime | None
    drafts: int


def belongings(reader: Reader, resident: Resident) -> list[Record]:
    """Return all records about a resident, those that point to others first; the resident last.

    Whatever points to the resident, or to a record that does, is about the resident.
    """
    found: dict[Table, dict[UUID, Record]] = {_RESIDENT: {resident.id: resident}}
    for table in metadata.sorted_tables:
        if table not in _KINDS:
            continue
        pointing = [
            table.c[key.parent.name].in_(list(found[key.column.table]))
            for key in table.foreign_keys
            if key.column.table in found
        ]
        if not pointing:
            continue
        rows = reader.connection.execute(select(table).where(or_(*pointing))).mappings()
        records = found.setdefault(table, {})
        for row in rows:
            records.setdefault(row["id"], record_of(_KINDS[table], row))
    return [
        record
        for table in reversed(metadata.sorted_tables)
        for record in found.get(table, {}).values()
    ]


def kept_of(reader: Reader, records: Iterable[Record]) -> Kept:
    """Return what the journal and the drafts hold of a person with these belongings."""
    records = _with_former(reader, records)
    connection = reader.connection
    entries = set(_own_entries(connection, records))
    entries |= set(chunks_with(connection, _tables_of(records), {r.id for r in records}))
    since = connection.scalar(
        select(func.min(step.c.at))
        .join(entry, entry.c.step_id == step.c.id)
        .where(entry.c.id.in_(entries))
    )
    person = _person_in(records)
    drafts = connection.scalar(select(func.count()).select_from(draft).where(_about(person)))
    return Kept(len(entries), since, drafts or 0)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a person's records: when, who, which act, of what, and how it was before.

    ``before`` is the earlier record as JSON; None when it was new, or came in with many others.
    """

    at: datetime
    actor: str
    action: str
    label: str
    kind: str
    before: str | None


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked at a person's records, or printed them."""

    at: datetime
    actor: str
    action: str


def changes_of(reader: Reader, records: Collection[Record]) -> list[Change]:
    """Return what the journal tells about a person with these belongings, the oldest first."""
    connection = reader.connection
    records = _with_former(reader, records)
    numbers = sorted(
        {
            *_own_entries(connection, records),
            *chunks_with(connection, _tables_of(records), {r.id for r in records}),
        }
    )
    query = (
        select(
            step.c.at,
            step.c.actor,
            step.c.action,
            step.c.label,
            entry.c.table_name,
            payload.c.before,
        )
        .join(entry, entry.c.step_id == step.c.id)
        .join(payload, payload.c.entry_id == entry.c.id, isouter=True)
        .order_by(entry.c.id)
    )
    found = []
    for part in _parts(numbers):
        for row in connection.execute(query.where(entry.c.id.in_(part))):
            kind = _KINDS[metadata.tables[row.table_name]].__name__
            found.append(Change(row.at, row.actor, row.action, row.label, kind, row.before))
    return found


def looks_at(reader: Reader, person: UUID) -> list[Look]:
    """Return who looked at a person's records or printed them, the oldest first."""
    query = (
        select(access.c.at, access.c.actor, access.c.action)
        .where(access.c.subject_id == person, access.c.refused == 0)
        .order_by(access.c.id)
    )
    return [Look(row.at, row.actor, row.action) for row in reader.connection.execute(query)]


def _with_former(reader: Reader, records: Iterable[Record]) -> list[Record]:
    known = list(records)
    return [*former_selves(reader, _person_in(known), known), *known]


def erase(uow: UnitOfWork, resident: Resident) -> None:
    """Erase a resident with all that is about them, as part of one step. Raises StoreError."""
    records = belongings(uow, resident)
    connection = uow.connection
    every = _with_former(uow, records)
    own = _own_entries(connection, every)
    ids = {record.id for record in every} | {row for row in own.values() if row is not None}
    shared = chunks_with(connection, _tables_of(records), ids)
    doomed = [*own, *shared]
    for start in range(0, len(doomed), _MOST_AT_ONCE):
        some = doomed[start : start + _MOST_AT_ONCE]
        connection.execute(delete(payload).where(payload.c.entry_id.in_(some)))
    connection.execute(delete(draft).where(_about(resident)))
    for record in records:
        uow.erase(record)
    others: dict[str, set[UUID]] = {}
    for table, rows in shared.values():
        others.setdefault(table, set()).update(rows - ids)
    for table, rows in sorted(others.items()):
        kind = _KINDS[metadata.tables[table]]
        uow.reseal([r for part in _parts(sorted(rows)) for r in uow.find(kind, id=part)])


def erased_residents(reader: Reader) -> dict[UUID, datetime]:
    """Return whom the journal knows to be erased, and when."""
    query = (
        select(entry.c.row_id, step.c.at)
        .join(step, step.c.id == entry.c.step_id)
        .where(entry.c.table_name == _RESIDENT.name, entry.c.op == "erase")
    )
    return {row.row_id: row.at for row in reader.connection.execute(query)}


# SQLite takes a limited number of values in one statement.
_MOST_AT_ONCE = 500


def _parts(rows: list[V]) -> Iterable[list[V]]:
    return (rows[start : start + _MOST_AT_ONCE] for start in range(0, len(rows), _MOST_AT_ONCE))


def _tables_of(records: Iterable[Record]) -> set[str]:
    """The tables of a person's records, and those that could have held some before."""
    reached = {_RESIDENT}
    for table in metadata.sorted_tables:
        if table in _KINDS and any(key.column.table in reached for key in table.foreign_keys):
            reached.add(table)
    return {table.name for table in reached} | {TABLES[type(r)].name for r in records}


def _own_entries(connection: Connection, records: Collection[Record]) -> dict[int, UUID | None]:
    """The entries about one row of a person, rows that are gone already included."""
    people = [record.id for record in records if isinstance(record, Resident)]
    texts = [str(record.id) for record in records if type(record) in _POINTED_TO]
    about = or_(
        payload.c.subject_id.in_(people),
        *(payload.c.before.contains(text, autoescape=True) for text in texts),
    )
    tables = _tables_of(records)
    found: dict[int, UUID | None] = {}
    query = select(entry.c.id, entry.c.row_id).join(payload, payload.c.entry_id == entry.c.id)
    for row in connection.execute(query.where(about, entry.c.table_name.in_(tables))):
        found[row.id] = row.row_id
    for record in records:
        of_row = select(entry.c.id, entry.c.row_id).where(
            entry.c.table_name == TABLES[type(record)].name, entry.c.row_id == record.id
        )
        found |= {row.id: row.row_id for row in connection.execute(of_row)}
    return found


_POINTED_TO = {
    _KINDS[key.column.table]
    for table in _KINDS
    for key in table.foreign_keys
    if key.column.table in _KINDS
}


def chunks_with(
    connection: Connection, tables: set[str], ids: set[UUID]
) -> dict[int, tuple[str, set[UUID]]]:
    """The entries over many rows that cover one of these, with the table and all their rows."""
    query = select(entry.c.id, entry.c.table_name, entry.c.chunk).where(
        entry.c.chunk.is_not(None), entry.c.table_name.in_(tables)
    )
    found = {}
    for row in connection.execute(query):
        rows = {UUID(text) for text in json.loads(row.chunk)}
        if rows & ids:
            found[row.id] = (row.table_name, rows)
    return found


def _person_in(records: Iterable[Record]) -> Resident:
    return next(record for record in reversed(list(records)) if isinstance(record, Resident))


def _about(resident: Resident) -> ColumnElement[bool]:
    """Drafts that are bound to a resident, or in which both names or a number of theirs stand."""
    numbers = (str(resident.id), resident.reference, resident.v_number)
    said = [draft.c.content.contains(n, autoescape=True) for n in numbers if n]
    names = [name for name in (resident.given_name, resident.family_name) if name]
    if len(names) > 1:
        said.append(and_(*(draft.c.content.contains(n, autoescape=True) for n in names)))
    return or_(draft.c.subject_id == resident.id, *said)
