"""How a desk had files of one shape read, so that the next such file is read alike."""

from __future__ import annotations

from meedoenbalie.domain.record import Field, JsonValue, Record

ColumnChoices = tuple[tuple[int, str | None], ...]
"""Index of a column, and the field that it goes to, or None for nowhere."""


class ImportShape(Record):
    """What the user changed for files with the same headings.

    ``holds`` is the kind of records in such a file, ``headings`` a digest of its headings, which
    can't be read back. What is empty is left to the program's guess, as is everything that isn't in
    ``columns``.
    """

    holds: str = Field(min_length=1, max_length=20)
    headings: str = Field(min_length=64, max_length=64)
    columns: ColumnChoices = Field(default=(), sa_type=JsonValue(ColumnChoices))
    encoding: str = Field(default="", max_length=20)
    delimiter: str = Field(default="", max_length=1)
    header_line: int = Field(default=0, ge=0)
    month_first: bool | None = Field(default=None)
