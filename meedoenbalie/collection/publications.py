"""The register of publications, inside the encrypted collection."""

from __future__ import annotations

import json
from dataclasses import dataclass

from meedoenbalie.collection.collected import Collection


@dataclass(frozen=True, slots=True)
class Registered:
    """One publication as it is kept: its number from 1, moment, rule set, and content as JSON."""

    number: int
    made_at: str
    rules: str
    content: dict[str, object]


def registered(collection: Collection) -> list[Registered]:
    """Return all publications of a collection, oldest first."""
    _prepare(collection)
    rows = collection.rows("SELECT number, made_at, rules, content FROM publication ORDER BY 1")
    return [Registered(int(n), str(at), str(r), json.loads(str(text))) for n, at, r, text in rows]


def register(collection: Collection, publication: Registered) -> None:
    """Keep a publication. One that was made can't be taken back: the world has seen it."""
    _prepare(collection)
    collection.rows(
        "INSERT INTO publication VALUES ($number, $made_at, $rules, $content)",
        {
            "number": publication.number,
            "made_at": publication.made_at,
            "rules": publication.rules,
            "content": json.dumps(publication.content, ensure_ascii=False),
        },
    )


def sources(collection: Collection) -> dict[str, str]:
    """Return the digest of the set that counts, per site code."""
    found = collection.rows("SELECT code, digest FROM site WHERE digest <> '' ORDER BY code")
    return {str(code): str(digest) for code, digest in found}


def _prepare(collection: Collection) -> None:
    # Collections from before there was a register get one at the first publication.
    collection.rows(
        "CREATE TABLE IF NOT EXISTS publication (number INTEGER PRIMARY KEY, made_at VARCHAR, "
        "rules VARCHAR, content VARCHAR)"
    )
