"""What a tab of Cijfers is: cards in two columns that scroll; a tab is one module with one pane."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.cards import Card
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import Text

_SIDE_WIDTH = 304


class Pane(QScrollArea):
    """The content of a tab: a main column and a side column, below each other when narrow.

    ``prints`` tells that ``print_document`` makes the pages for the municipality.
    """

    prints = False

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
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
        self._side_box = QWidget()
        self._side_box.setLayout(self.side)
        self.side.setContentsMargins(0, 0, 0, 0)
        self._columns.addLayout(self.main, 1)
        self._columns.addWidget(self._side_box)
        self.setWidget(inside)
        self._arrange(wide=True)

    @property
    def site_code(self) -> str | None:
        """The code of the azc that the window shows; None shows all."""
        return None if self.shell.site is None else self.shell.site.code

    def started(self) -> None:
        """Called each time the tab comes in front: read what it shows."""

    def changed(self, changed: Changes) -> None:
        """Called when something was saved elsewhere."""

    def print_document(self) -> bool:
        """Print what the tab shows; return False when it has no print."""
        return False

    def parts(self) -> tuple[QWidget, ...]:
        """Return what F6 walks through."""
        return (self,)

    def help_text(self) -> str:
        """Return what F1 says about this tab."""
        return ""

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


def how_card(*lines: str) -> Card:
    """Return the card that says how the figures of a tab are counted."""
    card = Card(_("Hoe dit is geteld"), "info")
    card.add(Text("\n\n".join(lines), "caption", "ink2", wrap=True))
    # A card is no higher than it asks for; lines that wrap ask for more once they know their width.
    card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return card
