"""Matching one resident: what fits, why, and the week of it (05)."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.domain.matching.asking import Question
from meedoenbalie.domain.people import Resident
from meedoenbalie.i18n import _
from meedoenbalie.services import matching, messages, registration
from meedoenbalie.services.matching import MatchList
from meedoenbalie.services.registration import Dossier
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.matching import choosing
from meedoenbalie.ui.pages.matching.advice_list import AdviceList
from meedoenbalie.ui.pages.matching.conditions import (
    NOTHING,
    Asked,
    planned,
)
from meedoenbalie.ui.pages.matching.entries import Choice, Entry
from meedoenbalie.ui.pages.matching.entry_side import EntrySide
from meedoenbalie.ui.pages.matching.informing import Informing, Places
from meedoenbalie.ui.pages.matching.picker import ResidentPicker
from meedoenbalie.ui.pages.matching.strip import ResidentStrip
from meedoenbalie.ui.pages.refer.target import FromPlan
from meedoenbalie.ui.pages.resident_form.target import FieldOf
from meedoenbalie.ui.shapes.list_detail import ListDetailPage
from meedoenbalie.ui.shapes.panes import Footer
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.notices import EmptyState
from meedoenbalie.ui.widgets.stack import Stack

KEY = "matching"
_SHOWS = frozenset(
    {
        "resident",
        "offer",
        "provider",
        "site",
        "referral",
        "referral_event",
        "information_given",
        "own_choice",
    }
)
Advice = tuple[MatchList, Dossier, tuple[Question, ...]]


class MatchingPage(ListDetailPage):
    """The advice for one resident; it remembers whom it showed last."""

    def __init__(self, shell: Shell) -> None:
        subtitle = _("kijkt niet naar nationaliteit, geloof of gezondheid")
        super().__init__(shell, KEY, _("Matchen"), subtitle, list_width=571)
        self._resident_id: UUID | None = None
        self._advice: Advice | None = None
        self._asked = NOTHING
        self.strip = ResidentStrip(self._choose_other, self._show_referrals)
        self.strip.no_to_all.connect(self._say_no_to_all)
        self.strip.hide()
        self.below_head.addWidget(self.strip)
        self.picker = ResidentPicker(shell)
        self.picker.picked.connect(self._picked)
        self.advice = AdviceList()
        self.tabs, self.entries = self.advice.tabs, self.advice.entries
        self.advice.selected.connect(self._show_side)
        self.advice.opened.connect(self._main_act)
        self.advice.chosen.connect(self._choose)
        self.advice.asked.connect(self._ask_of_plans)
        self.advice.wanted.connect(self._fill_in)
        self.entries.clicked.connect(lambda _index: self.show_detail())
        self._trouble = EmptyState("", _("&Opnieuw proberen"), self._read, "circle-alert")
        self._no_offers = EmptyState(
            _("Er is nog geen aanbod om bij te zoeken. Lees eerst een lijst in."),
            _("Aanbod &inlezen"),
            lambda: shell.go("import", "offers"),
            "book-open",
        )
        self._middle = Stack()
        for widget in (self.picker, self.advice, self._no_offers, self._trouble):
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

    def _fill_footer(self) -> None:
        self._footer = Footer()
        self.inform = Button(_("&Voorlichting vastleggen"), "info", on_click=self._ask_inform)
        self.refer = Button(_("&Doorverwijzen…"), "send", "primary", self._refer)
        self.hold = Button(_("Plaats vasthouden"), "hourglass", on_click=self._hold, icon_only=True)
        self._footer.add_left(self.inform)
        self._footer.add_left(self.hold)
        self._footer.add_right(self.refer)
        self._above_footer = QVBoxLayout()
        holder = QWidget()
        holder.setLayout(self._above_footer)
        self._above_footer.setContentsMargins(0, 0, 0, 0)
        self.detail.add_bottom(holder)
        self.detail.add_bottom(self._footer)
        places = Places(self._above_footer, self._footer, self.inform)
        self._informing = Informing(self, self.shell, places, self._selected)

    def _selected(self) -> tuple[Resident, Entry] | None:
        entry = self.advice.entry()
        return None if entry is None or self._advice is None else (self._advice[0].resident, entry)

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
            self._asked = NOTHING
            self._show_nothing()
            self.advice.clear()
        self._resident_id = identifier
        self.shows_others = False
        self._read()

    def _show_referrals(self) -> None:
        if self._advice is not None and self._advice[0].referred:
            self.shell.go("referrals", self._advice[0].referred[0].id)

    # -- what -------------------------------------------------------------------------------

    def _read(self) -> None:
        desk, identifier, asked = self.shell.desk, self._resident_id, self._asked
        if identifier is None:
            return

        def read() -> Advice:
            found = matching.matches_for(desk, identifier)
            if asked:
                found = planned(found, asked)
            dossier = registration.dossier(desk, identifier)
            return found, dossier, matching.questions_of(found)

        label = _("Bezig met zoeken wat past")
        self.shell.tasks.read(read, self._take, self._failed, key=KEY, label=label)

    def _take(self, advice: Advice) -> None:
        first_time = self._advice is None
        self._advice = advice
        found = advice[0]
        self.strip.show_resident(found)
        self.strip.show()
        self.advice.show_asked(self._asked)
        empty = not found.matches and not found.referred
        self._middle.setCurrentWidget(self._no_offers if empty else self.advice)
        self.advice.show_advice(found)
        self.advice.questions.show_questions(advice[2])
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

    def _show_side(self) -> None:
        entry = self.advice.entry()
        if entry is None or self._advice is None:
            self._show_nothing()
            return
        clear_layout(self.detail.body)
        self._informing.leave()
        found, dossier, _questions = self._advice
        side = EntrySide(found, entry, dossier, self._asked)
        side.chosen.connect(self._choose)
        side.asked.connect(self._ask_of_plans)
        self.detail.body.addWidget(side, 1)
        self._footer.show()
        self._informing.show_leaflet(found.resident.id, entry)

    def _show_nothing(self) -> None:
        clear_layout(self.detail.body)
        self._informing.leave()
        self._footer.hide()
        self.detail.body.addWidget(
            EmptyState(_("Kies een bewoner. Dan ziet u wat past, en waarom."), icon="puzzle"), 1
        )

    # -- the young person chooses, and asks something of the week -----------------------------

    def _choose(self, choice: Choice) -> None:
        selected, desk = self._selected(), self.shell.desk
        if selected is None:
            return
        resident, entry = selected
        offers = [match.offer.id for match in entry.new]
        self.shell.tasks.write(
            lambda: choosing.record(desk, resident.id, offers, choice),
            lambda done: self.shell.saved(
                choosing.said(done.result, entry.title, choice), done.changed
            ),
            self._not_chosen,
        )

    def _say_no_to_all(self, on: bool) -> None:
        desk, identifier = self.shell.desk, self._resident_id
        if identifier is None:
            return
        text = _("Nee tegen alles opgeslagen") if on else _("Nee tegen alles weggehaald")
        self.shell.tasks.write(
            lambda: choosing.record_no_to_all(desk, identifier, on),
            lambda done: self.shell.saved(text, done.changed),
            self._not_chosen,
        )

    def _not_chosen(self, error: Exception) -> bool:
        text = messages.explain(error)
        if text is not None:
            self.shell.say(text)
            self._read()
        return text is not None

    def _ask_of_plans(self, asked: Asked) -> None:
        """Plan the week anew under other conditions."""
        self._asked = asked
        self.advice.show_asked(asked)
        if self._advice is None:
            return
        found, dossier, questions = self._advice
        label = _("Bezig met weken plannen")

        def show(advice: MatchList) -> None:
            self._take((advice, dossier, questions))

        self.shell.tasks.read(
            lambda: planned(found, asked), show, self._failed, key=KEY, label=label
        )

    # -- acts -------------------------------------------------------------------------------

    def _main_act(self) -> None:
        if self.detail.isVisible():
            self._refer()
        else:
            self.show_detail()

    def _hold(self) -> None:
        """Hold a place at the offer that is selected, the first of a plan."""
        entry = self.advice.entry()
        if entry is not None and self._resident_id is not None:
            self.shell.go("held_place", (self._resident_id, entry.matches[0].offer.id))

    def _ask_inform(self) -> None:
        self._informing.ask()

    def _fill_in(self, field: str) -> None:
        if self._resident_id is not None:
            self.shell.go("resident_form", FieldOf(self._resident_id, field))

    def _refer(self) -> None:
        entry = self.advice.entry()
        if entry is not None and self._resident_id is not None:
            offers = tuple(match.offer.id for match in entry.new)
            if entry.plan is None:
                self.shell.go("refer", (self._resident_id, *offers))
                return
            every = frozenset(match.offer.id for match in entry.matches)
            self.shell.go("refer", FromPlan(self._resident_id, offers, every))
