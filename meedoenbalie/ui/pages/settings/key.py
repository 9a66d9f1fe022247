"""Sleutel en herstelcode: since when there is a code, and when the paper was last tried."""

from __future__ import annotations

from datetime import date, timedelta

from meedoenbalie.i18n import _, formats
from meedoenbalie.services import people, settings
from meedoenbalie.services.settings import Settings
from meedoenbalie.ui.ask import AskDialog
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.settings.key_dialogs import NewRecoveryDialog, ProofDialog
from meedoenbalie.ui.pages.settings.section import SectionCard
from meedoenbalie.ui.paint import Chip
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.text import Text

_OFTEN_ENOUGH = timedelta(days=365)


class KeyCard(SectionCard):
    """The recovery code of this store."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, _("Sleutel en herstelcode"), "key-round")
        self._line = Text("", "body", wrap=True)
        self.add(self._line)
        self.prove = Button(_("&Papier controleren…"), on_click=self._prove)
        self.renew = Button(_("Nieuwe &code maken…"), on_click=self._renew)
        if not shell.desk.may(people.PROVERS):
            self.prove.disable(_("Dit mag alleen een coördinator of beheerder."))
        if not shell.desk.may(people.ADMINISTRATORS):
            self.renew.disable(_("Dit mag alleen een beheerder."))
        on_server = shell.desk.database.on_server
        if not on_server:
            self.add_buttons(self.prove, self.renew)
        self.add(
            Text(
                _(
                    "Een balie op een server heeft geen herstelcode. Wachtwoord kwijt? Een "
                    "beheerder geeft een nieuw. Uw eigen wachtwoord wijzigt u bij Gebruikers."
                )
                if on_server
                else _(
                    "Een nieuwe code maakt de oude waardeloos, behalve voor een oude back-up. "
                    "Uw eigen wachtzin wijzigt u bij Gebruikers."
                ),
                "caption",
                "ink2",
                wrap=True,
            )
        )

    def read(self) -> None:
        """Read the two days."""
        desk = self.shell.desk
        if desk.database.on_server:
            return
        self.shell.tasks.read(
            lambda: settings.settings_of(desk), self._show, self.show_error, key="key_card"
        )

    def refresh(self, changed: Changes) -> None:
        """Read again when the settings changed."""
        if "settings" in changed:
            self.read()

    def _show(self, stored: Settings) -> None:
        made, proved = stored.recovery_made_on, stored.recovery_proved_on
        said = [
            _("Gemaakt op {day}.").format(day=formats.full_day(made))
            if made
            else _("Wanneer de code is gemaakt, is niet bekend."),
            _("Laatst van papier gecontroleerd op {day}.").format(day=formats.full_day(proved))
            if proved
            else _("Nog nooit van papier gecontroleerd."),
        ]
        self._line.setText(" ".join(said))
        self.set_chip(self._chip_for(proved))

    def _chip_for(self, proved: date | None) -> Chip:
        today = self.shell.desk.clock.today()
        if proved is not None and today - proved <= _OFTEN_ENOUGH:
            return Chip(_("gecontroleerd"), "ok", "ok-soft", "shield-check")
        return Chip(_("controleer het papier"), "warn", "warn-soft", "triangle-alert")

    def _prove(self) -> None:
        self._ask(ProofDialog(self), _("De code op papier klopt"))

    def _renew(self) -> None:
        self._ask(NewRecoveryDialog(self), _("Nieuwe herstelcode geldt"))

    def _ask(self, dialog: AskDialog, said: str) -> None:
        dialog.ended.connect(lambda done: self.shell.saved(said, done.changed))
        dialog.open()
