"""Stands where a screen is that this user's roles don't include, and says so."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from meedoenbalie.i18n import _
from meedoenbalie.ui.page import Page, Shell
from meedoenbalie.ui.widgets.notices import EmptyState


class NotYoursPage(Page):
    """One sentence, and the way back."""

    shows_others = False

    def __init__(self, shell: Shell, title: str) -> None:
        super().__init__(shell)
        self._title = title
        column = QVBoxLayout(self)
        column.addWidget(
            EmptyState(
                _(
                    "‘{screen}’ is voor balie en coördinatie. Met uw rol leest u mee, en wijzigt "
                    "u niets over bewoners en aanbod."
                ).format(screen=title),
                _("&Terug"),
                shell.back,
                "lock",
            )
        )

    def title(self) -> str:
        """Return the name of the screen that is not shown."""
        return self._title
