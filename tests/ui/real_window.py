"""The real window on a real encrypted store, with every page; time is moved by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from meedoenbalie.bootstrap import window_context
from meedoenbalie.clock import Clock, fixed_clock
from meedoenbalie.services import recent
from meedoenbalie.services.stores import LEAST_COST
from meedoenbalie.ui import registry
from meedoenbalie.ui.desk_shell import DeskShell
from meedoenbalie.ui.main_window import MainWindow
from meedoenbalie.ui.page import Page
from meedoenbalie.ui.pages.unlock import UnlockPage
from meedoenbalie.ui.preferences import Preferences
from tests.opened_desk import PASSPHRASE, TODAY
from tests.ui.pages.frame import PATIENCE_MS


class RealWindow:
    """A window at its first screen; ``errors`` are what nobody foresaw."""

    def __init__(self, qtbot: QtBot, store: Path) -> None:
        self.qtbot = qtbot
        self.store = store
        self.errors: list[Exception] = []
        self.clock: Clock = fixed_clock(TODAY)
        recent.remember(store, self.clock)
        context = window_context(self.clock, LEAST_COST)
        self.window = MainWindow(
            context, registry.add_pages, Preferences(look="light"), self.errors.append
        )
        self._closed = False
        # pytest-qt takes the window away before fixtures end, and would not wait for a back-up.
        qtbot.addWidget(self.window, before_close_func=lambda _window: self.close())
        with qtbot.waitActive(self.window, timeout=PATIENCE_MS):
            self.window.show()
            self.window.activateWindow()

    @property
    def shell(self) -> DeskShell:
        """The open desk."""
        assert self.window.shell is not None
        return self.window.shell

    def first_screen(self) -> UnlockPage:
        """The screen that covers a locked window."""
        page = self.window.findChild(UnlockPage)
        assert page is not None
        page.complete()
        self.settle()
        return page

    def unlock(self, passphrase: str = PASSPHRASE) -> None:
        """Type the passphrase and wait until the desk stands there and has read its page."""
        page = self.first_screen()
        page.passphrase_field().clear()
        QTest.keyClicks(page.passphrase_field(), passphrase)
        page.unlock()
        self.qtbot.waitUntil(lambda: self.window.shell is not None, timeout=PATIENCE_MS)
        self.settle()

    def go(self, key: str, target: object = None) -> Page:
        """Show a page and wait until it has read what it shows."""
        self.shell.go(key, target)
        self.settle()
        return self.page()

    def page(self) -> Page:
        """The page in front."""
        page = self.shell.current_page()
        assert page is not None
        return page

    def close(self) -> None:
        """Close the window and wait until the store is closed: a back-up may come first."""
        if self._closed:
            return
        self._closed = True
        self.window.close()
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is being done, on either side of the door."""
        for _round in range(3):
            QApplication.processEvents()
            self.qtbot.waitUntil(self._still, timeout=PATIENCE_MS)
        assert not self.errors

    def _still(self) -> bool:
        shell = self.window.shell
        return self.window.idle() and (shell is None or not shell.tasks.busy())


@contextmanager
def real_window(qtbot: QtBot, store: Path) -> Iterator[RealWindow]:
    """Open a window and close it again."""
    made = RealWindow(qtbot, store)
    yield made
    made.close()
