"""The frame around the pages of an open desk: navigation, work area, status bar, keyboard map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from meedoenbalie.i18n import _, formats
from meedoenbalie.services.drafts import keep_again
from meedoenbalie.services.listening import stop_waiting
from meedoenbalie.ui import drafts, keyboard
from meedoenbalie.ui.backup_keeper import BackupKeeper
from meedoenbalie.ui.context import OpenedDesk
from meedoenbalie.ui.day_keeper import DayKeeper
from meedoenbalie.ui.navigation import Group, Navigation
from meedoenbalie.ui.other_desks import OtherDesks
from meedoenbalie.ui.overlays import close_what_lies_over
from meedoenbalie.ui.page import Changes, Page, Shell
from meedoenbalie.ui.practice_bar import PracticeBar
from meedoenbalie.ui.shapes.head import PageHead
from meedoenbalie.ui.shortcuts import Shortcut
from meedoenbalie.ui.status_bar import StatusBar
from meedoenbalie.ui.tasks import Tasks
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.undo_keeper import UndoKeeper
from meedoenbalie.ui.widgets.inputs import Choice
from meedoenbalie.ui.widgets.notices import EmptyState
from meedoenbalie.ui.widgets.text import Line

if TYPE_CHECKING:
    from pathlib import Path

    from meedoenbalie.domain.drafts import FormDraft
    from meedoenbalie.domain.people import Site
    from meedoenbalie.ui.preferences import Preferences

MINIMUM_WIDTH, MINIMUM_HEIGHT = 640, 400
"""The smallest window in token pixels in which everything can be reached."""

PageFactory = Callable[[Shell], Page]
"""Makes a page; called when it is shown for the first time."""


@dataclass(slots=True)
class _Place:
    """A page that may not exist yet, and what it still has to hear."""

    factory: PageFactory
    title: str = ""
    page: Page | None = None
    missed: frozenset[str] = frozenset()


class DeskShell(QWidget):
    """The window of one open desk, from unlocking to locking. Implements :class:`Shell`."""

    lock_wanted = Signal()
    help_wanted = Signal()
    keys_wanted = Signal()
    chapter_wanted = Signal(str)
    """The key of a chapter of the help."""
    find_wanted = Signal()
    title_changed = Signal()
    changed = Signal(object)
    """Something was saved; carries the names of the tables that changed."""
    preferences_wanted = Signal(object)
    practice_wanted = Signal()
    practice_over = Signal()
    """Somebody stopped practising."""

    def __init__(
        self, opened: OpenedDesk, tasks: Tasks, roles: str, typed: Sequence[FormDraft] = ()
    ) -> None:
        super().__init__()
        self.opened = opened
        self.desk = opened.desk
        self.tasks = tasks
        self.site: Site | None = opened.sites[0] if opened.sites else None
        self._places: dict[str, _Place] = {}
        self._history: list[str] = []
        self.found_before: list[tuple[str, object]] = []
        """What was chosen in *Zoek overal*, the last first: the kind and which; never names."""
        self._looking_along = False
        self._person: UUID | None = None
        self.navigation = Navigation(opened.desk.user.name, roles)
        self.navigation.chosen.connect(self.go)
        self.status = StatusBar(demo=opened.demo, on_server=opened.desk.database.on_server)
        self.status.help_wanted.connect(self.help_wanted)
        tasks.began.connect(self.status.progress.follow)
        self.parting = ""
        self.leads_to: Path | None = None
        self.backups = BackupKeeper(opened, tasks, self.status, self)
        self.undoing = UndoKeeper(self, self, self.status)
        self.changed.connect(self.undoing.changed)
        self.practice = PracticeBar(self) if opened.practice else None
        self._stack = QStackedWidget()
        self._cover = EmptyState(
            _("Samen kijken staat aan. Op dit scherm staan ook andere bewoners."),
            _("Samen kijken &uit (F8)"),
            self.toggle_shared_view,
            "eye",
        )
        self._stack.addWidget(self._cover)
        self._arrange()
        self._shared_row = self.navigation.add_switch(
            _("Samen kijken"), "eye-off", "F8", self._share_view
        )
        self.navigation.add_small_page("settings", _("Instellingen"), "settings", "Ctrl+,")
        self.navigation.add_bottom(_("Vergrendelen"), "lock", "Ctrl+L", self.lock_wanted.emit)
        self._bind_keys()
        self.undoing.look()
        self.days = DayKeeper(self, self._tell, self)
        self.days.look()
        self.others = OtherDesks(self.desk, tasks, self, self.heard, self.say)
        self._typed = list(typed)
        if typed:
            # While the server is away this waits for it, whether the form is shown again or not.
            tasks.write(lambda: keep_again(self.desk, typed), lambda _none: None)

    # -- pages ------------------------------------------------------------------------------

    def add_page(
        self,
        key: str,
        title: str,
        icon: str,
        factory: PageFactory,
        group: Group | None = None,
    ) -> None:
        """Register a page. Without ``group`` it is reached from another page only."""
        self._places[key] = _Place(factory, title)
        if group is not None:
            self.navigation.add_page(key, title, icon, group)
            number = self.navigation.keys().index(key) + 1
            if number <= 9:
                self._on(f"Ctrl+{number}", title, lambda: self.go(key))

    def set_main_act(self, text: str, icon: str, key: str, target: object = None) -> None:
        """Put a button for a page above the navigation, also on Ctrl+N."""
        self.navigation.set_main_act(text, icon, lambda: self.go(key, target))
        self._on("Ctrl+N", text.replace("&", ""), lambda: self.go(key, target))

    def add_key(self, keys: str, words: str, key: str, target: object) -> None:
        """Let keys lead to a page from anywhere in the window; ``words`` say what they do."""
        self._on(keys, words, lambda: self.go(key, target))

    def page_keys(self) -> tuple[str, ...]:
        """Return the keys of all registered pages."""
        return tuple(self._places)

    def page_title(self, key: str) -> str:
        """Return the title of a registered page. Raises KeyError."""
        return self._places[key].title

    def current_key(self) -> str:
        """Return the key of the page on the screen, or an empty text."""
        return self._history[-1] if self._history else ""

    def current_page(self) -> Page | None:
        """Return the page on the screen, also when it is covered."""
        place = self._places.get(self.current_key())
        return place.page if place is not None else None

    def unsaved(self) -> bool:
        """Return whether any page holds something that is not saved."""
        return any(place.page.unsaved() for place in self._places.values() if place.page)

    # -- Shell ------------------------------------------------------------------------------

    def go(self, key: str, target: object = None) -> None:
        """Show a page; raises KeyError for one that is not registered."""
        place = self._places[key]
        before = self.current_page()
        if before is not None and key != self.current_key():
            drafts.keep_all(before)
        if key in self._history:
            self._history.remove(key)
        self._history.append(key)
        if place.page is None:
            place.page = place.factory(self)
            self._stack.addWidget(place.page)
        elif place.missed:
            place.page.refresh(place.missed)
        place.missed = frozenset()
        self.navigation.select(key)
        if target is not None:
            place.page.open_target(target)
            self._person = place.page.person() or self._person
        self._show_current()
        place.page.shown()
        self.title_changed.emit()

    def back(self) -> None:
        """Show the page before this one."""
        if len(self._history) > 1:
            self._history.pop()
            self.go(self._history[-1])

    def has(self, key: str) -> bool:
        """Return whether there is a page with that key, so that a button can be left out."""
        return key in self._places

    def saved(self, text: str, changes: Changes = frozenset()) -> None:
        """Say what was saved and refresh the pages."""
        # What was saved a moment ago may be about somebody else than who looks along.
        said = _("Opgeslagen") if self._looking_along else text
        self.status.saved(said, formats.time_of(self.desk.clock.now()))
        self._tell(frozenset(changes))
        self.changed.emit(frozenset(changes))

    def heard(self, changes: Changes) -> None:
        """Refresh the pages after another desk changed something; there is nothing to say."""
        self._tell(frozenset(changes))
        self.changed.emit(frozenset(changes))

    def say(self, text: str) -> None:
        """Say something in the status bar."""
        self.status.say(text)

    def set_count(self, key: str, count: int | None) -> None:
        """Set the number beside a page."""
        self.navigation.set_count(key, count)

    def use_preferences(self, preferences: Preferences) -> None:
        """Ask the window for another look, text size or language."""
        self.preferences_wanted.emit(preferences)

    def take_typed(self, kind: str, about: str, wanted: UUID | None) -> FormDraft | None:
        """Return what stood in such a form of the window before this one; only once."""
        for draft in self._typed:
            if (draft.kind, draft.about) == (kind, about) and wanted in (None, draft.id):
                self._typed.remove(draft)
                return draft
        return None

    def set_site(self, site: Site) -> None:
        """Show another azc of this store, or the one that is shown as it is now."""
        self.site = site
        sites = tuple(site if known.id == site.id else known for known in self.opened.sites)
        self.opened = self.opened._replace(sites=sites)
        self._tell(frozenset({"site"}))
        self.title_changed.emit()

    @property
    def demo(self) -> bool:
        """Whether this is the demonstration desk."""
        return self.opened.demo

    def practise(self) -> None:
        """Ask the window for a desk to practise in."""
        self.practice_wanted.emit()

    def turn_around(self, screen: QWidget) -> None:
        """Hide all of the desk behind ``screen``; only locking is left, with Ctrl+L as always."""
        close_what_lies_over(self.window())
        # Those of undoing too, which others made.
        for key in self.findChildren(Shortcut):
            key.setEnabled(key.key() == QKeySequence("Ctrl+L"))
        self._inside.hide()
        self._whole.addWidget(screen)
        screen.show()
        screen.setFocus(Qt.FocusReason.OtherFocusReason)

    def lock(self) -> None:
        """Lock, as Ctrl+L does."""
        self.lock_wanted.emit()

    def stop_waiting(self) -> None:
        """Wait no longer for a server that went while something was saved."""
        stop_waiting(self.desk)

    def leave(self, parting: str, to: Path | None = None) -> None:
        """Lock, because the store is done with, and say why on the first screen."""
        self.parting, self.leads_to = parting, to
        self.lock_wanted.emit()

    # -- looking along ----------------------------------------------------------------------

    @property
    def looking_along(self) -> bool:
        """Whether a resident looks along, so that nobody else may be seen."""
        return self._looking_along

    def toggle_shared_view(self) -> None:
        """Switch *Samen kijken* on or off; it asks nothing."""
        self._looking_along = not self._looking_along
        on = self._looking_along
        page = self.current_page()
        self._person = page.person() if page is not None else None
        self._shared_row.setChecked(on)
        self._shared_row.set_text(
            _("Samen kijken aan") if on else _("Samen kijken"), "eye" if on else "eye-off"
        )
        self.navigation.hide_counts(on)
        self.status.forget()
        self.undoing.hide_notice()
        self._tell(frozenset({"shared_view"}))
        self._show_current()

    def _share_view(self, on: bool) -> None:
        if on != self._looking_along:
            self.toggle_shared_view()

    # -- inside -----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the navigation a rail when the window is narrow."""
        super().resizeEvent(event)
        now = theme()
        room = self.width() - now.px(now.tokens.size.nav_width)
        self.navigation.set_rail(now.em(room) < now.tokens.breakpoints_em.rail_navigation)

    def _arrange(self) -> None:
        # Pages fold when they get narrow; without this their unfolded width would hold them open.
        self.setMinimumSize(theme().px(MINIMUM_WIDTH), theme().px(MINIMUM_HEIGHT))
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._inside = QWidget()
        self._whole.addWidget(self._inside)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(Line(vertical=True))
        work = QVBoxLayout()
        work.setSpacing(0)
        if len(self.opened.sites) > 1:
            self.navigation.add_top(self._site_switch())
        if self.practice is not None:
            self.practice.left.connect(self.practice_over)
            self.changed.connect(self.practice.look)
            work.addWidget(self.practice)
        work.addWidget(self.undoing.notice)
        work.addWidget(self._stack, 1)
        row.addLayout(work, 1)
        column.addLayout(row, 1)
        column.addWidget(Line())
        column.addWidget(self.status)

    def _site_switch(self) -> Choice:
        switch = Choice([(site.name, site) for site in self.opened.sites], small=True)
        switch.setAccessibleName(_("Locatie"))
        switch.setToolTip(_("Locatie"))
        switch.activated.connect(lambda number: self.set_site(self.opened.sites[number]))
        return switch

    def _show_current(self) -> None:
        page = self.current_page()
        if page is None:
            return
        other = page.person() not in (None, self._person)
        covered = self._looking_along and (page.shows_others or other)
        for head in page.findChildren(PageHead):
            head.set_looking_along(self._looking_along)
        self._stack.setCurrentWidget(self._cover if covered else page)

    def _tell(self, changes: Changes) -> None:
        if not changes:
            return
        for key, place in self._places.items():
            if place.page is None:
                continue
            if key == self.current_key():
                place.page.refresh(changes)
            else:
                place.missed |= changes

    def _bind_keys(self) -> None:
        self._on("Ctrl+K", _("zoek overal"), self.find_wanted.emit)
        self._on("Ctrl+F", _("zoek in deze lijst"), self._to_search)
        self._on("Ctrl+Return", _("de grote knop van dit vak"), self._press_primary)
        self._on("Ctrl+P", _("afdrukken of PDF"), self._print)
        self._on("F1", _("hulp bij dit scherm"), self.help_wanted.emit)
        self._on("Ctrl+/", _("alle toetsen van dit scherm"), self.keys_wanted.emit)
        self._on("F6", _("volgend vak"), lambda: self._next_pane(1))
        self._on("Shift+F6", _("vorig vak"), lambda: self._next_pane(-1))
        self._on("F8", _("samen kijken aan of uit"), self.toggle_shared_view)
        self._on("Alt+Home", _("terug naar het vorige scherm"), self.back)
        self._on("Ctrl+,", _("instellingen"), lambda: self.go("settings"))
        self._on("Ctrl+L", _("vergrendelen"), self.lock_wanted.emit)

    def _on(self, keys: str, words: str, act: Callable[[], object]) -> None:
        Shortcut(self, keys, words, act)

    def _to_search(self) -> None:
        page = self.current_page()
        field = page.search_field() if page is not None else None
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _print(self) -> None:
        page = self.current_page()
        if page is None or not page.print_document():
            self.say(_("Op dit scherm valt niets af te drukken."))

    def _press_primary(self) -> None:
        page = self.current_page()
        if page is not None:
            keyboard.press_primary(page)

    def _next_pane(self, by: int) -> None:
        page = self.current_page()
        keyboard.next_pane((self.navigation, *(page.panes() if page is not None else ())), by)
