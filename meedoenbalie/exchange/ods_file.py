"""OpenDocument spreadsheets (LibreOffice): the sheet with the table, row by row.

Own code: python-calamine tells no hidden or merged cells and holds a sheet whole; odfpy builds a
tree of everything. Here a sheet of a million repeated rows takes no more than one row.
"""

from __future__ import annotations

import re
import zipfile
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from meedoenbalie.exchange.archive import Attributes, elements, stream_part
from meedoenbalie.exchange.limits import (
    HEADER_WITHIN,
    MAX_COLUMNS,
    MAX_NESTING,
    MAX_ROWS,
    MAX_UNPACKED_BYTES,
)
from meedoenbalie.exchange.ods_cell import OdsCell, number_of, plain
from meedoenbalie.exchange.problems import FileNote, RefusedFile
from meedoenbalie.exchange.shape import GUESS, LOOK_AT, FileShape, month_comes_first
from meedoenbalie.exchange.tabular import FieldNames, NumberedRow, Table, find_header

CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_MIME = re.compile(rb"application/vnd\.oasis\.opendocument\.spreadsheet(?:-template)?\s*")
_HIDDEN = frozenset({"collapse", "filter"})


def is_ods(archive: zipfile.ZipFile) -> bool:
    """Tell whether an archive says of itself that it is an OpenDocument spreadsheet."""
    try:
        with archive.open("mimetype") as told:
            return _MIME.fullmatch(told.read(100)) is not None
    except (KeyError, OSError, RuntimeError, ValueError, zipfile.BadZipFile):
        return False


def read_ods(archive: zipfile.ZipFile, names: FieldNames, told: FileShape = GUESS) -> Table:
    """Return the table of a spreadsheet: the sheet and row that name most columns.

    Hidden columns and other sheets are noted and not read. Raises RefusedFile; while rows are read
    it may still find the file damaged.
    """
    if _is_encrypted(archive):
        raise RefusedFile("encrypted_or_old")
    best, hidden_best = ("", 0, 0), ("", 0)
    sheets = _sheets(archive)
    filled = []
    for sheet in sheets:
        head = list(islice(_rows(archive, sheet), HEADER_WITHIN))
        if head:
            filled.append(sheet.name)
        line, score = find_header(head, names, told.header_line)
        if sheet.hidden:
            hidden_best = max(hidden_best, (sheet.name, score), key=lambda found: found[1])
        elif score > best[2]:
            best = (sheet.name, line, score)
    if not best[1]:
        raise (
            RefusedFile("hidden_table", hidden_best[0])
            if hidden_best[1]
            else RefusedFile("no_table")
        )
    sheet = next(one for one in sheets if one.name == best[0])
    return _table(archive, sheet, best[1], told, [name for name in filled if name != best[0]])


def _table(
    archive: zipfile.ZipFile, sheet: _Sheet, line: int, told: FileShape, others: list[str]
) -> Table:
    cells = next(cells for number, cells in _rows(archive, sheet) if number == line)
    headings = [" ".join(cell.split()) for cell in cells]
    if len(headings) > MAX_COLUMNS:
        raise RefusedFile("too_many_columns")
    hidden = {index for index in sheet.hidden_columns if index < len(headings)}
    hidden_names = tuple(headings[index] for index in sorted(hidden) if headings[index])
    header = tuple("" if index in hidden else text for index, text in enumerate(headings))

    def rows() -> Iterator[NumberedRow]:
        for number, row in _rows(archive, sheet, len(header)):
            if number > line:
                yield number, ["" if index in hidden else text for index, text in enumerate(row)]

    month_first = told.month_first
    if month_first is None:
        month_first = month_comes_first(islice(rows(), LOOK_AT))
    notes = [
        *(FileNote("hidden_column_not_imported", name) for name in hidden_names),
        *(FileNote("sheet_not_imported", name) for name in others),
    ]
    if sheet.hidden_rows:
        notes.append(FileNote("hidden_rows_imported", count=sheet.hidden_rows))
    return Table(
        header_line=line,
        header=header,
        rows=rows(),
        total=sheet.last_row,
        notes=tuple(notes),
        hidden=hidden_names,
        sheet=sheet.name,
        shape=FileShape(header_line=line, month_first=month_first),
    )


@dataclass(slots=True)
class _Sheet:
    """One sheet: its place and name, and how it is laid out. Columns count from 0."""

    place: int
    name: str
    hidden: bool = False
    hidden_columns: set[int] = field(default_factory=set)
    hidden_rows: int = 0
    last_row: int = 0


def _is_encrypted(archive: zipfile.ZipFile) -> bool:
    return _MANIFEST in archive.namelist() and any(
        name == "encryption-data" for name, _found in elements(archive, _MANIFEST)
    )


