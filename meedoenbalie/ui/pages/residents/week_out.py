"""Taking the accepted week along: in pictures on paper, or as a calendar for a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.domain.referrals import ReferralState
from meedoenbalie.i18n import _
from meedoenbalie.services import messages
from meedoenbalie.services.registration import Dossier
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.saved_file import ask_where, documents, made_notice
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.flow import FlowLayout
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.notices import Notice

_THERE = (ReferralState.ACCEPTED, ReferralState.STARTED)


class WeekOut(QWidget):
    """Two buttons, and what became of the last one that was pressed."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._resident_id: UUID | None = None
        self._reference = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        self.print = Button(_("Week in &beeld…"), "printer", on_click=self._print)
        self.save = Button(_("Week naar &agenda…"), "calendar-plus", on_click=self._save)
        row = FlowLayout(gap=8)
        row.addWidget(self.print)
        row.addWidget(self.save)
        column.addLayout(row)
        self._outcome = QVBoxLayout()
        column.addLayout(self._outcome)

    def show_dossier(self, dossier: Dossier) -> None:
        """Offer the week of a resident, if there is any."""
        if self._resident_id != dossier.resident.id:
            clear_layout(self._outcome)
        self._resident_id = dossier.resident.id
        self._reference = dossier.resident.reference
        there = any(one.standing.state in _THERE for one in dossier.referrals)
        for button in (self.print, self.save):
            if there:
                button.enable()
            else:
                button.disable(_("Nog nergens aangenomen"))

    def _print(self) -> None:
        # Typst takes long to load, and most days need no print.
        from meedoenbalie.services.accepted_week import print_week

        desk, who, demo = self._shell.desk, self._resident_id, self._shell.demo
        path = self._ask(_("Week in beeld bewaren"), ".pdf", _("PDF (*.pdf)"))
        if who is not None and path is not None:
            self._make(lambda: print_week(desk, who, path, demo=demo), path)

    def _save(self) -> None:
        from meedoenbalie.services.accepted_week import export_week

        desk, who = self._shell.desk, self._resident_id
        path = self._ask(_("Week als agenda bewaren"), ".ics", _("Agenda (*.ics)"))
        if who is not None and path is not None:
            self._make(lambda: export_week(desk, who, path), path)

    def _ask(self, title: str, suffix: str, kinds: str) -> Path | None:
        name = _("week-{reference}").format(reference=self._reference)
        return ask_where(self, title, documents() / f"{name}{suffix}", kinds)

    def _make(self, act: Callable[[], object], path: Path) -> None:
        self._shell.tasks.write(
            act,
            lambda _result: self._say(made_notice(_("De week is bewaard."), path)),
            self._failed,
            label=_("Bezig met maken…"),
        )

    def _failed(self, error: Exception) -> bool:
        text = messages.explain(error)
        if text is None:
            return False
        self._say(Notice(text, tone="danger"))
        return True

    def _say(self, notice: Notice) -> None:
        clear_layout(self._outcome)
        self._outcome.addWidget(notice)
