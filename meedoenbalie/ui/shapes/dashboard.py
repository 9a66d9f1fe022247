"""The dashboard shape: cards in two columns that become one when the page is narrow."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from meedoenbalie.ui.page import Page, Shell
from meedoenbalie.ui.shapes.head import PageHead
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.surface import Surface

_SIDE_WIDTH = 304


class DashboardPage(Page):
    """A page of cards: the main column at the left and a side column at the right."""

    def __init__(self, shell: Shell, title: str, subtitle: str = "") -> None:
        super().__init__(shell)
        now = theme()
        self._name = title
        self.head = PageHead(title, subtitle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        inside = Surface("canvas")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        margin = now.px(now.tokens.space.screen_margin)
        self._columns.setContentsMargins(margin, now.px(now.tokens.space.l), margin, margin)
        self._columns.setSpacing(now.px(now.tokens.space.l))
        self.main = QVBoxLayout()
        self.side = QVBoxLayout()
        for part in (self.main, self.side):
            part.setSpacing(now.px(now.tokens.space.panel_gap))
        self._side_box = QWidget()
        self._side_box.setLayout(self.side)
        self.side.setContentsMargins(0, 0, 0, 0)
        self._columns.addLayout(self.main, 1)
        self._columns.addWidget(self._side_box, 0, Qt.AlignmentFlag.AlignTop)
        self.scroller = scroll = QScrollArea()
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        column.addWidget(scroll, 1)
        self._arrange(wide=True)

    def title(self) -> str:
        """Return the title of the head."""
        return self._name

    def panes(self) -> tuple[QWidget, ...]:
        """Return the head and the cards."""
        return (self.head, self._side_box)

    def add_main(self, card: QWidget) -> None:
        """Add a card to the main column."""
        self.main.addWidget(card)

    def add_side(self, card: QWidget) -> None:
        """Add a card to the side column."""
        self.side.addWidget(card)

    def finish(self) -> None:
        """Push the cards to the top; call it when all are added."""
        self.main.addStretch(1)
        self.side.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the side column below the main one when the page is narrow."""
        super().resizeEvent(event)
        now = theme()
        self._arrange(wide=now.em(self.width()) >= now.tokens.breakpoints_em.two_panes)

    def _arrange(self, *, wide: bool) -> None:
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
        if wide:
            self._side_box.setFixedWidth(theme().px(_SIDE_WIDTH))
        else:
            self._side_box.setMinimumWidth(0)
            self._side_box.setMaximumWidth(16777215)
        self._columns.setAlignment(
            self._side_box, Qt.AlignmentFlag.AlignTop if wide else Qt.AlignmentFlag(0)
        )
