"""A dialog in which one types to find a line, and Enter does what it says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from meedoenbalie.ui.table_model import TableModel
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.inputs import SearchBox
from meedoenbalie.ui.widgets.list_delegate import RowList, RowTable
from meedoenbalie.ui.widgets.text import Text


class PickDialog(QDialog):
    """A field above lines. Typing keeps the keyboard; up and down walk the lines; Enter acts.

    ``size`` is in token lengths; ``hint`` stands in the empty field, and ``nothing`` where no line
    was found.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        size: QSize,
        hint: str,
        model: TableModel[Any],
        view: RowList | RowTable,
        nothing: str,
    ) -> None:
        super().__init__(parent)
        now = theme()
        self.setWindowTitle(title)
        self.resize(now.px(size.width()), now.px(size.height()))
        column = QVBoxLayout(self)
        pad = now.px(now.tokens.space.l)
        column.setContentsMargins(pad, pad, pad, pad)
        self.search = SearchBox(hint, self.look_up)
        self.search.installEventFilter(self)
        self._lines, self._view = model, view
        view.opened.connect(lambda _line: self.do())
        self._nothing = Text(nothing, "body", "ink2", wrap=True)
        column.addWidget(self.search)
        column.addWidget(view, 1)
        column.addWidget(self._nothing)

    def look_up(self, typed: str) -> None:
        """Show the lines that go with what was typed."""
        raise NotImplementedError

    def do(self) -> None:
        """Do what the chosen line says."""
        raise NotImplementedError

    def show_lines(self, lines: Sequence[Any]) -> None:
        """Show these lines and choose the first."""
        self._lines.set_rows(lines)
        self._nothing.setVisible(not lines)
        if lines:
            self._view.setCurrentIndex(self._lines.index(0, 0))

    def chosen(self) -> Any:
        """Return the chosen line, or None."""
        place = self._view.currentIndex().row()
        return self._lines.row(place) if place >= 0 else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the field's up, down and Enter work on the lines."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                row = self._view.currentIndex().row() + step
                self._view.setCurrentIndex(self._lines.index(max(0, row), 0))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.do()
                return True
        return super().eventFilter(watched, event)
