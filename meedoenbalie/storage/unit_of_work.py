"""Reading records, and changing them in one transaction: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from enum import Enum, auto
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    bindparam,
    func,
    insert,
    select,
)

from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.record import Record
from meedoenbalie.storage.database import Database
from meedoenbalie.storage.errors import UnknownRecord
from meedoenbalie.storage.journal import Head, Journal, head
from meedoenbalie.storage.rows import TABLES, access

R = TypeVar("R", bound=Record)


class Reader:
    """Reads records in one transaction. Queries in ``storage/queries`` take its connection."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def get(self, kind: type[R], identifier: UUID) -> R:
        """Return one record. Raises UnknownRecord."""
        found = self.find(kind, id=identifier)
        if not found:
            raise UnknownRecord(TABLES[kind].name)
        return found[0]

    def first(self, kind: type[R], /, **equals: Any) -> R | None:
        """Return the one record whose fields equal the given values, or None."""
        found = self.find(kind, **equals)
        return found[0] if found else None

    def find(
        self, kind: type[R], /, order_by: str | tuple[str, ...] = "id", **equals: Any
    ) -> list[R]:
        """Return the records whose fields equal the given values; a list or set means *one of*."""
        order = (order_by,) if isinstance(order_by, str) else order_by
        query = _found(kind, order, tuple((name, _Is.of(value)) for name, value in equals.items()))
        rows = self.connection.execute(query, equals).mappings()
        return [record_of(kind, row) for row in rows]

    def count(self, kind: type[Record], /, **equals: Any) -> int:
        """Return how many records have fields that equal the given values."""
        table = TABLES[kind]
        query = select(func.count()).select_from(table)
        for name, value in equals.items():
            query = query.where(table.c[name] == value)
        return self.connection.scalar(query) or 0

    def head(self) -> Head:
        """Return the end of the journal's chain."""
        return head(self.connection)


class _Is(Enum):
    """How a field is compared: SQL has another word for each."""

    EQUAL = auto()
    ONE_OF = auto()
    NOTHING = auto()

    @classmethod
    def of(cls, value: object) -> _Is:
        if value is None:
            return cls.NOTHING
        return cls.ONE_OF if isinstance(value, list | set | frozenset | tuple) else cls.EQUAL


def _in_order(column: Column[Any]) -> ColumnElement[Any]:
    # What isn't filled in comes first, in a file and on a server alike.
    return column.nulls_first() if column.nullable else column


@cache
def _found(
    kind: type[Record], order: tuple[str, ...], compared: tuple[tuple[str, _Is], ...]
) -> Select[Any]:
    """Return a query with room for its values: building it costs more than running it."""
    table = TABLES[kind]
    query = select(table).order_by(*map(_in_order, (table.c[name] for name in order)))
    for name, how in compared:
        column = table.c[name]
        match how:
            case _Is.NOTHING:
                query = query.where(column.is_(None))
            case _Is.ONE_OF:
                query = query.where(column.in_(bindparam(name, expanding=True)))
            case _Is.EQUAL:
                query = query.where(column == bindparam(name))
    return query


def record_of(kind: type[R], row: RowMapping) -> R:
    """Turn a row into a record, inside the transaction that read it."""
    return kind.model_validate(dict(row))


class UnitOfWork(Reader):
    """Changes records. Everything written becomes one step of the journal."""

    def __init__(self, connection: Connection, journal: Journal) -> None:
        super().__init__(connection)
        self._journal = journal
        self.changed: set[str] = set()

    def insert(self, record: R, subject: UUID | None = None) -> R:
        """Store a new record and return it."""
        self._journal.insert(record, subject or _subject_of(record))
        self.changed.add(TABLES[type(record)].name)
        return record

    def insert_many(self, records: Sequence[Record]) -> None:
        """Store many records of one kind and version."""
        if records:
            self._journal.insert_many(records)
            self.changed.add(TABLES[type(records[0])].name)

    def update(self, before: R, subject: UUID | None = None, **values: Any) -> R:
        """Change fields of a record and return the stored one.

        Returns ``before`` itself when nothing differs. Raises StaleRecord, and
        pydantic.ValidationError when a value is refused.
        """
        after: R = before.changed(**values)
        if after == before:
            return before
        stored: R = self._journal.update(before, after, subject or _subject_of(before))
        self.changed.add(TABLES[type(before)].name)
        return stored

    def delete(self, record: Record, subject: UUID | None = None) -> None:
        """Take a record away. Raises StaleRecord."""
        self._journal.delete(record, subject or _subject_of(record))
        self.changed.add(TABLES[type(record)].name)

    def delete_many(self, records: Sequence[tuple[Record, UUID | None]]) -> None:
        """Take many records of one kind away, each with its subject. Raises StaleRecord."""
        if records:
            self._journal.delete_many(
                [(record, subject or _subject_of(record)) for record, subject in records]
            )
            self.changed.add(TABLES[type(records[0][0])].name)

    def erase(self, record: Record) -> None:
        """Take a record away for good: no undo brings it back (storage/erasure.py)."""
        self._journal.erase(record)
        self.changed.add(TABLES[type(record)].name)

    def reseal(self, records: Sequence[Record]) -> None:
        """Digest unchanged records of one kind anew; what digested them before was erased."""
        self._journal.reseal(records)


def _subject_of(record: Record) -> UUID | None:
    if isinstance(record, Resident):
        return record.id
    about: UUID | None = getattr(record, "resident_id", None)
    return about


@contextmanager
def reading(database: Database) -> Iterator[Reader]:
    """Read in one transaction."""
    with database.reading() as connection:
        yield Reader(connection)


@contextmanager
def unit_of_work(
    database: Database,
    actor: str,
    at: datetime,
    action: str,
    label: str = "",
    undoes: int | None = None,
) -> Iterator[UnitOfWork]:
    """Change records in one transaction, chained as one step with ``action`` as its name.

    ``undoes`` is the number of the step that this one reverses.
    """
    with database.writing() as connection:
        journal = Journal(connection, actor, at, action, label, undoes)
        uow = UnitOfWork(connection, journal)
        yield uow
        written = journal.close()
        if written is not None:
            database.expect(connection, written.step, written.hash)
        if uow.changed:
            database.tell(connection, uow.changed)


def note_access(
    database: Database,
    actor: str,
    at: datetime,
    action: str,
    subjects: Sequence[UUID | None] = (None,),
    refused: bool = False,
) -> None:
    """Write down that somebody read, printed or was refused something; not in the chain.

    ``subjects`` are whom it is about, in one transaction; None for nobody in particular.
    """
    if not subjects:
        return
    with database.writing() as connection:
        connection.execute(
            insert(access),
            [
                {
                    "at": at,
                    "actor": actor,
                    "action": action,
                    "subject_id": subject,
                    "refused": int(refused),
                }
                for subject in subjects
            ],
        )
