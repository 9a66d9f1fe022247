"""Ctrl+K: find somebody or something, go to a screen, or do something, by typing a few letters."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.services import finding, registration
from meedoenbalie.services.registration import ResidentLine
from meedoenbalie.ui.find_hits import (
    Hit,
    answer,
    of_acts,
    of_help,
    of_other_pages,
    of_pages,
    of_people,
    of_records,
    of_resident,
)
from meedoenbalie.ui.table_model import Column, TableModel
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.inputs import SearchBox
from meedoenbalie.ui.widgets.list_delegate import RowList, TwoLines
from meedoenbalie.ui.widgets.text import Text

if TYPE_CHECKING:
    from meedoenbalie.ui.desk_shell import DeskShell

_REMEMBERED = 6
_PLACES = 8
"""So many screens and acts are shown between whom and what was found."""


class FindDialog(QDialog):
    """A field and a list. Typing keeps the keyboard; up and down walk the list.

    With nothing typed it shows what was chosen here before, and the screens.
    """

    def __init__(self, shell: DeskShell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        now = theme()
        self.setWindowTitle(_("Zoek overal"))
        self.resize(now.px(520), now.px(420))
        column = QVBoxLayout(self)
        pad = now.px(now.tokens.space.l)
        column.setContentsMargins(pad, pad, pad, pad)
        self._box = SearchBox(_("Typ een naam, nummer, woord of scherm"), self._search)
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
        self._search("")

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
        shell = self._shell
        if not words.strip():
            self._show([*self._remembered(()), *of_pages(shell)])
            self._read_remembered()
            return
        people, site = not shell.looking_along, shell.site.id if shell.site else None
        places = answer(
            chain(of_pages(shell), of_other_pages(shell), of_acts(shell), of_help(shell)), words
        )
        shell.tasks.read(
            lambda: finding.find_anything(shell.desk, words, site, people=people),
            lambda found: self._show_found(words, found, places),
            key="find",
        )

    def _show_found(self, words: str, found: finding.Found, places: Sequence[Hit]) -> None:
        if words == self._box.text():
            people, rest = of_people(self._shell, found), of_records(self._shell, found)
            self._show([*people, *places[:_PLACES], *rest])

    def _read_remembered(self) -> None:
        shell = self._shell
        chosen = [which for kind, which in shell.found_before if kind == "resident"]
        ids = [which for which in chosen if isinstance(which, UUID)]
        if ids and not shell.looking_along:
            shell.tasks.read(
                lambda: registration.resident_lines(shell.desk, ids),
                self._show_remembered,
                key="find",
            )

    def _show_remembered(self, lines: Sequence[ResidentLine]) -> None:
        if not self._box.text():
            self._show([*self._remembered(lines), *of_pages(self._shell)])

    def _remembered(self, lines: Sequence[ResidentLine]) -> list[Hit]:
        """What was chosen before; of residents only who is still there, as they are called now."""
        shell = self._shell
        known: dict[tuple[str, object], Hit] = {
            (hit.kind, hit.which): hit
            for hit in chain(
                (of_resident(shell, line) for line in lines), of_other_pages(shell), of_acts(shell)
            )
        }
        return [known[chosen] for chosen in shell.found_before if chosen in known]

    def _show(self, hits: list[Hit]) -> None:
        self._model.set_rows(hits)
        self._none.setVisible(not hits)
        if hits:
            self._list.setCurrentIndex(self._model.index(0, 0))

    def _open(self, _identifier: object = None) -> None:
        place = self._list.currentIndex().row()
        hit = self._model.row(place) if place >= 0 else None
        if hit is None:
            return
        if hit.which is not None and hit.kind in ("resident", "page", "act"):
            chosen = (hit.kind, hit.which)
            before = [each for each in self._shell.found_before if each != chosen]
            self._shell.found_before = [chosen, *before][:_REMEMBERED]
        self.accept()
        hit.act()
