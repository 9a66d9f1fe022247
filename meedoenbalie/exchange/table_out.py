"""Tables for people to work on in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from xlsxwriter import Workbook

from meedoenbalie.exchange.rejects import harmless
from meedoenbalie.paths import refuse_to_replace

Value = str | int

# Nothing is worked out from a text; and no part of it lies in a temporary file meanwhile.
_AS_TEXT = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}


def write_table(
    path: Path,
    heads: Sequence[str],
    rows: Iterable[Sequence[Value]],
    mark: str = "",
    widths: Sequence[int] = (),
) -> None:
    """Write a table: a workbook when the name ends in .xlsx, else CSV as Excel opens it.

    No text becomes a formula. ``mark`` stands above each printed page of a workbook, ``widths`` are
    those of its columns in signs. Raises OSError.
    """
    refuse_to_replace(path)
    if path.suffix.casefold() == ".xlsx":
        _write_workbook(path, heads, rows, mark, widths)
    else:
        _write_csv(path, heads, rows)


def _write_csv(path: Path, heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(map(harmless, heads))
        for row in rows:
            writer.writerow([harmless(v) if isinstance(v, str) else v for v in row])


def _write_workbook(
    path: Path,
    heads: Sequence[str],
    rows: Iterable[Sequence[Value]],
    mark: str,
    widths: Sequence[int],
) -> None:
    with path.open("wb") as file:
        book = Workbook(file, _AS_TEXT)
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        if mark:
            sheet.set_header(f"&R{mark}")
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        bold = book.add_format({"bold": True})
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, bold)
        for line, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(line, column, ILLEGAL_CHARACTERS_RE.sub("", value))
                else:
                    sheet.write_number(line, column, value)
        book.close()
