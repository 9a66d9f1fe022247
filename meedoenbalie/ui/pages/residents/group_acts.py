"""What one does with a selection of residents: inform, invite, plan a follow-up, export."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from meedoenbalie.i18n import _, ngettext
from meedoenbalie.services import catalogue, groups, messages
from meedoenbalie.services.desk import DESK_ROLES
from meedoenbalie.services.referring_together import Together
from meedoenbalie.ui.pages.residents.group_dialogs import (
    FollowUpForm,
    InformForm,
    InviteDialog,
    ReferForm,
)
from meedoenbalie.ui.pages.residents.ticks import Ticks
from meedoenbalie.ui.pages.saved_file import ask_where, documents

if TYPE_CHECKING:
    from meedoenbalie.ui.page import Page


class GroupActs(QMenu):
    """The menu of acts on who is ticked."""

    def __init__(self, page: Page, ticks: Ticks) -> None:
        super().__init__(page)
        self._page = page
        self._ticks = ticks
        self.inform = self.addAction(_("&Voorlichten, samen…"), self._ask_inform)
        self.refer = self.addAction(_("Samen &doorverwijzen…"), self._ask_refer)
        self.invite = self.addAction(_("&Uitnodigen: lijst…"), self._ask_invite)
        self.follow_up = self.addAction(_("&Opvolgtaak plannen…"), self._ask_follow_up)
        self.export = self.addAction(_("&Exporteren…"), self._ask_export)

    def open_at(self, widget: QWidget) -> None:
        """Open above a widget; acts that are not for this user's roles are off."""
        may = self._page.shell.desk.may(DESK_ROLES)
        for action in self.actions():
            action.setEnabled(may and len(self._ticks) > 0)
        self.popup(widget.mapToGlobal(QPoint(0, -self.sizeHint().height())))

    def _ask_inform(self) -> None:
        desk, chosen = self._page.shell.desk, self._ticks.ids()

        def ask(offers: Sequence[catalogue.OfferLine]) -> None:
            form = InformForm(self._page, chosen, [line.offer for line in offers])
            form.ended.connect(self._informed)
            form.open()

        self._page.shell.tasks.read(
            lambda: catalogue.find_offers(desk, active_only=True), ask, self._failed
        )

    def _informed(self, done: object) -> None:
        given, passed_over = getattr(done, "result", ([], 0))
        n = len(given)
        text = ngettext(
            "Voorlichting vastgelegd bij {n} bewoner", "Voorlichting vastgelegd bij {n} bewoners", n
        ).format(n=n)
        if passed_over:
            text += ". " + ngettext(
                "{n} overgeslagen: gebruik van gegevens is beperkt",
                "{n} overgeslagen: gebruik van gegevens is beperkt",
                passed_over,
            ).format(n=passed_over)
        self._page.shell.saved(text, {"information_given"})

    def _ask_refer(self) -> None:
        desk, chosen = self._page.shell.desk, self._ticks.ids()

        def ask(offers: Sequence[catalogue.OfferLine]) -> None:
            form = ReferForm(self._page, chosen, [line.offer for line in offers])
            form.ended.connect(self._referred)
            form.open()

        self._page.shell.tasks.read(
            lambda: catalogue.find_offers(desk, active_only=True), ask, self._failed
        )

    def _referred(self, done: object) -> None:
        made = getattr(done, "result", None)
        if not isinstance(made, Together):
            return
        n = len(made.referrals)
        parts = [
            ngettext("{n} doorverwijzing klaargezet", "{n} doorverwijzingen klaargezet", n).format(
                n=n
            )
        ]
        if made.already:
            parts.append(
                ngettext(
                    "{n} bewoner had er al een naar dit aanbod",
                    "{n} bewoners hadden er al een naar dit aanbod",
                    len(made.already),
                ).format(n=len(made.already))
            )
        if made.passed_over:
            parts.append(
                ngettext(
                    "{n} overgeslagen: gebruik van gegevens is beperkt",
                    "{n} overgeslagen: gebruik van gegevens is beperkt",
                    made.passed_over,
                ).format(n=made.passed_over)
            )
        shell = self._page.shell
        shell.saved(". ".join(parts), {"referral", "referral_event"})
        if shell.has("referrals"):
            shell.go("referrals", made.referrals[0].id)

    def _ask_invite(self) -> None:
        desk, chosen = self._page.shell.desk, self._ticks.ids()
        self._page.shell.tasks.read(
            lambda: groups.without_restricted(desk, chosen),
            lambda people: InviteDialog(self._page, people, len(chosen) - len(people)).open(),
            self._failed,
        )

    def _ask_follow_up(self) -> None:
        form = FollowUpForm(self._page, self._ticks.ids())
        form.ended.connect(self._planned)
        form.open()

    def _planned(self, done: object) -> None:
        n = int(getattr(done, "result", 0))
        text = ngettext("Opvolgtaak gepland", "{n} opvolgtaken gepland", n).format(n=n)
        self._page.shell.saved(text, {"follow_up"})

    def _ask_export(self) -> None:
        desk, chosen = self._page.shell.desk, self._ticks.ids()
        name = _("bewoners") + f"-{desk.clock.today().isoformat()}.xlsx"
        kinds = "Excel (*.xlsx);;" + _("Tekst met puntkomma's") + " (*.csv)"
        path = ask_where(self._page, _("Exporteren: persoonsgegevens"), documents() / name, kinds)
        if path is None:
            return

        def exported(n: int) -> None:
            text = ngettext(
                "{n} bewoner geëxporteerd naar {name}", "{n} bewoners geëxporteerd naar {name}", n
            )
            self._page.shell.say(text.format(n=n, name=path.name))

        self._page.shell.tasks.write(
            lambda: groups.export_residents(desk, chosen, path), exported, self._failed
        )

    def _failed(self, error: Exception) -> bool:
        text = messages.explain(error)
        if text is None:
            return False
        self._page.shell.say(text)
        return True
