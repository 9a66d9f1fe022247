"""The order of a list of residents by name, and where somebody stands in it without counting all.

Derived, like the full-text index, and kept with it. ``list_part`` holds how many residents of a
site begin with the same letters; so the length of a list, and the way to any place in it, cost the
same for a thousand residents and for a hundred thousand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, and_, delete, func, select

from meedoenbalie.domain.people import Resident
from meedoenbalie.storage.dialect import dialect_of
from meedoenbalie.storage.rows import TABLES, list_part, search_entry
from meedoenbalie.storage.search_texts import Found

_ENTRY = search_entry.c
_PART = list_part.c
_KIND = TABLES[Resident].name
_LETTERS = 4
"""Enough to keep parts small; fewer parts than residents all the same."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Which residents a list by name has: of a site (None: all), those who are here or all."""

    site_id: UUID | None
    here: bool


def count_in(connection: Connection, added: Iterable[Found], taken: Iterable[Found] = ()) -> None:
    """Keep the numbers right when residents come into the index and go out of it."""
    change: Counter[tuple[UUID | None, int, str]] = Counter()
    for found in added:
        change[_part_of(found)] += 1
    for found in taken:
        change[_part_of(found)] -= 1
    rows = [
        {"site_id": site, "here": here, "start": start, "number": number}
        for (site, here, start), number in change.items()
        if site is not None and number
    ]
    if rows:
        add = dialect_of(connection).insert(list_part)
        connection.execute(
            add.on_conflict_do_update(
                index_elements=["site_id", "here", "start"],
                set_={"number": _PART.number + add.excluded.number},
            ),
            rows,
        )
    if any(number < 0 for number in change.values()):
        # Nothing of a name stays behind.
        connection.execute(delete(list_part).where(_PART.number <= 0))


def forget(connection: Connection) -> None:
    """Begin anew, before the index is rebuilt."""
    connection.execute(delete(list_part))


def size(connection: Connection, shelf: Shelf) -> int:
    """Return how many residents the list has."""
    return int(connection.scalar(_parts(select(func.sum(_PART.number)), shelf)) or 0)


def stretch(connection: Connection, shelf: Shelf, first: int, most: int | None) -> list[UUID]:
    """Return the residents from a place on (0 is the top), by name."""
    start, before = "", 0
    if first:
        sums = _parts(select(_PART.start, func.sum(_PART.number)), shelf)
        for part, number in _rows(connection, sums):
            if before + number > first:
                start = part
                break
            before += number
        else:
            return []
    query = _listing(shelf, start).offset(first - before).limit(most)
    return list(connection.scalars(query))


def place_of(connection: Connection, shelf: Shelf, key: str) -> int:
    """Return how many residents come before a name, as ``order_of`` writes it, or its beginning."""
    start = key[:_LETTERS]
    before = connection.scalar(_parts(select(func.sum(_PART.number)), shelf, _PART.start < start))
    within = _listing(shelf, start).where(_ENTRY.sort_key < key)
    return int(before or 0) + (connection.scalar(_counted(within)) or 0)


def place_of_resident(connection: Connection, shelf: Shelf, resident_id: UUID) -> int | None:
    """Return the place of a resident, or None when the list doesn't have them."""
    key = connection.scalar(
        select(_ENTRY.sort_key).where(_ENTRY.kind == _KIND, _ENTRY.row_id == resident_id)
    )
    if key is None:
        return None
    alike = list(connection.scalars(_listing(shelf, key).where(_ENTRY.sort_key == key)))
    if resident_id not in alike:
        return None
    return place_of(connection, shelf, key) + alike.index(resident_id)


def in_order(query: Select[Any], row_id: Any) -> Select[Any]:
    """Put the residents that a query selects in the order of a list by name."""
    return query.join(search_entry, and_(_ENTRY.row_id == row_id, _ENTRY.kind == _KIND)).order_by(
        _ENTRY.sort_key, _ENTRY.id
    )


def _rows(connection: Connection, sums: Select[Any]) -> Iterator[tuple[str, int]]:
    in_turn = sums.group_by(_PART.start).order_by(_PART.start)
    for start, number in connection.execute(in_turn):
        yield str(start), int(number)


def _part_of(found: Found) -> tuple[UUID | None, int, str]:
    return found.site_id, int(found.here), found.order[:_LETTERS]


def _parts(query: Select[Any], shelf: Shelf, *conditions: Any) -> Select[Any]:
    if shelf.site_id is not None:
        query = query.where(_PART.site_id == shelf.site_id)
    if shelf.here:
        query = query.where(_PART.here == 1)
    return query.where(*conditions)


def _listing(shelf: Shelf, start: str = "") -> Select[Any]:
    query = select(_ENTRY.row_id).where(_ENTRY.kind == _KIND, _ENTRY.sort_key >= start)
    if shelf.site_id is not None:
        query = query.where(_ENTRY.site_id == shelf.site_id)
    if shelf.here:
        query = query.where(_ENTRY.here == 1)
    return query.order_by(_ENTRY.sort_key, _ENTRY.id)


def _counted(listing: Select[Any]) -> Select[Any]:
    return listing.with_only_columns(func.count()).order_by(None)
