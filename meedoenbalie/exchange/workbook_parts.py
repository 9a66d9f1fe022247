"""The parts of an .xlsx file: whether they are safe to read, and how a sheet is laid out.

The reader of cells passes rows one by one and knows nothing of merged cells or hidden columns, and
loading a sheet whole takes fifty times its size. So the layout is read straight from its part.
Nothing is unpacked to disk, and no reference is followed.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from meedoenbalie.exchange.limits import (
    MAX_ARCHIVE_PARTS,
    MAX_COLUMNS,
    MAX_PACKING_RATIO,
    MAX_ROWS,
    MAX_UNPACKED_BYTES,
    SUSPECT_UNPACKED_BYTES,
)
from meedoenbalie.exchange.problems import RefusedFile

Attributes = dict[str, str]

_CHUNK = 1 << 16
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?[A-Z]{1,3}\$?(\d{1,7})")
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_RELATIONS = "xl/_rels/workbook.xml.rels"
_TRUE = frozenset({"1", "true"})

BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What the standard library raises for an archive that is cut off, encrypted or made up."""


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


def open_archive(raw: bytes) -> zipfile.ZipFile:
    """Open a workbook as an archive.

    Raises RefusedFile when it is damaged, unpacks to too much or could reach outside itself.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
        parts = archive.infolist()
    except BROKEN_ARCHIVE:
        raise RefusedFile("damaged_workbook") from None
    if len(parts) > MAX_ARCHIVE_PARTS or sum(p.file_size for p in parts) > MAX_UNPACKED_BYTES:
        raise RefusedFile("too_big_unpacked")
    for part in parts:
        ratio = part.file_size / max(part.compress_size, 1)
        if part.file_size > SUSPECT_UNPACKED_BYTES and ratio > MAX_PACKING_RATIO:
            raise RefusedFile("too_big_unpacked")
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        known = "mimetype" in names or "word/document.xml" in names
        raise RefusedFile("wrong_kind" if known else "damaged_workbook", "zip")
    for name in names:
        if name.endswith((".xml", ".rels")):
            _check_prolog(archive, name)
    return archive


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of each sheet by the sheet's name. Raises RefusedFile."""
    targets = {
        found.get("Id", ""): found.get("Target", "")
        for name, found in _elements(archive, _RELATIONS)
        if name == "Relationship"
    }
    return {
        found.get("name", ""): _in_archive(targets.get(_relation_of(found), ""))
        for name, found in _elements(archive, "xl/workbook.xml")
        if name == "sheet"
    }


def read_layout(archive: zipfile.ZipFile, part: str) -> Layout:
    """Return the layout of one sheet. Raises RefusedFile when the part is damaged."""
    reader = _LayoutReader()
    _parse(archive, part, reader.start, reader.end, reader.text)
    reader.layout.merged.sort()
    return reader.layout


class _LayoutReader:
    """Gathers a layout from the elements of a sheet."""

    def __init__(self) -> None:
        self.layout = Layout()
        self._row = 0
        self._column = -1
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
            self.layout.without_value.add((self._row, self._column))

    def _start_row(self, found: Attributes) -> None:
        told = found.get("r")
        if told is not None and not told.isdecimal():
            raise RefusedFile("damaged_workbook")
        self._row = self._row + 1 if told is None else int(told)
        self._column = -1
        # The reader of cells drops rows that are not in order.
        if not self.layout.last_row < self._row <= MAX_ROWS:
            raise RefusedFile("damaged_workbook")
        self.layout.last_row = self._row
        self.layout.hidden_rows += found.get("hidden", "") in _TRUE

    def _start_cell(self, found: Attributes) -> None:
        place = _CELL.fullmatch(found.get("r", ""))
        self._column = column_index(place[1]) if place else self._column + 1
        self._empty_formula = False
        if found.get("t") == "e":
            self.layout.without_value.add((self._row, self._column))

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


def _elements(archive: zipfile.ZipFile, part: str) -> list[tuple[str, Attributes]]:
    found: list[tuple[str, Attributes]] = []
    _parse(archive, part, lambda name, attributes: found.append((name, attributes)))
    return found


def _parse(
    archive: zipfile.ZipFile,
    part: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Pass the elements of a part, by their names without namespace. Raises RefusedFile."""
    parser = expat.ParserCreate(namespace_separator="|")
    parser.StartElementHandler = lambda name, found: start(name.rpartition("|")[2], found)
    if end is not None:
        parser.EndElementHandler = lambda name: end(name.rpartition("|")[2])
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        with archive.open(part) as stream:
            parser.ParseFile(stream)
    except (expat.ExpatError, *BROKEN_ARCHIVE):
        raise RefusedFile("damaged_workbook") from None


class _RootFound(Exception):
    pass


def _check_prolog(archive: zipfile.ZipFile, part: str) -> None:
    """Refuse a part that declares a document type: entities can grow without end or read files."""

    def refuse(*_: object) -> None:
        raise RefusedFile("unsafe_workbook")

    def stop(*_: object) -> None:
        raise _RootFound

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = stop
    try:
        with archive.open(part) as stream:
            _feed(parser, stream)
    except _RootFound:
        return
    except (expat.ExpatError, *BROKEN_ARCHIVE):
        raise RefusedFile("damaged_workbook") from None


def _feed(parser: expat.XMLParserType, stream: IO[bytes]) -> None:
    while chunk := stream.read(_CHUNK):
        parser.Parse(chunk, False)
