"""Reading the journal back: who did what, and how a record was before."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic_core import from_json
from sqlalchemy import ColumnElement, Select, and_, or_, select

from meedoenbalie.domain.record import Record
from meedoenbalie.storage.rows import TABLES, entry, payload, step
from meedoenbalie.storage.unit_of_work import Reader

KINDS: Mapping[str, type[Record]] = {table.name: kind for kind, table in TABLES.items()}

MOST_AT_ONCE = 500
"""How many values go into one statement: SQLite takes a limited number."""


@dataclass(frozen=True, slots=True)
class Step:
    """One unit of work. ``undoes`` is the number of the step that it reverses."""

    id: int
    actor: str
    at: datetime
    action: str
    label: str
    undoes: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """What a step did to one row, or to many rows of one table at once (``bulk``).

    ``before`` is the image of a row that was changed or deleted.
    """

    id: int
    step_id: int
    kind: type[Record]
    ids: tuple[UUID, ...]
    bulk: bool
    op: str
    version_after: int
    before: Record | None

    @property
    def lost(self) -> bool:
        """Whether there was an image that is gone, because somebody was erased."""
        return self.before is None and self.op in ("update", "delete")


def find_step(reader: Reader, number: int) -> Step | None:
    """Return a step by its number, or None."""
    found = list(_steps(reader, select(step).where(step.c.id == number)))
    return found[0] if found else None


def last_steps(
    reader: Reader, limit: int, *, actor: str | None = None, before: int | None = None
) -> list[Step]:
    """Return the newest steps first: of one person or all, those before a step or the last."""
    query = select(step).order_by(step.c.id.desc()).limit(limit)
    if actor is not None:
        query = query.where(step.c.actor == actor)
    if before is not None:
        query = query.where(step.c.id < before)
    return list(_steps(reader, query))


def steps_by_number(reader: Reader, numbers: Collection[int]) -> dict[int, Step]:
    """Return steps by their number."""
    found: dict[int, Step] = {}
    for some in parts(sorted(numbers)):
        found |= {one.id: one for one in _steps(reader, select(step).where(step.c.id.in_(some)))}
    return found


def operations(reader: Reader, number: int) -> set[tuple[str, str]]:
    """Return the tables and operations of a step."""
    query = select(entry.c.table_name, entry.c.op).where(entry.c.step_id == number).distinct()
    return {(row.table_name, row.op) for row in reader.connection.execute(query)}


def is_emptied(reader: Reader, number: int) -> bool:
    """Tell whether nothing is kept any more of what a step did: all of it was erased.

    Of many rows at once those that stay can go back, though their common digest lost its salt.
    """
    query = (
        select(entry.c.chunk, payload.c.entry_id)
        .outerjoin(payload, payload.c.entry_id == entry.c.id)
        .where(entry.c.step_id == number)
    )
    rows = reader.connection.execute(query).all()
    return bool(rows) and all(row.chunk is None and row.entry_id is None for row in rows)


def step_counts(reader: Reader, numbers: Collection[int]) -> dict[int, dict[str, int]]:
    """Return how many rows of each kind (by the name of its class) steps touched."""
    found: dict[int, dict[str, int]] = {}
    for some in parts(sorted(numbers)):
        query = select(entry.c.step_id, entry.c.table_name, entry.c.row_id, entry.c.chunk)
        rows: dict[tuple[int, str], set[str]] = {}
        for row in reader.connection.execute(query.where(entry.c.step_id.in_(some))):
            ids = json.loads(row.chunk) if row.chunk is not None else [row.row_id.hex]
            rows.setdefault((row.step_id, row.table_name), set()).update(ids)
        for (number, table), ids_of in rows.items():
            found.setdefault(number, {})[KINDS[table].__name__] = len(ids_of)
    return found


def entries_of(reader: Reader, number: int) -> list[Entry]:
    """Return what a step did, in order."""
    return list(_entries(reader, entry.c.step_id == number))


def entries_after(
    reader: Reader, after: int, kind: type[Record], rows: Collection[UUID]
) -> list[Entry]:
    """Return what happened to single rows after an entry, in order."""
    found: list[Entry] = []
    for some in parts(sorted(rows)):
        about = and_(
            entry.c.table_name == TABLES[kind].name, entry.c.row_id.in_(some), entry.c.id > after
        )
        found += _entries(reader, about)
    return sorted(found, key=lambda one: one.id)


def last_change(reader: Reader, table: str, row: UUID) -> Step | None:
    """Return the last step that touched a single row, or None."""
    query = (
        select(step)
        .join(entry, entry.c.step_id == step.c.id)
        .where(entry.c.table_name == table, entry.c.row_id == row)
        .order_by(entry.c.id.desc())
        .limit(1)
    )
    return next(_steps(reader, query), None)


def first_change(reader: Reader, record: Record) -> Step | None:
    """Return the step that made a single record, or None."""
    query = (
        select(step)
        .join(entry, entry.c.step_id == step.c.id)
        .where(entry.c.table_name == TABLES[type(record)].name, entry.c.row_id == record.id)
        .order_by(entry.c.id)
        .limit(1)
    )
    return next(_steps(reader, query), None)


def entries_about(
    reader: Reader, rows: Mapping[type[Record], Collection[UUID]], subject: UUID | None = None
) -> list[Entry]:
    """Return what happened to rows, in order, with deleted rows about ``subject``."""
    wanted: list[ColumnElement[bool]] = []
    if subject is not None:
        wanted.append(payload.c.subject_id == subject)
    for kind, ids in rows.items():
        name = TABLES[kind].name
        wanted += [
            and_(entry.c.table_name == name, entry.c.row_id.in_(some)) for some in parts(list(ids))
        ]
    found = {one.id: one for about in wanted for one in _entries(reader, about)}
    for one in _chunks(reader, rows):
        found[one.id] = one
    return [found[number] for number in sorted(found)]


def _chunks(reader: Reader, rows: Mapping[type[Record], Collection[UUID]]) -> Iterator[Entry]:
    for kind, ids in rows.items():
        for some in parts(list(ids)):
            holds = or_(*(entry.c.chunk.contains(identifier.hex) for identifier in some))
            bulk = entry.c.chunk.is_not(None)
            yield from _entries(reader, and_(entry.c.table_name == TABLES[kind].name, bulk, holds))


def image(kind: type[Record], text: str) -> Record:
    """Return a record from its image; fields that no longer exist are left out."""
    values: dict[str, Any] = from_json(text)
    return kind.model_validate(
        {name: value for name, value in values.items() if name in kind.model_fields}
    )


def parts(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    """Cut values into parts that fit one statement."""
    return (values[at : at + MOST_AT_ONCE] for at in range(0, len(values), MOST_AT_ONCE))


def _steps(reader: Reader, query: Select[Any]) -> Iterator[Step]:
    for row in reader.connection.execute(query):
        yield Step(row.id, row.actor, row.at, row.action, row.label, row.undoes)


def _entries(reader: Reader, condition: ColumnElement[bool]) -> Iterator[Entry]:
    query = (
        select(entry, payload.c.before)
        .outerjoin(payload, payload.c.entry_id == entry.c.id)
        .where(condition)
        .order_by(entry.c.id)
    )
    for row in reader.connection.execute(query):
        kind = KINDS[row.table_name]
        bulk = row.chunk is not None
        yield Entry(
            id=row.id,
            step_id=row.step_id,
            kind=kind,
            ids=tuple(map(UUID, json.loads(row.chunk))) if bulk else (row.row_id,),
            bulk=bulk,
            op=row.op,
            version_after=row.version_after,
            before=image(kind, row.before) if row.before is not None else None,
        )
