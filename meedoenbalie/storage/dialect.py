"""What is said otherwise in the SQL of a file and of a server: little more than full-text search.

Queries get only a connection; ``dialect_of`` returns what its engine was made with.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, TextClause, column, table

DIALECT = "meedoenbalie_dialect"
"""The execution option in which an engine carries its dialect."""

PARTS = ("name", "sound", "body", "marks")
"""The parts of a line of the full-text index (search_texts.py)."""

search_text = table("search_text", column("rowid"))
"""The index: its other columns differ by dialect."""

Line = Mapping[str, Any]
"""A line of the index: ``id`` (its row in search_entry) and the text of each of the parts."""


class Dialect(ABC):
    """The SQL of one back end."""

    matching: TextClause
    """Whether a line of the index has a pattern: the parameter ``pattern``."""

    @abstractmethod
    def word(self, word: str, *parts: str, begins: bool = False) -> str:
        """Return the pattern of lines that have a word, or one that begins so, in some parts."""

    @abstractmethod
    def all_of(self, patterns: Iterable[str]) -> str:
        """Return the pattern of lines that have all of these, of which there is at least one."""

    @abstractmethod
    def any_of(self, patterns: Iterable[str]) -> str:
        """Return the pattern of lines that have one of these, of which there is at least one."""

    @abstractmethod
    def new_lines(self, connection: Connection, number: int) -> Sequence[int]:
        """Return numbers that no line has."""

    @abstractmethod
    def add_lines(self, connection: Connection, lines: Sequence[Line]) -> None:
        """Put lines into the index."""

    @abstractmethod
    def change_line(self, connection: Connection, line: Line) -> None:
        """Write a line anew."""

    @abstractmethod
    def insert(self, into: Table) -> Any:
        """Return an insert that knows ``on_conflict_do_update``."""

    @abstractmethod
    def defer_references(self, connection: Connection) -> None:
        """Look at references between rows only at the end of this transaction."""

    @abstractmethod
    def go_on_counting(self, connection: Connection, into: Table) -> None:
        """Let the next row of a table get a number after those that were put in with theirs."""

    @abstractmethod
    def is_whole(self, connection: Connection) -> bool:
        """Tell whether the store itself finds nothing wrong with its pages and indexes."""

    @abstractmethod
    def broken_references(self, connection: Connection) -> Iterator[str]:
        """Yield the table of each row that points to one that isn't there."""


def dialect_of(connection: Connection) -> Dialect:
    """Return the dialect of the store that a connection is to."""
    dialect: Dialect = connection.get_execution_options()[DIALECT]
    return dialect
