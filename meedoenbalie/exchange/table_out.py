"""Tables for people to work on in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from meedoenbalie.exchange.rejects import harmless

Value = str | int


def write_table(path: Path, heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """Write a table: a workbook when the name ends in .xlsx, else CSV as Excel opens it.

    No text becomes a formula. Raises OSError.
    """
    if path.suffix.casefold() == ".xlsx":
        _write_workbook(path, heads, rows)
    else:
        _write_csv(path, heads, rows)


def _write_csv(path: Path, heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(map(harmless, heads))
        for row in rows:
            writer.writerow([harmless(v) if isinstance(v, str) else v for v in row])


def _write_workbook(path: Path, heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, head, bold=True) for head in heads])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    book.save(path)


def _cell(sheet: WriteOnlyWorksheet, value: Value, *, bold: bool = False) -> WriteOnlyCell:
    text = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
    cell = WriteOnlyCell(sheet, text)
    if isinstance(value, str):
        cell.data_type = "s"  # a text that begins with = is a text all the same
    if bold:
        cell.font = Font(bold=True)
    return cell
