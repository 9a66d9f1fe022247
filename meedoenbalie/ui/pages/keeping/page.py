"""Bewaartermijnen: who is due for erasure and why; a person chooses, erases or keeps longer."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QAbstractItemView, QLineEdit

from meedoenbalie.i18n import _, formats, ngettext
from meedoenbalie.services import erasing, retention
from meedoenbalie.services.desk import Desk, Done
from meedoenbalie.services.erasing import Meaning
from meedoenbalie.services.retention import Due, Proposal
from meedoenbalie.ui.memory import Memory
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.keeping.words import what, why
from meedoenbalie.ui.pages.outcome import Outcome
from meedoenbalie.ui.shapes.form import FormPage
from meedoenbalie.ui.table_model import Column, TableModel
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import DateBox
from meedoenbalie.ui.widgets.list_delegate import RowTable
from meedoenbalie.ui.widgets.notices import EmptyState, Notice
from meedoenbalie.ui.widgets.stack import Stack
from meedoenbalie.ui.widgets.text import Text

KEY = "keeping"
_SHOWN = {
    *("resident", "contact", "consent", "referral", "referral_event", "information_given"),
    *("settings", "site"),
}


class KeepingPage(FormPage):
    """The list of what is due; below it, what can be done with the rows that are chosen."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, _("Bewaartermijnen"), _("voorstellen om te wissen"))
        self.head.add_action(Button(_("&Terug"), "arrow-left", on_click=shell.back))
        self._outcome = Outcome()
        self.form.body.addLayout(self._outcome)
        self.form.body.addWidget(
            Notice(
                _("Het programma wist niets vanzelf."),
                _(
                    "Kies rijen met Shift of Ctrl, en wis ze of bewaar ze langer. "
                    "Enter laat zien wat er van iemand bewaard is."
                ),
            )
        )
        self._model: TableModel[Proposal] = TableModel(
            (
                Column(_("Wie"), lambda item: item.resident.full_name, 200, strong=True),
                Column(_("Nummer"), lambda item: item.resident.reference, 110),
                Column(_("Waarom"), why, tooltip=why),
                Column(_("Voorstel"), what, 170),
                Column(_("Sinds"), lambda item: formats.full_day(item.due_on), 160),
            ),
            lambda item: item.resident.id,
        )
        self.table = RowTable(self._model, _("Voorstellen om te wissen"))
        self.table.remember(Memory(shell.desk.user.id, "columns/keeping"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.opened.connect(lambda person: shell.go("dossier_rights", person))
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._allow())
        self._nothing = EmptyState(_("Er is nu niets te wissen."), icon="shield-check")
        self._stack = Stack()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nothing)
        self.form.body.addWidget(self._stack, 1)
        self._until_label = Text(_("tot en met"), "body", "ink2")
        self.until = DateBox(_today(shell.desk))
        self.until.setAccessibleName(_("Langer bewaren tot en met"))
        self.keep = Button(_("&Langer bewaren"), "calendar-plus", on_click=self._keep)
        for widget in (self.keep, self._until_label, self.until):
            self.footer.add_left(widget)
        self._typed_label = Text("", "body_strong")
        self.number = QLineEdit()
        self.number.setFixedWidth(theme().px(64))
        self.number.textChanged.connect(lambda _text: self._allow())
        self.erase = Button(_("Voorgoed &wissen"), "trash", "danger", self._erase)
        for part in (self._typed_label, self.number, self.erase):
            self.footer.add_right(part)
        self._allow()

    def shown(self) -> None:
        self._read()

    def refresh(self, changed: Changes) -> None:
        if changed & _SHOWN:
            self._read()

    def chosen(self) -> list[Proposal]:
        """Return the rows that are chosen, in their order."""
        places = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [row for place in places if (row := self._model.row(place)) is not None]

    def _read(self) -> None:
        desk, site = self.shell.desk, self.shell.site
        site_id = site.id if site is not None else None
        self.shell.tasks.read(
            lambda: (retention.what_is_due(desk, site_id), retention.later_by_default(desk)),
            lambda found: self._show(*found),
            self._failed,
            key=KEY,
        )

    def _show(self, due: tuple[Proposal, ...], later: date) -> None:
        self._model.set_rows(due)
        self._stack.setCurrentWidget(self.table if due else self._nothing)
        n = len(due)
        self.head.set_subtitle(
            ngettext("{n} voorstel om te wissen", "{n} voorstellen om te wissen", n).format(n=n)
        )
        self.until.setMinimumDate(_today(self.shell.desk).addDays(1))
        self.until.setDate(QDate(later.year, later.month, later.day))
        self.table.clearSelection()
        self.number.clear()
        self._allow()

    def _allow(self) -> None:
        n = len(self.chosen())
        may = erasing.may_erase(self.shell.desk)
        label = ngettext("Typ het aantal: {n} rij", "Typ het aantal: {n} rijen", n).format(n=n)
        self._typed_label.setText(label)
        self.number.setAccessibleName(label)
        people = any(item.due is not Due.CONSENT_OVER for item in self.chosen())
        why_not = (
            _("Een beheerder of coördinator mag wissen")
            if not may
            else _("Kies eerst een of meer rijen")
        )
        self.number.setEnabled(may and n > 0)
        if may and people:
            self.keep.enable()
        else:
            self.keep.disable(why_not)
        if not may or not n:
            self.erase.disable(why_not)
        elif self.number.text().strip() != str(n):
            self.erase.disable(_("Typ eerst het aantal"))
        else:
            self.erase.enable()

    def _keep(self) -> None:
        desk, day = self.shell.desk, self.until.date()
        until = date(day.year(), day.month(), day.day())
        people = [item.resident.id for item in self.chosen() if item.due is not Due.CONSENT_OVER]
        self.shell.tasks.write(
            lambda: retention.keep_longer(desk, people, until),
            lambda done: self.shell.saved(_("Langer bewaard"), done.changed),
            self._failed,
        )

    def _erase(self) -> None:
        desk, rows = self.shell.desk, self.chosen()
        self.erase.disable(_("Bezig met wissen"))
        self.shell.tasks.write(
            lambda: _decide(desk, rows), self._erased, self._failed, label=_("Bezig met wissen…")
        )

    def _erased(self, done: Done[tuple[Meaning, ...]]) -> None:
        told = sorted({one.name for meaning in done.result for one in meaning.told})
        n = len(done.result)
        strong = (
            ngettext("{n} bewoner is voorgoed gewist.", "{n} bewoners zijn voorgoed gewist.", n)
            if n
            else _("Verlopen toestemming is gewist.")
        ).format(n=n)
        rest = _("Bel {names}: die kregen gegevens en moeten ze ook wissen.").format(
            names=", ".join(told)
        )
        self._outcome.say(Notice(strong, rest if told else "", "good"))
        self.shell.saved(strong, done.changed)

    def _failed(self, error: Exception) -> bool:
        self._allow()
        return self._outcome.explain(error)


def _today(desk: Desk) -> QDate:
    today = desk.clock.today()
    return QDate(today.year, today.month, today.day)


def _decide(desk: Desk, rows: list[Proposal]) -> Done[tuple[Meaning, ...]]:
    over = [consent for item in rows for consent in item.consents]
    changed: frozenset[str] = frozenset()
    if over:
        changed = retention.end_consents(desk, over).changed
    people: list[UUID] = [item.resident.id for item in rows if item.due is not Due.CONSENT_OVER]
    done = retention.erase_due(desk, people)
    return Done(done.result, done.changed | changed)
