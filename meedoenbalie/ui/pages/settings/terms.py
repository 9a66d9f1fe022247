"""Termijnen: after how many days something counts as without answer, or no longer certain."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QFocusEvent

from meedoenbalie.domain.people import Site
from meedoenbalie.domain.settings import Settings
from meedoenbalie.i18n import _
from meedoenbalie.services import registration, settings
from meedoenbalie.services.desk import Done
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.offers.term_fields import position_text, read_typed_position
from meedoenbalie.ui.pages.resident_form.parsing import Unreadable
from meedoenbalie.ui.pages.settings.section import SectionCard
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.number_box import NumberBox
from meedoenbalie.ui.widgets.text import Text
from meedoenbalie.ui.widgets.text_box import TextBox

_LONGEST = 365


class TermsCard(SectionCard):
    """The two terms of the azc that is shown, in days. They are kept when the box is left."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, _("Termijnen en grenzen"), "calendar-clock")
        self._site: Site | None = None
        self._hold_days = 0
        self.response = _DaysBox(self.read)
        self.confirm = _DaysBox(self.read)
        self.add_setting(
            _("Geen reactie na, in dagen"),
            self.response,
            _("dan staat een doorverwijzing bij Vandaag"),
        )
        self.add_setting(
            _("Plaatsen niet meer zeker na, in dagen"),
            self.confirm,
            _("dan vraagt Aanbod om bevestiging"),
        )
        self.hold = _DaysBox(self.read)
        self.add_setting(
            _("Plaats vasthouden, in dagen"), self.hold, _("daarna komt een plaats vanzelf vrij")
        )
        self.hold.editingFinished.connect(self._save_hold)
        self.phone = TextBox()
        self.phone.setMaxLength(40)
        self.phone.setFixedWidth(theme().px(160))
        self.add_setting(_("Telefoon van de balie"), self.phone, _("staat in de doorverwijsbrief"))
        self.phone.editingFinished.connect(self._save_phone)
        self.where = TextBox()
        self.where.setFixedWidth(theme().px(160))
        self.add_setting(
            _("Coördinaten van de locatie"),
            self.where,
            _("zoals 52,0907; 5,1214: daarmee wordt een reistijd geschat"),
        )
        self.where.editingFinished.connect(self._save_position)
        self.response.editingFinished.connect(self._save)
        self.confirm.editingFinished.connect(self._save)
        self._who = Text("", "caption", "ink2", wrap=True)
        self.add(self._who)

    def read(self) -> None:
        """Read the terms as they are stored."""
        desk = self.shell.desk
        self.shell.tasks.read(
            lambda: (tuple(registration.sites(desk)), settings.settings_of(desk).hold_days),
            lambda found: self._show(*found),
            self.show_error,
            key="terms",
        )

    def refresh(self, changed: Changes) -> None:
        """Show the terms of another azc."""
        if "site" in changed:
            self.read()

    def _show(self, sites: tuple[Site, ...], hold_days: int) -> None:
        self._hold_days = hold_days
        self.hold.set_value(hold_days)
        shown = self.shell.site
        self._site = next((site for site in sites if shown and site.id == shown.id), None)
        allowed = settings.may_change_terms(self.shell.desk)
        why = "" if allowed else _("Dit mag alleen een coördinator of beheerder.")
        for box in (self.response, self.confirm):
            box.setEnabled(allowed and self._site is not None)
            box.setToolTip(why)
        self.phone.setEnabled(self._site is not None)
        self.where.setEnabled(self._site is not None)
        if self._site is not None:
            self.phone.setText(self._site.phone)
            self.where.setText(position_text(self._site.position))
            self.response.set_value(self._site.response_days)
            self.confirm.set_value(self._site.confirm_days)
        self._who.setText(why or _("De termijnen gelden voor iedereen op deze locatie."))

    def _save(self) -> None:
        site, response, confirm = self._site, self.response.value(), self.confirm.value()
        if site is None or response is None or confirm is None:
            return
        if (response, confirm) == (site.response_days, site.confirm_days):
            return
        self.clear_error()
        desk = self.shell.desk
        self.shell.tasks.write(
            lambda: settings.change_terms(desk, site.id, response, confirm),
            self._saved,
            self._failed,
        )

    def _save_hold(self) -> None:
        days, desk = self.hold.value(), self.shell.desk
        if not days or days == self._hold_days:
            self.hold.set_value(self._hold_days)
            return
        self.clear_error()
        self.shell.tasks.write(
            lambda: settings.change_settings(desk, hold_days=days), self._hold_saved, self._failed
        )

    def _hold_saved(self, done: Done[Settings]) -> None:
        self._hold_days = done.result.hold_days
        self.shell.saved(_("Bewaard"), done.changed)

    def _save_phone(self) -> None:
        site, phone = self._site, self.phone.text().strip()
        if site is None or phone == site.phone:
            return
        self.clear_error()
        desk = self.shell.desk
        self.shell.tasks.write(
            lambda: settings.set_phone(desk, site.id, phone), self._phone_saved, self._failed
        )

    def _save_position(self) -> None:
        site = self._site
        if site is None or self.where.text().strip() == position_text(site.position):
            return
        self.clear_error()
        try:
            position = read_typed_position(self.where.text())
        except Unreadable as error:
            self.show_words(str(error))
            return
        desk = self.shell.desk
        self.shell.tasks.write(
            lambda: settings.set_position(desk, site.id, position),
            self._position_saved,
            self._failed,
        )

    def _position_saved(self, done: Done[Site]) -> None:
        self._site = done.result
        self.shell.set_site(done.result)
        self.shell.saved(_("Coördinaten van de locatie bewaard"), done.changed)

    def _phone_saved(self, done: Done[Site]) -> None:
        self._site = done.result
        self.shell.set_site(done.result)
        self.shell.saved(_("Telefoon van de balie bewaard"), done.changed)

    def _saved(self, done: Done[Site]) -> None:
        self._site = done.result
        self.shell.set_site(done.result)
        self.shell.saved(_("Termijnen bewaard"), done.changed)

    def _failed(self, error: Exception) -> bool:
        self.read()
        return self.show_error(error)


class _DaysBox(NumberBox):
    """A number of days; what is left empty shows again what was there."""

    def __init__(self, on_empty: Callable[[], object]) -> None:
        super().__init__(_LONGEST, width=64)
        self._on_empty = on_empty

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.value() is None:
            self._on_empty()
