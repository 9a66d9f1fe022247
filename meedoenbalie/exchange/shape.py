"""How a file is to be read: its encoding, delimiter, row of headings and order of dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from meedoenbalie.exchange.limits import MAX_COLUMNS

_NUMERIC = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2\d{4}")
_PROOFS = 3
"""One date with the month first may be a slip; so many of them, and none against, are a habit."""

ENCODINGS = ("utf-8", "cp1252", "cp1250", "cp1254", "cp1256", "utf-16-le")
"""What one can choose; the first two are all that is seen here, the others come from abroad."""

DELIMITERS = (",", ";", "\t", "|")

LOOK_AT = 1000
"""Rows in which the order of dates is looked for."""


@dataclass(frozen=True, slots=True)
class FileShape:
    """How a file is read; what is empty is guessed, or doesn't exist for that kind of file.

    ``encoding`` is Python's name for it, ``header_line`` the line or row with the headings,
    ``month_first`` whether 3/4/2005 is the fourth of March.
    """

    encoding: str = ""
    delimiter: str = ""
    header_line: int = 0
    month_first: bool | None = None


GUESS = FileShape()


def month_comes_first(rows: Iterable[tuple[int, Sequence[str]]]) -> bool:
    """Tell whether dates can only be month-day-year: some prove it and none contradicts it."""
    proofs = 0
    for _line, cells in rows:
        for cell in cells[:MAX_COLUMNS]:
            found = _NUMERIC.fullmatch(cell.strip())
            if found is None:
                continue
            first, second = int(found[1]), int(found[3])
            if second <= 12 < first <= 31:
                return False
            proofs += first <= 12 < second <= 31
    return proofs >= _PROOFS
