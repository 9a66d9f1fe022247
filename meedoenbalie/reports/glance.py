"""The week in one glance: a figure, what it was before, and five small bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from meedoenbalie.domain.weekly import CountName, WeeklyFigures
from meedoenbalie.i18n import _, formats
from meedoenbalie.reports import weekly_words as words
from meedoenbalie.reports.fonts import BOLD, REGULAR, SEMIBOLD, TITLE
from meedoenbalie.reports.sheet import LEFT, RIGHT, Block, Pen, Ruler, Run, Style
from meedoenbalie.tokens import tokens

_COLOUR: Final = tokens().light
_SHEET: Final = tokens().pdf

_HEADING: Final = Style(SEMIBOLD, _SHEET.caption_pt, _SHEET.ink)
_LABEL: Final = Style(SEMIBOLD, 9.5, _SHEET.ink)
_CAPTION: Final = Style(REGULAR, _SHEET.caption_pt, _COLOUR.ink2)
_CAPTION_STRONG: Final = Style(BOLD, _SHEET.caption_pt, _SHEET.ink)
_FIGURE: Final = Style(TITLE, 14, _SHEET.ink)
_EARLIER: Final = Style(REGULAR, 9.5, _SHEET.ink)

# Right edges of the columns with figures, and where the bars begin.
_THIS, _PREVIOUS, _MEAN = LEFT + 250, LEFT + 316, LEFT + 399
_BARS: Final = LEFT + 423
_BAR, _STEP, _HIGHEST, _LEAST = 10.0, 12.0, 19.0, 0.5
_HEADING_HEIGHT: Final = 20.0
_ROW: Final = 27.0
_NOTE_LINE: Final = 12.0


@dataclass(frozen=True, slots=True)
class _Line:
    label: str
    caption: str
    this: str
    previous: str
    mean: str
    bars: tuple[float | None, ...]


def glance_blocks(figures: WeeklyFigures, ruler: Ruler) -> Iterator[Block]:
    """Yield the heading, a row for each figure, and what the figures don't say."""
    yield _heading(figures, ruler)
    for line in _lines(figures):
        yield _row(line, ruler)
    yield _note(figures, ruler)


def _lines(figures: WeeklyFigures) -> list[_Line]:
    shown: tuple[tuple[CountName, str, str], ...] = (
        ("informed", _("Voorgelicht"), words.informed_people(figures.this)),
        ("sent", _("Verwezen"), ""),
        ("answered", _("Beantwoord door aanbieder"), ""),
        ("started", _("Gestart"), ""),
        ("stopped", _("Gestopt"), ""),
    )
    # One scale for all counts, so that the bars of different figures can be compared.
    highest = max(1, *(max(figures.counts(name)) for name, _label, _caption in shown))
    lines = []
    for name, label, caption in shown:
        counts = figures.counts(name)
        lines.append(
            _Line(
                label,
                caption,
                formats.number(counts[-1]),
                formats.number(counts[-2]),
                words.mean(figures.mean(name)),
                tuple(count / highest for count in counts),
            )
        )
    lines.append(
        _Line(
            words.told_back_heading(figures),
            words.told_back_of(figures.this),
            words.share(figures.this.told_share),
            words.share(figures.previous.told_share),
            words.share(figures.mean_told_share()),
            tuple(week.told_share for week in figures.weeks),
        )
    )
    return lines


def _heading(figures: WeeklyFigures, ruler: Ruler) -> Block:
    columns = (
        (words.week_heading(figures.week), _THIS),
        (words.week_heading(figures.previous.week), _PREVIOUS),
        (words.mean_heading(figures), _MEAN),
    )

    def draw(pen: Pen, top: float) -> None:
        y = top - 13.5
        runs = [
            Run(LEFT, y, _("Deze week in één blik"), _HEADING),
            Run(_BARS, y, words.chart_heading(figures), _HEADING),
        ]
        runs += [
            Run(right - ruler.width(text, _HEADING), y, text, _HEADING) for text, right in columns
        ]
        pen.write(runs)
        pen.line(top - _HEADING_HEIGHT + 0.5, 1.0, _SHEET.ink)

    return Block(_HEADING_HEIGHT, draw, keep_with_next=True)


def _row(line: _Line, ruler: Ruler) -> Block:
    label_at = 11.4 if line.caption else 16.8
    figures = (
        (line.this, _THIS, _FIGURE, 18.4),
        (line.previous, _PREVIOUS, _EARLIER, 16.8),
        (line.mean, _MEAN, _EARLIER, 16.8),
    )

    def draw(pen: Pen, top: float) -> None:
        runs = [Run(LEFT, top - label_at, line.label, _LABEL)]
        if line.caption:
            runs.append(Run(LEFT, top - 22.6, line.caption, _CAPTION))
        runs += [
            Run(right - ruler.width(text, style), top - at, text, style)
            for text, right, style, at in figures
        ]
        pen.write(runs)
        _draw_bars(pen, top - _ROW + 3.6, line.bars)
        pen.line(top - _ROW + 0.25, 0.5, _COLOUR.line)

    return Block(_ROW, draw)


def _draw_bars(pen: Pen, bottom: float, bars: Sequence[float | None]) -> None:
    for place, height in enumerate(bars):
        if height is None:
            continue
        colour = _SHEET.accent if place == len(bars) - 1 else _COLOUR.h2
        # Zero is a thin line; no bar at all says that there is nothing to know.
        pen.bar(_BARS + place * _STEP, bottom, _BAR, max(_LEAST, height * _HIGHEST), colour)


def _note(figures: WeeklyFigures, ruler: Ruler) -> Block:
    stand, warning, rest = words.note(figures)
    lines = ruler.flow(
        ((stand, _CAPTION), (warning, _CAPTION_STRONG), (rest, _CAPTION)), RIGHT - LEFT
    )

    def draw(pen: Pen, top: float) -> None:
        for place, line in enumerate(lines):
            pen.write_line(LEFT, top - 14.2 - place * _NOTE_LINE, line)

    return Block(9 + len(lines) * _NOTE_LINE, draw)
