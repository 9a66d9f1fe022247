"""Coming in without a passphrase: with the recovery code, or with a one-time code as a new user."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.ui.context import AppContext, OpenedDesk
from meedoenbalie.ui.pages.recovery import CodeForm, JoinForm, RecoveryForm
from meedoenbalie.ui.tasks import Tasks
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.layout import narrow
from meedoenbalie.ui.widgets.notices import Notice
from meedoenbalie.ui.widgets.text import Line


class Chosen(NamedTuple):
    """Which store and which user are chosen on the first screen."""

    path: Path | None
    user: str


class CodeWays(QWidget):
    """Both forms below the one for the passphrase. ``chosen`` tells what is chosen above."""

    opened = Signal(OpenedDesk)
    busy = Signal(str)
    """What is being done; empty when it is over."""

    def __init__(self, context: AppContext, tasks: Tasks, chosen: Callable[[], Chosen]) -> None:
        super().__init__()
        now = theme()
        self._context = context
        self._tasks = tasks
        self._chosen = chosen
        self._join: JoinForm | None = None
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(14))
        column.addSpacing(now.px(8))
        column.addWidget(Line())
        self._recovery = RecoveryForm(context.minimum_passphrase)
        self._recovery.wanted.connect(self._recover)
        column.addWidget(self._recovery)
        warning = Notice(
            _("Niemand anders kan dit bestand openen."),
            _(
                "Zonder wachtzin én zonder herstelcode zijn de gegevens weg. "
                "Bewaar de herstelcode in de kluis van de locatie."
            ),
        )
        column.addLayout(narrow(warning, now.px(520)))

    def show_newcomers(self, names: tuple[str, ...]) -> None:
        """Offer to come in with a one-time code to those who have one."""
        if self._join is not None:
            self._join.hide()
            self._join.deleteLater()
            self._join = None
        if names:
            join = self._join = JoinForm(self._context.minimum_passphrase, names)
            join.wanted.connect(lambda code, phrase: self._come_in(join, code, phrase))
            self._column.insertWidget(0, join)

    def clear(self) -> None:
        """Empty the forms."""
        for form in self._forms():
            form.clear()

    def set_ready(self, on: bool) -> None:
        """Let the forms be used, or not while something is being done."""
        for form in self._forms():
            form.setEnabled(on)

    def _forms(self) -> list[CodeForm]:
        return [self._recovery, *([self._join] if self._join is not None else [])]

    def _come_in(self, form: JoinForm, code: str, passphrase: str) -> None:
        path, user = self._chosen().path, form.name()
        if path is None:
            return
        self.busy.emit(_("Bezig met ontgrendelen…"))
        self._tasks.write(
            lambda: self._context.join_store(path, user, code, passphrase),
            self.opened.emit,
            lambda error: self._failed(error, form),
        )

    def _recover(self, code: str, passphrase: str) -> None:
        path, user = self._chosen()
        if path is None:
            return
        self.busy.emit(_("Bezig met herstellen…"))
        self._tasks.write(
            lambda: self._context.recover_store(path, code, user, passphrase),
            self.opened.emit,
            lambda error: self._failed(error, self._recovery),
        )

    def _failed(self, error: Exception, form: CodeForm) -> bool:
        self.busy.emit("")
        message = self._context.explain(error)
        if message is None:
            return False
        form.set_error(message)
        return True
