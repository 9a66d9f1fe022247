"""The box for one answer on the phone: a number, or one letter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from meedoenbalie.i18n import _, pgettext
from meedoenbalie.ui.shortcuts import OwnKeys
from meedoenbalie.ui.widgets.number_box import NumberBox

_MOST_PLACES = 100_000


def full_key() -> str:
    """The letter for *vol*."""
    return pgettext("toets", "V")


def no_answer_key() -> str:
    """The letter for *geen gehoor*."""
    return pgettext("toets", "G")


def skip_key() -> str:
    """The letter for *overslaan*."""
    return pgettext("toets", "O")


class AnswerBox(NumberBox):
    """Enter takes the number that stands there; letters answer without a number.

    The arrows walk the list, so that the keyboard never has to leave the box.
    """

    full = Signal()
    no_answer = Signal()
    skipped = Signal()
    walked = Signal(int)

    def __init__(self) -> None:
        super().__init__(_MOST_PLACES, width=88)
        self.setAccessibleName(_("Hoeveel plaatsen zijn er vrij?"))
        OwnKeys(self, full_key(), _("er is geen plaats vrij"))
        OwnKeys(self, no_answer_key(), _("er neemt niemand op"))
        OwnKeys(self, skip_key(), _("sla dit aanbod over"))

    def ask(self, number: int | None) -> None:
        """Show the last known number, selected: the first digit replaces it."""
        self.set_value(number)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer with one key; whatever else is typed goes into the box."""
        letters = {
            full_key(): self.full,
            no_answer_key(): self.no_answer,
            skip_key(): self.skipped,
        }
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        letter = letters.get(event.text().upper()) if plain else None
        if letter is not None:
            letter.emit()
        elif plain and event.key() in steps:
            self.walked.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
