"""What can be wrong with a collection, apart from DuckDB: loading that takes longer."""

from __future__ import annotations


class CollectionError(Exception):
    """A collection can't be opened; ``code`` says why.

    Codes: missing (no file, or no key file beside it), wrong_key, not_a_collection, newer, in_use
    (another program has it open), not_allowed (it may not be read or written here).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
