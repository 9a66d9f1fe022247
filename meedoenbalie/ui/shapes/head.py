"""The head of a page: its name, a line of context, and at most two actions at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.ui.paint import Chip
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.chips import StateChip
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import CutText, Text


class PageHead(Surface):
    """Title, subtitle and actions in one row."""

    def __init__(self, title: str, subtitle: str = "") -> None:
        super().__init__("head")
        now = theme()
        self.setFixedHeight(now.px(now.tokens.size.head))
        row = QHBoxLayout(self)
        margin = now.px(now.tokens.space.screen_margin)
        row.setContentsMargins(margin, 0, margin, 0)
        row.setSpacing(now.px(now.tokens.space.m))
        self._title = Text(title, "screen")
        self._subtitle = CutText(subtitle, "body", "ink2")
        self._along: StateChip | None = None
        row.addWidget(self._title)
        row.addWidget(self._subtitle, 1)
        self._row = row

    def set_title(self, title: str) -> None:
        """Change the name of the page."""
        self._title.setText(title)

    def set_subtitle(self, subtitle: str) -> None:
        """Change the line of context; it is cut off, not wrapped, when there is no room."""
        self._subtitle.setText(subtitle)

    def set_looking_along(self, on: bool) -> None:
        """Show the quiet mark that a resident looks along, beside the title."""
        if self._along is None and on:
            self._along = StateChip(Chip(_("Samen kijken"), "info", "info-soft", "eye"))
            self._row.insertWidget(1, self._along)
        if self._along is not None:
            self._along.setVisible(on)

    def add_action(self, widget: QWidget) -> None:
        """Put a button or a box at the right, after the ones that are there."""
        self._row.addWidget(widget)
