"""A week in a thumbnail: seven columns of days, three rows of dayparts."""

from __future__ import annotations

from collections.abc import Set

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.ui.paint import painting
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.week import Cell, cells_text

_WIDTH, _HEIGHT = 7.4, 5.6
_GAP = 1.0


def glyph_size() -> QSize:
    """Return the size of a glyph at the present text scale."""
    now = theme()
    return QSize(now.px(7 * (_WIDTH + _GAP) + 2), now.px(3 * (_HEIGHT + _GAP) + 2))


def glyph_text(mdt: Set[Cell], language: Set[Cell]) -> str:
    """Return what a glyph shows, for screen readers and tooltips."""
    said = []
    if mdt:
        said.append(_("MDT: {parts}").format(parts=cells_text(mdt)))
    if language:
        said.append(_("taal: {parts}").format(parts=cells_text(language)))
    return "; ".join(said) or _("tijden onbekend")


def paint_glyph(painter: QPainter, origin: QPointF, mdt: Set[Cell], language: Set[Cell]) -> None:
    """Draw a glyph with its top left corner at ``origin``: MDT solid, language hollow."""
    now = theme()
    scale = now.scale
    with painting(painter):
        for day in range(7):
            for part in range(3):
                box = QRectF(
                    origin.x() + 1 + day * (_WIDTH + _GAP) * scale,
                    origin.y() + 1 + part * (_HEIGHT + _GAP) * scale,
                    _WIDTH * scale,
                    _HEIGHT * scale,
                )
                if (day, part) in language:
                    inner = box.adjusted(0.3, 0, -0.3, 0)
                    painter.setPen(QPen(now.colour("taal"), 1.6 * scale))
                    painter.setBrush(now.colour("taal-soft"))
                    painter.drawRoundedRect(inner, scale, scale)
                else:
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(now.colour("mdt" if (day, part) in mdt else "line"))
                    painter.drawRoundedRect(box, scale, scale)


class WeekGlyph(QWidget):
    """The glyph as a widget; its words are the tooltip and the accessible name."""

    def __init__(self, mdt: Set[Cell] = frozenset(), language: Set[Cell] = frozenset()) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._mdt: Set[Cell] = frozenset()
        self._language: Set[Cell] = frozenset()
        self.set_cells(mdt, language)

    def set_cells(self, mdt: Set[Cell], language: Set[Cell]) -> None:
        """Show other parts of days."""
        self._mdt, self._language = mdt, language
        words = glyph_text(mdt, language)
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the glyph."""
        return glyph_size()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the glyph."""
        paint_glyph(QPainter(self), QPointF(0, 0), self._mdt, self._language)
