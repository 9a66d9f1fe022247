"""The dashboard shape: cards in two columns that become one when the page is narrow."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.ui.page import Page, Shell
from meedoenbalie.ui.shapes.head import PageHead
from meedoenbalie.ui.shapes.two_columns import TwoColumns


class DashboardPage(Page):
    """A page of cards: the main column at the left and a side column at the right."""

    def __init__(self, shell: Shell, title: str, subtitle: str = "") -> None:
        super().__init__(shell)
        self._name = title
        self.head = PageHead(title, subtitle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        self.scroller = TwoColumns()
        self.main, self.side = self.scroller.main, self.scroller.side
        column.addWidget(self.scroller, 1)

    def title(self) -> str:
        """Return the title of the head."""
        return self._name

    def panes(self) -> tuple[QWidget, ...]:
        """Return the head and the cards."""
        return (self.head, self.scroller.side_box)

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
