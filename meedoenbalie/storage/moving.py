"""Copying a store into another back end, table by table, and proving that both are equal.

The copy is made in an empty store that says it is being filled (``migrate.FILLING``), so that no
program opens it before the proof holds. Whatever is equal already when it is filled again stays.
What follows from other tables (search, where referrals stand) is not copied but derived anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from pydantic_core import to_json
from sqlalchemy import Connection, Table, delete, func, insert, select

from meedoenbalie.storage import migrate, rows, standing
from meedoenbalie.storage.chain import Problem, damages, walk
from meedoenbalie.storage.database import Database
from meedoenbalie.storage.dialect import dialect_of
from meedoenbalie.storage.errors import StoreTrouble
from meedoenbalie.storage.journal import Head, head
from meedoenbalie.storage.unit_of_work import Reader

DERIVED = frozenset({rows.search_entry, rows.list_part, standing.referral_standing})
"""Tables that follow from the others."""
_AT_ONCE = 1000
_SEAL = rows.earlier_seal

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Content:
    """What is in a table: how many rows, and SHA-256 over all of them in hexadecimal.

    It is over the values as the program reads them, in the order of the primary key, so that a file
    and a server give the same.
    """

    table: str
    rows: int
    hash: str


class NotEqual(Exception):
    """The copy isn't what it was made of; it stays shut, and moving again mends it.

    ``tables`` differ, ``problems`` are those of its journal.
    """

    def __init__(self, tables: Sequence[str], problems: Sequence[Problem]) -> None:
        super().__init__("not_equal")
        self.tables = tuple(tables)
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found equal: each table, the steps of the journal, and its head."""

    contents: tuple[Content, ...]
    steps: int
    head: Head


def tables() -> list[Table]:
    """Return the tables that are copied; what a row points to comes before it."""
    return [table for table in rows.metadata.sorted_tables if table not in DERIVED]


def content_of(
    connection: Connection, table: Table, passed: Callable[[int], None] = lambda _rows: None
) -> Content:
    """Return what is in a table. ``passed`` is told of each batch of rows that was read."""
    digest, number = hashlib.sha256(), 0
    with closing(_batches(connection, table)) as batches:
        for batch in batches:
            for row in batch:
                digest.update(to_json(list(row.values()), bytes_mode="hex") + b"\n")
            number += len(batch)
            passed(len(batch))
    return Content(table.name, number, digest.hexdigest())


def earlier_seals(reader: Reader) -> list[bytes]:
    """Return with what figures were sealed on paper where the store lay before, in that order."""
    return list(reader.connection.scalars(select(_SEAL.c.key).order_by(_SEAL.c.id)))


def fill(
    source: Connection,
    target: Database,
    seal: bytes,
    progress: Progress = lambda _done, _all: None,
) -> Proof:
    """Copy everything into a store that is being filled, prove it, and open it for use.

    ``source`` is a connection that nobody can write beside, ``seal`` the key with which its figures
    on paper are sealed: the copy knows them by it. Each table is copied in a transaction of
    its own: what ``progress`` raises ends the work, and the next time goes on from there.
    Raises NotEqual and StoreTrouble; then the copy stays shut.
    """
    order = tables()
    total = 3 * sum(source.scalar(select(func.count()).select_from(one)) or 0 for one in order)
    done = 0

    def passed(number: int) -> None:
        nonlocal done
        done += number
        progress(min(done, total), total)

    wanted = [content_of(source, table, passed) for table in order]
    first = _first_that_differs(target, order, wanted)
    _empty(target, order[first:])
    passed(2 * sum(one.rows for one in wanted[:first]))
    for table in order[first:]:
        _copy(source, target, table, passed)
    with target.writing() as connection:
        proof = _prove(source, connection, order[first:], wanted, passed)
        connection.execute(insert(_SEAL), {"key": seal})
        migrate.open_for_use(connection)
    return proof


def put_in_place(source: Connection, target: Database, kept: str) -> Proof:
    """Put another store in the place of what a store holds, prove it equal: all of it, or nothing.

    ``source`` is a connection that nobody can write beside; ``kept`` is the hash in hexadecimal of
    the last step that was backed up. Raises NotEqual and StoreTrouble, also when somebody wrote
    after that; then the store is as it was.
    """
    order = tables()
    wanted = [content_of(source, table) for table in order]
    with target.writing() as connection:
        if head(connection).hash.hex() != kept:
            raise StoreTrouble("server_busy")
        dialect_of(connection).defer_references(connection)
        for table in reversed(order):
            connection.execute(delete(table))
        for table in order:
            _pour(source, connection, table, lambda _rows: None)
        proof = _prove(source, connection, order, wanted, lambda _rows: None)
        target.tell(connection, [table.name for table in order])
    return proof


def _first_that_differs(target: Database, order: Sequence[Table], wanted: Sequence[Content]) -> int:
    with target.reading() as connection:
        for number, (table, content) in enumerate(zip(order, wanted, strict=True)):
            if content_of(connection, table) != content:
                return number
    return len(order)


def _empty(target: Database, order: Sequence[Table]) -> None:
    with target.writing() as connection:
        dialect_of(connection).defer_references(connection)
        for table in reversed(order):
            connection.execute(delete(table))


def _copy(
    source: Connection, target: Database, table: Table, passed: Callable[[int], None]
) -> None:
    with target.writing() as connection:
        # A referral may follow one that comes later in the order of the identifiers.
        dialect_of(connection).defer_references(connection)
        _pour(source, connection, table, passed)


def _pour(
    source: Connection, target: Connection, table: Table, passed: Callable[[int], None]
) -> None:
    with closing(_batches(source, table)) as batches:
        for batch in batches:
            target.execute(insert(table), batch)
            passed(len(batch))
    dialect_of(target).go_on_counting(target, table)


def _prove(
    source: Connection,
    target: Connection,
    copied: Sequence[Table],
    wanted: Sequence[Content],
    passed: Callable[[int], None],
) -> Proof:
    expected = {content.table: content for content in wanted}
    differ = [
        table.name for table in copied if content_of(target, table, passed) != expected[table.name]
    ]
    migrate.derive(target)
    walked = walk(Reader(target))
    problems = [*walked.problems, *damages(Reader(target))]
    if differ or problems or head(target) != head(source):
        raise NotEqual(differ, problems)
    return Proof(tuple(wanted), walked.steps, head(target))


def _batches(connection: Connection, table: Table) -> Generator[Sequence[Mapping[str, Any]]]:
    query = select(table).order_by(*table.primary_key.columns)
    with connection.execute(query, execution_options={"yield_per": _AT_ONCE}) as found:
        for batch in found.mappings().partitions():
            yield [dict(row) for row in batch]
