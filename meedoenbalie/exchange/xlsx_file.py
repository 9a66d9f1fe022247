"""Excel workbooks: the sheet with the table, its cells as text, and what was left aside."""

from __future__ import annotations

import io
import math
import warnings
import zipfile
from collections import deque
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

import openpyxl

from meedoenbalie.exchange.archive import BROKEN_ARCHIVE
from meedoenbalie.exchange.limits import HEADER_WITHIN, MAX_COLUMNS
from meedoenbalie.exchange.problems import FileNote, RefusedFile
from meedoenbalie.exchange.shape import GUESS, LOOK_AT, FileShape, month_comes_first
from meedoenbalie.exchange.tabular import FieldNames, NumberedRow, Table, find_header
from meedoenbalie.exchange.text import FormulaCell
from meedoenbalie.exchange.workbook_parts import Layout, read_layout, sheet_parts

_AT_ONCE = 200

# openpyxl has no error of its own for a workbook that isn't as the standard says.
_DAMAGED = (
    ArithmeticError,
    AttributeError,
    SyntaxError,
    TypeError,
    *BROKEN_ARCHIVE,
)


def read_xlsx(
    raw: bytes, archive: zipfile.ZipFile, names: FieldNames, told: FileShape = GUESS
) -> Table:
    """Return the table in a workbook: the sheet and row that name most columns.

    Hidden columns and other sheets are noted and not read. Dates become ISO text, numbers plain
    text. Raises RefusedFile; while rows are read it may still find the workbook damaged.
    """
    parts = sheet_parts(archive)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(
                io.BytesIO(raw), read_only=True, data_only=True, keep_links=False
            )
            sheets = book.worksheets
    except _DAMAGED:
        raise RefusedFile("damaged_workbook") from None
    best: tuple[Any, int, int] = (None, 0, 0)
    hidden_best = ("", 0)
    filled = []
    for sheet in sheets:
        head = list(islice(_rows(sheet, Layout()), HEADER_WITHIN))
        if any(any(cells) for _line, cells in head):
            filled.append(sheet.title)
        line, score = find_header(head, names, told.header_line)
        if sheet.sheet_state != "visible":
            hidden_best = max(hidden_best, (sheet.title, score), key=lambda found: found[1])
        elif score > best[2]:
            best = (sheet, line, score)
    sheet = best[0]
    if sheet is None or not best[1]:
        if hidden_best[1]:
            raise RefusedFile("hidden_table", hidden_best[0])
        raise RefusedFile("no_table")
    layout = read_layout(archive, parts.get(sheet.title, ""))
    others = [title for title in filled if title != sheet.title]
    return _table(sheet, layout, names, told, others)


def _table(
    sheet: Any, layout: Layout, names: FieldNames, told: FileShape, others: list[str]
) -> Table:
    """Make the table of one sheet, once its merged cells are known."""
    line, _score = find_header(_rows(sheet, layout), names, told.header_line)
    cells = next(cells for number, cells in _rows(sheet, layout) if number == line)
    headings = [" ".join(cell.split()) for cell in cells]
    if len(headings) > MAX_COLUMNS:
        raise RefusedFile("too_many_columns")
    hidden = sorted(index for index in layout.hidden_columns if index < len(headings))
    hidden_names = tuple(headings[index] for index in hidden if headings[index])
    for index in hidden:
        headings[index] = ""
    notes = [
        *(FileNote("hidden_column_not_imported", name) for name in hidden_names),
        *(FileNote("sheet_not_imported", title) for title in others),
    ]
    if layout.hidden_rows:
        notes.append(FileNote("hidden_rows_imported", count=layout.hidden_rows))
    month_first = told.month_first
    if month_first is None:
        below = (row for row in _rows(sheet, layout, len(headings)) if row[0] > line)
        month_first = month_comes_first(islice(below, LOOK_AT))
    rows = (row for row in _rows(sheet, layout, len(headings)) if row[0] > line)
    return Table(
        header_line=line,
        header=tuple(headings),
        rows=_without(rows, hidden) if hidden else rows,
        total=layout.last_row,
        notes=tuple(notes),
        hidden=hidden_names,
        sheet=sheet.title,
        shape=FileShape(header_line=line, month_first=month_first),
    )


def _without(rows: Iterator[NumberedRow], hidden: list[int]) -> Iterator[NumberedRow]:
    for line, cells in rows:
        seen = list(cells)
        for index in hidden:
            if index < len(seen):
                seen[index] = ""
        yield line, seen


def _rows(sheet: Any, layout: Layout, width: int = MAX_COLUMNS + 1) -> Iterator[NumberedRow]:
    """Yield rows as text, as wide as the table at most, merged cells filled downwards.

    Raises RefusedFile.
    """
    merged = _Merged(layout.merged)
    for line, values in enumerate(_values(sheet, width), 1):
        if values.count(None) == len(values) and not merged.reaches(line):
            yield line, []
            continue
        cells = [_text(value) for value in values]
        if layout.without_value:
            for index in range(len(cells)):
                if (line, index) in layout.without_value:
                    cells[index] = FormulaCell("=")
        merged.fill(line, cells)
        while cells and not cells[-1]:
            cells.pop()
        yield line, cells


class _Merged:
    """Gives every row under a cell that is merged downwards the value of that cell."""

    def __init__(self, ranges: list[tuple[int, int, int]]) -> None:
        self._coming = deque(ranges)
        self._active: list[tuple[int, int, str]] = []

    def reaches(self, line: int) -> bool:
        """Tell whether a row may get something from a cell above it."""
        return bool(self._active) or bool(self._coming and self._coming[0][0] <= line)

    def fill(self, line: int, cells: list[str]) -> None:
        """Fill one row; rows come in order."""
        if self._active:
            self._active = [merge for merge in self._active if merge[0] >= line]
            for _last, index, text in self._active:
                if index < len(cells) and not cells[index]:
                    cells[index] = text
        while self._coming and self._coming[0][0] <= line:
            first, last, index = self._coming.popleft()
            if first == line and index < len(cells):
                self._active.append((last, index, cells[index]))


def _values(sheet: Any, width: int) -> Iterator[tuple[Any, ...]]:
    # What a sheet says of its own size need not be true; rows beyond it would be lost.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_col=width, values_only=True)
    count = HEADER_WITHIN
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                some = list(islice(rows, count))
        except _DAMAGED:
            raise RefusedFile("damaged_workbook") from None
        if not some:
            return
        yield from some
        count = _AT_ONCE


def _text(value: Any) -> str:
    """Return a cell's value as somebody would type it; dates as ISO."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        return str(int(value)) if math.isfinite(value) and value.is_integer() else repr(value)
    if isinstance(value, datetime):
        if value.time() == time():
            return value.date().isoformat()
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return str(value)
