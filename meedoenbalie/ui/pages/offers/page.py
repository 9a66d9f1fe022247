"""The offers of the desk: find one, see whether it still holds, confirm its places (06)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Site
from meedoenbalie.i18n import _, ngettext
from meedoenbalie.services import catalogue, registration
from meedoenbalie.services.catalogue import OfferLine
from meedoenbalie.services.changes import offer_changes
from meedoenbalie.services.desk import Done
from meedoenbalie.services.matching_rules import InvalidRules, matching_rules, rules_path
from meedoenbalie.ui.memory import Memory
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.changes_view import ChangesFold
from meedoenbalie.ui.pages.offers.columns import is_stale, offer_columns
from meedoenbalie.ui.pages.offers.detail import OfferDetail
from meedoenbalie.ui.pages.offers.filters import FilterBar
from meedoenbalie.ui.pages.offers.found import Catalogue
from meedoenbalie.ui.pages.offers.going_out import GoingOut
from meedoenbalie.ui.pages.offers.legend import legend
from meedoenbalie.ui.pages.offers.lesson_acts import LessonActs
from meedoenbalie.ui.pages.offers.outcomes import OutcomesFold
from meedoenbalie.ui.pages.offers.reach import Reach
from meedoenbalie.ui.shapes.list_detail import ListDetailPage
from meedoenbalie.ui.shapes.panes import Footer
from meedoenbalie.ui.table_model import TableModel
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.flow import FlowLayout
from meedoenbalie.ui.widgets.inputs import SearchBox
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.list_delegate import RowTable
from meedoenbalie.ui.widgets.notices import EmptyState
from meedoenbalie.ui.widgets.stack import Stack
from meedoenbalie.ui.widgets.text import Text

KEY = "offers"
_SHOWS = frozenset({"offer", "provider", "site", "place_hold", "referral_event"})
_USUAL_CONFIRM_DAYS = Site.model_fields["confirm_days"].default


class OffersPage(ListDetailPage):
    """A table of offers with the selected one beside it."""

    shows_others = False

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, KEY, _("Aanbod"), wide_list=True, detail_width=376)
        self._today = shell.desk.clock.today()
        self._sites: tuple[Site, ...] = ()
        self._catalogue = Catalogue((), None, Reach(self._today, None))
        self._shown: tuple[OfferLine, bool] | None = None
        self._at: UUID | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show_current)
        self._wanted: UUID | None = None
        self._detail: OfferDetail | None = None
        self._read_before = False
        round_ = Button(_("&Belronde"), "phone", on_click=lambda: shell.go("phone_round"))
        self.head.add_action(round_)
        self.head.add_action(Button(_("Aanbod &inlezen"), "file-input", on_click=self._import))
        self.head.add_action(Button(_("Aanbod &toevoegen"), "plus", "primary", on_click=self._add))
        self._model: TableModel[OfferLine] = TableModel(
            offer_columns(self._today, self._confirm_days), lambda line: line.offer.id
        )
        self.table = RowTable(self._model, _("Aanbod"))
        self.table.selected.connect(self._select)
        self.table.clicked.connect(lambda _index: self.show_detail())
        self.table.opened.connect(lambda _id: self._change())
        self.search = SearchBox(_("Zoek aanbod"), lambda _text: self._show_lines())
        self.filters = FilterBar(self._chose_filters)
        self._memory = Memory(shell.desk.user.id, "filters/offers")
        self.filters.take(self._memory.recall())
        self.table.remember(Memory(shell.desk.user.id, "columns/offers"))
        self._count = Text("", "caption", "ink2")
        self._fill_list()
        self._footer = Footer()
        self._who = Button(_("Wie &past hierbij?"), "users", "primary", self._who_fits)
        self._who_too = Button(_("Wie &past hierbij?"), "users", on_click=self._who_fits)
        change = Button(_("&Wijzigen"), "pencil", on_click=self._change)
        self._ask_places = Button(
            _("Plaatsen be&vestigen"), "badge-check", "primary", self._ask_number
        )
        self._footer.add_left(change)
        self._footer.add_right(self._who_too)
        self._footer.add_right(self._who)
        self._footer.add_right(self._ask_places)
        self.detail.add_bottom(self._footer)
        self._show_offer(None)

    def shown(self) -> None:
        if not self._read_before:
            self._read()

    def refresh(self, changed: Changes) -> None:
        if _SHOWS & changed:
            self._read()

    def open_target(self, target: object) -> None:
        """Select the offer with that id."""
        if isinstance(target, UUID):
            self._wanted = target
            self.filters.clear()
            self.search.clear()
            self._read()

    def search_field(self) -> QWidget:
        return self.search

    def _chose_filters(self) -> None:
        self._memory.keep(self.filters.kept())
        self._show_lines()

    def _fill_list(self) -> None:
        now = theme()
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(now.px(14), now.px(9), now.px(14), now.px(9))
        row.setSpacing(now.px(7))
        self.search.setFixedWidth(now.px(180))
        row.addWidget(self.search, 0, Qt.AlignmentFlag.AlignTop)
        chips = FlowLayout(gap=7)
        for chip in self.filters.widgets():
            chips.addWidget(chip)
        centred = QVBoxLayout()
        centred.setContentsMargins(0, now.px(3), 0, now.px(3))
        centred.addLayout(chips)
        row.addLayout(centred, 1)
        self.list.add_top(bar)
        self._none = EmptyState(
            _("Nog geen aanbod. Lees een lijst in, of voeg het eerste aanbod toe."),
            _("Aanbod inlezen"),
            self._import,
            "book-open",
        )
        self._filtered = EmptyState(
            _("Geen aanbod met deze filters."), _("&Filters wissen"), self._clear_filters
        )
        self._middle = Stack()
        for widget in (self.table, self._none, self._filtered):
            self._middle.addWidget(widget)
        self.list.set_middle(self._middle)
        self.going_out = GoingOut(self, lambda: [one.offer.id for one in self._model.rows()])
        self.list.add_bottom(legend(self._count, self.going_out))

    def _confirm_days(self) -> int:
        site = self.shell.site or (self._sites[0] if len(self._sites) == 1 else None)
        return site.confirm_days if site is not None else int(_USUAL_CONFIRM_DAYS)

    def _read(self) -> None:
        desk, site, today = self.shell.desk, self.shell.site, self._today

        def read() -> tuple[Catalogue, list[Site]]:
            sites = registration.sites(desk)
            here = next((one for one in sites if site is not None and one.id == site.id), None)
            try:
                reach = Reach(today, matching_rules(rules_path(desk.database.path), today))
            except (InvalidRules, OSError):
                reach = Reach(today, None)
            found = Catalogue(catalogue.find_offers(desk), here or _only(sites), reach)
            return found, sites

        self.shell.tasks.read(read, self._take, key="offers")

    def _take(self, found: tuple[Catalogue, list[Site]]) -> None:
        self._read_before = True
        self._catalogue, self._sites = found[0], tuple(found[1])
        self._shown = None
        self.head.set_subtitle(self._catalogue.count_words())
        self.shell.set_count(KEY, len(self._catalogue.lines))
        self._show_lines()

    def _show_lines(self) -> None:
        wanted, every = self.filters.wanted(), self._catalogue.lines
        shown = self._catalogue.through(self.search.text(), wanted)
        self._model.set_rows(shown)
        counted = _("{shown} van {all}").format(shown=len(shown), all=len(every))
        if wanted.within is not None and (lost := self._catalogue.without_way()):
            counted = ngettext(
                "{counted}; van {n} is de reistijd niet bekend",
                "{counted}; van {n} is de reistijd niet bekend",
                lost,
            ).format(counted=counted, n=lost)
        self._count.setText(counted)
        nothing = self._filtered if every else self._none
        self._middle.setCurrentWidget(self.table if shown else nothing)
        if self._wanted is not None and self.table.select_id(self._wanted):
            self._wanted = None
            self.show_detail()
        current = self.table.current_id()
        if current is None and shown:
            self.table.select_id(shown[0].offer.id)
        else:
            self._later.start(0)

    def _clear_filters(self) -> None:
        self.filters.clear()
        self._memory.keep({})
        self.search.clear()
        self._read()

    def _select(self, _identifier: object) -> None:
        # The list is painted first: what is beside it comes a moment later.
        self._later.start(0)

    def _show_current(self) -> None:
        self._show_offer(self._selected())

    def _selected(self) -> OfferLine | None:
        return self._line_of(self.table.current_id())

    def _line_of(self, identifier: object) -> OfferLine | None:
        return next((one for one in self._catalogue.lines if one.offer.id == identifier), None)

    def _show_offer(self, line: OfferLine | None) -> None:
        stale = line is not None and is_stale(line.offer, self._today, self._confirm_days())
        if line is not None and self._shown == (line, stale):
            return
        self._shown = None if line is None else (line, stale)
        clear_layout(self.detail.body)
        self._detail = None
        self._footer.setVisible(line is not None)
        if line is None:
            self.detail.body.addWidget(Text(_("Kies een aanbod in de lijst."), "body", "ink2"))
            self.detail.body.addStretch(1)
            return
        if line.offer.id != self._at:
            self._at = line.offer.id
            self.detail.scroller.verticalScrollBar().setValue(0)
        here = self.shell.site
        sites = tuple(one for one in self._sites if here is None or one.id == here.id)
        self._detail = OfferDetail(
            line,
            self._catalogue.reach,
            sites,
            self._catalogue.titles,
            stale=stale,
            confirm_days=self._confirm_days(),
        )
        self._detail.confirmed.connect(
            lambda places, start: self._confirm(line.offer, places, start)
        )
        acts = LessonActs(self.shell, line.offer, self._detail.lessons)
        acts.read()
        self._detail.hold_wanted.connect(lambda hold: self.shell.go("held_place", hold))
        self._detail.provider_wanted.connect(lambda: self.shell.go("providers", line.provider.id))
        self._detail.texts_wanted.connect(lambda: self.shell.go("offer_texts", line.offer.id))
        self.detail.body.addWidget(self._detail)
        desk, offer_id = self.shell.desk, line.offer.id
        self.outcomes = OutcomesFold(self.shell, offer_id)
        self.detail.body.addWidget(self.outcomes)
        self.changes = ChangesFold(self.shell)
        self.changes.about(lambda: offer_changes(desk, offer_id))
        self.detail.body.addWidget(self.changes)
        for button, wanted in (
            (self._who, not stale),
            (self._who_too, stale),
            (self._ask_places, stale),
        ):
            button.setVisible(wanted)

    def _ask_number(self) -> None:
        if self._detail is not None:
            self._detail.confirm.ask()

    def _confirm(self, offer: Offer, places: int, start: date | None) -> None:
        desk = self.shell.desk
        self.shell.tasks.write(
            lambda: catalogue.confirm_places(desk, offer.id, places, start=start), self._confirmed
        )

    def _confirmed(self, done: Done[Offer]) -> None:
        text = _("Plaatsen bevestigd: {title}").format(title=done.result.title)
        self.shell.saved(text, done.changed)
        self._read()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> None:
        self.shell.go("offer_form")

    def _change(self) -> None:
        line = self._selected()
        if line is not None:
            self.shell.go("offer_form", line.offer.id)

    def _who_fits(self) -> None:
        line = self._selected()
        if line is not None:
            self.shell.go("who_fits", line.offer.id)

    def _import(self) -> None:
        self.shell.go("import", "offers")


def _only(sites: Sequence[Site]) -> Site | None:
    return sites[0] if len(sites) == 1 else None
