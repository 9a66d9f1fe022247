"""A list to work through on paper: a box to tick, columns, and a heading on every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from meedoenbalie.reports.fonts import SEMIBOLD
from meedoenbalie.reports.sheet import LEFT, RIGHT, Block, Pen, Ruler, Run, Style, stacked
from meedoenbalie.tokens import tokens

_INK: Final = tokens().pdf.ink
_LINE: Final = tokens().light.line
_HEADING: Final = Style(SEMIBOLD, tokens().pdf.caption_pt, _INK)

_INDENT: Final = 16.5
_GAP: Final = 8.0
_HEADING_HEIGHT: Final = 18.0
_ROW: Final = 18.75
_BASELINE: Final = 12.2
_NEXT_LINE: Final = 11.5
_BOX: Final = 8.5
_MOST_LINES: Final = 2


class Column(NamedTuple):
    """A heading, and how much of the breadth the column takes beside the others."""

    heading: str
    share: float


class Cell(NamedTuple):
    """A text; its tail stays readable when the text has to be cut."""

    text: str
    style: Style
    tail: str = ""


def table_blocks(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], ruler: Ruler, title: Block
) -> Iterator[Block]:
    """Yield the heading and the rows; a cell takes two lines at most, and the row grows with it.

    A later page begins with ``title`` and the heading again.
    """
    edges = _edges(columns)
    heading = _heading(columns, edges)
    yield heading
    again = stacked(title, heading)
    for row in rows:
        yield _row(row, edges, ruler, again)


def _edges(columns: Sequence[Column]) -> list[float]:
    """Where each column begins, and where the last one ends (one gap beyond the margin)."""
    breadth = RIGHT + _GAP - (LEFT + _INDENT)
    unit = breadth / sum(column.share for column in columns)
    edges = [LEFT + _INDENT]
    for column in columns:
        edges.append(edges[-1] + column.share * unit)
    return edges


def _heading(columns: Sequence[Column], edges: Sequence[float]) -> Block:
    def draw(pen: Pen, top: float) -> None:
        y = top - 11.5
        pen.write(
            Run(x, y, column.heading, _HEADING) for x, column in zip(edges, columns, strict=False)
        )
        pen.line(top - _HEADING_HEIGHT + 0.5, 1.0, _INK)

    return Block(_HEADING_HEIGHT, draw, keep_with_next=True)


def _row(row: Sequence[Cell], edges: Sequence[float], ruler: Ruler, header: Block) -> Block:
    placed: list[Run] = []
    most = 1
    for cell, (x, end) in zip(row, pairwise(edges), strict=True):
        lines = ruler.fit(cell.text, cell.style, end - x - _GAP, _MOST_LINES, cell.tail)
        most = max(most, len(lines))
        placed += [
            Run(x, -_BASELINE - place * _NEXT_LINE, line, cell.style)
            for place, line in enumerate(lines)
        ]
    height = _ROW + (most - 1) * _NEXT_LINE

    def draw(pen: Pen, top: float) -> None:
        pen.box(LEFT + 0.3, top - _BASELINE - 1.1, _BOX, _BOX, _INK)
        pen.write([Run(run.x, top + run.y, run.text, run.style) for run in placed])
        pen.line(top - height + 0.25, 0.5, _LINE)

    return Block(height, draw, header=header)
