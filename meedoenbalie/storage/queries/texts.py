"""Free texts as they stand in the records, without making a record of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import or_, select

from meedoenbalie.domain.record import Record
from meedoenbalie.storage.rows import TABLES
from meedoenbalie.storage.unit_of_work import Reader


def texts_of(
    reader: Reader, kind: type[Record], fields: Sequence[str]
) -> Iterator[tuple[UUID, str]]:
    """Yield the identifier and each text that isn't empty, of all records of a kind."""
    table = TABLES[kind]
    columns = [table.c[field] for field in fields]
    filled = or_(*(column != "" for column in columns))
    for row in reader.connection.execute(select(table.c.id, *columns).where(filled)):
        for text in row[1:]:
            if text:
                yield row[0], text
