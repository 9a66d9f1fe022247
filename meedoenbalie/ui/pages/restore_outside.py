"""Putting a back-up in the place of a desk that is missing or damaged, from the first screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.ui.context import AppContext, OpenedDesk
from meedoenbalie.ui.tasks import Tasks
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import Choice, ErrorLine, Field
from meedoenbalie.ui.widgets.passphrase import PassphraseEdit
from meedoenbalie.ui.widgets.text import CutText, Text


class RestoreOutside(QDialog):
    """Choose the file, then name and passphrase as they were when the back-up was made.

    ``opened`` carries the desk that was put back.
    """

    opened = Signal(OpenedDesk)

    def __init__(self, context: AppContext, tasks: Tasks, store: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._tasks, self._store = context, tasks, store
        self._backup: Path | None = None
        now = theme()
        self.setWindowTitle(_("Terugzetten uit back-up"))
        self.setMinimumWidth(now.px(480))
        column = QVBoxLayout(self)
        margin = now.px(now.tokens.space.xl)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(now.px(14))
        column.addWidget(Text(_("Terugzetten uit back-up"), "section"))
        words = _(
            "De back-up komt op de plek van {name}. Staat daar nog een bestand, dan wordt dat "
            "eerst onder een andere naam bewaard."
        ).format(name=store.name)
        column.addWidget(Text(words, "body", "ink2", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(now.px(10))
        self.file = CutText(_("Nog geen back-up gekozen"), "body", "ink2")
        row.addWidget(self.file, 1)
        row.addWidget(Button(_("Back-up &kiezen…"), on_click=self._browse))
        column.addLayout(row)
        self.name = Choice()
        self.passphrase = PassphraseEdit()
        self.passphrase.returnPressed.connect(self.act)
        column.addWidget(Field(_("&Uw naam"), self.name))
        column.addWidget(Field(_("&Wachtzin"), self.passphrase))
        self.error = ErrorLine()
        column.addWidget(self.error)
        buttons = QHBoxLayout()
        buttons.setSpacing(now.px(8))
        self._busy = Text("", "body", "ink2")
        buttons.addWidget(self._busy, 1)
        self.cancel = Button(_("A&nnuleren"), on_click=self.reject)
        self.button = Button(_("&Terugzetten"), "archive-restore", "primary", self.act)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.button)
        column.addLayout(buttons)
        self.button.disable(_("Kies eerst een back-up."))

    def choose(self, backup: Path) -> None:
        """Read who has a key in this back-up."""
        self._backup = backup
        self.file.setText(backup.name)
        self.error.set_message("")
        self._tasks.read(
            lambda: tuple(self._context.backup_users(backup)), self._show_users, self._failed
        )

    def act(self) -> None:
        """Put it back and open it."""
        store, backup, restore = self._store, self._backup, self._context.restore
        user, passphrase = str(self.name.value() or ""), self.passphrase.text()
        if backup is None or restore is None:
            return
        if not passphrase:
            self.error.set_message(_("Typ uw wachtzin."))
            return
        self._wait(_("Bezig met terugzetten…"))
        self._tasks.write(
            lambda: restore(store, backup, user, passphrase), self._done, self._failed
        )

    def _browse(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Back-up kiezen"), str(self._store.parent), _("Back-up (*.back-up)")
        )
        if chosen:
            self.choose(Path(chosen))

    def _show_users(self, names: tuple[str, ...]) -> None:
        self.name.clear()
        for name in names:
            self.name.addItem(name, name)
        self.button.enable()
        self.passphrase.setFocus()

    def _done(self, desk: OpenedDesk) -> None:
        self.accept()
        self.opened.emit(desk)

    def _failed(self, error: Exception) -> bool:
        self._wait("")
        message = self._context.explain(error)
        self.error.set_message(message or "")
        return message is not None

    def _wait(self, words: str) -> None:
        self._busy.setText(words)
        for part in (self.button, self.cancel, self.passphrase, self.name):
            part.setEnabled(not words)
