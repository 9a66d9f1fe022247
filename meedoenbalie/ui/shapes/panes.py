"""Panes: a header that stays, a middle that scrolls, a footer that stays."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.surface import Surface

Ground = Literal["canvas", "surface"]
"""What a pane lies on."""


class Footer(Surface):
    """The actions of a pane: from the left, a stretch, and the primary one at the right.

    Where they don't fit beside each other, those at the right stand in a line below.
    ``margin`` is a token length: the edge at which the content of the pane begins.
    """

    def __init__(self, margin: int | None = None) -> None:
        super().__init__("footer")
        now = theme()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        side = now.px(now.tokens.space.l if margin is None else margin)
        self._sides.setContentsMargins(side, now.px(11), side, now.px(11))
        self._sides.setSpacing(now.px(8))
        self._lefts, self._rights = QHBoxLayout(), QHBoxLayout()
        for row in (self._lefts, self._rights):
            row.setSpacing(now.px(8))
            row.addStretch(1)
            self._sides.addLayout(row)
        self._left = 0

    def add_left(self, widget: QWidget) -> None:
        """Add at the left side."""
        self._lefts.insertWidget(self._left, widget)
        self._left += 1

    def add_right(self, widget: QWidget) -> None:
        """Add at the right end; add the primary button last."""
        self._rights.addWidget(widget)

    def minimumSizeHint(self) -> QSize:
        """Ask no more room than the wider side needs."""
        widest = max(self._lefts.minimumSize().width(), self._rights.minimumSize().width())
        return QSize(widest + self._edges(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the sides beside or below each other."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Look again when a button came, went or changed its words."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _edges(self) -> int:
        margins = self._sides.contentsMargins()
        return margins.left() + margins.right()

    def _arrange(self) -> None:
        wanted = [row.sizeHint().width() for row in (self._lefts, self._rights)]
        gap = self._sides.spacing() if all(wanted) else 0
        beside = sum(wanted) + gap + self._edges() <= self.width()
        way = QBoxLayout.Direction
        direction = way.LeftToRight if beside else way.TopToBottom
        if direction != self._sides.direction():
            self._sides.setDirection(direction)
            self.updateGeometry()


class Pane(Surface):
    """One column of a screen. Only :attr:`body` scrolls."""

    def __init__(self, ground: Ground = "surface", *, padding: int | None = None) -> None:
        super().__init__(ground)
        now = theme()
        self.setMinimumWidth(now.px(240))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        inside = Surface(ground)
        self.body = QVBoxLayout(inside)
        pad = now.px(now.tokens.space.l if padding is None else padding) if padding != 0 else 0
        self.body.setContentsMargins(pad, pad, pad, pad)
        self.body.setSpacing(now.px(now.tokens.space.m))
        self.scroller = QScrollArea()
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setWidget(inside)
        self._column.addWidget(self.scroller, 1)
        self._tops = 0

    def add_top(self, widget: QWidget) -> None:
        """Add above the part that scrolls."""
        self._column.insertWidget(self._tops, widget)
        self._tops += 1

    def set_middle(self, widget: QWidget) -> None:
        """Let ``widget``, a view that scrolls by itself, take the place of the scrolling body."""
        self._column.replaceWidget(self.scroller, widget)
        self.scroller.hide()
        self._column.setStretchFactor(widget, 1)

    def add_bottom(self, widget: QWidget) -> None:
        """Add below the part that scrolls, such as a :class:`Footer`."""
        self._column.addWidget(widget)
