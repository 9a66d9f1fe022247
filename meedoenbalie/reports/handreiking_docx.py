"""The handreiking as a Word document: real headings, lists and tables, to go on writing in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from meedoenbalie.domain.markup import NEW_LINE
from meedoenbalie.reports.handreiking_blocks import (
    Block,
    Box,
    Cells,
    Heading,
    Items,
    Paragraph,
    Run,
    blocks,
)
from meedoenbalie.tokens import tokens

_STYLES = {"number": "List Number", "bullet": "List Bullet", "check": "List"}
_FOLLOWING = "List Continue"
_DEEPEST = 3
"""Word's own styles know so many lists in each other."""
_TO_TICK = "☐\t"
_COLOURS = {"tip": "ok", "mind": "warn", "example": "accent", "checklist": "info"}


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


def _write(document: Word, block: Block, deep: int = 0, box: str = "") -> None:
    """Write a block at the end; ``deep`` is how many lists it stands in, ``box`` in which box."""
    match block:
        case Heading(level, text):
            _in_box(document.add_heading(text, level), box)
        case Paragraph(runs):
            _paragraph(document, runs, _FOLLOWING if deep else "Normal", deep, box)
        case Items():
            _write_items(document, block, deep + 1, box)
        case Box(kind, title, inside):
            _paragraph(document, [Run(title, strong=True)], "Normal", 0, kind)
            for one in inside:
                _write(document, one, 0, kind)
        case Cells():
            _write_table(document, block)


def _write_items(document: Word, items: Items, deep: int, box: str) -> None:
    style = _STYLES[items.kind]
    number = _new_numbers(document, deep, items.start) if items.kind == "number" else None
    for item in items.items:
        first, rest = _headed(item)
        runs = [Run(_TO_TICK), *first] if items.kind == "check" else first
        paragraph = _paragraph(document, runs, style, deep, box)
        if number is not None:
            properties = paragraph.paragraph_format.element.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_numId().val = number
        for one in rest:
            _write(document, one, deep, box)


def _headed(item: tuple[Block, ...]) -> tuple[list[Run], tuple[Block, ...]]:
    """Return the words that stand beside the number of an item, and what follows below them."""
    if item and isinstance(item[0], Paragraph):
        return list(item[0].runs), item[1:]
    return [], item


def _new_numbers(document: Word, deep: int, start: int) -> int:
    """Return the number of a new list: the style alone would count on through all chapters."""
    style = document.styles[_of_level(_STYLES["number"], deep)].element
    numbering = document.part.numbering_part.element
    of_style = numbering.num_having_numId(style.pPr.numPr.numId.val)
    number = numbering.add_num(of_style.abstractNumId.val)
    number.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(number.numId)


def _of_level(style: str, deep: int) -> str:
    level = min(deep, _DEEPEST)
    return f"{style} {level}" if level > 1 else style


def _paragraph(
    document: Word, runs: Iterable[Run], style: str, deep: int, box: str
) -> WordParagraph:
    paragraph = document.add_paragraph(style=_of_level(style, deep))
    for run in runs:
        _write_run(document, paragraph, run)
    _in_box(paragraph, box)
    return paragraph


def _write_run(document: Word, paragraph: WordParagraph, run: Run) -> None:
    written = paragraph.add_run()
    if run.text == NEW_LINE:
        written.add_break()
        return
    written.text = run.text
    written.bold, written.italic = run.strong or None, run.emphasis or None
    palette = tokens().light
    if run.quiet:
        written.font.color.rgb = RGBColor.from_string(palette.ink2.removeprefix("#"))
    if run.link:
        written.font.underline = True
        written.font.color.rgb = RGBColor.from_string(palette.accent.removeprefix("#"))
        link = OxmlElement("w:hyperlink")
        related = document.part.relate_to(run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), related)
        written.element.addprevious(link)
        link.append(written.element)


def _in_box(paragraph: WordParagraph, box: str) -> None:
    """Draw a line in the colour of the box along the paragraph, as on paper."""
    if not box:
        return
    colour = tokens().light._asdict()[_COLOURS[box]].removeprefix("#")
    border, line = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in {"val": "single", "sz": "32", "space": "8", "color": colour}.items():
        line.set(qn(f"w:{name}"), value)
    border.append(line)
    paragraph.paragraph_format.element.get_or_add_pPr().append(border)


def _write_table(document: Word, cells: Cells) -> None:
    document.add_paragraph(cells.caption, style="Caption")
    table = document.add_table(1, len(cells.heads), "Light Grid")
    for cell, head in zip(table.rows[0].cells, cells.heads, strict=True):
        cell.text = head
    for row in cells.rows:
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
