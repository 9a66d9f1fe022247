"""Paper: a pen that draws on pages, text made to fit, and blocks that flow over the pages.

All measures are points (1/72 inch). ``y`` grows upwards, as in PDF.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from reportlab import rl_config
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from meedoenbalie.i18n import language
from meedoenbalie.reports.fonts import printable, register_fonts
from meedoenbalie.tokens import tokens

# Bytes as they are, not as letters: a quarter smaller, and quicker.
rl_config.useA85 = 0

MARGIN: Final[float] = tokens().pdf.margin_mm * mm
LEFT: Final = MARGIN
RIGHT: Final[float] = A4[0] - MARGIN
TOP: Final[float] = A4[1] - MARGIN

ELLIPSIS = "…"


class Style(NamedTuple):
    """How text looks: name of the font, height of the letters in points, ``#RRGGBB``."""

    font: str
    size: float
    colour: str


class Piece(NamedTuple):
    """A text of one style in a line, and how far from the beginning of that line it stands."""

    x: float
    text: str
    style: Style


class Ruler:
    """Measures text for one document and remembers what it measured."""

    def __init__(self) -> None:
        register_fonts()
        self._widths: dict[tuple[str, str], float] = {}

    def width(self, text: str, style: Style) -> float:
        """Return the width of a printable text."""
        key = (text, style.font)
        known = self._widths.get(key)
        if known is None:
            known = self._widths[key] = stringWidth(text, style.font, 1)
        return known * style.size

    def fit(
        self, text: str, style: Style, width: float, lines: int = 1, tail: str = ""
    ) -> tuple[str, ...]:
        """Return a text and its tail as at most so many lines that fit in a width.

        A text that is too long ends in an ellipsis; a tail that fits in one line is kept.
        """
        whole = printable(f"{text}{tail}")
        text = printable(text)
        tail = whole[len(text) :]
        if self.width(whole, style) <= width:
            return (whole,)
        wrapped = self._wrap(whole, style, width)
        if len(wrapped) <= lines:
            return wrapped
        shortest, longest = 0, len(text)
        best = self._wrap(ELLIPSIS + tail, style, width)[:lines]
        while shortest < longest:
            middle = (shortest + longest + 1) // 2
            tried = self._wrap(text[:middle].rstrip(" ,:;") + ELLIPSIS + tail, style, width)
            if len(tried) <= lines:
                best, shortest = tried, middle
            else:
                longest = middle - 1
        return best

    def flow(self, parts: Sequence[tuple[str, Style]], width: float) -> list[list[Piece]]:
        """Return texts of several styles, one after the other, as lines that fit in a width."""
        lines: list[list[Piece]] = [[]]
        x = 0.0
        for text, style in parts:
            gap = self.width(" ", style)
            for word in printable(text).split():
                if x and x + self.width(word, style) > width:
                    lines.append([])
                    x = 0.0
                last = lines[-1][-1] if lines[-1] else None
                if last is not None and last.style is style:
                    lines[-1][-1] = last._replace(text=f"{last.text} {word}")
                else:
                    lines[-1].append(Piece(x, word, style))
                x += self.width(word, style) + gap
        return lines

    def _wrap(self, text: str, style: Style, width: float) -> tuple[str, ...]:
        lines: list[str] = []
        for word in text.split(" "):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer, style) <= width:
                lines[-1] = longer
            else:
                lines += self._break(word, style, width)
        return tuple(lines)

    def _break(self, word: str, style: Style, width: float) -> list[str]:
        pieces = [""]
        for sign in word:
            if pieces[-1] and self.width(pieces[-1] + sign, style) > width:
                pieces.append("")
            pieces[-1] += sign
        return pieces


class Run(NamedTuple):
    """A piece of text on one line: where its baseline begins, what it says and how it looks."""

    x: float
    y: float
    text: str
    style: Style


