"""Shares with their margins, drawn on one scale: a dot and the line between its bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from meedoenbalie.ui.theme import theme


@dataclass(frozen=True, slots=True)
class IntervalBar:
    """One line: its name, value and bounds (0 to 1) or None without, and both in words."""

    name: str
    bounds: tuple[float, float, float] | None
    text: str
    margin: str


class IntervalBars(QWidget):
    """A line for each; what has no share says so in words. The scale runs from 0 to 100 %."""

    _ROW, _NAME, _TEXT, _DOT = 28, 132, 168, 9

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._bars: tuple[IntervalBar, ...] = ()

    def set_bars(self, bars: Sequence[IntervalBar]) -> None:
        """Show these."""
        self._bars = tuple(bars)
        self.setAccessibleName(
            "; ".join(f"{bar.name} {bar.text} {bar.margin}".strip() for bar in bars)
        )
        self.updateGeometry()
        self.update()

    def bars(self) -> tuple[IntervalBar, ...]:
        """Return what is shown."""
        return self._bars

    def sizeHint(self) -> QSize:
        """Return a row per line."""
        return QSize(theme().px(420), theme().px(self._ROW) * len(self._bars))

    def minimumSizeHint(self) -> QSize:
        """Return the same height: no line is ever cut off."""
        return QSize(theme().px(self._NAME + self._TEXT + 60), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw names, margins and words."""
        now = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row, name, text = now.px(self._ROW), now.px(self._NAME), now.px(self._TEXT)
        left, right = name + now.px(8), self.width() - text - now.px(8)
        centre = int(Qt.AlignmentFlag.AlignVCenter)
        for line, bar in enumerate(self._bars):
            top, middle = line * row, line * row + row / 2
            painter.setFont(now.font("body_strong"))
            painter.setPen(now.colour("ink"))
            shown = painter.fontMetrics().elidedText(bar.name, Qt.TextElideMode.ElideRight, name)
            painter.drawText(0, top, name, row, centre, shown)
            painter.fillRect(QRectF(left, middle - 0.5, right - left, 1), now.colour("line"))
            if bar.bounds is not None:
                self._draw(painter, bar.bounds, left, right - left, middle)
            painter.setFont(now.font())
            painter.setPen(now.colour("ink" if bar.bounds is not None else "ink2"))
            words = f"{bar.text} ({bar.margin})" if bar.margin else bar.text
            painter.drawText(right + now.px(8), top, text, row, centre, words)

    def _draw(
        self,
        painter: QPainter,
        bounds: tuple[float, float, float],
        left: float,
        width: float,
        middle: float,
    ) -> None:
        now = theme()
        value, low, high = (left + width * share for share in bounds)
        end, dot = now.px(5), now.px(self._DOT) / 2
        painter.setPen(QPen(now.colour("accent"), now.px(2)))
        painter.drawLine(QPointF(low, middle), QPointF(high, middle))
        for bound in (low, high):
            painter.drawLine(QPointF(bound, middle - end), QPointF(bound, middle + end))
        painter.setBrush(now.colour("accent"))
        painter.drawEllipse(QPointF(value, middle), dot, dot)
