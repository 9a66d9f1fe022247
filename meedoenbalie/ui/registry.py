"""Which pages a desk has, in the order of the navigation. A new page adds one entry here.

Pages bring the services with them, so they are imported behind the first screen, not with it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from meedoenbalie.i18n import _
from meedoenbalie.ui.page import Page, Shell

if TYPE_CHECKING:
    from meedoenbalie.domain.people import Role
    from meedoenbalie.ui.desk_shell import DeskShell, PageFactory
    from meedoenbalie.ui.navigation import Group


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page: its name, its icon and its group in the navigation.

    Without a group it is reached from another page only. ``load`` imports its module. ``team``
    says whether the programme team sees it: not, as well as the desk, or alone. What ``records``
    something about residents and offers is for who works at the desk.
    """

    key: str
    title: Callable[[], str]
    icon: str
    load: Callable[[], PageFactory]
    group: Group | None = None
    team: Literal["no", "too", "alone"] = "no"
    records: bool = False

    def make(self, shell: Shell) -> Page:
        """Make the page, or one that says that it isn't for this user's roles."""
        if self.records and not works_at_desk(shell):
            from meedoenbalie.ui.pages.not_yours import NotYoursPage

            return NotYoursPage(shell, self.title())
        return self.load()(shell)


def works_at_desk(shell: Shell) -> bool:
    """Tell whether the user may record something about residents and offers."""
    from meedoenbalie.services.desk import DESK_ROLES

    return shell.desk.may(DESK_ROLES)


def _today() -> PageFactory:
    from meedoenbalie.ui.pages.today.page import TodayPage

    return TodayPage


def _residents() -> PageFactory:
    from meedoenbalie.ui.pages.residents.page import ResidentsPage

    return ResidentsPage


def _resident_form() -> PageFactory:
    from meedoenbalie.ui.pages.resident_form.page import ResidentFormPage

    return ResidentFormPage


def _walk_in() -> PageFactory:
    from meedoenbalie.ui.pages.walk_in.page import WalkInPage

    return WalkInPage


def _conversation() -> PageFactory:
    from meedoenbalie.ui.pages.conversation.page import ConversationPage

    return ConversationPage


def _matching() -> PageFactory:
    from meedoenbalie.ui.pages.matching.page import MatchingPage

    return MatchingPage


def _offers() -> PageFactory:
    from meedoenbalie.ui.pages.offers.page import OffersPage

    return OffersPage


def _who_fits() -> PageFactory:
    from meedoenbalie.ui.pages.who_fits.page import WhoFitsPage

    return WhoFitsPage


def _referrals() -> PageFactory:
    from meedoenbalie.ui.pages.referrals.page import ReferralsPage

    return ReferralsPage


def _refer() -> PageFactory:
    from meedoenbalie.ui.pages.refer.page import ReferPage

    return ReferPage


def _weekly_report() -> PageFactory:
    from meedoenbalie.ui.pages.weekly_report.page import WeeklyReportPage

    return WeeklyReportPage


def _offer_form() -> PageFactory:
    from meedoenbalie.ui.pages.offers.form import OfferFormPage

    return OfferFormPage


def _providers() -> PageFactory:
    from meedoenbalie.ui.pages.providers.page import ProvidersPage

    return ProvidersPage


def _phone_round() -> PageFactory:
    from meedoenbalie.ui.pages.phone_round.page import PhoneRoundPage

    return PhoneRoundPage


def _held_place() -> PageFactory:
    from meedoenbalie.ui.pages.held_place.page import HeldPlacePage

    return HeldPlacePage


def _offer_texts() -> PageFactory:
    from meedoenbalie.ui.pages.offer_texts.page import OfferTextsPage

    return OfferTextsPage


def _import() -> PageFactory:
    from meedoenbalie.ui.pages.import_wizard.page import ImportPage

    return ImportPage


def _handreiking() -> PageFactory:
    from meedoenbalie.ui.pages.handreiking.page import HandreikingPage

    return HandreikingPage


def _taken_lessons() -> PageFactory:
    from meedoenbalie.ui.pages.taken_lessons.page import TakenLessonsPage

    return TakenLessonsPage


def _collection() -> PageFactory:
    from meedoenbalie.ui.pages.collection.page import CollectionPage

    return CollectionPage


def _data_set() -> PageFactory:
    from meedoenbalie.ui.pages.data_set.page import DataSetPage

    return DataSetPage


def _dossier_rights() -> PageFactory:
    from meedoenbalie.ui.pages.dossier_rights.page import DossierRightsPage

    return DossierRightsPage


def _doubles() -> PageFactory:
    from meedoenbalie.ui.pages.doubles.page import DoublesPage

    return DoublesPage


def _merge() -> PageFactory:
    from meedoenbalie.ui.pages.merge.page import MergePage

    return MergePage


def _keeping() -> PageFactory:
    from meedoenbalie.ui.pages.keeping.page import KeepingPage

    return KeepingPage


def _history() -> PageFactory:
    from meedoenbalie.ui.pages.history.page import HistoryPage

    return HistoryPage


def _civic() -> PageFactory:
    from meedoenbalie.ui.pages.civic.page import CivicPage

    return CivicPage


