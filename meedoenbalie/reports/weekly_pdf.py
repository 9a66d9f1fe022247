"""The weekly referral report on A4: figures in one glance, then three lists to work through."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from meedoenbalie.reports import weekly_words as words
from meedoenbalie.reports.fonts import BOLD, REGULAR, SEMIBOLD, TITLE
from meedoenbalie.reports.glance import glance_blocks
from meedoenbalie.reports.sheet import (
    LEFT,
    RIGHT,
    TOP,
    Block,
    Pen,
    Ruler,
    Run,
    Style,
    paginate,
    white,
)
from meedoenbalie.reports.table import table_blocks
from meedoenbalie.reports.weekly import WeeklyReport
from meedoenbalie.reports.weekly_lists import Listing, listings
from meedoenbalie.tokens import tokens

_COLOUR: Final = tokens().light
_SHEET: Final = tokens().pdf

_TITLE: Final = Style(TITLE, 19, _SHEET.ink)
_SUBTITLE: Final = Style(REGULAR, _SHEET.body_pt, _COLOUR.ink2)
_SECTION: Final = Style(TITLE, 11.5, _SHEET.ink)
_TEXT: Final = Style(REGULAR, 9, _COLOUR.ink2)
_CAPTION: Final = Style(REGULAR, _SHEET.caption_pt, _COLOUR.ink2)
_CAPTION_STRONG: Final = Style(BOLD, _SHEET.caption_pt, _SHEET.ink)
_MARK: Final = Style(SEMIBOLD, _SHEET.caption_pt, _COLOUR.danger)

_FOOTER_LINE: Final = 52.0
_BOTTOM: Final = _FOOTER_LINE + 12
_HEAD: Final = 46.0
_LATER_HEAD: Final = 24.0
_SECTION_HEIGHT: Final = 18.0


def weekly_pdf(report: WeeklyReport) -> bytes:
    """Return the report as PDF in the active language; equal reports make equal bytes.

    Raises FontMissing.
    """
    ruler = Ruler()
    room = TOP - _BOTTOM
    pages = paginate(list(_blocks(report, ruler)), room - _HEAD, room - _LATER_HEAD)
    pen = Pen(words.file_title(report))
    for number, blocks in enumerate(pages, 1):
        top = (
            _draw_head(pen, ruler, report) if number == 1 else _draw_later_head(pen, ruler, report)
        )
        for block in blocks:
            block.draw(pen, top)
            top -= block.height
        _draw_footer(pen, ruler, report, words.page_of(number, len(pages)))
        pen.end_page()
    return pen.finish()


def _blocks(report: WeeklyReport, ruler: Ruler) -> Iterator[Block]:
    yield from glance_blocks(report.figures, ruler)
    for listing in listings(report):
        yield white(11.5)
        yield _heading(listing, ruler)
        if listing.rows:
            yield from table_blocks(listing.columns, listing.rows, ruler)
        else:
            yield _sentence(listing.when_empty)


def _heading(listing: Listing, ruler: Ruler) -> Block:
    (line,) = ruler.flow(((listing.title, _SECTION), (listing.subtitle, _CAPTION)), 2 * RIGHT)

    def draw(pen: Pen, top: float) -> None:
        pen.write_line(LEFT, top - 12, line)

    return Block(_SECTION_HEIGHT, draw, keep_with_next=True)


def _sentence(text: str) -> Block:
    return Block(16, lambda pen, top: pen.write([Run(LEFT, top - 10, text, _TEXT)]))


def _draw_head(pen: Pen, ruler: Ruler, report: WeeklyReport) -> float:
    mark = words.private_mark()
    breadth = max(ruler.width(text, _MARK) for text in mark) + 14
    left = RIGHT - breadth
    pen.box(left, TOP - 31.2, breadth, 30.9, _COLOUR.danger, radius=2)
    pen.write(
        Run(RIGHT - 7 - ruler.width(text, _MARK), TOP - 12.6 - place * 11.4, text, _MARK)
        for place, text in enumerate(mark)
    )
    room = left - LEFT - 10
    (title,) = ruler.fit(words.title(), _TITLE, room)
    (subtitle,) = ruler.fit(words.subtitle(report), _SUBTITLE, room)
    pen.write((Run(LEFT, TOP - 15.5, title, _TITLE), Run(LEFT, TOP - 31, subtitle, _SUBTITLE)))
    return TOP - _HEAD


def _draw_later_head(pen: Pen, ruler: Ruler, report: WeeklyReport) -> float:
    mark = ". ".join((*words.private_mark(), "")).strip()
    left = RIGHT - ruler.width(mark, _MARK)
    (name,) = ruler.fit(words.footer(report), _CAPTION, left - LEFT - 10)
    pen.write((Run(LEFT, TOP - 8, name, _CAPTION), Run(left, TOP - 8, mark, _MARK)))
    return TOP - _LATER_HEAD


def _draw_footer(pen: Pen, ruler: Ruler, report: WeeklyReport, page: str) -> None:
    pen.line(_FOOTER_LINE, 0.6, _COLOUR.line_strong)
    left = RIGHT - ruler.width(page, _CAPTION)
    (name,) = ruler.fit(words.footer(report), _CAPTION, left - LEFT - 10)
    y = _FOOTER_LINE - 12
    pen.write((Run(LEFT, y, name, _CAPTION), Run(left, y, page, _CAPTION)))
    introduction, code, rest = words.checkpoint(report)
    parts = ((introduction, _CAPTION), (code, _CAPTION_STRONG), (rest, _CAPTION))
    for place, line in enumerate(ruler.flow(parts, RIGHT - LEFT)):
        pen.write_line(LEFT, y - 12 - place * 10.5, line)
