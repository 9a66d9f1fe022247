"""The full-text index: derived from the records, kept in the same transaction.

What is best comes first, without a score: whole words of a name, then beginnings, then how a name
sounds, then what was written besides. Each of these is asked in its turn and only until there is
enough, so a letter that everybody has costs no more than a whole name. How the index itself is kept
and asked differs by back end (dialect.py).
Where few lines have the words, these are looked through for the azc; else the marks keep to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Connection,
    Integer,
    Row,
    Select,
    TextClause,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from meedoenbalie.domain.duplicates.spelling import parts
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.record import Record
from meedoenbalie.storage import list_order
from meedoenbalie.storage.dialect import Dialect, dialect_of, search_text
from meedoenbalie.storage.rows import TABLES, search_entry
from meedoenbalie.storage.search_texts import (
    HERE,
    SEARCHED,
    Found,
    Heard,
    heard_as,
    site_mark,
    text_of,
    words_in,
)

_ENTRY = search_entry.c


def is_searchable(kind: type[Record]) -> bool:
    """Tell whether records of this kind are in the index."""
    return kind in SEARCHED


def add(connection: Connection, records: Sequence[Record]) -> None:
    """Put new records of one kind into the index."""
    if not records:
        return
    kind = TABLES[type(records[0])].name
    numbers = dialect_of(connection).new_lines(connection, len(records))
    lines = [
        (number, record, text_of(record)) for number, record in zip(numbers, records, strict=True)
    ]
    connection.execute(
        insert(search_entry),
        [
            {"id": number, "kind": kind, "row_id": record.id, **_listed(found)}
            for number, record, found in lines
        ],
    )
    dialect_of(connection).add_lines(
        connection, [{"id": number, **_indexed(kind, found)} for number, _record, found in lines]
    )
    list_order.count_in(connection, [found for _number, _record, found in lines])


def change(connection: Connection, record: Record) -> None:
    """Write the new text of a changed record."""
    kind, found = TABLES[type(record)].name, text_of(record)
    number = _entry_id(connection, record)
    before = _listed_before(connection, [number])
    dialect_of(connection).change_line(connection, {"id": number, **_indexed(kind, found)})
    connection.execute(update(search_entry).where(_ENTRY.id == number).values(_listed(found)))
    list_order.count_in(connection, [found], before)


def remove(connection: Connection, record: Record) -> None:
    """Take a record out of the index."""
    number = _entry_id(connection, record)
    list_order.count_in(connection, (), _listed_before(connection, [number]))
    connection.execute(delete(search_text).where(search_text.c.rowid == number))
    connection.execute(delete(search_entry).where(_ENTRY.id == number))


def remove_many(connection: Connection, records: Sequence[Record]) -> None:
    """Take records of one kind out of the index."""
    kind = TABLES[type(records[0])].name
    numbers = list(
        connection.scalars(
            select(_ENTRY.id).where(
                _ENTRY.kind == kind, _ENTRY.row_id.in_([record.id for record in records])
            )
        )
    )
    list_order.count_in(connection, (), _listed_before(connection, numbers))
    connection.execute(
        delete(search_text).where(search_text.c.rowid == bindparam("number")),
        [{"number": number} for number in numbers],
    )
    connection.execute(delete(search_entry).where(_ENTRY.id.in_(numbers)))


def find(connection: Connection, words: str, kind: type[Record], limit: int = 200) -> list[UUID]:
    """Return the records in which every word begins a word or sounds so, best first.

    Words without a letter or digit find nothing.
    """
    ways = patterns(dialect_of(connection), words)
    return _find(connection, ways, _Scope(TABLES[kind].name), limit)


def find_residents(
    connection: Connection,
    words: str,
    site_id: UUID | None,
    here: bool,
    limit: int,
    *,
    called: bool = False,
) -> list[UUID]:
    """Return residents by words, at a site or anywhere, also those who left or not.

    With ``called`` only those who are called so, or sound so.
    """
    ways = patterns(dialect_of(connection), words)
    scope = _Scope(TABLES[Resident].name, site_id, here)
    return _find(connection, ways[:-1] if called else ways, scope, limit)


def find_each(
    connection: Connection, words: str, kinds: Sequence[type[Record]], limit: int
) -> dict[type[Record], list[UUID]]:
    """Return what :func:`find` does for each of some kinds, in any order."""
    widest = patterns(dialect_of(connection), words)[-1:]
    rows = hits(connection, widest[0], limit) if widest else []
    if len(rows) == limit:
        return {kind: find(connection, words, kind, limit) for kind in kinds}
    names = {kind: TABLES[kind].name for kind in kinds}
    return {kind: [row.row_id for row in rows if row.kind == name] for kind, name in names.items()}


def patterns(dialect: Dialect, words: str) -> list[str]:
    """Return the full-text patterns for what somebody typed, the narrowest first."""
    typed = words_in(words)
    if not typed:
        return []
    ways = (
        [dialect.word(word, "name") for word in typed],
        [dialect.word(word, "name", begins=True) for word in typed],
        [_sounding(dialect, word) for word in _said(words)],
        [_anywhere(dialect, word) for word in typed],
    )
    return [dialect.all_of(way) for way in ways if way]


def sounds(dialect: Dialect, heard: Iterable[Heard]) -> list[str]:
    """Return the patterns of names that sound so."""
    return [dialect.word(sound, "sound", begins=goes_on) for sound, goes_on in heard]


def hits(connection: Connection, pattern: str, most: int) -> list[Row[Any]]:
    """Return lines that have a pattern: their ``row_id``, ``kind``, ``site_id``, ``sort_key``."""
    query = _found(dialect_of(connection).matching)
    return list(connection.execute(query, {"pattern": pattern, "most": most}))


def how_many(connection: Connection, pattern: str) -> int:
    """Return how many lines have a pattern."""
    query = select(func.count()).select_from(search_text).where(dialect_of(connection).matching)
    return connection.scalar(query, {"pattern": pattern}) or 0


def rebuild(connection: Connection, records: Iterable[Sequence[Record]]) -> None:
    """Make the index anew from all searchable records, given kind by kind."""
    connection.execute(delete(search_text))
    connection.execute(delete(search_entry))
    list_order.forget(connection)
    for of_one_kind in records:
        add(connection, of_one_kind)


@cache
def _found(matching: TextClause) -> Select[Any]:
    return (
        select(_ENTRY.row_id, _ENTRY.sort_key, _ENTRY.kind, _ENTRY.site_id, _ENTRY.here, _ENTRY.id)
        .select_from(search_text.join(search_entry, _ENTRY.id == search_text.c.rowid))
        .where(matching)
        .limit(bindparam("most", type_=Integer))
    )


@dataclass(frozen=True, slots=True)
class _Scope:
    """Among which lines is looked: of a kind, at a site or anywhere, also of who left or not."""

    kind: str
    site_id: UUID | None = None
    here: bool = False

    def marked(self, dialect: Dialect, pattern: str) -> str:
        """Return the pattern that keeps to these lines."""
        marks = [_kind_mark(self.kind)]
        marks += [site_mark(self.site_id)] if self.site_id is not None else []
        marks += [HERE] if self.here else []
        return dialect.all_of([*(dialect.word(mark, "marks") for mark in marks), pattern])

    def has(self, row: Row[Any]) -> bool:
        """Tell whether a line is one of these."""
        return (
            row.kind == self.kind
            and (self.site_id is None or row.site_id == self.site_id)
            and (not self.here or bool(row.here))
        )


def _find(connection: Connection, ways: Sequence[str], scope: _Scope, limit: int) -> list[UUID]:
    found: dict[UUID, None] = {}
    few = True
    for pattern in ways:
        room = limit - len(found)
        if room <= 0:
            break
        # A mark that everybody has costs far more to keep to than a few lines do to look through;
        # a pattern wider than one that found many finds many too.
        lines = hits(connection, pattern, limit) if few else []
        few = few and len(lines) < limit
        if few:
            rows = [row for row in lines if scope.has(row)]
        else:
            rows = hits(connection, scope.marked(dialect_of(connection), pattern), limit)
        if len(rows) < limit:
            rows = sorted(rows, key=lambda row: (row.sort_key or "", row.id))
        # What was found before is found again by a wider pattern.
        fresh = [row.row_id for row in rows]
        found |= dict.fromkeys([row for row in fresh if row not in found][:room])
    return list(found)


def _said(words: str) -> list[str]:
    """The parts of names in what was typed; a word with a digit in it is no name."""
    typed = words.split()
    names = " ".join(word for word in typed if not any(sign.isdigit() for sign in word))
    rest = (word for word in typed if any(sign.isdigit() for sign in word))
    return [*parts(names), *(piece for word in rest for piece in words_in(word))]


def _sounding(dialect: Dialect, part: str) -> str:
    ways = [dialect.word(part, "name", begins=True)]
    if not any(sign.isdigit() for sign in part):
        ways += sounds(dialect, heard_as(part))
    return dialect.any_of(ways)


def _anywhere(dialect: Dialect, word: str) -> str:
    ways = [dialect.word(word, "name", "body", begins=True)]
    if not any(sign.isdigit() for sign in word):
        ways += [way for part in parts(word) for way in sounds(dialect, heard_as(part))]
    return dialect.any_of(ways)


def _kind_mark(table: str) -> str:
    return f"kind{table.replace('_', '')}"


def _indexed(kind: str, found: Found) -> dict[str, str]:
    return {
        "name": found.name,
        "sound": found.sound,
        "body": found.body,
        "marks": f"{_kind_mark(kind)} {found.marks}",
    }


def _listed(found: Found) -> dict[str, Any]:
    return {"sort_key": found.order, "site_id": found.site_id, "here": int(found.here)}


def _listed_before(connection: Connection, numbers: Sequence[int]) -> list[Found]:
    """What the lists hold of lines that are about to change."""
    query = select(_ENTRY.sort_key, _ENTRY.site_id, _ENTRY.here).where(_ENTRY.id.in_(numbers))
    return [
        Found("", order=row.sort_key, site_id=row.site_id, here=bool(row.here))
        for row in connection.execute(query)
    ]


def _entry_id(connection: Connection, record: Record) -> int:
    query = select(_ENTRY.id).where(
        _ENTRY.kind == TABLES[type(record)].name, _ENTRY.row_id == record.id
    )
    return int(connection.execute(query).scalar_one())
