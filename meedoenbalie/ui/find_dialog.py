"""Ctrl+K: find a resident, or go to a screen, by typing a few letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.services import registration
from meedoenbalie.ui.table_model import Column, TableModel
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.inputs import SearchBox
from meedoenbalie.ui.widgets.list_delegate import RowList, TwoLines
from meedoenbalie.ui.widgets.text import Text

if TYPE_CHECKING:
    from meedoenbalie.ui.desk_shell import DeskShell

_MOST = 20
"""So many residents are shown; who wants more searches the list of residents."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: its words, and what Enter does."""

    title: str
    subtitle: str
    act: Callable[[], None]
    person: bool = False


class FindDialog(QDialog):
    """A field and a list. Typing keeps the keyboard; up and down walk the list."""

    def __init__(self, shell: DeskShell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        now = theme()
        self.setWindowTitle(_("Zoek overal"))
        self.resize(now.px(520), now.px(420))
        column = QVBoxLayout(self)
        pad = now.px(now.tokens.space.l)
        column.setContentsMargins(pad, pad, pad, pad)
        self._box = SearchBox(_("Typ een naam, nummer of scherm"), self._search)
        self._box.installEventFilter(self)
        self._model: TableModel[Hit] = TableModel(
            (Column(_("Gevonden"), lambda hit: f"{hit.title}, {hit.subtitle}"),), identify=id
        )
        self._list = RowList(
            self._model,
            _("Gevonden"),
            lambda hit: TwoLines(hit.title, hit.subtitle, avatar=hit.person),
        )
        self._list.opened.connect(self._open)
        self._none = Text(_("Niets gevonden."), "body", "ink2")
        column.addWidget(self._box)
        column.addWidget(self._list, 1)
        column.addWidget(self._none)
        self._show(self._screens(""))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the field's up, down and Enter work on the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            row = self._list.currentIndex().row()
            match event.key():
                case Qt.Key.Key_Down | Qt.Key.Key_Up:
                    step = 1 if event.key() == Qt.Key.Key_Down else -1
                    self._list.setCurrentIndex(self._model.index(max(0, row + step), 0))
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._open()
                    return True
        return super().eventFilter(watched, event)

    def _search(self, words: str) -> None:
        screens = self._screens(words)
        if not words.strip() or self._shell.looking_along or not self._shell.has("residents"):
            self._show(screens)
            return
        self._shell.tasks.read(
            lambda: _residents(self._shell, words),
            lambda people: self._show([*people, *screens]),
            key="find",
        )

    def _screens(self, words: str) -> list[Hit]:
        return [
            Hit(title, _("scherm"), partial(self._shell.go, key))
            for key, title in self._shell.navigation.titles().items()
            if words.lower() in title.lower()
        ]

    def _show(self, hits: list[Hit]) -> None:
        self._model.set_rows(hits)
        self._none.setVisible(not hits)
        if hits:
            self._list.setCurrentIndex(self._model.index(0, 0))

    def _open(self, _identifier: object = None) -> None:
        place = self._list.currentIndex().row()
        hit = self._model.row(place) if place >= 0 else None
        if hit is not None:
            self.accept()
            hit.act()


def _residents(shell: DeskShell, words: str) -> list[Hit]:
    query = registration.ResidentQuery(words=words, limit=_MOST)
    found = registration.find_residents(shell.desk, query)
    return [
        Hit(
            f"{line.given_name} {line.family_name}".strip(),
            line.reference,
            partial(shell.go, "residents", line.id),
            person=True,
        )
        for line in registration.resident_lines(shell.desk, found)
    ]
