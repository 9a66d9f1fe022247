"""The referrals of a site: what waits, what happened, and recording what happened now (07)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.i18n import _
from meedoenbalie.services import messages, referring, registration
from meedoenbalie.services.attendance import WeekHours, weeks_of
from meedoenbalie.services.changes import referral_changes
from meedoenbalie.services.experiences import Asking, moments
from meedoenbalie.services.referring import ReferralLine
from meedoenbalie.services.referring_together import others_of
from meedoenbalie.services.registration import Dossier, DossierReferral
from meedoenbalie.ui.memory import Memory
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.changes_view import ChangesFold
from meedoenbalie.ui.pages.handreiking.learned_here import learned_of
from meedoenbalie.ui.pages.referrals.acts import THERE, ReferralActs
from meedoenbalie.ui.pages.referrals.columns import referral_columns
from meedoenbalie.ui.pages.referrals.detail import ReferralDetail
from meedoenbalie.ui.pages.referrals.filters import (
    Listed,
    Show,
    ShowChips,
    counts_of,
    having,
    listed,
)
from meedoenbalie.ui.pages.referrals.main_act import WAITING, main_step, main_words
from meedoenbalie.ui.pages.referrals.series import Series
from meedoenbalie.ui.pages.referrals.step_form import CALL, REMINDER
from meedoenbalie.ui.shapes.list_detail import ListDetailPage
from meedoenbalie.ui.shapes.panes import Footer
from meedoenbalie.ui.table_model import TableModel
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.chips import FilterChip
from meedoenbalie.ui.widgets.flow import FlowLayout
from meedoenbalie.ui.widgets.inputs import SearchBox
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.list_delegate import RowTable
from meedoenbalie.ui.widgets.notices import EmptyState
from meedoenbalie.ui.widgets.stack import Stack

KEY = "referrals"
_RECENT = timedelta(days=365)
"""What ended before and was told back is shown when it is asked for."""
_SHOWS = frozenset(
    {"referral", "referral_event", "resident", "offer", "provider", "site", "consent", "contact"}
    | {"attendance", "experience"}
)


class ReferralsPage(ListDetailPage):
    """A table of referrals with the selected one beside it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, KEY, _("Doorverwijzingen"), wide_list=True, detail_width=376)
        self._today = shell.desk.clock.today()
        self._rows: list[Listed] = []
        self._listed: list[Listed] = []
        self._read_before = False
        self._acted = False
        self._wanted: UUID | None = None
        self._wanted_form = ""
        self._shown: tuple[Dossier, DossierReferral] | None = None
        self.referral: ReferralDetail | None = None
        self.acts: ReferralActs | None = None
        if shell.has("weekly_report"):
            self.head.add_action(Button(_("Week&rapport"), "printer", on_click=self.print_document))
        self.head.add_action(
            Button(_("Nieuwe &doorverwijzing"), "send", "primary", lambda: shell.go("matching"))
        )
        self._model: TableModel[Listed] = TableModel(referral_columns(), lambda row: row.line.id)
        self.table = RowTable(self._model, _("Doorverwijzingen"))
        self.table.selected.connect(self._select)
        self.table.clicked.connect(lambda _index: self.show_detail())
        self.table.opened.connect(lambda _id: self._open())
        self.search = SearchBox(_("Zoek naam of aanbod"), lambda _text: self._show_rows())
        self._memory = Memory(shell.desk.user.id, "filters/referrals")
        self.chips = ShowChips(self._show_rows, self._memory)
        self.table.remember(Memory(shell.desk.user.id, "columns/referrals"))
        self._fill_list()
        self._fill_footer()
        self._show_nothing()
        self.series = Series(self, self.table, self._detail_of_row, self._shown_rows, shell.say)

    def shown(self) -> None:
        if not self._read_before:
            self._read()

    def refresh(self, changed: Changes) -> None:
        if _SHOWS & changed:
            self._read()

    def open_target(self, target: object) -> None:
        """Select the referral with that id, and open the form of it that is named."""
        if isinstance(target, tuple):
            target, self._wanted_form = target
        if isinstance(target, UUID):
            self._wanted = target
            self.search.clear()
            self.chips.choose(Show.ALL)
            self._read()

    def place(self) -> object:
        """Return the selected referral and the form that is open."""
        if self._shown is None:
            return None
        form = self.referral.form if self.referral is not None else None
        return (self._shown[1].referral.id, form.name if form is not None else "")

    def search_field(self) -> QWidget:
        return self.search

    def print_document(self) -> bool:
        """Go and make the weekly report."""
        if not self.shell.has("weekly_report"):
            return False
        self.shell.go("weekly_report")
        return True

    def _fill_list(self) -> None:
        now = theme()
        bar = QWidget()
        column = QVBoxLayout(bar)
        column.setContentsMargins(now.px(14), now.px(9), now.px(14), now.px(9))
        column.setSpacing(now.px(8))
        column.addWidget(self.search)
        chips = FlowLayout(gap=7)
        for chip in self.chips.widgets():
            chips.addWidget(chip)
        self.older = FilterChip(_("Ook van langer geleden"))
        self.older.clicked.connect(lambda _on: self._read())
        chips.addWidget(self.older)
        column.addLayout(chips)
        self.list.add_top(bar)
        self._none = EmptyState(
            _("Nog geen doorverwijzingen. Kies een bewoner en kijk wat past."),
            _("Naar &Matchen"),
            lambda: self.shell.go("matching"),
            "send",
        )
        self._filtered = EmptyState(
            _("Geen doorverwijzingen met deze filters."), _("&Filters wissen"), self._clear_filters
        )
        self._done = EmptyState("", _("&Toon alle"), self._clear_filters, "circle-check")
        self._middle = Stack()
        for widget in (self.table, self._none, self._filtered, self._done):
            self._middle.addWidget(widget)
        self.list.set_middle(self._middle)

    def _fill_footer(self) -> None:
        self._footer = Footer()
        self.call = Button(_("&Gebeld…"), "phone", on_click=self._ask_call)
        self.main = Button("", kind="primary", on_click=self._main_act)
        self.ask = Button(_("&Mail: hoe gaat het…"), "mail", on_click=self._ask_progress)
        self.learned = Button(_("Wat leerden we?"), "notebook-pen", on_click=self._learned)
        self._footer.add_left(self.call)
        self._footer.add_left(self.learned)
        self._footer.add_left(self.ask)
        self._footer.add_right(self.main)
        self.detail.add_bottom(self._footer)

    # -- the list ---------------------------------------------------------------------------

    def _read(self) -> None:
        since = None if self.older.isChecked() else self._today - _RECENT
        rows = self._reading(since)

        def read() -> tuple[list[Listed], Counter[Show]]:
            found = rows()
            return found, counts_of(found)

        if not self._read_before and self._wanted is None:
            # What asks for something stands above the rest, and is read in a tenth of the time.
            self.shell.tasks.read(self._reading(self._today), self._take_first, key="first")
        self.shell.tasks.read(read, self._take, key=KEY)

    def _reading(self, since: date | None) -> Callable[[], list[Listed]]:
        desk, site, today = self.shell.desk, self.shell.site, self._today

        def read() -> list[Listed]:
            lines = referring.find_referrals(desk, site.id if site else None, since=since)
            return listed(lines, {one.id: one for one in registration.sites(desk)}, today)

        return read

    def _take_first(self, rows: list[Listed]) -> None:
        if rows and self._wanted is None:
            self._rows = rows
            self._show_rows()

    def _take(self, found: tuple[list[Listed], Counter[Show]]) -> None:
        rows, counts = found
        self._read_before = True
        there = self._wanted is None or any(row.line.id == self._wanted for row in rows)
        if not there and not self.older.isChecked():
            self.older.click()
            return
        self._rows = rows
        self.chips.set_counts(counts)
        self.head.set_subtitle(
            _("{open} open · {silent} zonder reactie · {tell} nog terugkoppelen").format(
                open=counts[Show.OPEN], silent=counts[Show.NO_RESPONSE], tell=counts[Show.TO_TELL]
            )
            if self._rows
            else ""
        )
        self.shell.set_count(KEY, counts[Show.OPEN])
        self._show_rows()
        self._wanted = None

    def _show_rows(self) -> None:
        shown = having(self._rows, self.chips.chosen, self.search.text())
        self._listed = shown
        place = max(0, self.table.currentIndex().row())
        self._model.set_rows(shown)
        self._middle.setCurrentWidget(self.table if shown else self._nothing_words())
        if self._wanted is not None and self.table.select_id(self._wanted):
            self._wanted = None
            self.show_detail()
        current = self.table.current_id()
        if current is None and shown:
            # What was saved may have left the list: the one that took its place is next.
            self.table.select_id(shown[min(place, len(shown) - 1)].line.id)
        elif shown:
            self._select(current)
        else:
            self._show_nothing()

    def _nothing_words(self) -> QWidget:
        if not self._rows:
            return self._none
        done = {
            Show.NO_RESPONSE: _("Iedereen reageerde op tijd. Niets na te vragen."),
            Show.TO_TELL: _("Alles is teruggekoppeld."),
        }.get(self.chips.chosen)
        if done is None or self.search.text():
            return self._filtered
        self._done.set_sentence(done)
        return self._done

    def _clear_filters(self) -> None:
        self.search.clear()
        self.chips.choose(Show.ALL)

    # -- one referral -----------------------------------------------------------------------

    def _shown_rows(self) -> Sequence[Listed]:
        return self._listed

    def _detail_of_row(self) -> ReferralDetail | None:
        """Return what is beside the list, as soon as it is about the chosen row."""
        shown = self._shown[1].referral.id if self._shown is not None else None
        return self.referral if shown == self.table.current_id() else None

    def _select(self, identifier: object) -> None:
        row = next((row for row in self._rows if row.line.id == identifier), None)
        if row is None:
            return
        desk, resident = self.shell.desk, row.line.resident_id
        self.shell.tasks.read(
            lambda: (
                registration.dossier(desk, resident),
                weeks_of(desk, row.line.id),
                moments(desk, row.line.id),
                others_of(desk, row.line.id),
            ),
            lambda found: self._show_referral(*found, identifier),
            key="referral",
        )

    def _show_referral(
        self,
        dossier: Dossier,
        weeks: Sequence[WeekHours],
        asked: Sequence[Asking],
        others: Sequence[ReferralLine],
        identifier: object,
    ) -> None:
        item = next((one for one in dossier.referrals if one.referral.id == identifier), None)
        if item is None or self.table.current_id() != identifier:
            return
        same = self._shown is not None and self._shown[1].referral.id == identifier
        if self.referral is not None and same and not self._acted:
            # Something was saved elsewhere: who is typing here goes on.
            self._wanted_form = self._wanted_form or self.referral.half_typed()
        self._leave_form()
        clear_layout(self.detail.body)
        self._shown = (dossier, item)
        resident = dossier.resident.id
        self.referral = ReferralDetail(
            dossier,
            item,
            self._today,
            shell=self.shell,
            weeks=weeks,
            moments=asked,
            others=others,
            on_send=self._to_sending,
            on_resident=lambda: self.shell.go("residents", resident),
        )
        self.acts = ReferralActs(self.shell, self._shown, self.referral, self._saved, self._refused)
        self.referral.stepped.connect(self.acts.record)
        self.referral.corrected.connect(self.acts.correct)
        self.referral.asking.connect(lambda asking: self._footer.setVisible(not asking))
        self.detail.body.addWidget(self.referral)
        desk, referral_id = self.shell.desk, item.referral.id
        self.changes = ChangesFold(self.shell)
        self.changes.about(lambda: referral_changes(desk, referral_id))
        self.detail.body.addWidget(self.changes)
        self._footer.show()
        self._open_wanted_form()
        text, icon = main_words(item)
        self.main.setText(text)
        self.main.set_icon_name(icon)
        self.call.setVisible(item.standing.is_open)
        self.learned.setVisible(item.standing.is_ended and self.shell.has("handreiking"))
        self.ask.setVisible(item.standing.state in THERE)
        if self._acted:
            self._acted = False
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_form(self) -> None:
        if self.referral is not None:
            self.referral.keeper.leave()

    def _open_wanted_form(self) -> None:
        name, self._wanted_form = self._wanted_form, ""
        if not name or self.referral is None or self.acts is None:
            return
        if name == CALL:
            self.acts.ask_call()
        elif name == REMINDER and self._shown and self._shown[1].standing.state in THERE:
            self.acts.ask_progress()
        elif name == REMINDER:
            self.acts.ask_reminder()
        else:
            self.referral.open_named(name)

    def _show_nothing(self) -> None:
        self._leave_form()
        clear_layout(self.detail.body)
        self._shown, self.referral, self.acts = None, None, None
        self._footer.hide()
        words = _("Kies een doorverwijzing in de lijst.")
        self.detail.body.addWidget(EmptyState(words), 1)

    # -- acts -------------------------------------------------------------------------------

    def _open(self) -> None:
        if self.detail.isVisible():
            self._main_act()
        else:
            self.show_detail()

    def _main_act(self) -> None:
        if self._shown is None or self.referral is None or self.acts is None:
            return
        _dossier, item = self._shown
        kind = main_step(item)
        if kind is EventKind.SENT:
            self._to_sending()
        elif kind is not None:
            self.referral.step(kind)
        elif item.standing.state in WAITING:
            self.acts.ask_reminder()
        else:
            self.shell.go("matching", item.referral.resident_id)

    def _to_sending(self) -> None:
        if self._shown is not None:
            referral = self._shown[1].referral
            self.shell.go("refer", (referral.resident_id, referral.offer_id))

    def _learned(self) -> None:
        """Write down what was learned here; nothing of whom it is about goes along."""
        if self._shown is not None:
            self.shell.go("handreiking", learned_of(self._shown[1].standing.state))

    def _ask_call(self) -> None:
        if self.acts is not None:
            self.acts.ask_call()

    def _ask_progress(self) -> None:
        if self.acts is not None:
            self.acts.ask_progress()

    def _saved(self, text: str, changed: Changes) -> None:
        self._acted = True
        if self._shown is not None:
            dossier, item = self._shown
            onward = self.series.after(item.referral.id)
            if onward is not None:
                text = f"{text} · {dossier.resident.full_name}"
            self._wanted = onward or item.referral.id
        if self.referral is not None:
            self.referral.keeper.done()
        self.shell.saved(text, changed)

    def _refused(self, error: Exception) -> bool:
        text = messages.explain(error)
        if text is None or self.referral is None:
            return False
        self.referral.refuse(text)
        return True
