"""The right side: what would happen with every row, problems first, and the selected problem."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.ui.pages.import_wizard.doubles_pane import DoublesPane
from meedoenbalie.ui.pages.import_wizard.rows import (
    Outcome,
    PreviewRow,
    ShownColumn,
    columns_of,
    problems_first,
)
from meedoenbalie.ui.table_model import TableModel
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.chips import FilterChip
from meedoenbalie.ui.widgets.list_delegate import RowTable
from meedoenbalie.ui.widgets.notices import Notice
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import CutText, Text

_ROOM_FOR_ALL = 56


class CheckPane(QWidget):
    """Chips, table and the full text of the selected row.

    ``corrected`` carries line, column index and better text; ``left_out`` the line to leave out.
    """

    corrected = Signal(int, int, str)
    left_out = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        now = theme()
        self._rows: list[PreviewRow] = []
        self._columns: tuple[ShownColumn, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._made_bar())
        self._place = QVBoxLayout()
        column.addLayout(self._place, 1)
        self.table: RowTable | None = None
        self._model: TableModel[PreviewRow] | None = None
        self._out = Button(_("Rij &weglaten"), on_click=self._leave_out, small=True)
        self._edit = Button(_("Cel ver&beteren"), on_click=self._edit_cell, small=True)
        self.notice = Notice("", "", "danger", self._edit, self._out, below=True)
        self.notice.hide()
        box = Surface("canvas")
        around = QHBoxLayout(box)
        margin = now.px(14)
        around.setContentsMargins(margin, margin, margin, margin)
        around.setSpacing(margin)
        self._nothing_wrong = Text(_("Alle rijen zijn goed."), "body", "ink2")
        self.doubles = DoublesPane()
        for widget in (self.notice, self._nothing_wrong, self.doubles):
            around.addWidget(widget, 1)
        column.addWidget(box)

    def _made_bar(self) -> QWidget:
        now = theme()
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(now.px(16), now.px(10), now.px(16), now.px(10))
        row.setSpacing(now.px(8))
        row.addWidget(Text(_("Controle"), "body_strong"))
        self.chips: dict[Outcome, FilterChip] = {}
        for outcome in ("refused", "warned", "good"):
            chip = FilterChip(_chip_name(outcome), count=0)
            chip.clicked.connect(lambda _on, chosen=outcome: self._filter(chosen))
            self.chips[outcome] = chip
            row.addWidget(chip)
        hint = CutText(_("F2 cel verbeteren · F3 volgend probleem"), "caption", "ink2")
        hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(hint, 1)
        return bar

    def show_rows(
        self,
        rows: Sequence[PreviewRow],
        columns: Sequence[ShownColumn],
        counts: dict[Outcome, int],
    ) -> None:
        """Show the rows of a preview; ``counts`` are those of the whole file."""
        self._rows = problems_first(rows)
        if self.table is None or self._columns != tuple(columns):
            self._make_table(columns)
        for outcome, chip in self.chips.items():
            chip.set_text(_chip_name(outcome), counts[outcome])
            if not counts[outcome]:
                chip.setChecked(False)
        self._show()

    def has_room(self) -> bool:
        """Return whether there is room for many columns beside the message."""
        return theme().em(self.width()) >= _ROOM_FOR_ALL

    def next_problem(self, by: int) -> None:
        """Select the next (1) or previous (-1) row with a problem, round the end."""
        if self.table is None or self._model is None:
            return
        wrong = [place for place, row in enumerate(self._model.rows()) if row.outcome != "good"]
        if not wrong:
            return
        here = self.table.currentIndex().row()
        ahead = [place for place in wrong if (place > here if by > 0 else place < here)]
        there = (ahead or wrong)[0 if by > 0 else -1]
        self._stand_on(there)
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _stand_on(self, place: int) -> None:
        """Select a row, with the cell that is wrong ready for F2."""
        if self.table is not None and self._model is not None:
            row = self._model.row(place)
            column = None if row is None else self._wrong_column(row)
            self.table.setCurrentIndex(self._model.index(place, column or 0))

    def selected(self) -> PreviewRow | None:
        """Return the selected row."""
        if self.table is None or self._model is None or not self.table.currentIndex().isValid():
            return None
        return self._model.row(self.table.currentIndex().row())

    def _make_table(self, columns: Sequence[ShownColumn]) -> None:
        if self.table is not None:
            self._place.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
        self._columns = tuple(columns)
        self._model = TableModel(
            columns_of(columns, self._correct), identify=lambda row: row.line, parent=self
        )
        self.table = RowTable(self._model, _("Controle van de rijen"))
        self.table.selected.connect(lambda _line: self._show_selected())
        self._place.addWidget(self.table)

    def _show(self) -> None:
        if self.table is None or self._model is None:
            return
        on = {outcome for outcome, chip in self.chips.items() if chip.isChecked()}
        shown = [row for row in self._rows if not on or row.outcome in on]
        kept = self.table.current_id()
        self._model.set_rows(shown)
        if shown and not (kept is not None and self.table.select_id(kept)):
            self._stand_on(0)
        self._show_selected()

    def _filter(self, chosen: Outcome) -> None:
        """Show one outcome only, or all again."""
        for outcome, chip in self.chips.items():
            if outcome != chosen:
                chip.setChecked(False)
        self._show()

    def _show_selected(self) -> None:
        row = self.selected()
        problem = row is not None and row.outcome != "good"
        self.notice.setVisible(problem)
        self._nothing_wrong.setVisible(not problem)
        if row is None or not problem:
            good = row is not None
            self._nothing_wrong.setText(_("Deze rij is goed.") if good else "")
            return
        self.notice.set_tone("danger" if row.outcome == "refused" else "attention")
        head, _colon, rest = row.full.partition(": ")
        self.notice.set_message(f"{head}:", rest)
        self._edit.setVisible(self._wrong_column(row) is not None)

    def _correct(self, row: PreviewRow, index: int, text: str) -> None:
        self.corrected.emit(row.line, index, text)

    def _leave_out(self) -> None:
        row = self.selected()
        if row is not None:
            self.left_out.emit(row.line)

    def _edit_cell(self) -> None:
        row = self.selected()
        if row is None or self.table is None:
            return
        column = self._wrong_column(row)
        if column is not None:
            index = self.table.model().index(self.table.currentIndex().row(), column)
            self.table.setCurrentIndex(index)
            self.table.edit(index)

    def _wrong_column(self, row: PreviewRow) -> int | None:
        """Return the place in the table of the first cell that a problem is about."""
        for place, column in enumerate(self._columns, start=1):
            if column.index in row.wrong:
                return place
        return None


def _chip_name(outcome: Outcome) -> str:
    return {"refused": _("Geweigerd"), "warned": _("Met melding"), "good": _("Goed")}[outcome]
