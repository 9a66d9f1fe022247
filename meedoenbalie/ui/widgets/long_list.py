"""A list of two-line rows of any length.

It is a table of one column: Qt's own list asks its model for every row whenever one of them
changes, which with a hundred thousand rows takes seconds; a table only asks for what it shows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from meedoenbalie.ui.table_model import TableModel
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.list_delegate import RowTable, TwoLineDelegate, TwoLines


class LongList(RowTable):
    """Rows over a table model's only column; signals as :class:`RowTable`."""

    def __init__(self, model: TableModel[Any], name: str, show: Callable[[Any], TwoLines]) -> None:
        super().__init__(model, name)
        now = theme()
        self.setItemDelegate(TwoLineDelegate(show, self))
        self.horizontalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(now.px(now.tokens.row.list_two_lines))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the top with Home and to the end with End, as in a list."""
        last = self.model().rowCount() - 1
        place = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}.get(Qt.Key(event.key()))
        if place is not None and last >= 0 and not event.modifiers():
            self.setCurrentIndex(self.model().index(place, 0))
        else:
            super().keyPressEvent(event)
