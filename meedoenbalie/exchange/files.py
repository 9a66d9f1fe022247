"""Opening a file of somebody else: what it is follows from its bytes, never from its name alone."""

from __future__ import annotations

from pathlib import Path

from meedoenbalie.exchange.archive import open_archive
from meedoenbalie.exchange.csv_file import read_csv
from meedoenbalie.exchange.limits import MAX_FILE_BYTES
from meedoenbalie.exchange.ods_file import is_ods, read_ods
from meedoenbalie.exchange.problems import RefusedFile
from meedoenbalie.exchange.shape import GUESS, FileShape
from meedoenbalie.exchange.tabular import FieldNames, Table
from meedoenbalie.exchange.xlsx_file import read_xlsx

_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK"
_OTHERS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"{\\rtf", "RTF"),
    (b"<", "HTML/XML"),
)
_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".ods", ".ots"})
_MARK = b"\xef\xbb\xbf"


def read_bytes(path: Path) -> bytes:
    """Return the content of a file. Raises RefusedFile when it can't be read or is too big."""
    try:
        if not path.is_file():
            raise RefusedFile("not_a_file", path.name)
        if path.stat().st_size > MAX_FILE_BYTES:
            raise RefusedFile("file_too_big")
        raw = path.read_bytes()
    except (OSError, ValueError):
        raise RefusedFile("not_readable") from None
    if not raw:
        raise RefusedFile("empty_file")
    return raw


def is_json(raw: bytes) -> bool:
    """Tell whether a file starts as JSON."""
    return raw.removeprefix(_MARK).lstrip()[:1] in {b"{", b"["}


def read_table(path: Path, raw: bytes, names: FieldNames, told: FileShape = GUESS) -> Table:
    """Return the table in a workbook or CSV file, read as ``told``. Raises RefusedFile."""
    if raw.startswith(_OLE):
        raise RefusedFile("encrypted_or_old")
    if raw.startswith(_ZIP):
        archive = open_archive(raw)
        parts = archive.namelist()
        if "xl/workbook.xml" in parts:
            return read_xlsx(raw, archive, names, told)
        if is_ods(archive):
            return read_ods(archive, names, told)
        known = "mimetype" in parts or "word/document.xml" in parts
        raise RefusedFile("wrong_kind" if known else "damaged_workbook", "zip")
    if path.suffix.lower() in _WORKBOOKS:
        raise RefusedFile("not_a_workbook")
    start = raw.removeprefix(_MARK).lstrip()
    for signature, kind in _OTHERS:
        if start.startswith(signature):
            raise RefusedFile("wrong_kind", kind)
    return read_csv(raw, names, told)
