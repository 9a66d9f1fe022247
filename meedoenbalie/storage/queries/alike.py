"""Residents who may be the same person as somebody: found by index, so that it costs no waiting."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from uuid import UUID

from sqlalchemy import select, text

from meedoenbalie.domain.duplicates.blocking import codes_of
from meedoenbalie.domain.duplicates.spelling import parts as parts_of
from meedoenbalie.domain.people import Resident
from meedoenbalie.storage.rows import TABLES
from meedoenbalie.storage.unit_of_work import Reader

_RESIDENT = TABLES[Resident]
MOST_BY_NAME = 300
"""So many residents with the same two names are looked at."""

_BY_SOUND = text(
    "SELECT e.row_id FROM search_text t JOIN search_entry e ON e.id = t.rowid "
    "WHERE search_text MATCH :pattern LIMIT :most"
)
_HOW_MANY = text("SELECT count(*) FROM search_text WHERE search_text MATCH :pattern")
_RESIDENTS = 'marks : "kindresident"'


def by_number(reader: Reader, numbers: Collection[str]) -> set[UUID]:
    """Return the residents with one of these V-numbers."""
    query = select(_RESIDENT.c.id).where(_RESIDENT.c.v_number.in_(numbers))
    return set(reader.connection.scalars(query))


def by_birth(reader: Reader, days: Collection[date], parts: Sequence[str]) -> set[UUID]:
    """Return the residents born on one of these days of whom a name begins to sound like one."""
    wanted = {code for part in parts for code in codes_of(part)}
    columns = _RESIDENT.c
    query = select(columns.id, columns.given_name, columns.family_name, columns.native_name)
    return {
        row.id
        for row in reader.connection.execute(query.where(columns.birth_date.in_(days)))
        if wanted & set(_codes((row.given_name, row.family_name, row.native_name)))
    }


def by_names(reader: Reader, parts: Sequence[str]) -> set[UUID]:
    """Return residents with two of these names, in any spelling; with the only one, if it is."""
    begins = [_begins(part) for part in dict.fromkeys(parts)]
    found: set[UUID] = set()
    for some in combinations(begins, min(2, len(begins))):
        pattern = " AND ".join((_RESIDENTS, *some))
        rows = reader.connection.execute(_BY_SOUND, {"pattern": pattern, "most": MOST_BY_NAME})
        found |= {UUID(row.row_id) for row in rows}
    return found


def how_many_have(reader: Reader, sounds: Iterable[str]) -> dict[str, int]:
    """Return how many residents have a part of a name that sounds so."""
    return {
        sound: reader.connection.scalar(
            _HOW_MANY, {"pattern": f'{_RESIDENTS} AND sound : "{sound}"'}
        )
        or 1
        for sound in sounds
    }


def _begins(part: str) -> str:
    ways = (f'sound : "{mark}{code}"*' for code in sorted(codes_of(part)) for mark in "01")
    return f"({' OR '.join(ways)})"


def _codes(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        for part in parts_of(name):
            yield from codes_of(part)
