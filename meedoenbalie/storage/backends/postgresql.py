"""The SQL of a server. The full-text index is a tsvector of words that Python normalised.

Each part of a line has a weight of its own (A to D), so one index answers for all of them. No
parser and no dictionary of the server looks at the words: those know nothing of names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, func, select, text
from sqlalchemy.dialects.postgresql import insert

from meedoenbalie.storage.backends.beside import BESIDE
from meedoenbalie.storage.dialect import PARTS, Dialect, Line

_WEIGHTS = dict(zip(PARTS, "ABCD", strict=True))
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 400
"""Signs of a word that are kept: a lexeme of the server has at most 2,046 bytes."""
_NEXT = text(f"SELECT nextval('{BESIDE}.line') FROM generate_series(1, :number)")  # noqa: S608
_ADD = text("INSERT INTO search_text (rowid, content) VALUES (:id, CAST(:content AS tsvector))")
_CHANGE = text("UPDATE search_text SET content = CAST(:content AS tsvector) WHERE rowid = :id")


class PostgreSQL(Dialect):
    """The SQL of PostgreSQL."""

    matching = text("search_text.content @@ CAST(:pattern AS tsquery)")

    def word(self, word: str, *parts: str, begins: bool = False) -> str:
        """Return ``'word':*AC``; a word with a sign in it that parts words is all of its pieces."""
        weights = "".join(_WEIGHTS[part] for part in parts)
        pieces = [piece[:_LONGEST] for piece in _WORD.findall(word)] or [word]
        *whole, last = (f"'{piece}':" for piece in pieces)
        return self.all_of(
            [*(f"{one}{weights}" for one in whole), f"{last}{'*' * begins}{weights}"]
        )

    def all_of(self, patterns: Iterable[str]) -> str:
        """Join with AND."""
        return " & ".join(patterns)

    def any_of(self, patterns: Iterable[str]) -> str:
        """Join with OR."""
        return f"({' | '.join(f'({one})' for one in patterns)})"

    def new_lines(self, connection: Connection, number: int) -> Sequence[int]:
        """Ask the server, which also knows the lines that this role doesn't see."""
        return list(connection.scalars(_NEXT, {"number": number}))

    def add_lines(self, connection: Connection, lines: Sequence[Line]) -> None:
        """Put lines into the index."""
        connection.execute(_ADD, [{"id": line["id"], "content": _lexemes(line)} for line in lines])

    def change_line(self, connection: Connection, line: Line) -> None:
        """Write a line anew."""
        connection.execute(_CHANGE, {"id": line["id"], "content": _lexemes(line)})

    def insert(self, into: Table) -> Any:
        """Return PostgreSQL's insert."""
        return insert(into)

    def defer_references(self, connection: Connection) -> None:
        """Look at references between rows only at the end of this transaction."""
        connection.execute(text("SET CONSTRAINTS ALL DEFERRED"))

    def go_on_counting(self, connection: Connection, into: Table) -> None:
        """Set the sequence of a table that has one."""
        if "id" not in into.c:
            return
        asked = select(func.pg_get_serial_sequence(into.name, "id"))
        if sequence := connection.scalar(asked):
            highest = select(func.coalesce(func.max(into.c.id), 0) + 1).scalar_subquery()
            connection.execute(select(func.setval(sequence, highest, False)))

    def is_whole(self, connection: Connection) -> bool:
        """Ask whether all indexes are valid; pages have the server's own checksums."""
        broken = text("SELECT count(*) FROM pg_index WHERE NOT indisvalid")
        return not connection.scalar(broken)

    def broken_references(self, connection: Connection) -> Iterator[str]:
        """Yield the tables whose references the server was told not to look at."""
        yield from connection.scalars(
            text(
                "SELECT conrelid::regclass::text FROM pg_constraint c "
                # What 18 lets switch off is a column that older servers don't have.
                "WHERE contype = 'f' AND NOT (convalidated "
                "AND coalesce(CAST(to_jsonb(c) ->> 'conenforced' AS boolean), true))"
            )
        )


def _lexemes(line: Line) -> str:
    """Return ``'word':1A,3C``: of each word, in which parts of the line it stands."""
    places: dict[str, list[str]] = defaultdict(list)
    for number, part in enumerate(PARTS, 1):
        for word in dict.fromkeys(_WORD.findall(line[part])):
            places[word[:_LONGEST]].append(f"{number}{_WEIGHTS[part]}")
    return " ".join(f"'{word}':{','.join(where)}" for word, where in places.items())
