"""What is recorded about a resident, in whichever table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.record import Record
from meedoenbalie.storage.rows import TABLES
from meedoenbalie.storage.unit_of_work import Reader, record_of

_RESIDENT = TABLES[Resident]


def pointing_at(reader: Reader, resident_id: UUID) -> Iterator[tuple[Record, tuple[str, ...]]]:
    """Yield every record that points to a resident, and the fields in which it does."""
    for kind, table in TABLES.items():
        columns: list[Any] = [
            key.parent for key in table.foreign_keys if key.column.table is _RESIDENT
        ]
        if not columns:
            continue
        query = select(table).where(or_(*(column == resident_id for column in columns)))
        for row in reader.connection.execute(query).mappings().all():
            fields = tuple(column.name for column in columns if row[column.name] == resident_id)
            yield record_of(kind, row), fields
