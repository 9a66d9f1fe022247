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
    draw_pages,
    paginate,
    white,
)
from meedoenbalie.reports.table import table_blocks
from meedoenbalie.reports.weekly import WeeklyReport
from meedoenbalie.reports.weekly_lists import listings
from meedoenbalie.tokens import tokens

_COLOUR: Final = tokens().light
_SHEET: Final = tokens().pdf

_TITLE: Final = Style(TITLE, 19, _SHEET.ink)
_PROVISIONAL: Final = Style(TITLE, 19, _COLOUR.warn)
_SUBTITLE: Final = Style(REGULAR, _SHEET.body_pt, _COLOUR.ink2)
_SECTION: Final = Style(TITLE, 11.5, _SHEET.ink)
_TEXT: Final = Style(REGULAR, 9, _COLOUR.ink2)
_CAPTION: Final = Style(REGULAR, _SHEET.caption_pt, _COLOUR.ink2)
_CAPTION_STRONG: Final = Style(BOLD, _SHEET.caption_pt, _SHEET.ink)
_MARK: Final = Style(SEMIBOLD, _SHEET.caption_pt, _COLOUR.danger)

_FOOTER_LINE: Final = 52.0
_BOTTOM: Final = _FOOTER_LINE + 12
_HEAD: Final = 46.0
_SECTION_HEIGHT: Final = 18.0
_SECTION_BASELINE: Final = 12.0


def weekly_pdf(report: WeeklyReport) -> bytes:
    """Return the report as PDF in the active language; equal reports make equal bytes.

    Raises FontMissing.
    """
    ruler = Ruler()
    room = TOP - _BOTTOM
    pages = paginate(list(_blocks(report, ruler)), room - _HEAD, room)
    pen = Pen(words.file_title(report))
    later = _draw_later_head
    return draw_pages(
        pen,
        pages,
        lambda number: _draw_head(pen, ruler, report) if number == 1 else later(pen, ruler),
        lambda number: _draw_footer(pen, ruler, report, words.page_of(number, len(pages))),
    )


def _blocks(report: WeeklyReport, ruler: Ruler) -> Iterator[Block]:
    yield from glance_blocks(report.figures, ruler)
    if report.visits.visits:
        yield _sentence(words.visits(report.visits))
    for listing in listings(report):
        yield white(11.5)
        yield _heading(listing.title, listing.subtitle, ruler)
        if listing.rows:
            again = _heading(listing.title, words.continued(), ruler)
            yield from table_blocks(listing.columns, listing.rows, ruler, again)
        else:
            yield _sentence(listing.when_empty)


def _heading(title: str, subtitle: str, ruler: Ruler) -> Block:
    (line,) = ruler.flow(((title, _SECTION), (subtitle, _CAPTION)), 2 * RIGHT)

    def draw(pen: Pen, top: float) -> None:
        pen.write_line(LEFT, top - _SECTION_BASELINE, line)

    return Block(_SECTION_HEIGHT, draw, keep_with_next=True)


def _sentence(text: str) -> Block:
    return Block(16, lambda pen, top: pen.write([Run(LEFT, top - 10, text, _TEXT)]))


def _draw_head(pen: Pen, ruler: Ruler, report: WeeklyReport) -> float:
    mark = words.private_mark()
    breadth = max(ruler.width(text, _MARK) for text in mark) + 14
    left = RIGHT - breadth
    title = ((words.title(), _TITLE), (words.provisional(report), _PROVISIONAL))
    pen.write_line(LEFT, TOP - 15.5, ruler.flow(title, RIGHT)[0])
    (site,) = ruler.fit(
        words.site(report), _SUBTITLE, left - LEFT - 10, tail=words.days_of_week(report)
    )
    pen.write([Run(LEFT, TOP - 31, site, _SUBTITLE)])
    pen.box(left, TOP - 31.2, breadth, 30.9, _COLOUR.danger, radius=2)
    pen.write(
        Run(RIGHT - 7 - ruler.width(text, _MARK), TOP - 12.6 - place * 11.4, text, _MARK)
        for place, text in enumerate(mark)
    )
    return TOP - _HEAD


def _draw_later_head(pen: Pen, ruler: Ruler) -> float:
    # On the line of the section's heading, with which every later page begins.
    mark = ". ".join((*words.private_mark(), "")).strip()
    pen.write([Run(RIGHT - ruler.width(mark, _MARK), TOP - _SECTION_BASELINE, mark, _MARK)])
    return TOP


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
