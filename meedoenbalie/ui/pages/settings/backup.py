"""Back-up: when the last one was checked, where they go, and putting one back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from meedoenbalie.clock import LOCAL_ZONE
from meedoenbalie.i18n import _, formats
from meedoenbalie.services.backup_messages import place_name
from meedoenbalie.services.desk import Done
from meedoenbalie.services.restoring import RESTORERS, Outcome
from meedoenbalie.services.settings import Settings, change_settings
from meedoenbalie.ui.backup_words import words_of
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.settings.restore_dialog import RestoreDialog
from meedoenbalie.ui.pages.settings.section import SectionCard
from meedoenbalie.ui.paint import Chip
from meedoenbalie.ui.restore_words import restored_words
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.text import Text


class BackupCard(SectionCard):
    """How it stands with the back-ups of this store."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, _("Back-up"), "hard-drive")
        self._keeper = shell.backups
        self._line = Text("", "caption", "ink2", wrap=True)
        self._trouble = Text("", "caption", "warn", wrap=True)
        self.add(self._line)
        self.add(self._trouble)
        self.now = Button(_("N&u maken"), on_click=self._keeper.make)
        self.elsewhere = Button(_("Andere p&lek…"), on_click=self._choose)
        self.back = Button(_("Terug&zetten…"), on_click=self._put_back)
        if not shell.desk.may(RESTORERS):
            self.back.disable(_("Dit mag alleen een coördinator of beheerder."))
        self.add_buttons(self.now, self.elsewhere, self.back)
        self.add(
            Text(_("Terugzetten toont eerst wat u verliest en wint."), "caption", "ink2", wrap=True)
        )
        self._keeper.changed.connect(self._show)

    def read(self) -> None:
        """Read how it stands."""
        self._keeper.look()
        self._show()

    def refresh(self, changed: Changes) -> None:
        """Look again when another folder was chosen."""
        if "settings" in changed:
            self.read()

    def choose(self, folder: Path) -> None:
        """Let back-ups go to another folder from now on."""
        desk = self.shell.desk
        self.clear_error()
        self.shell.tasks.write(
            lambda: change_settings(desk, backup_folder=str(folder)), self._chosen, self.show_error
        )

    def _choose(self) -> None:
        standing = self._keeper.standing
        start = str(standing.folder) if standing is not None else ""
        chosen = QFileDialog.getExistingDirectory(self, _("Waar komen de back-ups?"), start)
        if chosen:
            self.choose(Path(chosen))

    def _chosen(self, done: Done[Settings]) -> None:
        self.shell.saved(_("Plek voor back-ups bewaard"), done.changed)
        self._keeper.make()

    def _put_back(self) -> None:
        dialog = RestoreDialog(self)
        dialog.ended.connect(self._was_put_back)
        dialog.open()

    def _was_put_back(self, outcome: Outcome) -> None:
        self.shell.leave(restored_words(outcome))

    def _show(self) -> None:
        standing = self._keeper.standing
        self.now.setEnabled(not self._keeper.busy())
        if standing is None:
            return
        place = place_name(standing.folder)
        self._line.setText(
            _(
                "‘{place}’ · als u hem hier maakt; wie de server beheert, maakt ook back-ups. "
                "Bewaard: 12 dagen, 10 weken, 9 maanden."
            ).format(place=place)
            if self.shell.desk.database.on_server
            else _(
                "‘{place}’ · bij sluiten en hoogstens elke 30 minuten. "
                "Bewaard: 12 dagen, 10 weken, 9 maanden."
            ).format(place=place)
        )
        self._line.setToolTip(str(standing.folder))
        trouble = words_of(self._keeper).trouble
        self._trouble.setText(trouble)
        row = self._trouble.parentWidget()
        if row is not None:
            row.setVisible(bool(trouble))
        if standing.last is None:
            self.set_chip(Chip(_("nog geen"), "warn", "warn-soft", "triangle-alert"))
            return
        day = standing.last.facts.moment.astimezone(LOCAL_ZONE).date()
        text = _("gecontroleerd {day}").format(day=formats.weekday_and_day(day))
        self.set_chip(Chip(text, "ok", "ok-soft", "shield-check"))
