"""The handreiking as a Word document: real headings, lists and tables, to go on writing in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Word
from docx.oxml.ns import qn

from meedoenbalie.reports.handreiking_blocks import Cells, Heading, Items, Paragraph, blocks

_STYLES = {"number": "List Number", "bullet": "List Bullet", "box": "List Bullet"}
_BOX = "☐ "


def render_docx(data: Mapping[str, Any], made_on: date) -> bytes:
    """Return what ``reports/handreiking.py`` prints as DOCX; the same data give the same bytes."""
    document = Document()
    core = document.core_properties
    core.title, core.author, core.language = data["title"], "Meedoenbalie", data["lang"]
    core.created = core.modified = datetime.combine(made_on, time(12))
    _set_language(document, data["lang"])
    document.add_heading(data["title"], 0)
    document.add_paragraph(data["subtitle"], style="Subtitle")
    document.add_paragraph(data["audience"])
    for block in blocks(data):
        _write(document, block)
    document.sections[0].footer.paragraphs[0].text = data["footer"]
    buffer = BytesIO()
    document.save(buffer)
    return _at_noon(buffer, made_on)


def _at_noon(document: BytesIO, day: date) -> bytes:
    """Return the document with its parts dated: python-docx dates them when it saves."""
    out = BytesIO()
    with ZipFile(document) as saved, ZipFile(out, "w", ZIP_DEFLATED) as dated:
        for name in saved.namelist():
            part = ZipInfo(name, (day.year, day.month, day.day, 12, 0, 0))
            dated.writestr(part, saved.read(name), ZIP_DEFLATED)
    return out.getvalue()


def _write(document: Word, block: Heading | Paragraph | Items | Cells) -> None:
    match block:
        case Heading(level, text):
            document.add_heading(text, level)
        case Paragraph(text, strong, quiet):
            paragraph = document.add_paragraph()
            if strong:
                paragraph.add_run(f"{strong} ").bold = True
            paragraph.add_run(text).italic = quiet
        case Items(kind, items):
            for item in items:
                document.add_paragraph((_BOX if kind == "box" else "") + item, _STYLES[kind])
        case Cells(caption, heads, rows):
            document.add_paragraph(caption, style="Caption")
            table = document.add_table(1, len(heads), "Light Grid")
            for cell, head in zip(table.rows[0].cells, heads, strict=True):
                cell.text = head
            for row in rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text


def _set_language(document: Word, tag: str) -> None:
    """Say in which language the text is, so that a screen reader and the speller know it."""
    properties = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = properties.find(qn("w:lang"))
    if language is None:
        language = properties.makeelement(qn("w:lang"), {})
        properties.append(language)
    language.set(qn("w:val"), {"nl": "nl-NL", "en": "en-GB"}.get(tag, tag))