def _sheets(archive: zipfile.ZipFile) -> list[_Sheet]:
    """Return the sheets with their layout, in one pass. Raises RefusedFile."""
    reader = _Reader(only=None)
    for _chunk in stream_part(archive, CONTENT, reader.start, reader.end, reader.text):
        reader.done.clear()
    return reader.sheets


def _rows(
    archive: zipfile.ZipFile, sheet: _Sheet, width: int = MAX_COLUMNS + 1
) -> Iterator[NumberedRow]:
    """Yield the rows of a sheet that hold something. Raises RefusedFile."""
    reader = _Reader(only=sheet.place, width=width)
    for _chunk in stream_part(archive, CONTENT, reader.start, reader.end, reader.text):
        while reader.done:
            line, times, cells = reader.done.popleft()
            for turn in range(times):
                yield line + turn, cells
        if reader.over:
            return


class _Reader:
    """Gathers sheets and the rows of one of them from the elements of the content.

    ``done`` holds line, how often the row is repeated, and cells.
    """

    def __init__(self, only: int | None, width: int = MAX_COLUMNS + 1) -> None:
        self.sheets: list[_Sheet] = []
        self.done: deque[tuple[int, int, list[str]]] = deque()
        self.over = False
        self._only = only
        self._width = width
        self._path: list[str] = []
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._cell: OdsCell | None = None
        self._cells: list[str] = []
        self._repeat = 1
        self._row_hidden = False
        self._line = 0
        self._column = 0
        self._written_out = 0
        self._merged: dict[int, tuple[int, str]] = {}

    def start(self, name: str, found: Attributes) -> None:
        """Take the start of an element."""
        found = plain(found)
        if self._cell is not None:
            self._cell.start(name, found)
        elif name == "style":
            self._style = found.get("name", "")
        elif name == "table-properties" and found.get("display") == "false":
            self._hidden_styles.add(self._style)
        elif name == "table" and self._path[-1:] == ["spreadsheet"]:
            self._start_sheet(found)
        elif self._path[2:4] == ["spreadsheet", "table"]:
            self._start_part(name, found)
        self._path.append(name)
        if len(self._path) > MAX_NESTING:
            raise RefusedFile("damaged_workbook")

    def text(self, text: str) -> None:
        """Take text."""
        if self._cell is not None:
            self._cell.text(text)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self._path.pop()
        if self._cell is not None:
            if name not in {"table-cell", "covered-table-cell"}:
                self._cell.end(name)
            else:
                self._end_cell(self._cell)
        elif name == "table-row" and self._path[2:4] == ["spreadsheet", "table"]:
            self._end_row()
        elif name == "table" and self._path[-1:] == ["spreadsheet"]:
            self.over = len(self.sheets) - 1 == self._only

    def _start_sheet(self, found: Attributes) -> None:
        hidden = found.get("style-name", "") in self._hidden_styles
        self.sheets.append(_Sheet(len(self.sheets), found.get("name", ""), hidden))
        self._line = self._column = 0
        self._merged = {}

    def _start_part(self, name: str, found: Attributes) -> None:
        sheet = self.sheets[-1]
        if name == "table-column":
            times = number_of(found, "number-columns-repeated")
            if found.get("visibility") in _HIDDEN:
                first = min(self._column, MAX_COLUMNS)
                sheet.hidden_columns.update(range(first, min(first + times, MAX_COLUMNS)))
            self._column += times
        elif name == "table-row":
            self._cells = []
            self._line += 1
            self._repeat = number_of(found, "number-rows-repeated")
            self._row_hidden = found.get("visibility") in _HIDDEN
        elif name in {"table-cell", "covered-table-cell"}:
            self._cell = OdsCell(found, covered=name == "covered-table-cell")

    def _end_cell(self, cell: OdsCell) -> None:
        self._cell = None
        if self._only is not None and len(self.sheets) - 1 != self._only:
            # Only whether the row holds something counts.
            times = 1
        else:
            times = min(cell.times, self._width - len(self._cells))
        value = cell.value()
        for _turn in range(times):
            place = len(self._cells)
            if cell.covered and not value:
                last, text = self._merged.get(place, (0, ""))
                self._cells.append(text if self._line <= last else "")
                continue
            if cell.rows > 1:
                self._merged[place] = (self._line + cell.rows - 1, value)
            self._cells.append(value)

    def _end_row(self) -> None:
        sheet = self.sheets[-1]
        cells, first = self._cells, self._line
        self._line += self._repeat - 1
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            return
        self._written_out += self._repeat * sum(map(len, cells))
        if self._line > MAX_ROWS or self._written_out > MAX_UNPACKED_BYTES:
            raise RefusedFile("too_big_unpacked")
        sheet.last_row = self._line
        sheet.hidden_rows += self._repeat if self._row_hidden else 0
        if len(self.sheets) - 1 == self._only:
            self.done.append((first, self._repeat, cells))
