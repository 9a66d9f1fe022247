"""The referral letter on A4, in the dress of the weekly report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from meedoenbalie.reports import referral_letter_words as words
from meedoenbalie.reports.fonts import REGULAR, SEMIBOLD, TITLE
from meedoenbalie.reports.referral_letter import ReferralLetter
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
from meedoenbalie.reports.weekly_words import page_of, private_mark
from meedoenbalie.tokens import tokens

_COLOUR: Final = tokens().light
_SHEET: Final = tokens().pdf

_TITLE: Final = Style(TITLE, 19, _SHEET.ink)
_SUBTITLE: Final = Style(REGULAR, _SHEET.body_pt, _COLOUR.ink2)
_SECTION: Final = Style(TITLE, 11.5, _SHEET.ink)
_TEXT: Final = Style(REGULAR, _SHEET.body_pt, _SHEET.ink)
_NAME: Final = Style(REGULAR, _SHEET.body_pt, _COLOUR.ink2)
_STRONG: Final = Style(SEMIBOLD, _SHEET.body_pt, _SHEET.ink)
_CAPTION: Final = Style(REGULAR, _SHEET.caption_pt, _COLOUR.ink2)
_MARK: Final = Style(SEMIBOLD, _SHEET.caption_pt, _COLOUR.danger)

_FOOTER_LINE: Final = 52.0
_BOTTOM: Final = _FOOTER_LINE + 12
_HEAD: Final = 58.0
_INDENT: Final = 120.0
_NUMBER: Final = 16.0
_MOST_LINES: Final = 60


def referral_letter_pdf(letter: ReferralLetter) -> bytes:
    """Return the letter as PDF in the active language; equal letters make equal bytes.

    Raises FontMissing.
    """
    ruler = Ruler()
    room = TOP - _BOTTOM
    pages = paginate(list(_blocks(letter, ruler)), room - _HEAD, room)
    pen = Pen(words.file_title(letter))
    return draw_pages(
        pen,
        pages,
        lambda number: _draw_head(pen, ruler, letter) if number == 1 else TOP,
        lambda number: _draw_footer(pen, ruler, letter, page_of(number, len(pages))),
    )


def _blocks(letter: ReferralLetter, ruler: Ruler) -> Iterator[Block]:
    yield from _pairs(words.address(letter), ruler, _STRONG)
    yield white(20)
    yield from _paragraph(words.salutation(letter), ruler)
    yield white(5)
    yield from _paragraph(words.wish(letter), ruler)
    yield white(16)
    yield _heading(words.about(letter), ruler, words.about_consent(letter))
    facts = list(words.facts(letter))
    yield from _pairs(facts, ruler, _TEXT)
    if not facts:
        yield from _paragraph(words.nothing_more(), ruler)
    yield white(16)
    yield _heading(words.next_heading(), ruler)
    for number, step in enumerate(words.next_steps(letter), 1):
        yield _numbered(number, step, ruler)
    yield white(16)
    yield _heading(words.call_heading(), ruler)
    yield white(5)
    yield from _paragraph(words.call(letter), ruler, _STRONG)
    yield white(20)
    yield from _paragraph(words.duties(), ruler, _CAPTION)


def _heading(title: str, ruler: Ruler, subtitle: str = "") -> Block:
    (line,) = ruler.flow(((title, _SECTION), (subtitle, _CAPTION)), 2 * RIGHT)

    def draw(pen: Pen, top: float) -> None:
        pen.write_line(LEFT, top - 12, line)
        pen.line(top - 19.5, 1.0, _SHEET.ink)

    return Block(20, draw, keep_with_next=True)


def _paragraph(text: str, ruler: Ruler, style: Style = _TEXT) -> Iterator[Block]:
    for line in ruler.fit(text, style, RIGHT - LEFT, _MOST_LINES):
        yield _lines([Run(LEFT, -11, line, style)], _SHEET.line_pt)


def _numbered(number: int, text: str, ruler: Ruler) -> Block:
    lines = ruler.fit(text, _TEXT, RIGHT - LEFT - _NUMBER, _MOST_LINES)
    runs = [Run(LEFT, -14, f"{number}.", _STRONG), *_stack(lines, LEFT + _NUMBER, -14, _TEXT)]
    return _lines(runs, 6 + len(lines) * _SHEET.line_pt)


def _pairs(pairs: Iterable[words.Pair], ruler: Ruler, style: Style) -> Iterator[Block]:
    for name, value in pairs:
        lines = ruler.fit(value, style, RIGHT - LEFT - _INDENT, _MOST_LINES)
        runs = [Run(LEFT, -13.5, name, _NAME), *_stack(lines, LEFT + _INDENT, -13.5, style)]
        yield _lines(runs, 5 + len(lines) * _SHEET.line_pt, ruled=True)


def _stack(lines: Iterable[str], x: float, y: float, style: Style) -> list[Run]:
    return [Run(x, y - at * _SHEET.line_pt, line, style) for at, line in enumerate(lines)]


def _lines(runs: list[Run], height: float, *, ruled: bool = False) -> Block:
    def draw(pen: Pen, top: float) -> None:
        pen.write([run._replace(y=top + run.y) for run in runs])
        if ruled:
            pen.line(top - height + 0.25, 0.5, _COLOUR.line)

    return Block(height, draw)


def _draw_head(pen: Pen, ruler: Ruler, letter: ReferralLetter) -> float:
    mark = private_mark()
    breadth = max(ruler.width(text, _MARK) for text in mark) + 14
    left = RIGHT - breadth
    pen.write([Run(LEFT, TOP - 15.5, words.title(), _TITLE)])
    (site,) = ruler.fit(words.subtitle(letter), _SUBTITLE, left - LEFT - 10)
    pen.write([Run(LEFT, TOP - 31, site, _SUBTITLE)])
    pen.box(left, TOP - 31.2, breadth, 30.9, _COLOUR.danger, radius=2)
    pen.write(
        Run(RIGHT - 7 - ruler.width(text, _MARK), TOP - 12.6 - place * 11.4, text, _MARK)
        for place, text in enumerate(mark)
    )
    return TOP - _HEAD


def _draw_footer(pen: Pen, ruler: Ruler, letter: ReferralLetter, page: str) -> None:
    pen.line(_FOOTER_LINE, 0.6, _COLOUR.line_strong)
    left = RIGHT - ruler.width(page, _CAPTION)
    (name,) = ruler.fit(words.footer(letter), _CAPTION, left - LEFT - 10)
    y = _FOOTER_LINE - 12
    pen.write((Run(LEFT, y, name, _CAPTION), Run(left, y, page, _CAPTION)))
