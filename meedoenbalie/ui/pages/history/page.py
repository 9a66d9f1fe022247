"""Wie veranderde wat: every step of the desk at the left, what it did at the right."""

from __future__ import annotations

from collections.abc import Sequence

from meedoenbalie.i18n import _, formats
from meedoenbalie.services import changes
from meedoenbalie.services.changes import MOST_SHOWN, Change, StepLine
from meedoenbalie.ui.memory import Memory
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.changes_view import change_rows, sentence
from meedoenbalie.ui.shapes.list_detail import ListDetailPage
from meedoenbalie.ui.shapes.panes import Footer
from meedoenbalie.ui.table_model import Column, TableModel
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.dated_rows import DatedRows
from meedoenbalie.ui.widgets.list_delegate import RowTable
from meedoenbalie.ui.widgets.notices import EmptyState
from meedoenbalie.ui.widgets.stack import Stack
from meedoenbalie.ui.widgets.text import Text

_AT_ONCE = 200


class HistoryPage(ListDetailPage):
    """The journal as people read it; older steps come when they are asked for."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(
            shell, "history", _("Wie veranderde wat"), wide_list=True, detail_width=404
        )
        self._lines: list[StepLine] = []
        self._model: TableModel[StepLine] = TableModel(_columns(), lambda line: line.step)
        self.table = RowTable(self._model, _("Stappen"))
        self.table.remember(Memory(shell.desk.user.id, "columns/history"))
        self.table.selected.connect(self._select)
        self.table.clicked.connect(lambda _index: self.show_detail())
        self.table.opened.connect(lambda _id: self.show_detail())
        self._none = EmptyState(_("Hier is nog niets vastgelegd."), icon="rotate-ccw-clock")
        self._middle = Stack()
        self._middle.addWidget(self.table)
        self._middle.addWidget(self._none)
        self.list.set_middle(self._middle)
        self.older = Button(_("&Oudere stappen"), "arrow-down", on_click=self._read_older)
        footer = Footer()
        footer.add_left(self.older)
        self.list.add_bottom(footer)
        self._title = Text("", "section", wrap=True)
        self._who = Text("", "body", "ink2", wrap=True)
        self._rows = DatedRows(when_width=0)
        self._more = Text("", "caption", "ink2", wrap=True)
        for widget in (self._title, self._who, self._rows, self._more):
            self.detail.body.addWidget(widget)
        self.detail.body.addStretch(1)

    def shown(self) -> None:
        """Read the newest steps."""
        self._read()

    def refresh(self, changed: Changes) -> None:
        """Read again: whatever was saved is a step."""
        if self.isVisible() and changed - {"shared_view"}:
            self._read()

    def _read(self) -> None:
        desk = self.shell.desk
        self.shell.tasks.read(
            lambda: changes.desk_steps(desk, limit=_AT_ONCE), self._show, key="history"
        )

    def _read_older(self) -> None:
        if not self._lines:
            return
        desk, before = self.shell.desk, self._lines[-1].step
        self.shell.tasks.read(
            lambda: changes.desk_steps(desk, before, _AT_ONCE),
            lambda lines: self._show([*self._lines, *lines]),
            key="history",
        )

    def _show(self, lines: Sequence[StepLine]) -> None:
        self._lines = list(lines)
        self._model.set_rows(self._lines)
        self._middle.setCurrentWidget(self.table if self._lines else self._none)
        self.older.setVisible(bool(self._lines) and self._lines[-1].step > 1)
        if self._lines and self.table.current_id() is None:
            self.table.select_id(self._lines[0].step)
        elif self._lines:
            self._select(self.table.current_id())

    def _select(self, step: object) -> None:
        if not isinstance(step, int):
            return
        desk = self.shell.desk
        self.shell.tasks.read(
            lambda: changes.step_changes(desk, step),
            lambda found: self._show_step(step, found),
            key="history/step",
        )

    def _show_step(self, step: int, found: Sequence[Change]) -> None:
        line = next((one for one in self._lines if one.step == step), None)
        if line is None or self.table.current_id() != step:
            return
        self._title.setText(sentence(line.what))
        said = _("{actor} · {when} · stap {n}")
        self._who.setText(
            said.format(actor=line.actor, when=formats.moment(line.at), n=formats.number(step))
        )
        self._rows.set_rows(change_rows(found, named=False))
        self._more.setText(
            _("Alleen de eerste {n} staan hier.").format(n=MOST_SHOWN)
            if len(found) == MOST_SHOWN
            else ""
        )


def _columns() -> tuple[Column[StepLine], ...]:
    return (
        Column(_("Wanneer"), lambda line: formats.moment(line.at), 128),
        Column(_("Wie"), lambda line: line.actor, 150),
        Column(_("Wat"), lambda line: sentence(line.what), strong=True),
        Column(_("Gegevens"), lambda line: line.counts, 180, tooltip=lambda line: line.counts),
    )
