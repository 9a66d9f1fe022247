"""The places that are held for a resident now; each leads to where it is given back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.i18n import _, formats
from meedoenbalie.services.registration import Dossier
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.text import Text


class HeldList(QWidget):
    """A title with a row for each held place; hidden when nothing is held."""

    def __init__(self, open_: Callable[[UUID], object]) -> None:
        super().__init__()
        self._open = open_
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(6))
        column.addWidget(Text(_("Vastgehouden plaatsen"), "body_strong"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme().px(6))
        column.addLayout(self._rows)
        self.hide()

    def show_dossier(self, dossier: Dossier, today: date) -> None:
        """Show what is held for a resident on a day."""
        clear_layout(self._rows)
        held = [(hold, offer) for hold, offer in dossier.held_places if hold.holds_on(today)]
        for hold, offer in held:
            words = _("{offer}, tot en met {day}").format(
                offer=offer.title, day=formats.weekday_and_day(hold.until)
            )
            self._rows.addWidget(Text(words, "body", "ink2", wrap=True))
            button = Button(_("Bekijken"), "hourglass", on_click=self._opener(hold.id), small=True)
            button.setAccessibleName(_("Bekijken: {what}").format(what=words))
            self._rows.addWidget(button)
        self.setVisible(bool(held))

    def _opener(self, hold_id: UUID) -> Callable[[], object]:
        return lambda: self._open(hold_id)
