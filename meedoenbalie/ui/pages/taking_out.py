"""What a page shows of figures, taken out: its tables, and a picture of its charts.

Cards that name people never go along: they are left out by what they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QTableView, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.services.figures_out import FigureTable
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.bars import Bars
from meedoenbalie.ui.widgets.cards import Card, KeyValueGrid
from meedoenbalie.ui.widgets.heat_map import HeatMap
from meedoenbalie.ui.widgets.interval_bars import IntervalBars

PICTURES = (".png", ".svg")
_SHARP = 2
"""Pixels of a picture for each one on the screen."""


class CannotSave(OSError):
    """A picture that couldn't be written at its place."""


def cards_of(pane: QWidget) -> list[Card]:
    """Return the cards of a tab that hold figures and name nobody, from top to bottom."""
    found = [card for card in pane.findChildren(Card) if card.isVisible() and list(_charts(card))]
    return sorted(found, key=lambda card: card.mapTo(pane, QPoint(0, 0)).y())


def tables_of(pane: QWidget) -> list[FigureTable]:
    """Return the figures of a tab as tables."""
    return [
        table
        for card in cards_of(pane)
        for chart in _charts(card)
        if (table := _table(card.accessibleName(), chart)).rows
    ]


def draw(cards: list[Card], title: str, out: Path) -> None:
    """Draw cards below each other, as PNG or SVG by the name of the file.

    Raises CannotSave.
    """
    gap = theme().px(theme().tokens.space.l)
    width = max(card.width() for card in cards) + 2 * gap
    height = sum(card.height() + gap for card in cards) + gap
    size = QSize(width, height)
    if out.suffix.casefold() == ".svg":
        _draw_svg(cards, title, size, gap, out)
    else:
        image = QImage(size * _SHARP, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_SHARP)
        image.setText("Title", title)
        with QPainter(image) as painter:
            _draw_all(painter, cards, size, gap)
        if not image.save(str(out)):
            raise CannotSave(out.name)


def _draw_svg(cards: list[Card], title: str, size: QSize, gap: int, out: Path) -> None:
    # Few ask for one, and Cijfers comes in front sooner without it.
    from PySide6.QtSvg import QSvgGenerator

    made = QSvgGenerator()
    made.setFileName(str(out))
    made.setSize(size)
    made.setViewBox(QRect(QPoint(0, 0), size))
    made.setTitle(title)
    made.setDescription("; ".join(card.accessibleName() for card in cards))
    painter = QPainter()
    if not painter.begin(made):
        raise CannotSave(out.name)
    _draw_all(painter, cards, size, gap)
    painter.end()


def _draw_all(painter: QPainter, cards: list[Card], size: QSize, gap: int) -> None:
    painter.fillRect(QRect(QPoint(0, 0), size), theme().colour("canvas"))
    top = gap
    for card in cards:
        card.render(painter, QPoint(gap, top))
        top += card.height() + gap


def _charts(card: Card) -> Iterator[QWidget]:
    for widget in card.findChildren(QWidget):
        if (
            isinstance(widget, Bars | IntervalBars | QTableView | KeyValueGrid)
            and widget.isVisible()
        ):
            yield widget


def _table(title: str, chart: QWidget) -> FigureTable:
    if isinstance(chart, Bars):
        return _of_bars(title, chart)
    if isinstance(chart, IntervalBars):
        heads = (_("Wat"), _("Deel"), _("Marge (95%)"))
        rows = tuple((bar.name, bar.text, bar.margin) for bar in chart.bars())
        return FigureTable(title, heads, rows)
    if isinstance(chart, HeatMap | QTableView):
        return _of_view(title, chart)
    if isinstance(chart, KeyValueGrid):
        return FigureTable(title, (_("Wat"), _("Waarde")), tuple(chart.pairs()))
    raise TypeError(chart)


def _of_bars(title: str, bars: Bars) -> FigureTable:
    shown = bars.bars()
    notes = any(note for _name, _number, note in shown)
    heads = (_("Wat"), _("Aantal"), *((_("Deel"),) if notes else ()))
    return FigureTable(
        title, heads, tuple((name, n, *((note,) if notes else ())) for name, n, note in shown)
    )


def _of_view(title: str, view: QTableView) -> FigureTable:
    model = view.model()
    columns = range(model.columnCount())
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    named = isinstance(view, HeatMap)
    heads = [str(model.headerData(column, across) or "") for column in columns]
    rows = []
    for line in range(model.rowCount()):
        cells = [_cell(model.index(line, column, QModelIndex()).data()) for column in columns]
        rows.append((_cell(model.headerData(line, down)), *cells) if named else tuple(cells))
    return FigureTable(title, ("", *heads) if named else tuple(heads), tuple(rows))


def _cell(shown: object) -> str | int:
    """Return a count as a number, so that a spreadsheet can go on with it."""
    text = "" if shown is None else str(shown)
    return int(text) if text.isascii() and text.isdecimal() else text
