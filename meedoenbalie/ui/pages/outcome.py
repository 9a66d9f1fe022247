"""Where a page says how the last thing that was done went."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from meedoenbalie.services import messages
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.notices import Notice


class Outcome(QVBoxLayout):
    """One notice at a time, and none at first."""

    def say(self, notice: Notice) -> None:
        """Show this instead of what was said before."""
        self.clear()
        self.addWidget(notice)

    def clear(self) -> None:
        """Take away what was said."""
        clear_layout(self)

    def explain(self, error: Exception) -> bool:
        """Say in words why something failed; return False for what nobody foresaw."""
        text = messages.explain(error)
        if text is not None:
            self.say(Notice(text, "", "danger"))
        return text is not None
