"""The words that the demonstration is made of, from ``resources/demo``."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from meedoenbalie.paths import resource_path


@cache
def words(name: str) -> dict[str, Any]:
    """Return one file of words: people, places, offers, lessons or talks."""
    read: dict[str, Any] = json.loads(
        resource_path(f"demo/{name}.json").read_text(encoding="utf-8")
    )
    return read
