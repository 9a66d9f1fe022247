"""Bewoners (03): the list at the left, the dossier of the selected one at the right."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.i18n import _, ngettext
from meedoenbalie.services import messages, registration
from meedoenbalie.services.registration import Dossier, OpenedList, ResidentQuery
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.pages.doubles.link import DoublesLink
from meedoenbalie.ui.pages.resident_form.page import NEW
from meedoenbalie.ui.pages.residents.dossier_acts import DossierActs
from meedoenbalie.ui.pages.residents.dossier_view import DossierView
from meedoenbalie.ui.pages.residents.group_acts import GroupActs
from meedoenbalie.ui.pages.residents.group_bar import GroupBar
from meedoenbalie.ui.pages.residents.list_source import ListSource
from meedoenbalie.ui.pages.residents.resident_list import ResidentList, resident_model
from meedoenbalie.ui.pages.residents.ticks import TickBar, Ticks
from meedoenbalie.ui.pages.transfer.target import TAKE_IN
from meedoenbalie.ui.shapes.list_detail import ListDetailPage
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import SearchBox
from meedoenbalie.ui.widgets.notices import EmptyState, Notice
from meedoenbalie.ui.widgets.stack import Stack
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import Text

_IN_LIST = {"resident", "site", "contact", "information_given", "referral", "referral_event"}
_IN_DOSSIER = _IN_LIST | {"place_hold", "consent", "offer", "provider", "follow_up", "day"}
_MOST_HITS = 500
"""Who gets so many hits types on instead of reading them."""


class ResidentsPage(ListDetailPage):
    """Finding residents, and all that the desk knows of one."""

    shows_others = False

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "residents", _("Bewoners"))
        self._wanted: UUID | None = None
        self._by_itself: UUID | None = None
        self._shown = False
        self.head.add_action(
            Button(_("&Inlezen…"), "file-input", on_click=lambda: shell.go("import", "residents"))
        )
        self.take_in = Button(
            _("Overdra&cht innemen…"), "truck", on_click=lambda: shell.go("transfer", TAKE_IN)
        )
        self.head.add_action(self.take_in)
        self.take_in.setVisible(shell.has("transfer"))
        self.add_button = Button(
            _("Bewoner &toevoegen"), "user-plus", "primary", lambda: shell.go("resident_form", NEW)
        )
        self.head.add_action(self.add_button)
        self.ticks = Ticks()
        self.acts = GroupActs(self, self.ticks)
        self._model = resident_model(shell.desk.clock.today, self.ticks)
        self.source = ListSource(shell, self._model, self.ticks, self.query)
        self.residents = ResidentList(self._model, shell.desk.clock.today, self.ticks)
        self.residents.selected.connect(self._select)
        self.residents.opened.connect(self._open)
        self.residents.jumped.connect(
            lambda typed: self.source.find_start(typed, self._go_to_place)
        )
        self.residents.clicked.connect(lambda _index: self._choose())
        self.source.came.connect(self._came)
        self.residents.stretch_wanted.connect(self.source.tick_stretch)
        self.residents.all_wanted.connect(self.source.tick_all)
        self.residents.menu_wanted.connect(self._open_acts)
        self._build_list()
        self._build_detail()

    def _build_list(self) -> None:
        now = theme()
        box = QFrame()
        column = QVBoxLayout(box)
        pad = now.px(now.tokens.space.panel_padding)
        column.setContentsMargins(pad, now.px(12), pad, now.px(10))
        column.setSpacing(now.px(8))
        self.search = SearchBox(
            _("Typ een naam, nummer of woord"), lambda _words: self._read_list()
        )
        self.search.installEventFilter(self)
        column.addWidget(self.search)
        self.groups = GroupBar(self)
        self.groups.changed.connect(self._read_list)
        self.here = self.groups.here
        column.addWidget(self.groups)
        self.list.add_top(box)
        bar = Surface("bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(pad, now.px(6), pad, now.px(6))
        self.count = Text("", "caption", "ink2")
        self._order = Text("", "caption", "ink2")
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self._order)
        self.list.add_top(bar)
        self._nobody = EmptyState(
            _("Geen bewoners op deze locatie. Voeg iemand toe, of lees een lijst in."),
            _("Bewoner toevoegen"),
            lambda: self.shell.go("resident_form", NEW),
            "users",
        )
        self._no_hits = EmptyState(
            _("Geen bewoners met deze filters."), _("Filters wissen"), self._clear_filters, "search"
        )
        self._covered = EmptyState(
            _("Samen kijken staat aan. De lijst is bedekt."),
            _("Samen kijken &uit (F8)"),
            self.shell.toggle_shared_view,
            "eye",
        )
        self.tick_bar = TickBar(self.ticks)
        self.tick_bar.menu_wanted.connect(self._open_acts)
        self.list.add_bottom(self.tick_bar)
        self.doubles = DoublesLink(self.shell)
        self.list.add_bottom(self.doubles)
        self._above_list = (box, bar)
        self._middle = Stack()
        for widget in (self.residents, self._nobody, self._no_hits, self._covered):
            self._middle.addWidget(widget)
        self.list.set_middle(self._middle)

    def _build_detail(self) -> None:
        self.dossier = DossierView(self.shell)
        self.dossier_acts = DossierActs(
            self.shell, self.dossier, self.residents.current_id, self._not_read
        )
        self._failed = Notice("", tone="danger")
        self._failed.hide()
        self.detail.add_top(self._failed)
        self._nothing = EmptyState(_("Kies een bewoner in de lijst."), icon="user-round")
        self._right = Stack()
        self._right.addWidget(self._nothing)
        self._right.addWidget(self.dossier)
        self.detail.set_middle(self._right)

    def shown(self) -> None:
        """Read the list the first time; later :meth:`refresh` keeps it right."""
        if not self._shown:
            self._shown = True
            self._read_list()
            self.groups.read()
            self.doubles.read()

    def refresh(self, changed: Changes) -> None:
        """Read again what was changed; who looks along sees no list."""
        if not self._shown:
            return
        if "saved_group" in changed:
            self.groups.read()
        self.doubles.read(changed)
        if "site" in changed:
            self.ticks.clear()
        elif "resident" in changed:
            self.source.untick_gone()
        if changed & (_IN_LIST | {"shared_view"}):
            self._read_list()
        elif changed & _IN_DOSSIER:
            self._read_dossier()

    def open_target(self, target: object) -> None:
        """Show one resident, or a tab of one; filters that hide the resident are cleared."""
        if isinstance(target, tuple):
            target, tab = target
            self.dossier.tabs.setCurrentIndex(tab)
        if isinstance(target, UUID):
            self._wanted = target
            self._by_itself = None
            self.show_detail()
            if self.residents.select_id(target):
                self._wanted = None
            elif self._shown:
                self._uncover()

    def search_field(self) -> QWidget | None:
        """Return the search box."""
        return self.search

    def unsaved(self) -> bool:
        """Return whether a contact moment was typed and not saved."""
        return bool(self.dossier.typed())

    def person(self) -> UUID | None:
        """Return whom somebody chose; not who happens to stand on top of the list."""
        chosen = self._wanted or self.residents.current_id()
        return chosen if isinstance(chosen, UUID) and chosen != self._by_itself else None

    def place(self) -> object:
        """Return the resident and the tab."""
        chosen = self._wanted or self.residents.current_id()
        return (chosen, self.dossier.tabs.currentIndex()) if chosen is not None else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the down key lead from the search box to the list."""
        if (
            watched is self.search
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
        ):
            self.residents.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)

    def query(self) -> ResidentQuery:
        """Return what the list shows now."""
        return ResidentQuery(
            site_id=self.shell.site.id if self.shell.site else None,
            words=self.search.text(),
            present_only=self.here.isChecked(),
            limit=_MOST_HITS if self.search.text().strip() else None,
            group=self.groups.wanted(),
            on=self._today(),
        )

    def _read_list(self) -> None:
        self.source.open(self._wanted or self.residents.current_id(), self._show_list)

    def _show_list(self, query: ResidentQuery, found: OpenedList) -> None:
        along, n = self.shell.looking_along, found.size
        for part in self._above_list:
            part.setVisible(not along)
        self.tick_bar.setVisible(bool(self.ticks) and not along)
        self.source.fill(query, found)
        searching = query.searches
        self.count.setText(
            _("de eerste {n}; typ verder").format(n=n)
            if n == query.limit
            else ngettext("{n} bewoner", "{n} bewoners", n).format(n=n)
        )
        self._order.setText(_("best passend eerst") if searching else _("op voornaam"))
        filtered = searching or query.group is not None or not query.present_only
        if not filtered:
            self._tell_number(n)
        empty = self._no_hits if filtered else self._nobody
        self._middle.setCurrentWidget(self._covered if along else self.residents if n else empty)
        if along:
            self.head.set_subtitle("")
        self._select_after(self._model.id_at(0))

    def _hides_some(self) -> bool:
        group = self.groups.wanted() is not None
        return group or self.here.isChecked() or bool(self.search.text().strip())

    def _uncover(self) -> None:
        """Take away what hides a resident: the words first, then the group, then *Nu hier*."""
        if self.search.text():
            self.search.clear()
        elif self.groups.wanted() is not None:
            self.groups.clear()
        elif self.here.isChecked():
            self.here.setChecked(False)
        else:
            self._read_list()

    def _tell_number(self, n: int) -> None:
        self.shell.set_count("residents", n)
        where = self.shell.site.name if self.shell.site else _("alle locaties")
        self.head.set_subtitle(
            ngettext("{n} bewoner nu hier · {where}", "{n} bewoners nu hier · {where}", n).format(
                n=n, where=where
            )
        )

    def _select_after(self, first: object) -> None:
        wanted = self._wanted
        if wanted is not None:
            if not self.residents.select_id(wanted) and self._hides_some():
                self._uncover()
                return
            self._wanted = None
        if not isinstance(first, UUID) or (self.shell.looking_along and self.person() is None):
            self._right.setCurrentWidget(self._nothing)
        elif self.residents.current_id() is not None:
            self._read_dossier()
        else:
            # Nobody chose this resident: who looks along need not be the same.
            self._by_itself = first
            self.residents.select_id(first)

    def _came(self, first: int, last: int) -> None:
        if first <= self.residents.currentIndex().row() <= last:
            self._select(self.residents.current_id())

    def _open_acts(self) -> None:
        self.acts.open_at(self.tick_bar.act)

    def _go_to_place(self, place: int) -> None:
        last = self._model.rowCount() - 1
        index = self._model.index(min(place, last), 0)
        if index.isValid():
            self.residents.setCurrentIndex(index)

    def _select(self, resident_id: object) -> None:
        if resident_id != self._by_itself:
            self._by_itself = None
        self._read_dossier()

    def _choose(self) -> None:
        self._by_itself = None

    def _open(self, _resident_id: object) -> None:
        self._choose()
        self.show_detail()
        self.dossier.tabs.tabBar().setFocus(Qt.FocusReason.OtherFocusReason)

    def _read_dossier(self) -> None:
        desk, resident_id = self.shell.desk, self.residents.current_id()
        if not isinstance(resident_id, UUID):
            return
        self.shell.tasks.read(
            lambda: registration.dossier(desk, resident_id),
            self._show_dossier,
            self._not_read,
            key="residents/dossier",
        )

    def _show_dossier(self, dossier: Dossier) -> None:
        self._failed.hide()
        if self.shell.looking_along and self.person() is None:
            return
        self.dossier.show_dossier(dossier, self._today())
        self._right.setCurrentWidget(self.dossier)

    def _not_read(self, error: Exception) -> bool:
        text = messages.explain(error)
        if text is None:
            return False
        self._failed.set_message(text)
        self._failed.show()
        return True

    def _clear_filters(self) -> None:
        self.search.clear()
        if self.groups.wanted() is not None:
            self.groups.clear()
        else:
            self.here.setChecked(False)

    def _today(self) -> date:
        return self.shell.desk.clock.today()
