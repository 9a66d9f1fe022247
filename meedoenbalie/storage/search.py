"""The full-text index: derived from the records, kept in the same transaction.

SQLite: FTS5 with its own content; 'secure-delete' is set by the migration, so that a removed name
leaves no trace in the index. What is best comes first, without a score: whole words of a name, then
beginnings, then how a name sounds, then what was written besides. Each of these is asked in its
turn and only until there is enough, so a letter that everybody has costs no more than a whole name.
Where few lines have the words, these are looked through for the azc; else the marks keep to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, delete, func, insert, select, text, update

from meedoenbalie.domain.duplicates.spelling import parts
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.record import Record
from meedoenbalie.storage import list_order
from meedoenbalie.storage.rows import TABLES, search_entry
from meedoenbalie.storage.search_texts import (
    HERE,
    SEARCHED,
    Found,
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
    first = (connection.scalar(select(func.max(_ENTRY.id))) or 0) + 1
    lines = [(first + place, record, text_of(record)) for place, record in enumerate(records)]
    connection.execute(
        insert(search_entry),
        [
            {"id": number, "kind": kind, "row_id": record.id, **_listed(found)}
            for number, record, found in lines
        ],
    )
    connection.execute(
        text(
            "INSERT INTO search_text (rowid, name, sound, body, marks) "
            "VALUES (:id, :name, :sound, :body, :marks)"
        ),
        [{"id": number, **_indexed(kind, found)} for number, _record, found in lines],
    )
    list_order.count_in(connection, [found for _number, _record, found in lines])


def change(connection: Connection, record: Record) -> None:
    """Write the new text of a changed record."""
    kind, found = TABLES[type(record)].name, text_of(record)
    number = _entry_id(connection, record)
    before = _listed_before(connection, [number])
    connection.execute(
        text(
            "UPDATE search_text SET name = :name, sound = :sound, body = :body, marks = :marks "
            "WHERE rowid = :id"
        ),
        {"id": number, **_indexed(kind, found)},
    )
    connection.execute(update(search_entry).where(_ENTRY.id == number).values(_listed(found)))
    list_order.count_in(connection, [found], before)


def remove(connection: Connection, record: Record) -> None:
    """Take a record out of the index."""
    number = _entry_id(connection, record)
    list_order.count_in(connection, (), _listed_before(connection, [number]))
    connection.execute(text("DELETE FROM search_text WHERE rowid = :id"), {"id": number})
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
        text("DELETE FROM search_text WHERE rowid = :id"), [{"id": number} for number in numbers]
    )
    connection.execute(delete(search_entry).where(_ENTRY.id.in_(numbers)))


def find(connection: Connection, words: str, kind: type[Record], limit: int = 200) -> list[UUID]:
    """Return the records in which every word begins a word or sounds so, best first.

    Words without a letter or digit find nothing.
    """
    return _find(connection, patterns(words), _Scope(TABLES[kind].name), limit)


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
    ways = patterns(words)
    scope = _Scope(TABLES[Resident].name, site_id, here)
    return _find(connection, ways[:-1] if called else ways, scope, limit)


def find_each(
    connection: Connection, words: str, kinds: Sequence[type[Record]], limit: int
) -> dict[type[Record], list[UUID]]:
    """Return what :func:`find` does for each of some kinds, in any order."""
    widest = patterns(words)[-1:]
    rows = _hits(connection, widest[0], limit) if widest else []
    if len(rows) == limit:
        return {kind: find(connection, words, kind, limit) for kind in kinds}
    names = {kind: TABLES[kind].name for kind in kinds}
    return {
        kind: [UUID(row.row_id) for row in rows if row.kind == name] for kind, name in names.items()
    }


def patterns(words: str) -> list[str]:
    """Return the full-text patterns for what somebody typed, the narrowest first."""
    typed = words_in(words)
    if not typed:
        return []
    heard = [_sounding(word) for word in _said(words)]
    ways = (
        [f'name : "{word}"' for word in typed],
        [f'name : "{word}"*' for word in typed],
        heard,
        [_anywhere(word) for word in typed],
    )
    return [" AND ".join(way) for way in ways if way]


def rebuild(connection: Connection, records: Iterable[Sequence[Record]]) -> None:
    """Make the index anew from all searchable records, given kind by kind."""
    connection.execute(text("DELETE FROM search_text"))
    connection.execute(delete(search_entry))
    list_order.forget(connection)
    for of_one_kind in records:
        add(connection, of_one_kind)


_FIND = text(
    "SELECT e.row_id, e.sort_key, e.kind, e.site_id, e.here "
    "FROM search_text t JOIN search_entry e ON e.id = t.rowid "
    "WHERE search_text MATCH :pattern LIMIT :most"
)


@dataclass(frozen=True, slots=True)
class _Scope:
    """Among which lines is looked: of a kind, at a site or anywhere, also of who left or not."""

    kind: str
    site_id: UUID | None = None
    here: bool = False

    def marked(self, pattern: str) -> str:
        """Return the pattern that keeps to these lines."""
        marks = [_kind_mark(self.kind)]
        marks += [site_mark(self.site_id)] if self.site_id is not None else []
        marks += [HERE] if self.here else []
        return " AND ".join((*(f'marks : "{mark}"' for mark in marks), pattern))

    def has(self, row: Row[Any]) -> bool:
        """Tell whether a line is one of these."""
        return (
            row.kind == self.kind
            and (self.site_id is None or row.site_id == self.site_id.hex)
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
        hits = _hits(connection, pattern, limit) if few else []
        few = few and len(hits) < limit
        if few:
            rows = [row for row in hits if scope.has(row)]
        else:
            rows = _hits(connection, scope.marked(pattern), limit)
        if len(rows) < limit:
            rows = sorted(rows, key=lambda row: row.sort_key or "")
        # What was found before is found again by a wider pattern.
        fresh = [UUID(row.row_id) for row in rows]
        found |= dict.fromkeys([row for row in fresh if row not in found][:room])
    return list(found)


def _hits(connection: Connection, pattern: str, most: int) -> list[Row[Any]]:
    return list(connection.execute(_FIND, {"pattern": pattern, "most": most}))


def _said(words: str) -> list[str]:
    """The parts of names in what was typed; a word with a digit in it is no name."""
    typed = words.split()
    names = " ".join(word for word in typed if not any(sign.isdigit() for sign in word))
    rest = (word for word in typed if any(sign.isdigit() for sign in word))
    return [*parts(names), *(piece for word in rest for piece in words_in(word))]


def _sounding(part: str) -> str:
    ways = [f'name : "{part}"*']
    if not any(sign.isdigit() for sign in part):
        ways += [f"sound : {way}" for way in heard_as(part)]
    return f"({' OR '.join(ways)})"


def _anywhere(word: str) -> str:
    ways = [f'{{name body}} : "{word}"*']
    if not any(sign.isdigit() for sign in word):
        ways += [f"sound : {way}" for part in parts(word) for way in heard_as(part)]
    return f"({' OR '.join(ways)})"


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
