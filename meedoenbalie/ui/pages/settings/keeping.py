"""Bewaren: how long residents and consents are kept, and what is due."""

from __future__ import annotations

from meedoenbalie.domain.settings import NamesUntil
from meedoenbalie.i18n import _, labels, ngettext
from meedoenbalie.services import retention, settings
from meedoenbalie.services.desk import READERS, Desk, Done
from meedoenbalie.services.settings import Settings
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.settings.section import SectionCard
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import Choice
from meedoenbalie.ui.widgets.number_box import NumberBox
from meedoenbalie.ui.widgets.text import Text

_LONGEST = 120
_LONGEST_CONSENT = 60


class KeepingCard(SectionCard):
    """Two terms in months, and the way to what is due."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, _("Bewaren en wissen"), "archive")
        self._stored = Settings()
        self.keep = NumberBox(_LONGEST, width=64)
        self.consent = NumberBox(_LONGEST_CONSENT, width=64)
        self.add_setting(
            _("Na vertrek bewaren, in maanden"), self.keep, _("dan stelt het programma wissen voor")
        )
        self.add_setting(
            _("Toestemming geldt, in maanden"),
            self.consent,
            _("tenzij iets anders is afgesproken"),
        )
        self.names = Choice([(labels.names_until(one), one) for one in NamesUntil])
        self.names.activated.connect(lambda _number: self._save_names())
        self.add_setting(
            _("Namen in de inlooprij"), self.names, _("van wie geholpen is; de aantallen blijven")
        )
        for box in (self.keep, self.consent):
            box.editingFinished.connect(self._save)
        self.due = Text("", "body", "ink2", wrap=True)
        self.add(self.due)
        self.look = Button(
            _("Voorstellen be&kijken…"), "list-checks", on_click=lambda: shell.go("keeping")
        )
        self.add_buttons(self.look)

    def read(self) -> None:
        """Read the terms, and how many proposals there are."""
        desk, site = self.shell.desk, self.shell.site
        site_id = site.id if site is not None else None

        def look() -> tuple[Settings, int]:
            due = len(retention.what_is_due(desk, site_id)) if desk.may(READERS) else 0
            return settings.settings_of(desk), due

        self.shell.tasks.read(
            look, lambda found: self._show(*found), self.show_error, key="settings/keeping"
        )

    def refresh(self, changed: Changes) -> None:
        """Read again when the number of proposals may be another."""
        if changed & {"site", "settings", "resident", "consent", "contact"}:
            self.read()

    def _show(self, stored: Settings, due: int) -> None:
        self._stored = stored
        allowed = settings.may_change_terms(self.shell.desk)
        for box in (self.keep, self.consent):
            box.setEnabled(allowed)
            box.setToolTip("" if allowed else _("Dit mag alleen een coördinator of beheerder."))
        for part in (self.due, self.look):
            part.setVisible(self.shell.desk.may(READERS))
        self.keep.set_value(stored.keep_months)
        self.consent.set_value(stored.consent_months)
        self.names.set_value(stored.names_until)
        self.names.setEnabled(self.shell.desk.may(READERS))
        self.due.setText(
            ngettext(
                "{n} voorstel om te wissen. U beslist.",
                "{n} voorstellen om te wissen. U beslist.",
                due,
            ).format(n=due)
            if due
            else _("Er is nu niets te wissen.")
        )

    def _save(self) -> None:
        keep, consent = self.keep.value(), self.consent.value()
        if not keep or not consent:
            self.read()
            return
        if (keep, consent) == (self._stored.keep_months, self._stored.consent_months):
            return
        self.clear_error()
        desk = self.shell.desk
        self.shell.tasks.write(lambda: _change(desk, keep, consent), self._saved, self._failed)

    def _save_names(self) -> None:
        wanted = NamesUntil(str(self.names.value()))
        if wanted is self._stored.names_until:
            return
        self.clear_error()
        desk = self.shell.desk
        self.shell.tasks.write(
            lambda: settings.change_settings(desk, names_until=wanted),
            lambda done: self._saved(done, _("Bewaard hoe lang namen blijven")),
            self._failed,
        )

    def _saved(self, done: Done[Settings], said: str = "") -> None:
        self._stored = done.result
        self.shell.saved(said or _("Termijnen bewaard"), done.changed)

    def _failed(self, error: Exception) -> bool:
        self.read()
        return self.show_error(error)


def _change(desk: Desk, keep: int, consent: int) -> Done[Settings]:
    return settings.change_settings(desk, keep_months=keep, consent_months=consent)
