"""The window: the first screen, making a desk, or an open desk; one of these at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from meedoenbalie.i18n import _, set_language
from meedoenbalie.ui import style
from meedoenbalie.ui.context import AppContext, OpenedDesk
from meedoenbalie.ui.pages.last_store import LastDesk
from meedoenbalie.ui.pages.unlock import UnlockPage
from meedoenbalie.ui.preferences import Preferences, save_preferences
from meedoenbalie.ui.reading_order import ReadingOrder
from meedoenbalie.ui.status_bar import WelcomeBar
from meedoenbalie.ui.tasks import Tasks
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.notices import EmptyState, Notice, Tone
from meedoenbalie.ui.widgets.text import Line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from meedoenbalie.domain.drafts import FormDraft
    from meedoenbalie.domain.server_place import ServerPlace
    from meedoenbalie.ui.closing import Closing
    from meedoenbalie.ui.desk_shell import DeskShell
    from meedoenbalie.ui.focus_ring import FocusRing
    from meedoenbalie.ui.guard import Guard
    from meedoenbalie.ui.help_dialog import HelpDialog

AddPages = Callable[["DeskShell"], None]
"""Registers the pages of a desk and shows the first."""


class _Left(NamedTuple):
    """Where somebody was when the desk was locked; ids only, nothing of what stood there."""

    desk: LastDesk
    key: str
    place: object
    looking_along: bool


class _Aside(NamedTuple):
    """A desk of which the pages are gone: what was half-typed in them, and which was in front."""

    opened: OpenedDesk
    typed: list[FormDraft]
    key: str
    place: object


class MainWindow(QMainWindow):
    """Owns what is open. Locking closes the desk and forgets all its pages."""

    def __init__(
        self,
        context: AppContext,
        add_pages: AddPages,
        preferences: Preferences,
        on_unforeseen: Callable[[Exception], None],
    ) -> None:
        super().__init__()
        self._context = context
        self._add_pages = add_pages
        self.preferences = preferences
        self._on_unforeseen = on_unforeseen
        self._door = Tasks(self)
        self._door.unforeseen.connect(on_unforeseen)
        self._shell: DeskShell | None = None
        self.guard: Guard | None = None
        self._left: _Left | None = None
        self._behind: _Aside | None = None
        self._practising = False
        self._arrived: Path | None = None
        self._outside: QVBoxLayout | None = None
        self.ring: FocusRing | None = None
        self._help: HelpDialog | None = None
        ReadingOrder(self)
        now = theme()
        self.setMinimumSize(now.px(640), now.px(400))
        self.resize(1280, 800)
        self.show_welcome()

    @property
    def shell(self) -> DeskShell | None:
        """The open desk, or None."""
        return self._shell

    def idle(self) -> bool:
        """Whether nothing is being done for the screens outside a desk."""
        return not self._door.busy()

    def show_welcome(self) -> None:
        """Show the first screen."""
        last = self._left.desk if self._left is not None else None
        page = UnlockPage(self._context, self._door, last)
        page.opened.connect(self.show_desk)
        page.new_wanted.connect(self.show_new_desk)
        page.server_wanted.connect(self.show_server_desk)
        self._show_outside(page, _("Meedoenbalie"))

    def open_demo(self) -> None:
        """Open the demonstration desk from the first screen."""
        page = self.findChild(UnlockPage)
        if page is not None:
            page.open_demo()

    def open_file(self, file: Path) -> None:
        """Open a desk, or show a file on its page as soon as a desk is open."""
        from meedoenbalie.ui import arriving

        page = self.findChild(UnlockPage)
        if self._shell is not None:
            arriving.show(self._shell, file)
        elif page is not None and arriving.is_store(file):
            page.choose(file)
        else:
            self._arrived = file
            words = _("{name} gaat open. Open daarvoor eerst uw balie.").format(name=file.name)
            self._say_outside(words, "info")

    def show_new_desk(self) -> None:
        """Show the steps of making a desk."""
        from meedoenbalie.ui.pages.new_desk import NewDeskPage

        page = NewDeskPage(self._context, self._door)
        page.opened.connect(self.show_desk)
        page.cancelled.connect(self.show_welcome)
        self._show_outside(page, _("Meedoenbalie – nieuwe balie"))

    def show_server_desk(self, place: ServerPlace | None = None) -> None:
        """Show the page of a desk on a server; ``place`` is filled in."""
        from meedoenbalie.ui.pages.server_desk import ServerDeskPage

        servers = self._context.servers
        if servers is None:
            return
        page = ServerDeskPage(self._context, servers, self._door, place)
        page.opened.connect(self.show_desk)
        page.cancelled.connect(self.show_welcome)
        self._show_outside(page, _("Meedoenbalie – balie op een server"))

    def show_desk(self, opened: OpenedDesk, typed: Sequence[FormDraft] = ()) -> None:
        """Show an open desk; ``typed`` is what stood in forms of it a moment ago."""
        from meedoenbalie.i18n import labels
        from meedoenbalie.ui import desk_shell, guard

        tasks = Tasks(self)
        tasks.unforeseen.connect(self._on_unforeseen)
        roles = " · ".join(labels.role(role) for role in opened.desk.user.roles)
        shell = desk_shell.DeskShell(opened, tasks, roles, typed)
        shell.lock_wanted.connect(self.lock)
        shell.preferences_wanted.connect(self.use)
        shell.help_wanted.connect(self.open_help)
        shell.chapter_wanted.connect(self.open_help)
        shell.keys_wanted.connect(self.open_keys)
        shell.find_wanted.connect(self.open_find)
        shell.title_changed.connect(self._retitle)
        shell.practice_wanted.connect(self.practise)
        shell.practice_over.connect(self.stop_practising)
        self._shell = shell
        self._outside = None
        self.setCentralWidget(shell)
        self._add_pages(shell)
        self._retitle()
        application = QApplication.instance()
        if application is not None:
            self.guard = guard.Guard(shell, self.lock, application)
        self._go_back_to_left(shell)
        file, self._arrived = self._arrived, None
        if file is not None:
            self.open_file(file)

    def lock(self) -> None:
        """Cover the window with the first screen at once, and close the desk behind it.

        What is half-typed is kept first. An import that is at work stops and leaves nothing half
        done; a PDF or a change that is being written is finished before the store is closed.
        """
        self.stop_practising()
        shell, guard = self._shell, self.guard
        if shell is None:
            return
        page = shell.current_page()
        stays = guard is not None and not guard.settings.together_off_on_lock
        self._left = _Left(
            LastDesk(shell.leads_to or shell.opened.path, shell.desk.user.name, shell.opened.demo),
            shell.current_key(),
            page.place() if page is not None else None,
            shell.looking_along and stays,
        )
        parting, lost = shell.parting, shell.tasks.holds()
        closing = self._take_down()
        self.show_welcome()
        closing.begin(self._door, self._not_backed_up)
        if parting:
            self._say_outside(parting, "good")
        if lost:
            self._say_outside(
                _(
                    "Uw laatste wijziging is niet bewaard. Zij wachtte nog op de server toen de "
                    "balie werd vergrendeld."
                ),
                "danger",
            )

    def practise(self) -> None:
        """Make a throw-away desk and show it; the desk that is open now waits behind it."""
        make = self._context.open_practice
        if make is None or self._practising:
            return
        self._practising = True
        self._behind = self._set_aside()
        words = _("De oefenbalie wordt klaargezet…")
        self._show_outside(EmptyState(words, icon="flask-conical"), _("Meedoenbalie – oefenen"))
        job = self._door.work(make, self._show_practice, self._not_made, label=words)
        # Also when it is stopped or fails; after what opens the desk.
        job.finished.connect(lambda: QTimer.singleShot(0, self, self._back_without_practice))

    def stop_practising(self) -> None:
        """Throw the practice desk away and show the desk that waited; nothing when there is none.

        Of the one nothing comes into the other: they are two files.
        """
        if not self._practising:
            return
        self._practising = False
        behind, self._behind = self._behind, None
        closing = self._take_down() if self._shell is not None else None
        if behind is not None:
            self._show_again(behind)
        else:
            self.show_welcome()
        if closing is not None:
            closing.begin(self._door, self._not_backed_up)

    def _show_practice(self, opened: OpenedDesk) -> None:
        if self._practising:
            # The own desk is behind it, and locks as it always does.
            chosen = self._behind.opened.settings if self._behind is not None else None
            self.show_desk(opened._replace(settings=chosen))
        else:
            self._door.write(lambda: self._context.close(opened), lambda _none: None)

    def _not_made(self, error: Exception) -> bool:
        text = self._context.explain(error)
        if text is None:
            return False
        self._back_without_practice()
        if self._shell is not None:
            self._shell.say(text)
        return True

    def _back_without_practice(self) -> None:
        if self._shell is None:
            self.stop_practising()

    def _go_back_to_left(self, shell: DeskShell) -> None:
        """Show the same page with the same person to who comes back."""
        left, self._left = self._left, None
        opened = shell.opened
        if left is None or left.desk[:2] != (opened.path, opened.desk.user.name):
            return
        if left.looking_along:
            shell.toggle_shared_view()
        if shell.has(left.key):
            shell.go(left.key, left.place)

    def open_settings(self) -> None:
        """Ask for look, text size and language while no desk is open."""
        from meedoenbalie.ui.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self.preferences, self)
        if dialog.exec() == SettingsDialog.DialogCode.Accepted:
            self.use(dialog.chosen())

    def use(self, preferences: Preferences) -> None:
        """Put other preferences into force and keep them."""
        before, self.preferences = self.preferences, preferences
        save_preferences(preferences)
        set_language(preferences.language)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            style.apply(app, preferences)
        self._close_help()
        if (before.scale, before.language) != (preferences.scale, preferences.language):
            self._make_anew()

    def follow_system(self) -> None:
        """Take over the desktop's change between light and dark."""
        app = QApplication.instance()
        if self.preferences.look == "system" and isinstance(app, QApplication):
            style.apply(app, self.preferences)

    def open_help(self, chapter: str = "") -> None:
        """Open a chapter, by default that of this screen; the window stays usable beside it."""
        from meedoenbalie.ui.help_dialog import HelpDialog
        from meedoenbalie.ui.shortcuts import in_force

        shell = self._shell
        page = shell.current_page() if shell is not None else None
        self._close_help()
        keys = in_force(self, page)
        order = shell.page_keys() if shell is not None else ()
        self._help = HelpDialog(order, keys, self)
        self._help.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._help.destroyed.connect(self._forget_help)
        if chapter:
            self._help.open_chapter(chapter)
        elif shell is not None and page is not None:
            self._help.open_chapter(shell.current_key(), page.help_part())
        else:
            self._help.open_chapter(self._chapter_outside())
        self._help.show()

    def _chapter_outside(self) -> str:
        from meedoenbalie.ui.help_chapters import NEW_DESK, SERVER_DESK, UNLOCK
        from meedoenbalie.ui.pages.server_desk import ServerDeskPage

        if self.findChild(UnlockPage) is not None:
            return UNLOCK
        return SERVER_DESK if self.findChild(ServerDeskPage) is not None else NEW_DESK

    def _close_help(self) -> None:
        if self._help is not None:
            # It goes later, when there may be another one to remember.
            self._help.destroyed.disconnect(self._forget_help)
            self._help.close()
            self._help = None

    def _forget_help(self) -> None:
        self._help = None

    def open_keys(self) -> None:
        """Show which keys work on this screen."""
        from meedoenbalie.ui.keys_dialog import KeysDialog
        from meedoenbalie.ui.shortcuts import in_force

        page = self._shell.current_page() if self._shell is not None else None
        KeysDialog(in_force(self, page), self).exec()

    def open_find(self) -> None:
        """Find a person, an offer or a screen."""
        from meedoenbalie.ui.find_dialog import FindDialog

        if self._shell is not None:
            FindDialog(self._shell, self).exec()

    def take_place(self) -> None:
        """Stand where and as large as at the last closing."""
        saved = QSettings().value("window")
        if saved is not None:
            self.restoreGeometry(saved)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Back up and close the desk before the window goes; a second time it goes at once."""
        QSettings().setValue("window", self.saveGeometry())
        self.stop_practising()
        if self._shell is None:
            self._door.close()
            super().closeEvent(event)
            return
        backs_up = self._context.back_up is not None and not self._shell.opened.demo
        closing = self._take_down()
        if not backs_up:
            closing.begin(self._door, self._not_backed_up)
            self._door.close()
            super().closeEvent(event)
            return
        event.ignore()
        words = _("De balie wordt gesloten. Is er iets veranderd, dan komt er eerst een back-up.")
        self._show_outside(EmptyState(words, icon="hard-drive"), _("Meedoenbalie"))
        closing.begin(self._door, self._not_backed_up, self.close)

    def _make_anew(self) -> None:
        """Make all widgets again, in another size or language, on the same page."""
        if self._shell is None:
            self.show_welcome()
            return
        aside = self._set_aside()
        if aside is not None:
            self._show_again(aside)

    def _show_again(self, aside: _Aside) -> None:
        self.show_desk(aside.opened, aside.typed)
        if self._shell is not None and self._shell.has(aside.key):
            self._shell.go(aside.key, aside.place)

    def _set_aside(self) -> _Aside | None:
        """Take the pages of the open desk away and leave its store open; return the desk."""
        from meedoenbalie.ui import drafts
        from meedoenbalie.ui.overlays import close_what_lies_over

        shell, self._shell = self._shell, None
        if shell is None:
            return None
        # Their forms go: what was typed in them stays, as with every form.
        shell.tasks.give_up()
        drafts.keep_all(shell)
        typed = drafts.typed_in(shell)
        page = shell.current_page()
        place = page.place() if page is not None else None
        shell.stop_waiting()
        close_what_lies_over(self)
        opened = shell.opened
        if self.guard is not None:
            opened = opened._replace(settings=self.guard.settings)
            self.guard.stop()
            self.guard = None
        shell.tasks.close()
        making = shell.backups.stop()
        if making is not None:
            making.close()
        self._forget_central()
        return _Aside(opened, typed, shell.current_key(), place)

    def _take_down(self) -> Closing:
        """Take the open desk off the screen; return what is left to do for its store.

        That begins when the next screen stands, which shows how far it is.
        """
        assert self._shell is not None  # noqa: S101
        from meedoenbalie.ui import drafts
        from meedoenbalie.ui.closing import Closing
        from meedoenbalie.ui.overlays import close_what_lies_over

        opened, threads = self._shell.opened, [self._shell.tasks]
        drafts.keep_all(self._shell)
        self._shell.tasks.stop()
        self._shell.stop_waiting()
        making = self._shell.backups.stop()
        if making is not None:
            threads.append(making)
        close_what_lies_over(self)
        if self.guard is not None:
            self.guard.stop()
        self._shell = self.guard = None
        self._forget_central()
        return Closing(self._context, opened, threads)

    def _not_backed_up(self, text: str) -> None:
        """Say on the first screen why there is no back-up; the window stays for it."""
        self.show_welcome()
        self._say_outside(text, "danger")

    def _forget_central(self) -> None:
        old = self.takeCentralWidget()
        if old is not None:
            old.hide()
            old.deleteLater()

    def _show_outside(self, page: QWidget, title: str) -> None:
        frame = QWidget()
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page, 1)
        column.addWidget(Line())
        bar = WelcomeBar()
        bar.help_wanted.connect(self.open_help)
        bar.keys_wanted.connect(self.open_keys)
        bar.settings_wanted.connect(self.open_settings)
        self._door.began.connect(bar.progress.follow)
        column.addWidget(bar)
        self._forget_central()
        self.setCentralWidget(frame)
        self._outside = column
        self.setWindowTitle(title)

    def _say_outside(self, text: str, tone: Tone) -> None:
        """Say something above the first screen that holds until a desk is opened."""
        if self._outside is None:
            return
        first, stop, rest = text.partition(". ")
        self._outside.insertWidget(0, Notice(first + stop.strip(), rest, tone))

    def _retitle(self) -> None:
        if self._shell is None:
            return
        parts = [_("Meedoenbalie")]
        if self._shell.site is not None:
            parts.append(self._shell.site.name)
        title = " – ".join(parts)
        if self._shell.opened.practice:
            title = _("Meedoenbalie – oefenen: niets komt in uw eigen balie")
        elif self._shell.opened.demo:
            title = f"{title} · " + _("demogegevens: alle personen zijn verzonnen")
        self.setWindowTitle(title)
