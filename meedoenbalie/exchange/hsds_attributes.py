"""Attributes by which HSDS carries what it has no word for, and identifiers that stay the same."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID, uuid5

from meedoenbalie.exchange.json_file import Item, object_of, objects_of, text_of

TAXONOMY = "Meedoenbalie"
_SPACE = UUID("6d2f1b0c-5a3e-4f57-9b1d-0c8f6a7e2d41")


def steady_id(*parts: str) -> str:
    """Return an identifier that follows from what it is about: the same parts, the same id."""
    return str(uuid5(_SPACE, "/".join(parts)))


def attribute(owner: str, entity: str, name: str, value: str | None) -> Item:
    """Return what a field of an entity holds; without a value it holds nothing."""
    made = term_of(owner, entity, "field", name, f"{TAXONOMY}: {name}")
    return made if value is None else {**made, "value": value}


def term_of(owner: str, entity: str, kind: str, code: str, name: str) -> Item:
    """Return that a term of our taxonomy holds for an entity."""
    return {
        "id": steady_id(owner, kind, code),
        "link_id": owner,
        "link_entity": entity,
        "taxonomy_term": {
            "id": steady_id("term", kind, code),
            "code": code,
            "name": name,
            "description": "docs/exchange.md",
            "taxonomy": TAXONOMY,
        },
    }


def own_attributes(item: Item) -> Iterator[tuple[str, str | None]]:
    """Yield name and value of what ``attribute`` wrote."""
    for told in objects_of(item, "attributes"):
        term = object_of(told, "taxonomy_term")
        value = told.get("value")
        if text_of(term, "taxonomy") == TAXONOMY and (value is None or isinstance(value, str)):
            yield text_of(term, "code"), value
