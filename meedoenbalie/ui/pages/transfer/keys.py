"""The keys by which desks know each other, beside what moves."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.domain.transfers import KnownDesk
from meedoenbalie.exchange.transfer import DeskCard
from meedoenbalie.i18n import _, formats
from meedoenbalie.services.desk_keys import card_of
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import Card, CardRow
from meedoenbalie.ui.widgets.text import Text


class OwnKeyCard(Card):
    """The fingerprint of this desk, and the file to give to another."""

    def __init__(self, save: Callable[[], object]) -> None:
        super().__init__(_("Sleutel van deze balie"))
        self.fingerprint = Text("", "body_strong", wrap=True)
        self.fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words = Text("", "caption", "ink2", wrap=True)
        self.save = Button(_("&Sleutel opslaan…"), "key-round", on_click=save, small=True)
        self.add(_column(self.fingerprint, self._words, self.save))

    def show_card(self, card: DeskCard | None) -> None:
        """Show the own fingerprint, or that there is no key yet."""
        self.fingerprint.setVisible(card is not None)
        if card is None:
            self._words.setText(
                _("Nog geen sleutel. Opslaan maakt hem, één keer. Geef het bestand aan de balie.")
            )
            return
        self.fingerprint.setText(card.fingerprint)
        self.fingerprint.setAccessibleName(_("Vingerafdruk: {code}").format(code=card.fingerprint))
        self._words.setText(_("Geef het bestand aan de andere balie en lees deze code voor."))


class KnownDesksCard(Card):
    """Which desks were compared."""

    def __init__(self, add: Callable[[], object]) -> None:
        super().__init__(_("Balies die u kent"))
        self.add_desk = Button(_("&Balie vastleggen…"), "landmark", on_click=add, small=True)
        self.add_footer(self.add_desk)

    def show_desks(self, desks: Sequence[KnownDesk]) -> None:
        """Show them by name, with fingerprint and who compared it when."""
        self.set_rows(
            [
                CardRow(
                    one.id,
                    one.name,
                    _("{code} · vergeleken door {name} op {day}").format(
                        code=card_of(one).fingerprint,
                        name=one.pinned_by,
                        day=formats.numeric_day(one.pinned_on),
                    ),
                    "landmark",
                )
                for one in desks
            ],
            _("Nog geen. Leg eerst de balie vast waar iemand naartoe gaat of vandaan komt."),
        )


def _column(*parts: QWidget) -> QWidget:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme().px(6))
    for part in parts:
        if isinstance(part, Button):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            column.addWidget(part)
    return inside
