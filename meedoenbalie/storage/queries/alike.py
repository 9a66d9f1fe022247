"""Residents who may be the same person as somebody: from the indexes, so that nobody waits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import combinations
from typing import Any
from uuid import UUID

from sqlalchemy import select

from meedoenbalie.domain.duplicates.blocking import codes_of
from meedoenbalie.domain.people import Resident
from meedoenbalie.storage import search
from meedoenbalie.storage.dialect import Dialect, dialect_of
from meedoenbalie.storage.rows import TABLES
from meedoenbalie.storage.search_texts import day_mark, year_mark
from meedoenbalie.storage.unit_of_work import Reader

_RESIDENT = TABLES[Resident].c
MOST = 200
"""So many residents with the same two names and about the same age are looked at."""


def by_number(reader: Reader, numbers: Collection[str]) -> set[UUID]:
    """Return the residents with one of these V-numbers."""
    query = select(_RESIDENT.id).where(_RESIDENT.v_number.in_(numbers))
    return set(reader.connection.scalars(query))


def by_birth(reader: Reader, days: Iterable[date], parts: Sequence[str]) -> set[UUID]:
    """Return the residents born on one of these days with one of these names, in any spelling."""
    if not parts:
        return set()
    dialect = dialect_of(reader.connection)
    names = dialect.any_of(_begins(dialect, part) for part in parts)
    return _found(reader, _marked(dialect, map(day_mark, days)), names)


def by_names(reader: Reader, parts: Sequence[str], years: Collection[int | None]) -> set[UUID]:
    """Return residents with two of these names, in any spelling; with the only one, if it is.

    ``years`` are those of birth; without any all count.
    """
    dialect = dialect_of(reader.connection)
    begins = [_begins(dialect, part) for part in dict.fromkeys(parts)]
    when = [_marked(dialect, map(year_mark, years))] if years else []
    found: set[UUID] = set()
    for some in combinations(begins, min(2, len(begins))):
        found |= _found(reader, *when, *some)
    return found


def compared(reader: Reader, ids: Collection[UUID] | None = None) -> list[Any]:
    """Return of these residents, or all, what is compared, without making whole records."""
    columns = (
        *(_RESIDENT.id, _RESIDENT.reference, _RESIDENT.site_id, _RESIDENT.v_number),
        *(_RESIDENT.given_name, _RESIDENT.family_name, _RESIDENT.native_name),
        *(_RESIDENT.birth_date, _RESIDENT.birth_year, _RESIDENT.arrival_date),
        *(_RESIDENT.preferred_language, _RESIDENT.languages, _RESIDENT.contact_value),
    )
    query = select(*columns)
    if ids is not None:
        query = query.where(_RESIDENT.id.in_(ids))
    return list(reader.connection.execute(query))


def how_many_have(reader: Reader, sounds: Iterable[str]) -> dict[str, int]:
    """Return how many residents have a part of a name that sounds so."""
    dialect = dialect_of(reader.connection)
    return {
        sound: search.how_many(reader.connection, dialect.word(sound, "sound")) or 1
        for sound in sounds
        if sound
    }


def _found(reader: Reader, *patterns: str) -> set[UUID]:
    pattern = dialect_of(reader.connection).all_of(patterns)
    return {row.row_id for row in search.hits(reader.connection, pattern, MOST)}


def _marked(dialect: Dialect, marks: Iterable[str]) -> str:
    return dialect.any_of(dialect.word(mark, "marks") for mark in sorted(marks))


def _begins(dialect: Dialect, part: str) -> str:
    codes = sorted(codes_of(part))
    return dialect.any_of(
        dialect.word(f"{mark}{code}", "sound", begins=True) for code in codes for mark in "01"
    )
