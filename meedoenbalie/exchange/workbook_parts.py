"""The parts of an .xlsx file: how a sheet is laid out.

The reader of cells passes rows one by one and knows nothing of merged cells or hidden columns, and
loading a sheet whole takes fifty times its size. So the layout is read straight from its part.
Nothing is unpacked to disk, and no reference is followed.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass, field

from meedoenbalie.exchange.archive import Attributes, elements, stream_part
from meedoenbalie.exchange.limits import MAX_COLUMNS, MAX_ROWS
from meedoenbalie.exchange.problems import RefusedFile

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?[A-Z]{1,3}\$?(\d{1,7})")
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_RELATIONS = "xl/_rels/workbook.xml.rels"
_TRUE = frozenset({"1", "true"})


@dataclass(slots=True)
class Layout:
    """What the cells themselves don't tell. Columns are counted from 0, rows from 1.

    ``merged`` holds first row, last row and column of cells that are merged downwards;
    ``without_value`` the cells that have a formula and no stored value, or an error.
    """

    hidden_columns: set[int] = field(default_factory=set)
    hidden_rows: int = 0
    last_row: int = 0
    merged: list[tuple[int, int, int]] = field(default_factory=list)
    without_value: set[tuple[int, int]] = field(default_factory=set)


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of each sheet by the sheet's name. Raises RefusedFile."""
    targets = {
        found.get("Id", ""): found.get("Target", "")
        for name, found in elements(archive, _RELATIONS)
        if name == "Relationship"
    }
    return {
        found.get("name", ""): _in_archive(targets.get(_relation_of(found), ""))
        for name, found in elements(archive, "xl/workbook.xml")
        if name == "sheet"
    }


def read_layout(archive: zipfile.ZipFile, part: str) -> Layout:
    """Return the layout of one sheet. Raises RefusedFile when the part is damaged."""
    reader = _LayoutReader()
    for _chunk in stream_part(archive, part, reader.start, reader.end, reader.text):
        pass
    reader.layout.merged.sort()
    return reader.layout


class _LayoutReader:
    """Gathers a layout from the elements of a sheet."""

    def __init__(self) -> None:
        self.layout = Layout()
        self._row = 0
        self._column = -1
        self._reference = ""
        self._empty_formula = False
        self._in_value = False

    def start(self, name: str, found: Attributes) -> None:
        """Take the start of an element."""
        if name == "c":
            self._start_cell(found)
        elif name == "f":
            self._empty_formula = True
        elif name == "v":
            self._in_value = True
        elif name == "row":
            self._start_row(found)
        elif name == "col" and found.get("hidden", "") in _TRUE:
            self._hide(found)
        elif name == "mergeCell":
            self._merge(found.get("ref", ""))

    def text(self, text: str) -> None:
        """Take text: a formula with a stored value is no problem."""
        if self._in_value and text.strip():
            self._empty_formula = False

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name == "v":
            self._in_value = False
        elif name == "c" and self._empty_formula:
            self.layout.without_value.add((self._row, self._place()))

    def _start_row(self, found: Attributes) -> None:
        told = found.get("r")
        if told is not None and not told.isdecimal():
            raise RefusedFile("damaged_workbook")
        self._row = self._row + 1 if told is None else int(told)
        self._column = -1
        # The reader of cells drops rows that are not in order.
        if not self.layout.last_row < self._row <= MAX_ROWS:
            raise RefusedFile("damaged_workbook")
        self._reference = ""
        self.layout.last_row = self._row
        self.layout.hidden_rows += found.get("hidden", "") in _TRUE

    def _start_cell(self, found: Attributes) -> None:
        told = found.get("r")
        if told is None:
            self._column = self._place() + 1
        self._reference = told or ""
        self._empty_formula = False
        if found.get("t") == "e":
            self.layout.without_value.add((self._row, self._place()))

    def _place(self) -> int:
        """Return the column of the cell; worked out for the few that matter."""
        if self._reference:
            place = _CELL.fullmatch(self._reference)
            self._column = column_index(place[1]) if place else self._column + 1
            self._reference = ""
        return self._column

    def _hide(self, found: Attributes) -> None:
        first, last = found.get("min", ""), found.get("max", "")
        if first.isdecimal() and last.isdecimal():
            self.layout.hidden_columns.update(range(int(first) - 1, min(int(last), MAX_COLUMNS)))

    def _merge(self, reference: str) -> None:
        found = _RANGE.fullmatch(reference)
        if found and int(found[3]) > int(found[2]):
            self.layout.merged.append((int(found[2]), int(found[3]), column_index(found[1])))


def column_index(letters: str) -> int:
    """Return the index, from 0, of a column by its letters."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def _relation_of(found: Attributes) -> str:
    return next((value for key, value in found.items() if key.split("|")[-1] == "id"), "")


def _in_archive(target: str) -> str:
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
