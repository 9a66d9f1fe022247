"""The full-text index: derived from the records, kept in the same transaction.

SQLite: FTS5 with its own content; 'secure-delete' is set by the migration, so that a removed name
leaves no trace in the index. PostgreSQL: a ``tsvector`` column 'simple' on the same text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Connection,
    Select,
    Table,
    column,
    delete,
    false,
    func,
    insert,
    select,
    text,
)
from sqlalchemy import table as virtual_table

from meedoenbalie.domain.lessons import LearnedLesson
from meedoenbalie.domain.names import fold
from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.record import Record
from meedoenbalie.storage.rows import TABLES, search_entry

_WORD = re.compile(r"\w+")


def _resident_text(resident: Resident) -> str:
    return fold(
        f"{resident.given_name} {resident.family_name} {resident.native_name} "
        f"{resident.reference} {resident.v_number or ''}"
    )


def _offer_text(offer: Offer) -> str:
    return fold(f"{offer.code} {offer.title} {offer.place} {offer.work_kind} {offer.contact_name}")


def _provider_text(provider: Provider) -> str:
    return fold(provider.name)


def _lesson_text(lesson: LearnedLesson) -> str:
    return fold(f"{lesson.number} {lesson.situation} {lesson.what_worked} {lesson.tip}")


_TEXTS: dict[type[Record], Callable[..., str]] = {
    Resident: _resident_text,
    Offer: _offer_text,
    Provider: _provider_text,
    LearnedLesson: _lesson_text,
}


def is_searchable(kind: type[Record]) -> bool:
    """Tell whether records of this kind are in the index."""
    return kind in _TEXTS


def add(connection: Connection, records: Sequence[Record]) -> None:
    """Put new records of one kind into the index."""
    if not records:
        return
    kind = type(records[0])
    text_of, name = _TEXTS[kind], TABLES[kind].name
    first = (connection.scalar(select(func.max(search_entry.c.id))) or 0) + 1
    connection.execute(
        insert(search_entry),
        [
            {"id": first + place, "kind": name, "row_id": record.id}
            for place, record in enumerate(records)
        ],
    )
    connection.execute(
        text("INSERT INTO search_text (rowid, content) VALUES (:id, :content)"),
        [{"id": first + place, "content": text_of(record)} for place, record in enumerate(records)],
    )


def change(connection: Connection, record: Record) -> None:
    """Write the new text of a changed record."""
    connection.execute(
        text("UPDATE search_text SET content = :content WHERE rowid = :id"),
        {"content": _TEXTS[type(record)](record), "id": _entry_id(connection, record)},
    )


def remove(connection: Connection, record: Record) -> None:
    """Take a record out of the index."""
    number = _entry_id(connection, record)
    connection.execute(text("DELETE FROM search_text WHERE rowid = :id"), {"id": number})
    connection.execute(delete(search_entry).where(search_entry.c.id == number))


def remove_many(connection: Connection, records: Sequence[Record]) -> None:
    """Take records of one kind out of the index."""
    kind = TABLES[type(records[0])].name
    numbers = list(
        connection.scalars(
            select(search_entry.c.id).where(
                search_entry.c.kind == kind,
                search_entry.c.row_id.in_([record.id for record in records]),
            )
        )
    )
    connection.execute(
        text("DELETE FROM search_text WHERE rowid = :id"), [{"id": number} for number in numbers]
    )
    connection.execute(delete(search_entry).where(search_entry.c.id.in_(numbers)))


def narrow(query: Select[Any], table: Table, words: str) -> Select[Any]:
    """Narrow a query to rows of a table in which every word begins a word, best first.

    Words without a letter or digit find nothing.
    """
    pattern = match_pattern(words)
    if not pattern:
        return query.where(false())
    return (
        query.join(search_entry, search_entry.c.row_id == table.c.id)
        .join(_TEXT, _TEXT.c.rowid == search_entry.c.id)
        .where(search_entry.c.kind == table.name)
        .where(text("search_text MATCH :pattern").bindparams(pattern=pattern))
        .order_by(_TEXT.c.rank)
    )


def find(connection: Connection, words: str, kind: type[Record], limit: int = 200) -> list[UUID]:
    """Return the identifiers of records in which every word begins a word, best first."""
    table = TABLES[kind]
    return list(connection.scalars(narrow(select(table.c.id), table, words).limit(limit)))


_TEXT = virtual_table("search_text", column("rowid"), column("rank"))


def match_pattern(words: str) -> str:
    """Return the full-text pattern for what somebody typed; empty when there is no word in it."""
    return " ".join(f'"{word}"*' for word in _WORD.findall(fold(words)))


def _entry_id(connection: Connection, record: Record) -> int:
    query = select(search_entry.c.id).where(
        search_entry.c.kind == TABLES[type(record)].name, search_entry.c.row_id == record.id
    )
    return int(connection.execute(query).scalar_one())


def rebuild(connection: Connection, records: Iterable[Sequence[Record]]) -> None:
    """Make the index anew from all searchable records, given kind by kind."""
    connection.execute(text("DELETE FROM search_text"))
    connection.execute(delete(search_entry))
    for of_one_kind in records:
        add(connection, of_one_kind)
