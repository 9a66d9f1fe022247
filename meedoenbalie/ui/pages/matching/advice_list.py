"""The advice as a list: tabs, the conditions of the plans, and the rows in their groups (05)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.services.matching import MatchList
from meedoenbalie.ui.pages.matching.asking import AskNext
from meedoenbalie.ui.pages.matching.conditions import NOTHING, Asked, ConditionsPanel
from meedoenbalie.ui.pages.matching.entries import Entry, More
from meedoenbalie.ui.pages.matching.entry_list import EntryList, EntryModel
from meedoenbalie.ui.pages.matching.rows import AT_ONCE, rows_of, short_titles, tab_titles
from meedoenbalie.ui.pages.matching.tabs import AdviceTabs
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.text import Line


class AdviceList(QWidget):
    """``selected`` when another entry is looked at, ``opened`` on Enter.

    ``chosen`` carries the young person's own choice for that entry, ``asked`` other conditions,
    ``wanted`` the name of a field of the resident that somebody wants to fill in.
    """

    selected = Signal()
    opened = Signal()
    chosen = Signal(object)
    asked = Signal(object)
    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        now = theme()
        self._found: MatchList | None = None
        self._shown: dict[str, int] = {}
        self.tabs = AdviceTabs()
        self.tabs.currentChanged.connect(lambda _number: self._change_tab())
        self.conditions = ConditionsPanel()
        self.conditions.changed.connect(self.asked)
        self.ask = Button("", "sliders-horizontal", "quiet", small=True)
        self.ask.setCheckable(True)
        self.ask.toggled.connect(self.conditions.setVisible)
        self._model = EntryModel()
        self.entries = EntryList(self._model)
        self.entries.selected.connect(lambda _key: self.selected.emit())
        self.entries.opened.connect(self._open)
        self.entries.chosen.connect(self.chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(now.px(14), now.px(2), now.px(14), 0)
        row.addWidget(self.tabs, 1)
        row.addWidget(self.ask)
        column.addLayout(row)
        column.addWidget(Line())
        column.addWidget(self.conditions)
        self.questions = AskNext(self.wanted.emit)
        column.addWidget(self.questions)
        column.addWidget(self.entries, 1)
        self.show_asked(NOTHING)

    def entry(self) -> Entry | None:
        """Return the entry that is selected."""
        place = self._model.place_of(self.entries.current_id())
        row = self._model.row(place) if place is not None else None
        return row if isinstance(row, Entry) else None

    def show_advice(self, found: MatchList) -> None:
        """Show the advice for the same resident or another; keep what is selected."""
        self._found = found
        self.tabs.show_titles(tab_titles(found), short_titles(found))
        self._show_rows()

    def show_asked(self, asked: Asked) -> None:
        """Show the conditions that somebody asked of the plans."""
        self.conditions.show_asked(asked)
        words = _("V&oorwaarden {n}").format(n=len(asked)) if asked else _("V&oorwaarden")
        self.ask.setText(words)

    def clear(self) -> None:
        """Forget whom the advice was for."""
        self._found = None
        self._shown.clear()
        self._model.set_rows(())

    def _show_rows(self) -> None:
        if self._found is None:
            return
        rows = rows_of(self._found, self.tabs.chosen(), self._shown)
        self._model.set_rows(rows)
        if self.entry() is None:
            first = next((row.key for row in rows if isinstance(row, Entry)), None)
            self.entries.select_id(first)
        self.selected.emit()

    def _change_tab(self) -> None:
        self._shown.clear()
        self._show_rows()

    def _open(self, key: object) -> None:
        place = self._model.place_of(key) if isinstance(key, str) else None
        row = self._model.row(place) if place is not None else None
        if isinstance(row, More):
            self._shown[row.key] = self._shown.get(row.key, AT_ONCE) + AT_ONCE
            self._show_rows()
        else:
            self.opened.emit()
