"""The queue itself, with what may be done with the one who is selected, and with the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.i18n import _, ngettext
from meedoenbalie.ui.pages.walk_in.columns import QueueRow, columns
from meedoenbalie.ui.shapes.panes import Footer
from meedoenbalie.ui.shortcuts import on
from meedoenbalie.ui.table_model import TableModel
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.list_delegate import RowTable
from meedoenbalie.ui.widgets.notices import EmptyState
from meedoenbalie.ui.widgets.stack import Stack
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import Icon, Text

_LEAST_ROWS = 4
_ARRIVED = 3
_WITH_ARRIVAL = 640


class QueueCard(Surface):
    """A table of those who wait. Enter takes the selected one, Del says that they left."""

    leaflet = Signal()
    """The selected one got a leaflet."""
    gone = Signal()
    """The selected one left."""

    def __init__(self, take_next: Callable[[], object]) -> None:
        super().__init__("card")
        self.setAccessibleName(_("In de rij"))
        now = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        head = QWidget()
        head.setFixedHeight(now.px(now.tokens.size.pane_header))
        row = QHBoxLayout(head)
        pad = now.px(now.tokens.space.panel_padding)
        row.setContentsMargins(pad, 0, pad, 0)
        row.setSpacing(now.px(8))
        row.addWidget(Icon("list-ordered", "ink"))
        row.addWidget(Text(_("In de rij"), "body_strong"))
        row.addStretch(1)
        self._count = Text("", "caption", "ink2")
        row.addWidget(self._count)
        column.addWidget(head)
        self._model: TableModel[QueueRow] = TableModel(columns(), lambda line: line.id)
        self.table = RowTable(self._model, _("In de rij"))
        high = now.px(now.tokens.size.queue_row)
        self.table.verticalHeader().setDefaultSectionSize(high)
        self.table.setMinimumHeight(now.px(now.tokens.row.table_header) + _LEAST_ROWS * high)
        self._none = EmptyState(_("Er wacht niemand."), icon="armchair")
        self._middle = Stack()
        self._middle.addWidget(self.table)
        self._middle.addWidget(self._none)
        column.addWidget(self._middle, 1)
        column.addWidget(self._footer(take_next))
        on(self.table, "Del", _("ging weg"), self.gone.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the moment of arrival out when there is no room: how long somebody waits stays."""
        super().resizeEvent(event)
        self.table.setColumnHidden(_ARRIVED, self.width() < theme().px(_WITH_ARRIVAL))

    def current(self) -> QueueRow | None:
        """Return the selected row."""
        place = self._model.place_of(self.table.current_id())
        return None if place is None else self._model.row(place)

    def show_rows(self, rows: Sequence[QueueRow]) -> None:
        """Show who waits; the first is selected when nobody was."""
        before = self.current()
        self._model.set_rows(rows)
        number = len(rows)
        self._middle.setCurrentWidget(self.table if rows else self._none)
        words = ngettext("{n} wacht", "{n} wachten", number).format(n=number)
        self._count.setText(_("{words} · volgorde van binnenkomst").format(words=words))
        if rows and self.current() is None:
            # The one after whoever went; the first when that was the last.
            place = before.place - 1 if before is not None and before.place <= number else 0
            self.table.select_id(rows[place].id)
        self._next.setText(
            _("&Volgende: {name}").format(name=rows[0].name.replace("&", "&&"))
            if rows
            else _("&Volgende")
        )
        for button in (self._next, self._given, self._left):
            if rows:
                button.enable()
            else:
                button.disable(_("Er wacht niemand."))

    def _footer(self, take_next: Callable[[], object]) -> Footer:
        self._given = Button(_("Folder &gegeven"), "file-text", on_click=self.leaflet.emit)
        self._left = Button(_("&Weggegaan"), on_click=self.gone.emit, hint=_("Del"))
        self._next = Button(
            _("&Volgende"), "arrow-right", "primary", on_click=take_next, hint="F9", names=True
        )
        footer = Footer(margin=theme().tokens.space.panel_padding)
        footer.add_left(self._given)
        footer.add_left(self._left)
        footer.add_right(self._next)
        return footer
