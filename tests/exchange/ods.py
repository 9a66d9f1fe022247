"""Small OpenDocument spreadsheets, made for one test."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

MIME = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(
    f'xmlns:{name}="{_OASIS}{name}:1.0"' for name in ("office", "table", "text", "style")
)
_CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def cell(value: object, attributes: str = "") -> str:
    """Write a cell; text that begins with ``<`` is a cell already."""
    text = str(value)
    if text.startswith("<table:"):
        return text
    kind = f'office:value-type="float" office:value="{text}"'
    if not isinstance(value, int | float):
        kind = 'office:value-type="string"' if text else ""
    inner = f"<text:p>{escape(text)}</text:p>" if text else ""
    return f"<table:table-cell {kind} {attributes}>{inner}</table:table-cell>"


def row(cells: Sequence[object], attributes: str = "") -> str:
    """Write a row."""
    return f"<table:table-row {attributes}>{''.join(map(cell, cells))}</table:table-row>"


def sheet(name: str, rows: str, attributes: str = "", columns: str = "") -> str:
    """Write a sheet of written rows."""
    return f'<table:table table:name="{name}" {attributes}>{columns}{rows}</table:table>'


def ods(sheets: str, before: str = "", parts: Mapping[str, str] | None = None) -> bytes:
    """Write a spreadsheet of written sheets; ``before`` are its styles."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES} {_CALC}>'
        f"<office:automatic-styles>{before}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in {"mimetype": MIME, "content.xml": content, **(parts or {})}.items():
            archive.writestr(zipfile.ZipInfo(name), text, compress_type=zipfile.ZIP_DEFLATED)
    return file.getvalue()


def ods_bytes(rows: Sequence[Sequence[object]]) -> bytes:
    """Write rows as a spreadsheet of one sheet."""
    return ods(sheet("Blad1", "".join(map(row, rows))))
