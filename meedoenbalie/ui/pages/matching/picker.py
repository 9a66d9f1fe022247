"""Choosing whom to match: type a part of a name, Enter takes the first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.services import registration
from meedoenbalie.services.registration import ResidentLine, ResidentQuery
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.conversation.target import NEW
from meedoenbalie.ui.pages.residents.resident_list import resident_model
from meedoenbalie.ui.pages.residents.words import line_chip, line_text, name_of
from meedoenbalie.ui.shapes.panes import Footer
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import SearchBox
from meedoenbalie.ui.widgets.list_delegate import RowList, TwoLines
from meedoenbalie.ui.widgets.notices import EmptyState
from meedoenbalie.ui.widgets.stack import Stack

_MOST = 200


class ResidentPicker(QWidget):
    """A search box over the residents of the site. Sends ``picked`` with an identifier."""

    picked = Signal(object)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        now = theme()
        self._shell = shell
        self._words_shown = ""
        self._take_first = False
        today = shell.desk.clock.today
        self._model = resident_model(today)
        self.search = SearchBox(_("Zoek een bewoner: naam of nummer"), lambda _text: self.read())
        self.search.installEventFilter(self)
        self.residents = RowList(
            self._model,
            _("Bewoners"),
            lambda line: TwoLines(name_of(line), line_text(line, today()), line_chip(line)),
        )
        self.residents.opened.connect(self.picked)
        self.residents.clicked.connect(lambda _index: self._take_current())
        self._none = EmptyState(_("Geen bewoner met deze naam op deze locatie."))
        self._nobody = EmptyState(
            _("Nog geen bewoners. Begin met een gesprek."),
            _("&Nieuw gesprek"),
            lambda: shell.go("conversation", NEW),
            "users",
        )
        self._stack = Stack()
        for widget in (self.residents, self._none, self._nobody):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        box = QVBoxLayout()
        box.setContentsMargins(now.px(14), now.px(11), now.px(14), now.px(11))
        box.addWidget(self.search)
        column.addLayout(box)
        column.addWidget(self._stack, 1)
        self._footer = Footer()
        self._footer.add_right(Button(_("&Matchen"), "puzzle", "primary", self._take_current))
        column.addWidget(self._footer)

    def read(self) -> None:
        """Read the residents that the words in the box find."""
        desk = self._shell.desk
        site = self._shell.site
        query = ResidentQuery(site.id if site else None, self.search.text(), limit=_MOST)

        def read() -> list[ResidentLine]:
            return registration.resident_lines(desk, registration.find_residents(desk, query))

        def show(lines: list[ResidentLine]) -> None:
            self._words_shown = query.words
            self._show(lines)

        self._shell.tasks.read(read, show, key="matching picker")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go to the list with the down arrow, take the first with Enter."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self.residents.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter()
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        """Take the first of what these words find; wait for it when they are still looked for."""
        if self.search.text() == self._words_shown:
            self._take_current()
        else:
            self._take_first = True

    def _take_current(self) -> None:
        current = self.residents.current_id()
        if current is not None:
            self.picked.emit(current)

    def _show(self, lines: list[ResidentLine]) -> None:
        self._model.set_rows(lines)
        if lines:
            self.residents.select_id(lines[0].id)
        take_first, self._take_first = self._take_first, False
        if take_first:
            self._take_current()
        nothing = self._none if self.search.text() else self._nobody
        self._stack.setCurrentWidget(self.residents if lines else nothing)
        self._footer.setVisible(bool(lines))
