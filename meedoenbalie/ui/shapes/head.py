"""The head of a page: its name, a line of context, and at most two actions at the right."""

from __future__ import annotations

from meedoenbalie.i18n import _
from meedoenbalie.ui.paint import Chip
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.action_row import ActionRow
from meedoenbalie.ui.widgets.chips import StateChip
from meedoenbalie.ui.widgets.text import CutText, Text


class PageHead(ActionRow):
    """Title, subtitle and actions in one row; the actions below it when there is no room."""

    def __init__(self, title: str, subtitle: str = "") -> None:
        tokens = theme().tokens
        super().__init__("head", tokens.size.head, tokens.space.m)
        self._title = Text(title, "screen")
        self._subtitle = CutText(subtitle, "body", "ink2")
        self._along: StateChip | None = None
        self.words.addWidget(self._title)
        self.words.addWidget(self._subtitle, 1)

    def set_title(self, title: str) -> None:
        """Change the name of the page."""
        self._title.setText(title)

    def set_subtitle(self, subtitle: str) -> None:
        """Change the line of context."""
        self._subtitle.setText(subtitle)

    def set_looking_along(self, on: bool) -> None:
        """Show the quiet mark that a resident looks along, beside the title."""
        if self._along is None and on:
            self._along = StateChip(Chip(_("Samen kijken"), "info", "info-soft", "eye"))
            self.words.insertWidget(1, self._along)
        if self._along is not None:
            self._along.setVisible(on)
