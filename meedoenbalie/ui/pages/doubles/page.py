"""Mogelijke dubbelen: pairs that may be one person, and dossiers that became one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from meedoenbalie.i18n import _, formats, ngettext
from meedoenbalie.services import doubles, merging
from meedoenbalie.services.desk import Done
from meedoenbalie.services.doubles import PossibleDouble
from meedoenbalie.services.merging import Former, Unmerged
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.doubles.words import agrees, differs
from meedoenbalie.ui.pages.outcome import Outcome
from meedoenbalie.ui.shapes.form import FormPage
from meedoenbalie.ui.shortcuts import on
from meedoenbalie.ui.table_model import Column, TableModel
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.list_delegate import RowTable
from meedoenbalie.ui.widgets.notices import EmptyState, Notice
from meedoenbalie.ui.widgets.stack import Stack
from meedoenbalie.ui.widgets.text import Text

KEY = "doubles"
_SHOWN = {"resident", "former_dossier", "not_double", "site"}


class DoublesPage(FormPage):
    """The pairs, most likely first; below them what was merged, to take it apart again."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, _("Mogelijke dubbelen"))
        self._came = False
        self.head.add_action(Button(_("&Terug"), "arrow-left", on_click=shell.back))
        self._outcome = Outcome()
        self.form.body.addLayout(self._outcome)
        self._pairs: TableModel[PossibleDouble] = TableModel(
            (
                Column(_("Wie"), lambda pair: pair.one.full_name, 200, strong=True),
                Column(_("Nummer"), lambda pair: pair.one.reference, 100),
                Column(_("Of ook"), lambda pair: pair.other.full_name, 200, strong=True),
                Column(_("Nummer"), lambda pair: pair.other.reference, 100),
                Column(_("Komt overeen"), lambda pair: agrees(pair.evidence)),
                Column(_("Verschilt"), lambda pair: differs(pair.evidence), 180),
            ),
            lambda pair: (pair.one.id, pair.other.id),
        )
        self.pairs = RowTable(self._pairs, _("Mogelijke dubbelen"))
        self.pairs.opened.connect(lambda both: shell.go("merge", both))
        self.pairs.selected.connect(lambda _both: self._allow())
        self._none = EmptyState(_("Er zijn nu geen mogelijke dubbelen."), icon="users")
        self._stack = Stack()
        self._stack.addWidget(self.pairs)
        self._stack.addWidget(self._none)
        self.form.body.addWidget(self._stack, 2)
        self._merged_head = Text(_("Samengevoegd"), "section")
        self.form.body.addWidget(self._merged_head)
        self._former: TableModel[Former] = TableModel(
            (
                Column(_("Wie"), lambda one: one.resident.full_name, 200, strong=True),
                Column(_("Nummer"), lambda one: one.resident.reference, 100),
                Column(_("Was ook"), lambda one: one.record.reference, 100),
                Column(_("Wanneer"), lambda one: formats.moment(one.at), 200),
                Column(_("Door"), lambda one: one.actor),
            ),
            lambda one: one.record.id,
        )
        self.former = RowTable(self._former, _("Samengevoegd"))
        self.former.selected.connect(lambda _one: self._allow())
        self.form.body.addWidget(self.former, 1)
        self.split = Button(_("&Weer twee dossiers maken"), "undo-2", on_click=self._split)
        self.footer.add_left(self.split)
        self.apart = Button(_("&Geen dubbele"), on_click=self._say_not_double)
        self.footer.add_right(self.apart)
        self.compare = Button(_("Naast el&kaar zetten"), "columns-2", "primary", self._compare)
        self.footer.add_right(self.compare)
        on(self.pairs, "Del", _("geen dubbele"), self._say_not_double)
        self._allow()

    def shown(self) -> None:
        self._came = True
        self._read()

    def refresh(self, changed: Changes) -> None:
        if changed & _SHOWN:
            self._read()

    def _read(self) -> None:
        desk = self.shell.desk
        self.shell.tasks.read(
            lambda: (doubles.possible_doubles(desk), merging.former_dossiers(desk)),
            lambda found: self._show(*found),
            self._failed,
            key=KEY,
            label=_("Bezig met vergelijken…"),
        )

    def _show(self, pairs: Sequence[PossibleDouble], former: Sequence[Former]) -> None:
        self._pairs.set_rows(pairs)
        self._former.set_rows(former)
        self._stack.setCurrentWidget(self.pairs if pairs else self._none)
        self._merged_head.setVisible(bool(former))
        self.former.setVisible(bool(former))
        self.split.setVisible(bool(former))
        n = len(pairs)
        self.head.set_subtitle(
            ngettext("{n} paar om na te kijken", "{n} paren om na te kijken", n).format(n=n)
        )
        if pairs and self.pairs.current_id() is None:
            self.pairs.selectRow(0)
        if self._came:
            self._came = False
            self.pairs.setFocus(Qt.FocusReason.OtherFocusReason)
        self._allow()

    def _allow(self) -> None:
        for act in (self.compare, self.apart):
            if self.pairs.current_id() is None:
                act.disable(_("Kies eerst een paar"))
            else:
                act.enable()
        if self.former.current_id() is None:
            self.split.disable(_("Kies eerst een samengevoegd dossier"))
        else:
            self.split.enable()

    def _compare(self) -> None:
        both = self.pairs.current_id()
        if both is not None:
            self.shell.go("merge", both)

    def _say_not_double(self) -> None:
        both = self.pairs.current_id()
        if not isinstance(both, tuple):
            return
        desk = self.shell.desk
        self.shell.tasks.write(
            lambda: doubles.say_not_double(desk, *both),
            lambda done: self.shell.saved(_("Onthouden: geen dubbele"), done.changed),
            self._failed,
        )

    def _split(self) -> None:
        former = next(
            (one for one in self._former.rows() if one.record.id == self.former.current_id()), None
        )
        if former is None:
            return
        desk, identifier = self.shell.desk, former.record.id
        self.shell.tasks.write(
            lambda: merging.undo_merge(desk, identifier), self._splitted, self._failed
        )

    def _splitted(self, done: Done[Unmerged]) -> None:
        result = done.result
        strong = _("{kept} en {other} zijn weer twee dossiers.").format(
            kept=result.kept.reference, other=result.other.reference
        )
        self._outcome.say(Notice(strong, " ".join(result.stayed), "good"))
        self.shell.saved(strong, done.changed)

    def _failed(self, error: Exception) -> bool:
        return self._outcome.explain(error)
