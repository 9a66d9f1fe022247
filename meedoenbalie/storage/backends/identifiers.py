"""Identifiers as SQLite keeps them: 32 hexadecimal digits, read as UUIDs."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from uuid import UUID

from sqlalchemy import Dialect, Uuid

_KEPT = 50_000
"""A list names the same residents, offers and sites on many lines, and again at the next look."""


class Identifier(Uuid[UUID]):
    """Makes the UUID of the same digits once, which took a third of reading a long list."""

    cache_ok = True

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[str | None], UUID | None]:
        return _read


@lru_cache(maxsize=_KEPT)
def _read(digits: str | None) -> UUID | None:
    return None if digits is None else UUID(digits)
