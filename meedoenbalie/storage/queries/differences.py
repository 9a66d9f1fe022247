"""What differs between two copies of one store: for the one who puts a back-up in its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from meedoenbalie.domain.record import Record
from meedoenbalie.storage.chain import hash_of_step
from meedoenbalie.storage.rows import TABLES
from meedoenbalie.storage.unit_of_work import Reader

_NAMED_BY = ("reference", "code", "number")


@dataclass(frozen=True, slots=True)
class Difference:
    """One table in two copies: how many rows each has, and which differ.

    ``lost`` stand only in the present, ``gained`` only in the other, ``changed`` in both, not the
    same. What they list are references, codes and numbers where records have one, or else ids.
    ``kind`` is the name of the records' class.
    """

    kind: str
    table: str
    now: int
    then: int
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether anything would be another than it is."""
        return bool(self.lost or self.gained or self.changed)


def differences(present: Reader, other: Reader) -> tuple[Difference, ...]:
    """Return how every table of records differs, in the order of the store."""
    return tuple(
        _difference(kind, _rows(present.connection, kind), _rows(other.connection, kind))
        for kind in TABLES
    )


def counts_only(other: Reader) -> tuple[Difference, ...]:
    """Return what a copy holds where there is no present to hold it against."""
    return tuple(_difference(kind, {}, _rows(other.connection, kind)) for kind in TABLES)


def steps_since(present: Reader, step: int, last: bytes) -> int | None:
    """Return how many steps the present made since a head; None when that isn't its past."""
    if step and hash_of_step(present, step) != last:
        return None
    return present.head().step - step


def _difference(kind: type[Record], now: dict[Any, Any], then: dict[Any, Any]) -> Difference:
    table = TABLES[kind]
    changed = [row for key, row in now.items() if key in then and then[key] != row]
    return Difference(
        kind.__name__,
        table.name,
        len(now),
        len(then),
        _names(table, [row for key, row in now.items() if key not in then]),
        _names(table, [row for key, row in then.items() if key not in now]),
        _names(table, changed),
    )


def _rows(connection: Connection, kind: type[Record]) -> dict[Any, Any]:
    """Read the rows as SQLite has them: that two are the same can be told without records."""
    table = TABLES[kind]
    place = list(table.columns.keys()).index("id")
    rows = connection.exec_driver_sql(str(select(table)))
    return {row[place]: tuple(row) for row in rows}


def _names(table: Table, rows: list[Any]) -> tuple[str, ...]:
    columns = list(table.columns.keys())
    column = next((name for name in _NAMED_BY if name in columns), "id")
    return tuple(sorted(str(row[columns.index(column)]) for row in rows))
