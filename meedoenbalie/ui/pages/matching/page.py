"""Matching one resident: what fits, why, and the week of it (05)."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from meedoenbalie.domain.referrals import InformationGiven
from meedoenbalie.i18n import _
from meedoenbalie.services import informing, matching, messages, registration
from meedoenbalie.services.desk import Done
from meedoenbalie.services.matching import MatchList
from meedoenbalie.services.registration import Dossier
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.language_choice import languages_of
from meedoenbalie.ui.pages.matching import leaflet
from meedoenbalie.ui.pages.matching.entries import Entry, rows_of, tab_titles
from meedoenbalie.ui.pages.matching.entry_list import EntryList, EntryModel
from meedoenbalie.ui.pages.matching.inform import InformPanel
from meedoenbalie.ui.pages.matching.picker import ResidentPicker
from meedoenbalie.ui.pages.matching.strip import ResidentStrip
from meedoenbalie.ui.pages.matching.tabs import AdviceTabs
from meedoenbalie.ui.pages.matching.week_side import WeekSide
from meedoenbalie.ui.pages.saved_file import ask_where, documents, made_notice
from meedoenbalie.ui.shapes.list_detail import ListDetailPage
from meedoenbalie.ui.shapes.panes import Footer
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.notices import EmptyState, Notice
from meedoenbalie.ui.widgets.text import Line

KEY = "matching"
_SHOWS = frozenset(
    {"resident", "offer", "provider", "site", "referral", "referral_event", "information_given"}
)
Advice = tuple[MatchList, Dossier]


class MatchingPage(ListDetailPage):
    """The advice for one resident; it remembers whom it showed last."""

    def __init__(self, shell: Shell) -> None:
        subtitle = _("kijkt niet naar nationaliteit, geloof of gezondheid")
        super().__init__(shell, KEY, _("Matchen"), subtitle, list_width=571)
        self._resident_id: UUID | None = None
        self._advice: Advice | None = None
        self._informing: InformPanel | None = None
        self._leaflet: tuple[UUID | None, str, Path] | None = None
        self.strip = ResidentStrip(self._choose_other, self._show_referrals)
        self.strip.hide()
        self.below_head.addWidget(self.strip)
        self.picker = ResidentPicker(shell)
        self.picker.picked.connect(self._picked)
        self.tabs = AdviceTabs()
        self.tabs.currentChanged.connect(lambda _number: self._show_rows())
        self._model = EntryModel()
        self.entries = EntryList(self._model)
        self.entries.selected.connect(lambda _key: self._show_side())
        self.entries.clicked.connect(lambda _index: self.show_detail())
        self.entries.opened.connect(lambda _key: self._main_act())
        self._trouble = EmptyState("", _("&Opnieuw proberen"), self._read, "circle-alert")
        self._no_offers = EmptyState(
            _("Er is nog geen aanbod om bij te zoeken. Lees eerst een lijst in."),
            _("Aanbod &inlezen"),
            lambda: shell.go("import", "offers"),
            "book-open",
        )
        self._middle = QStackedWidget()
        self._with_tabs = self._tabs_and_entries()
        for widget in (self.picker, self._with_tabs, self._no_offers, self._trouble):
            self._middle.addWidget(widget)
        self.list.set_middle(self._middle)
        self._fill_footer()
        self._show_nothing()

    def shown(self) -> None:
        """Read the picker, or the advice for the last resident when there is none yet."""
        if self._resident_id is None:
            self._pick()
        elif self._advice is None:
            self._read()

    def refresh(self, changed: Changes) -> None:
        if "site" in changed and self._is_elsewhere():
            self._forget()
        if not _SHOWS & changed:
            return
        if self._resident_id is None:
            self.picker.read()
        else:
            self._read()

    def _is_elsewhere(self) -> bool:
        here = self.shell.site
        return here is not None and self._advice is not None and self._advice[0].site.id != here.id

    def open_target(self, target: object) -> None:
        """Match the resident with that id."""
        if isinstance(target, UUID):
            self._picked(target)

    def person(self) -> UUID | None:
        """Return whom the advice is for."""
        return self._resident_id

    def place(self) -> object:
        """Return whom the advice is for."""
        return self._resident_id

    def search_field(self) -> QWidget | None:
        return self.picker.search if self._resident_id is None else None

    def help_text(self) -> str:
        return _(
            "Kies een bewoner. Links staat wat past, en waarom; rechts de week. Onder Net niet "
            "staat welke wijziging genoeg is. Leg voorlichting vast, of verwijs door. "
            "Het programma adviseert, u beslist."
        )

    def _tabs_and_entries(self) -> QWidget:
        now = theme()
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QVBoxLayout()
        row.setContentsMargins(now.px(14), now.px(2), now.px(14), 0)
        row.addWidget(self.tabs)
        column.addLayout(row)
        column.addWidget(Line())
        column.addWidget(self.entries, 1)
        return box

    def _fill_footer(self) -> None:
        self._footer = Footer()
        self.inform = Button(_("&Voorlichting vastleggen"), "info", on_click=self._ask_inform)
        self.refer = Button(_("&Doorverwijzen…"), "send", "primary", self._refer)
        self._footer.add_left(self.inform)
        self._footer.add_right(self.refer)
        self._above_footer = QVBoxLayout()
        holder = QWidget()
        holder.setLayout(self._above_footer)
        self._above_footer.setContentsMargins(0, 0, 0, 0)
        self.detail.add_bottom(holder)
        self.detail.add_bottom(self._footer)

    # -- whom -------------------------------------------------------------------------------

    def _choose_other(self) -> None:
        if self.shell.looking_along:
            self.shell.say(_("Zet Samen kijken uit (F8) om een andere bewoner te kiezen."))
            return
        self._forget()
        self._pick()

    def _forget(self) -> None:
        self._resident_id = None
        self._advice = None
        self.strip.hide()
        self.shows_others = True
        self._show_nothing()
        self._middle.setCurrentWidget(self.picker)

    def _pick(self) -> None:
        self._middle.setCurrentWidget(self.picker)
        self.picker.read()
        self.picker.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _picked(self, identifier: object) -> None:
        if not isinstance(identifier, UUID):
            return
        if identifier != self._resident_id:
            self._advice = None
            self._show_nothing()
            self._model.set_rows(())
        self._resident_id = identifier
        self.shows_others = False
        self._read()

    def _show_referrals(self) -> None:
        if self._advice is not None and self._advice[0].referred:
            self.shell.go("referrals", self._advice[0].referred[0].id)

    # -- what -------------------------------------------------------------------------------

    def _read(self) -> None:
        desk, identifier = self.shell.desk, self._resident_id
        if identifier is None:
            return

        def read() -> Advice:
            return matching.matches_for(desk, identifier), registration.dossier(desk, identifier)

        label = _("Bezig met zoeken wat past")
        self.shell.tasks.read(read, self._take, self._failed, key=KEY, label=label)

    def _take(self, advice: Advice) -> None:
        first_time = self._advice is None
        self._advice = advice
        found = advice[0]
        self.strip.show_resident(found)
        self.strip.show()
        self.tabs.show_titles(tab_titles(found))
        empty = not found.matches and not found.referred
        self._middle.setCurrentWidget(self._no_offers if empty else self._with_tabs)
        self._show_rows()
        if first_time and not empty:
            self.entries.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: Exception) -> bool:
        text = messages.explain(error)
        if text is None:
            return False
        self._forget()
        self._trouble.set_sentence(text)
        self._middle.setCurrentWidget(self._trouble)
        return True

    def _show_rows(self) -> None:
        if self._advice is None:
            return
        rows = rows_of(self._advice[0], self.tabs.chosen())
        self._model.set_rows(rows)
        if self._entry() is None:
            first = next((row.key for row in rows if isinstance(row, Entry)), None)
            self.entries.select_id(first)
        self._show_side()

    def _entry(self) -> Entry | None:
        place = self._model.place_of(self.entries.current_id())
        row = self._model.row(place) if place is not None else None
        return row if isinstance(row, Entry) else None

    def _show_side(self) -> None:
        entry = self._entry()
        if entry is None or self._advice is None:
            self._show_nothing()
            return
        clear_layout(self.detail.body)
        self._leave_inform()
        found, dossier = self._advice
        self.detail.body.addWidget(WeekSide(found, entry, dossier), 1)
        self._footer.show()
        if self._leaflet is not None and self._leaflet[:2] == (self._resident_id, entry.key):
            notice = made_notice(_("De folder is gemaakt."), self._leaflet[2])
            self._above_footer.addWidget(notice)

    def _show_nothing(self) -> None:
        clear_layout(self.detail.body)
        self._leave_inform()
        self._footer.hide()
        self.detail.body.addWidget(
            EmptyState(_("Kies een bewoner. Dan ziet u wat past, en waarom."), icon="puzzle"), 1
        )

    # -- acts -------------------------------------------------------------------------------

    def _main_act(self) -> None:
        if self.detail.isVisible():
            self._refer()
        else:
            self.show_detail()

    def _refer(self) -> None:
        entry = self._entry()
        if entry is not None and self._resident_id is not None:
            offers = tuple(match.offer.id for match in entry.matches)
            self.shell.go("refer", (self._resident_id, *offers))

    def _ask_inform(self) -> None:
        entry = self._entry()
        if entry is None or self._advice is None:
            return
        self._leave_inform()
        resident = self._advice[0].resident
        languages = languages_of(resident.preferred_language, resident.languages)
        panel = InformPanel([match.offer for match in entry.matches], languages)
        panel.told.connect(self._inform)
        panel.leaflet_wanted.connect(self._make_leaflet)
        panel.left.connect(self._cancel_inform)
        self._informing = panel
        self._above_footer.addWidget(panel)
        self._footer.hide()
        panel.language.setFocus(Qt.FocusReason.OtherFocusReason)

    def _inform(self, language: str, channel: str) -> None:
        entry, identifier, desk = self._entry(), self._resident_id, self.shell.desk
        if entry is None or identifier is None:
            return
        offers = [match.offer for match in entry.matches]

        def write() -> Done[InformationGiven]:
            with desk.together("give_information") as joined:
                done = [
                    informing.give_information(joined, identifier, offer.id, language, channel)
                    for offer in offers
                ]
            return done[-1]

        titles = _(" en ").join(offer.title for offer in offers)
        self.shell.tasks.write(write, lambda done: self._informed(done, titles))

    def _make_leaflet(self, language: str) -> None:
        entry, identifier, shell = self._entry(), self._resident_id, self.shell
        if entry is None or identifier is None:
            return
        name = _("folder {title}").format(title=entry.matches[0].offer.title)
        out = ask_where(self, _("Folder opslaan"), documents() / f"{name}.pdf", _("PDF (*.pdf)"))
        if out is None:
            return
        shell.tasks.write(
            lambda: leaflet.make(shell.desk, identifier, entry, language, out, demo=shell.demo),
            lambda done: self._leaflet_made(done, out),
            self._leaflet_failed,
            label=_("De folder wordt gemaakt…"),
        )

    def _leaflet_made(self, done: Done[InformationGiven], out: Path) -> None:
        self._cancel_inform()
        entry = self._entry()
        self._leaflet = None if entry is None else (self._resident_id, entry.key, out)
        text = _("Folder gemaakt en voorlichting vastgelegd: {name}").format(name=out.name)
        self.shell.saved(text, done.changed)

    def _leaflet_failed(self, error: Exception) -> bool:
        words = messages.explain(error)
        if words is None:
            return False
        notice = Notice(_("De folder is niet gemaakt."), words, "danger")
        self._above_footer.insertWidget(0, notice)
        return True

    def _informed(self, done: Done[InformationGiven], titles: str) -> None:
        self._cancel_inform()
        text = _("Voorlichting vastgelegd: {titles}").format(titles=titles)
        self.shell.saved(text, done.changed)

    def _cancel_inform(self) -> None:
        self._leave_inform()
        self._footer.show()
        self.inform.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_inform(self) -> None:
        clear_layout(self._above_footer)
        self._informing = None
