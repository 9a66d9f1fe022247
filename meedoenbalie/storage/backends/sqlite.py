"""The SQL of a file. The full-text index is FTS5 with content of its own.

'secure-delete' is set by the migration, so that a removed name leaves no trace in the index.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, func, select, text
from sqlalchemy.dialects.sqlite import insert

from meedoenbalie.storage.dialect import PARTS, Dialect, Line
from meedoenbalie.storage.rows import search_entry

_LAST = select(func.max(search_entry.c.id))
_NAMES = ", ".join(PARTS)
_VALUES = ", ".join(f":{part}" for part in PARTS)
_SETS = ", ".join(f"{part} = :{part}" for part in PARTS)
_ADD = text(f"INSERT INTO search_text (rowid, {_NAMES}) VALUES (:id, {_VALUES})")  # noqa: S608
_CHANGE = text(f"UPDATE search_text SET {_SETS} WHERE rowid = :id")  # noqa: S608


class Sqlite(Dialect):
    """The SQL of SQLite."""

    matching = text("search_text MATCH :pattern")

    def word(self, word: str, *parts: str, begins: bool = False) -> str:
        """Return ``{name body} : "word"*``."""
        where = parts[0] if len(parts) == 1 else f"{{{' '.join(parts)}}}"
        return f'{where} : "{word}"{"*" if begins else ""}'

    def all_of(self, patterns: Iterable[str]) -> str:
        """Join with AND."""
        return " AND ".join(patterns)

    def any_of(self, patterns: Iterable[str]) -> str:
        """Join with OR."""
        return f"({' OR '.join(patterns)})"

    def new_lines(self, connection: Connection, number: int) -> Sequence[int]:
        """Return the numbers after the last."""
        first = (connection.scalar(_LAST) or 0) + 1
        return range(first, first + number)

    def add_lines(self, connection: Connection, lines: Sequence[Line]) -> None:
        """Put lines into the index."""
        connection.execute(_ADD, lines)

    def change_line(self, connection: Connection, line: Line) -> None:
        """Write a line anew."""
        connection.execute(_CHANGE, line)

    def insert(self, into: Table) -> Any:
        """Return SQLite's insert."""
        return insert(into)

    def defer_references(self, connection: Connection) -> None:
        """Look at references between rows only at the end of this transaction."""
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))

    def go_on_counting(self, connection: Connection, into: Table) -> None:
        """Do nothing: SQLite goes on from the highest number there is."""

    def is_whole(self, connection: Connection) -> bool:
        """Ask SQLite and SQLCipher whether pages and indexes are whole."""
        answers = list(connection.scalars(text("PRAGMA integrity_check")))
        answers += list(connection.scalars(text("PRAGMA cipher_integrity_check")))
        return answers == ["ok"]

    def broken_references(self, connection: Connection) -> Iterator[str]:
        """Ask SQLite which references are broken."""
        for row in connection.execute(text("PRAGMA foreign_key_check")):
            yield row[0]
