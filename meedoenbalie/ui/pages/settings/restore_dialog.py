"""Putting a back-up back: choose one, read what is lost and won, and only then do it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit

from meedoenbalie.i18n import _, formats
from meedoenbalie.services import backing_up, messages, restoring
from meedoenbalie.services.backing_up import Backup
from meedoenbalie.services.backup_messages import held
from meedoenbalie.services.restoring import Outcome
from meedoenbalie.ui.ask import AskDialog
from meedoenbalie.ui.pages.settings.section import SectionCard
from meedoenbalie.ui.restore_words import outcome_lines
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import Choice, Field


class RestoreDialog(AskDialog):
    """``ended`` carries the outcome; the store is closed by then."""

    def __init__(self, card: SectionCard) -> None:
        super().__init__(
            card,
            _("Back-up terugzetten"),
            _(
                "De balie van nu wordt eerst bewaard als back-up. Wie gewist is, blijft gewist. "
                "Daarna ontgrendelt u de balie opnieuw."
            ),
            _("&Terugzetten"),
            icon="archive-restore",
        )
        now = theme()
        self.setMinimumWidth(now.px(560))
        self._path: Path | None = None
        self.choice = Choice()
        self.choice.activated.connect(lambda _number: self._chosen())
        self.column.addWidget(Field(_("Back-&up"), self.choice))
        self.file = Button(_("Ander &bestand…"), kind="link", on_click=self._browse)
        self.column.addWidget(self.file, 0, Qt.AlignmentFlag.AlignLeft)
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setMinimumHeight(now.px(190))
        self.column.addWidget(Field(_("&Wat u verliest en wint"), self.words))
        self.button.disable(_("Kies eerst een back-up."))
        desk = self.shell.desk
        self.shell.tasks.read(lambda: backing_up.backups(desk), self._fill, self._not_read)

    def choose(self, path: Path) -> None:
        """Read what restoring this back-up would change."""
        self._path = path
        self.error.set_message("")
        self.words.setPlainText(_("Bezig met controleren…"))
        self.button.disable(_("Eerst wordt deze back-up gecontroleerd."))
        desk = self.shell.desk
        self.shell.tasks.read(
            lambda: restoring.preview(desk, path), self._show, self._not_read, key="preview"
        )

    def act(self) -> None:
        """Put it back."""
        path, desk = self._path, self.shell.desk
        if path is not None:
            self.run(lambda: restoring.restore(desk, path))

    def _fill(self, found: list[Backup]) -> None:
        for backup in found:
            self.choice.addItem(_line(backup), backup.path)
        if found:
            self._chosen()
        else:
            self.words.setPlainText(_("Er is nog geen back-up op deze plek."))

    def _chosen(self) -> None:
        path = self.choice.value()
        if isinstance(path, Path):
            self.choose(path)

    def _browse(self) -> None:
        start = str(self._path.parent) if self._path is not None else ""
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Back-up kiezen"), start, _("Back-up (*.back-up)")
        )
        if chosen:
            path = Path(chosen)
            self.choice.addItem(path.name, path)
            self.choice.setCurrentIndex(self.choice.count() - 1)
            self.choose(path)

    def _show(self, outcome: Outcome) -> None:
        if outcome.backup.path == self._path:
            self.words.setPlainText("\n".join(outcome_lines(outcome)))
            self.button.enable()

    def _not_read(self, error: Exception) -> bool:
        text = messages.explain(error)
        self.words.setPlainText("")
        self.error.set_message(text or "")
        self.button.disable(_("Kies een andere back-up."))
        return text is not None


def _line(backup: Backup) -> str:
    parts = [formats.moment(backup.facts.moment), held(backup)]
    if backup.proved_at is None:
        parts.append(_("niet gecontroleerd"))
    return " · ".join(parts)