class Pen:
    """Draws on the pages of one document. The same strokes make the same bytes.

    Text is written in the order of the calls, which is the order in which it is read and copied.
    Lines and boxes of one look are drawn together when the page ends.
    """

    def __init__(self, title: str) -> None:
        self._stream = io.BytesIO()
        # Invariant: no moment of making and no random identifier.
        self._canvas = Canvas(self._stream, pagesize=A4, invariant=1, lang=language())
        self._canvas.setTitle(title)
        self._canvas.setAuthor("Meedoenbalie")
        self._canvas.setCreator("Meedoenbalie")
        self._fill = ""
        self._lines: dict[_Stroke, list[float]] = {}
        self._boxes: dict[_Stroke, list[_Rectangle]] = {}

    def write(self, runs: Iterable[Run]) -> None:
        """Write texts that were made printable."""
        text = self._canvas.beginText()
        style: Style | None = None
        for run in runs:
            if run.style is not style:
                style = run.style
                text.setFont(style.font, style.size)
                if style.colour != self._fill:
                    self._fill = style.colour
                    text.setFillColor(_colour(style.colour))
            text.setTextOrigin(run.x, run.y)
            text.textLine(run.text)
        self._canvas.drawText(text)

    def write_line(self, x: float, y: float, pieces: Iterable[Piece]) -> None:
        """Write one line of a flow."""
        self.write(Run(x + piece.x, y, piece.text, piece.style) for piece in pieces)

    def line(self, y: float, width: float, colour: str) -> None:
        """Draw a horizontal line over the whole breadth between the margins."""
        self._lines.setdefault((width, colour), []).append(y)

    def bar(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle; ``x`` and ``y`` are its lower left corner."""
        self._fill = colour
        self._canvas.setFillColor(_colour(colour))
        self._canvas.rect(x, y, width, height, stroke=0, fill=1)

    def box(
        self, x: float, y: float, width: float, height: float, colour: str, radius: float = 0
    ) -> None:
        """Draw the outline of a rectangle; ``x`` and ``y`` are its lower left corner."""
        box = (x, y, width, height, radius)
        self._boxes.setdefault((_BOX_LINE, colour), []).append(box)

    def end_page(self) -> None:
        """Go on with the next page."""
        for stroke, boxes in self._boxes.items():
            outline = self._canvas.beginPath()
            for x, y, width, height, radius in boxes:
                if radius:
                    outline.roundRect(x, y, width, height, radius)
                else:
                    outline.rect(x, y, width, height)
            self._take(stroke)
            self._canvas.drawPath(outline)
        for stroke, heights in self._lines.items():
            self._take(stroke)
            self._canvas.lines([(LEFT, y, RIGHT, y) for y in heights])
        self._boxes.clear()
        self._lines.clear()
        self._fill = ""
        self._canvas.showPage()

    def finish(self) -> bytes:
        """Return the whole document."""
        self._canvas.save()
        return self._stream.getvalue()

    def _take(self, stroke: _Stroke) -> None:
        width, colour = stroke
        self._canvas.setLineWidth(width)
        self._canvas.setStrokeColor(_colour(colour))


_BOX_LINE: Final = 0.6
_Stroke = tuple[float, str]
_Rectangle = tuple[float, float, float, float, float]


@cache
def _colour(written: str) -> Color:
    return HexColor(written)


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Something on a page that isn't cut in two.

    ``draw`` gets the pen and the height of the top edge. ``keep_with_next`` holds it on the page of
    the block after it; ``header`` is drawn first when a page begins with this block.
    """

    height: float
    draw: Callable[[Pen, float], None]
    keep_with_next: bool = False
    header: Block | None = None


def white(height: float) -> Block:
    """Return white above the block that follows; no page begins with it."""
    return Block(height, _draw_nothing, keep_with_next=True)


def stacked(upper: Block, lower: Block) -> Block:
    """Return two blocks as one."""

    def draw(pen: Pen, top: float) -> None:
        upper.draw(pen, top)
        lower.draw(pen, top - upper.height)

    return Block(upper.height + lower.height, draw)


def _draw_nothing(_pen: Pen, _top: float) -> None:
    pass


def paginate(blocks: Sequence[Block], room: float, later_room: float) -> list[list[Block]]:
    """Divide blocks over pages with ``room`` on the first and ``later_room`` on the others.

    A block that is higher than a page gets a page of its own.
    """
    pages: list[list[Block]] = [[]]
    left = room
    for group in _groups(blocks):
        if _height(group) > left and pages[-1]:
            header = group[0].header
            page = [header] if header else []
            page += [block for block in group if block.draw is not _draw_nothing]
            pages.append(page)
            left = later_room - _height(page)
        else:
            pages[-1] += group
            left -= _height(group)
    return pages


def draw_pages(
    pen: Pen,
    pages: Sequence[Sequence[Block]],
    head: Callable[[int], float],
    foot: Callable[[int], None],
) -> bytes:
    """Draw the blocks of each page below its head and return the file.

    ``head`` and ``foot`` get the number of the page, from 1; ``head`` returns where it ends.
    """
    for number, blocks in enumerate(pages, 1):
        top = head(number)
        for block in blocks:
            block.draw(pen, top)
            top -= block.height
        foot(number)
        pen.end_page()
    return pen.finish()


def _height(blocks: Sequence[Block]) -> float:
    return sum(block.height for block in blocks)


def _groups(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    group: list[Block] = []
    for block in blocks:
        group.append(block)
        if not block.keep_with_next:
            yield group
            group = []
    if group:
        yield group