def _transfer() -> PageFactory:
    from meedoenbalie.ui.pages.transfer.page import TransferPage

    return TransferPage


def _settings() -> PageFactory:
    from meedoenbalie.ui.pages.settings.page import SettingsPage

    return SettingsPage


def _division() -> PageFactory:
    from meedoenbalie.ui.pages.division.page import DivisionPage

    return DivisionPage


def _figures() -> PageFactory:
    from meedoenbalie.ui.pages.figures.page import FiguresPage

    return FiguresPage


PAGES = (
    PageEntry("today", lambda: _("Vandaag"), "list-checks", _today, "desk"),
    PageEntry("residents", lambda: _("Bewoners"), "users", _residents, "desk"),
    PageEntry("matching", lambda: _("Matchen"), "puzzle", _matching, "desk"),
    PageEntry("offers", lambda: _("Aanbod"), "book-open", _offers, "desk"),
    PageEntry("referrals", lambda: _("Doorverwijzingen"), "send", _referrals, "desk"),
    PageEntry("division", lambda: _("Verdeling"), "scale", _division, "coordination", records=True),
    PageEntry(
        "handreiking",
        lambda: _("Handreiking"),
        "notebook-text",
        _handreiking,
        "coordination",
        team="too",
    ),
    PageEntry(
        "figures", lambda: _("Cijfers"), "chart-column", _figures, "coordination", records=True
    ),
    PageEntry("data_set", lambda: _("Gegevensset"), "file-lock", _data_set, "coordination"),
    PageEntry(
        "collection", lambda: _("Verzameling"), "layers", _collection, "programme", team="alone"
    ),
    PageEntry(
        "taken_lessons", lambda: _("Lessen van andere azc’s"), "notebook-text", _taken_lessons
    ),
    PageEntry("import", lambda: _("Inlezen"), "file-input", _import, records=True),
    PageEntry(
        "conversation", lambda: _("Gesprek"), "message-square-plus", _conversation, records=True
    ),
    PageEntry(
        "resident_form", lambda: _("Bewoner wijzigen"), "user-pen", _resident_form, records=True
    ),
    PageEntry("walk_in", lambda: _("Inloop"), "list-ordered", _walk_in, records=True),
    PageEntry("dossier_rights", lambda: _("Inzage en wissen"), "shield-check", _dossier_rights),
    PageEntry("doubles", lambda: _("Mogelijke dubbelen"), "users", _doubles, records=True),
    PageEntry("merge", lambda: _("Dossiers samenvoegen"), "merge", _merge, records=True),
    PageEntry("keeping", lambda: _("Bewaartermijnen"), "archive", _keeping),
    PageEntry("history", lambda: _("Wie veranderde wat"), "rotate-ccw-clock", _history),
    PageEntry("refer", lambda: _("Doorverwijzen"), "send", _refer, records=True),
    PageEntry("weekly_report", lambda: _("Weekrapport"), "printer", _weekly_report),
    PageEntry("who_fits", lambda: _("Wie past hierbij?"), "users", _who_fits, records=True),
    PageEntry("offer_form", lambda: _("Aanbod wijzigen"), "pencil", _offer_form, records=True),
    PageEntry(
        "offer_texts", lambda: _("Teksten voor de folder"), "languages", _offer_texts, records=True
    ),
    PageEntry("providers", lambda: _("Aanbieders"), "handshake", _providers, records=True),
    PageEntry("phone_round", lambda: _("Belronde"), "phone", _phone_round, records=True),
    PageEntry("held_place", lambda: _("Plaats vasthouden"), "hourglass", _held_place, records=True),
    PageEntry("civic", lambda: _("Inburgering"), "landmark", _civic, records=True),
    PageEntry("transfer", lambda: _("Overdracht"), "truck", _transfer, records=True),
    PageEntry("settings", lambda: _("Instellingen"), "settings", _settings, team="too"),
)


def add_pages(shell: DeskShell) -> None:
    """Register the pages of a desk and show the first."""
    for entry in pages_for(shell.desk.user.roles):
        shell.add_page(entry.key, entry.title(), entry.icon, entry.make, entry.group)
    if shell.has("conversation") and works_at_desk(shell):
        shell.set_main_act(_("&Nieuw gesprek"), "message-square-plus", "conversation", "new")
    if shell.has("walk_in") and works_at_desk(shell):
        shell.add_key("Ctrl+I", _("iemand in de inlooprij zetten"), "walk_in", "add")
        shell.add_key("F9", _("de volgende uit de inlooprij nemen"), "walk_in", "next")
    shell.go(shell.navigation.keys()[0])


def pages_for(roles: Collection[Role]) -> tuple[PageEntry, ...]:
    """Return the pages that somebody with these roles sees, in the order of the navigation."""
    from meedoenbalie.domain.people import Role

    if Role.PROGRAMME not in roles:
        return tuple(entry for entry in PAGES if entry.team != "alone")
    if set(roles) != {Role.PROGRAMME}:
        return PAGES
    seen = sorted((e for e in PAGES if e.team != "no"), key=lambda entry: entry.team == "too")
    return tuple(replace(e, group="programme" if e.group else None) for e in seen)


def load_pages() -> None:
    """Import every page, so that showing one only has to make it."""
    for entry in PAGES:
        entry.load()
