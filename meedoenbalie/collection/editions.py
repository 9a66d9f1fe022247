"""What an edition is made of, and the editions that were made, inside the encrypted collection."""

from __future__ import annotations

from meedoenbalie.collection.collected import Collection
from meedoenbalie.domain.data_sets import fields_of
from meedoenbalie.domain.editions import Edition


def published(collection: Collection) -> list[dict[str, str]]:
    """Return the published lessons of all sites with who sent each, by site and number."""
    names = ("site", *fields_of("lessons"))
    rows = collection.rows(f"SELECT {', '.join(names)} FROM lessons ORDER BY site, number")
    # A set from before a field was there has nothing in it.
    return [dict(zip(names, (str(text or "") for text in row), strict=True)) for row in rows]


def tried(collection: Collection) -> list[tuple[str, str, str, str, str]]:
    """Return site, azc and number of the lesson, result, and own lesson that contradicts it."""
    rows = collection.rows("SELECT site, origin, number, result, against FROM tried ORDER BY ALL")
    return [(str(s), str(o), str(n), str(r), str(a)) for s, o, n, r, a in rows]


def kept(collection: Collection) -> list[Edition]:
    """Return the editions that were made, oldest first."""
    _prepare(collection)
    rows = collection.rows("SELECT content FROM edition ORDER BY number")
    return [Edition.model_validate_json(str(text)) for (text,) in rows]


def keep(collection: Collection, edition: Edition) -> None:
    """Keep an edition that was made: desks have it."""
    _prepare(collection)
    collection.rows(
        "INSERT INTO edition VALUES ($number, $content)",
        {"number": edition.number, "content": edition.model_dump_json()},
    )


def _prepare(collection: Collection) -> None:
    # Collections from before there were editions get the table with the first one.
    collection.rows(
        "CREATE TABLE IF NOT EXISTS edition (number INTEGER PRIMARY KEY, content VARCHAR)"
    )
