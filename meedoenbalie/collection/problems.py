"""What can be wrong with a collection, apart from DuckDB: loading that takes longer."""

from __future__ import annotations


class CollectionError(Exception):
    """A collection can't be opened: ``code`` is wrong_key, not_a_collection or newer."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
