"""Two columns of cards that scroll, and become one when there is little room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.surface import Surface

_SIDE_WIDTH = 304
_AS_WIDE_AS_WANTED = 16777215


class TwoColumns(QScrollArea):
    """A main column and a side column; ``side_box`` is the widget around the latter."""

    def __init__(self) -> None:
        super().__init__()
        now = theme()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = Surface("canvas")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        margin = now.px(now.tokens.space.screen_margin)
        self._columns.setContentsMargins(margin, now.px(now.tokens.space.l), margin, margin)
        self._columns.setSpacing(now.px(now.tokens.space.l))
        self.main, self.side = QVBoxLayout(), QVBoxLayout()
        for part in (self.main, self.side):
            part.setSpacing(now.px(now.tokens.space.panel_gap))
        self.side_box = QWidget()
        self.side_box.setLayout(self.side)
        self.side.setContentsMargins(0, 0, 0, 0)
        self._columns.addLayout(self.main, 1)
        self._columns.addWidget(self.side_box)
        self.setWidget(inside)
        self._arrange(wide=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the side column below the main one when there is little room."""
        super().resizeEvent(event)
        now = theme()
        self._arrange(wide=now.em(self.width()) >= now.tokens.breakpoints_em.two_panes)

    def _arrange(self, *, wide: bool) -> None:
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
        if wide:
            self.side_box.setFixedWidth(theme().px(_SIDE_WIDTH))
        else:
            self.side_box.setMinimumWidth(0)
            self.side_box.setMaximumWidth(_AS_WIDE_AS_WANTED)
