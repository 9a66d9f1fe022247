"""The first hour on Vandaag: what a new desk does first, ticked off from the data."""

from __future__ import annotations

from collections.abc import Set

from PySide6.QtCore import QSettings

from meedoenbalie.i18n import _
from meedoenbalie.services.first_hour import FirstStep
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.today.rows import Goal
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import Card, CardRow


class FirstHourCard(Card):
    """Until all is done. Who puts it away keeps ``again``, a small button that brings it back."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(_("Uw eerste uur"), "list-checks")
        self._shell = shell
        self._setting = f"first_hour/{shell.desk.user.id}"
        self._done: Set[FirstStep] | None = None
        self.practise = Button(_("Vijf minuten &oefenen"), "flask-conical", on_click=shell.practise)
        self.away = Button(_("&Nu niet"), "x", on_click=self._put_away)
        self.add_footer(self.practise)
        self.add_footer(self.away)
        self.again = Button("", "list-checks", on_click=self._bring_back, small=True)
        self.hide()
        self.again.hide()

    def show_done(self, done: Set[FirstStep]) -> None:
        """Show what is done; nothing when it is all, or in a demonstration."""
        self._done = done
        number = len(done)
        words = _("{n} van {all} gedaan").format(n=number, all=len(FirstStep))
        self.set_count(words)
        self.again.setText(_("Uw eerste uur: {done}").format(done=words))
        self.set_rows(_row(one, done=one in done) for one in FirstStep)
        wanted = number < len(FirstStep) and not self._shell.demo
        away = QSettings().value(self._setting) is not None
        self.setVisible(wanted and not away)
        self.again.setVisible(wanted and away)

    def _put_away(self) -> None:
        QSettings().setValue(self._setting, "away")
        self._show_again()
        self.again.setFocus()
        self._shell.say(_("Weggelegd. De knop onderaan rechts brengt het terug."))

    def _bring_back(self) -> None:
        QSettings().remove(self._setting)
        self._show_again()
        self.focus_row(0)

    def _show_again(self) -> None:
        if self._done is not None:
            self.show_done(self._done)


def _row(step: FirstStep, *, done: bool) -> CardRow:
    title, how, goal = {
        FirstStep.PAPER: (
            _("Herstelcode op papier"),
            _("In de kluis, en overgetypt om te weten dat het papier klopt."),
            Goal("settings", "key"),
        ),
        FirstStep.OFFERS: (
            _("Aanbod inlezen"),
            _("De lijst van de gemeente, of één aanbod met de hand."),
            Goal("import", "offers"),
        ),
        FirstStep.RESIDENTS: (
            _("Bewoners inlezen"),
            _("Een lijst die u al hebt. Of begin met een gesprek."),
            Goal("import", "residents"),
        ),
        FirstStep.TALK: (
            _("Eerste gesprek"),
            _("Wie iemand is, wat iemand wil en wanneer het kan."),
            Goal("conversation", "new"),
        ),
        FirstStep.COLLEAGUE: (
            _("Een collega erbij"),
            _("Met een eenmalige code; de collega kiest zelf een wachtzin."),
            Goal("settings", "users"),
        ),
    }[step]
    return CardRow(
        goal,
        title,
        how,
        icon="circle-check" if done else "circle",
        icon_ink="ok" if done else "ink2",
        note=_("gedaan") if done else _("nog doen"),
    )
