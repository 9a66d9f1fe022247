"""CSV files: encoding, delimiter, line ends, and rows with the physical line where they start."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from meedoenbalie.exchange.limits import (
    HEADER_WITHIN,
    MAX_COLUMNS,
    MAX_FILE_BYTES,
    MAX_LINE_SIGNS,
)
from meedoenbalie.exchange.problems import RefusedFile
from meedoenbalie.exchange.shape import (
    DELIMITERS,
    GUESS,
    LOOK_AT,
    FileShape,
    month_comes_first,
)
from meedoenbalie.exchange.tabular import FieldNames, NumberedRow, Table, find_header
from meedoenbalie.exchange.text import as_typed

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATOR_LINE = re.compile(r"^(?:\ufeff)?\"?sep=(.)\"?\r?\n?$", re.IGNORECASE)
# ="0612" and '=1+1, in one or two bytes a sign.
_KEPT_AS_TEXT = re.compile(b"=\x00?\"|'\x00?[=+@\t\r\n-]")
_CHUNK = 1 << 20
# Stands behind the last line: when the reader puts it in a cell, a quote was never closed.
_END = "\x00end\x00"
_FEW_COLUMNS = 4


def read_csv(raw: bytes, names: FieldNames, told: FileShape = GUESS) -> Table:
    """Return the table in a CSV file, read as ``told``.

    Raises RefusedFile when the file is empty, has two encodings, an open quote or no header; while
    rows are read it may still find an open quote.
    """
    if not raw.strip():
        raise RefusedFile("empty_file")
    encoding = told.encoding or _encoding(raw)
    if told.encoding:
        _check_decodes(raw, encoding)
    delimiter, header_line, skipped = _shape(raw, encoding, names, told)
    month_first = told.month_first
    if month_first is None:
        some = islice(_records(raw, encoding, delimiter, skipped), LOOK_AT)
        month_first = month_comes_first(some)
    rows = _records(raw, encoding, delimiter, skipped)
    header = next(cells for line, cells in rows if line == header_line)
    headings = [" ".join(cell.split()) for cell in header]
    while headings and not headings[-1]:
        headings.pop()
    if len(headings) > MAX_COLUMNS:
        raise RefusedFile("too_many_columns")
    return Table(
        header_line=header_line,
        header=tuple(headings),
        rows=_unwrapped(rows) if _KEPT_AS_TEXT.search(raw) else rows,
        total=max(raw.count(b"\n"), raw.count(b"\r")),
        shape=FileShape(encoding, delimiter, header_line, month_first),
    )


def _encoding(raw: bytes) -> str:
    """UTF-8, with or without a mark; UTF-16 with a mark; else Windows-1252."""
    for mark, name in _MARKS:
        if raw.startswith(mark):
            _check_decodes(raw, name)
            return name
    head = raw[:4096]
    if head.count(0) > len(head) // 4:
        raise RefusedFile("utf16_without_mark")
    if _is_utf8(raw):
        return "utf-8"
    _check_windows(raw)
    return "cp1252"


def _is_utf8(raw: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(raw), _CHUNK):
            decoder.decode(raw[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _check_decodes(raw: bytes, encoding: str) -> None:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        code = "two_encodings" if encoding == "utf-8-sig" else "unknown_encoding"
        raise RefusedFile(code, line=line) from None


def _check_windows(raw: bytes) -> None:
    """Raise RefusedFile when some lines are UTF-8 and others are not, naming the odd one out."""
    first: dict[str, int] = {}
    for number, line in enumerate(raw.splitlines(), 1):
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            try:
                line.decode("cp1252")
            except UnicodeDecodeError:
                raise RefusedFile("unknown_encoding", line=number) from None
            first.setdefault("cp1252", number)
        else:
            first.setdefault("utf-8", number)
    if len(first) > 1:
        raise RefusedFile("two_encodings", line=max(first.values()))


def _lines(raw: bytes, encoding: str) -> Iterator[str]:
    return io.TextIOWrapper(io.BytesIO(raw), encoding=encoding, newline="")


def _shape(raw: bytes, encoding: str, names: FieldNames, told: FileShape) -> tuple[str, int, int]:
    """Return delimiter, line of the header and number of lines before the table.

    The delimiter is the one that makes most headings known. Raises RefusedFile.
    """
    separator = _SEPARATOR_LINE.match(next(_lines(raw, encoding), ""))
    skipped = 1 if separator else 0
    known = told.delimiter or (separator[1] if separator else "")
    best = ("", 0, 0)
    trouble = RefusedFile("no_table")
    for delimiter in (known,) if known else DELIMITERS:
        head = islice(_records(raw, encoding, delimiter, skipped), HEADER_WITHIN)
        try:
            line, score = find_header(head, names, told.header_line)
        except RefusedFile as refused:
            trouble = refused
            continue
        if score > best[2]:
            best = (delimiter, line, score)
    if not best[1]:
        raise trouble
    return best[0], best[1], skipped


def _records(raw: bytes, encoding: str, delimiter: str, skipped: int) -> Iterator[NumberedRow]:
    """Yield records with the physical line where each starts. Raises RefusedFile."""
    # The module has one limit for all readers. A cell that is too long must refuse its own row,
    # not the file, so the limit of a whole file is set here.
    csv.field_size_limit(MAX_FILE_BYTES)
    lines = _lines(raw, encoding)
    for _line in range(skipped):
        next(lines, "")
    reader = csv.reader(_with_end(lines), delimiter=delimiter)
    width = 0
    end = skipped
    for cells in reader:
        start, end = end + 1, reader.line_num + skipped
        if cells == [_END]:
            return
        width = width or len(cells)
        if end > start:
            _check_quotes(cells, start, width, delimiter)
        yield start, cells


def _check_quotes(cells: list[str], line: int, width: int, delimiter: str) -> None:
    """Raise RefusedFile when a cell goes on to the end, or holds the rows below it."""
    for cell in cells:
        if cell.endswith(_END):
            raise RefusedFile("open_quote", line=line)
        if "\n" in cell and width >= _FEW_COLUMNS:
            swallowed = cell.splitlines()[1:]
            if any(row.count(delimiter) >= width - 1 for row in swallowed):
                raise RefusedFile("open_quote", line=line)


def _unwrapped(rows: Iterator[NumberedRow]) -> Iterator[NumberedRow]:
    for line, cells in rows:
        yield line, [as_typed(cell) for cell in cells]


def _with_end(lines: Iterator[str]) -> Iterator[str]:
    last = ""
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE_SIGNS:
            raise RefusedFile("line_too_long", line=number)
        last = line
        yield line
    if not last.endswith(("\n", "\r")):
        yield "\n"
    yield _END
