"""Wiping the names of the walk-in: rows, and whatever the journal kept of them.

What stays of a visit is written as a new record, so that nothing leads back to the old one. The
digests stay too, and the chain verifies; without their salt no name can be tried against them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select

from meedoenbalie.domain.visits import Visit
from meedoenbalie.storage.erasure import chunks_with
from meedoenbalie.storage.history import parts
from meedoenbalie.storage.rows import TABLES, entry, payload, step
from meedoenbalie.storage.unit_of_work import Reader, UnitOfWork, record_of

_VISIT = TABLES[Visit]


@dataclass(frozen=True, slots=True)
class Names:
    """What to wipe: the visits, and of all their rows, also those that were undone, the entries."""

    visits: tuple[Visit, ...]
    rows: frozenset[UUID]
    entries: tuple[int, ...]

    def __bool__(self) -> bool:
        return bool(self.visits or self.entries)


def names_before(
    reader: Reader, day: date, midnight: datetime, also: Callable[[Visit], bool] = lambda _: False
) -> Names:
    """Return what there is to wipe of the days before one, which began at ``midnight`` (UTC).

    ``also`` says which visits of the day itself go with them.
    """
    later = _visits(reader, _VISIT.c.day >= day)
    going = {visit.id for visit in later if also(visit)}
    stays = {visit.id for visit in later} - going
    query = (
        select(entry.c.id, entry.c.row_id, step.c.at)
        .join(payload, payload.c.entry_id == entry.c.id)
        .join(step, step.c.id == entry.c.step_id)
        .where(entry.c.table_name == _VISIT.name)
        .where(entry.c.row_id.is_not(None), entry.c.op != "erase")
    )
    kept = [
        row
        for row in reader.connection.execute(query)
        if row.row_id in going or (row.at < midnight and row.row_id not in stays)
    ]
    rows = going | {row.row_id for row in kept}
    # What an undo put back was written as many rows at once.
    named = _visits(reader, _VISIT.c.given_name != "", _VISIT.c.day < day)
    visits = {
        visit.id: visit
        for visit in (
            *named,
            *(one for some in parts(list(rows)) for one in _visits(reader, _VISIT.c.id.in_(some))),
        )
    }
    return Names(tuple(visits.values()), frozenset(rows | set(visits)), tuple(r.id for r in kept))


def wipe(uow: UnitOfWork, names: Names) -> None:
    """Wipe names, as part of one step; the visits stay without them. Raises StoreError."""
    shared = chunks_with(uow.connection, {_VISIT.name}, set(names.rows))
    for some in parts([*names.entries, *shared]):
        uow.connection.execute(delete(payload).where(payload.c.entry_id.in_(some)))
    for visit in names.visits:
        uow.erase(visit)
    uow.insert_many([visit.without_name() for visit in names.visits])
    others = {row for _table, rows in shared.values() for row in rows} - names.rows
    uow.reseal([one for some in parts(sorted(others)) for one in uow.find(Visit, id=list(some))])


def _visits(reader: Reader, *where: ColumnElement[bool]) -> list[Visit]:
    query = select(_VISIT).where(*where).order_by(_VISIT.c.arrived_at)
    return [record_of(Visit, row) for row in reader.connection.execute(query).mappings()]
