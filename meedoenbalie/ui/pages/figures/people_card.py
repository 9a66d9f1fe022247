"""Who they are: the persons behind a cell or a change; Enter opens the dossier."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.domain.people import Resident
from meedoenbalie.i18n import _
from meedoenbalie.ui.shortcuts import OwnKeys
from meedoenbalie.ui.table_model import Column, TableModel
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.cards import Card
from meedoenbalie.ui.widgets.list_delegate import TwoLines
from meedoenbalie.ui.widgets.long_list import LongList
from meedoenbalie.ui.widgets.text import Text

_MOST_ROWS = 8


class Behind(NamedTuple):
    """Somebody behind a figure, and a line about them."""

    resident: Resident
    below: str


class PeopleCard(Card):
    """A list of persons with the words of what they have in common; ``empty`` asks to choose."""

    chosen = Signal(object)
    """The id of a resident whose dossier is wanted."""

    def __init__(self, empty: str) -> None:
        super().__init__(_("Wie zijn dit?"), "users")
        OwnKeys(self, "Esc", _("sluit de lijst"))
        self._empty = empty
        self._words = Text("", "caption", "ink2", wrap=True)
        self._model: TableModel[Behind] = TableModel(
            (Column("", lambda one: one.resident.full_name, spoken=_spoken),),
            lambda one: one.resident.id,
        )
        self.people = _People(self._model, _("Bewoners"), _lines)
        self.people.opened.connect(self.chosen)
        self.people.gone.connect(lambda: self.left.emit(-1))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        column.addWidget(self._words)
        column.addWidget(self.people)
        self.add(inside)
        self.show_people("", ())

    def show_people(self, words: str, people: Sequence[Behind]) -> None:
        """Show these persons, under words that say what they have in common."""
        self._words.setText(words or self._empty)
        self.set_count(str(len(people)) if people else "")
        self._model.set_rows(people)
        row = theme().px(theme().tokens.row.list_two_lines)
        self.people.setFixedHeight(row * min(_MOST_ROWS, len(people)) + theme().px(2))
        self.people.setVisible(bool(people))

    def take_keyboard(self) -> None:
        """Go to the first person, if there is any."""
        if self._model.rowCount():
            self.people.setCurrentIndex(self._model.index(0, 0))
            self.people.setFocus(Qt.FocusReason.OtherFocusReason)


class _People(LongList):
    gone = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.gone.emit()
        else:
            super().keyPressEvent(event)


def _lines(one: Behind) -> TwoLines:
    return TwoLines(one.resident.full_name, one.below)


def _spoken(one: Behind) -> str:
    return f"{one.resident.full_name}, {one.below}"
