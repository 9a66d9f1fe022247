"""Ctrl+/: which keys work on this screen, read from what is really bound; searched by a word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from meedoenbalie.domain.names import fold
from meedoenbalie.i18n import _
from meedoenbalie.ui.shortcuts import KeyLine
from meedoenbalie.ui.table_model import Column, TableModel
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.inputs import SearchBox
from meedoenbalie.ui.widgets.list_delegate import RowTable
from meedoenbalie.ui.widgets.text import Text


class KeysDialog(QDialog):
    """A field and a table. Typing keeps the keyboard; up and down walk the lines; Enter acts."""

    def __init__(self, lines: Sequence[KeyLine], parent: QWidget) -> None:
        super().__init__(parent)
        self._lines = lines
        self._window = parent
        now = theme()
        self.setWindowTitle(_("Toetsen van dit scherm"))
        self.resize(now.px(640), now.px(480))
        column = QVBoxLayout(self)
        pad = now.px(now.tokens.space.l)
        column.setContentsMargins(pad, pad, pad, pad)
        self.search = SearchBox(_("Typ een woord of een toets"), self._search)
        self.search.installEventFilter(self)
        self._model: TableModel[KeyLine] = TableModel(
            (
                Column(_("Wat"), lambda line: line.words[:1].upper() + line.words[1:]),
                Column(_("Toetsen"), lambda line: line.keys, 150, strong=True),
                Column(_("Waar"), lambda line: line.where.words(), 130),
            ),
            identify=lambda line: (line.keys, line.words),
        )
        self.table = RowTable(self._model, _("Toetsen van dit scherm"))
        self.table.opened.connect(lambda _line: self._do())
        self._none = Text(_("Niets gevonden. Probeer een ander woord."), "body", "ink2", wrap=True)
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        column.addWidget(self._none)
        self._search("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the field's up, down and Enter work on the table."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                row = self.table.currentIndex().row() + step
                self.table.setCurrentIndex(self._model.index(max(0, row), 0))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._do()
                return True
        return super().eventFilter(watched, event)

    def _search(self, typed: str) -> None:
        wanted = fold(typed).split()
        shown = [
            line
            for line in self._lines
            if all(
                word in fold(f"{line.words} {line.keys} {line.where.words()}") for word in wanted
            )
        ]
        self._model.set_rows(shown)
        self._none.setVisible(not shown)
        if shown:
            self.table.setCurrentIndex(self._model.index(0, 0))

    def _do(self) -> None:
        chosen = self.table.current_id()
        line = next((one for one in self._lines if (one.keys, one.words) == chosen), None)
        if line is not None and line.act is not None:
            self.accept()
            # What it opens may be a dialog, which must not lie within this one.
            QTimer.singleShot(0, self._window, line.act)
