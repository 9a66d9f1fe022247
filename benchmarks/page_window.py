"""One page in the window of a desk, until what it reads is painted."""

import time
from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from benchmarks.resident_window import PATIENCE, Painted, dressed
from meedoenbalie.services import registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.context import OpenedDesk
from meedoenbalie.ui.desk_shell import DeskShell, PageFactory
from meedoenbalie.ui.page import Page
from meedoenbalie.ui.tasks import Tasks


class PageWindow:
    """A window that stands; :meth:`read_anew` is what a change elsewhere asks of its page.

    ``first_look`` has the seconds of CPU from the first click on the page until it is painted.
    """

    def __init__(
        self, desk: Desk, key: str, factory: PageFactory, changed: str, target: object = None
    ) -> None:
        dressed()
        self._changed = frozenset({changed})
        opened = OpenedDesk(desk, desk.database.path, tuple(registration.sites(desk)))
        self._shell = DeskShell(opened, Tasks(), "balie")
        self._shell.add_page(key, key, "users", factory, "desk")
        self._shell.add_page("elsewhere", "elsewhere", "users", Page, "desk")
        self._shell.resize(1280, 800)
        self._shell.show()
        self._shell.go("elsewhere")
        QApplication.processEvents()
        self._key = key
        self._painted = Painted()
        self.first_look = self._click(target)
        self._until(lambda: not self._shell.tasks.busy())

    def come_back(self) -> float:
        """Return the seconds of CPU of a click on the page after a change, until it is painted."""
        self._shell.go("elsewhere")
        QApplication.processEvents()
        self._shell.saved("", self._changed)
        seconds = self._click()
        self._until(lambda: not self._shell.tasks.busy())
        return seconds

    def read_anew(self) -> None:
        """Read everything again, until it is painted."""
        page = self._page()
        page.refresh(self._changed)
        self._until(lambda: not self._shell.tasks.busy())
        self._painted.seen = False
        page.update()
        self._until(lambda: self._painted.seen)

    def close(self) -> None:
        """Take the window away; the desk stays open."""
        self._shell.tasks.close()
        self._shell.close()
        self._shell.deleteLater()
        QApplication.processEvents()

    def _click(self, target: object = None) -> float:
        start = time.process_time()
        self._shell.go(self._key, target)
        page = self._page()
        page.installEventFilter(self._painted)
        self._painted.seen = False
        self._until(lambda: self._painted.seen)
        return time.process_time() - start

    def _page(self) -> Page:
        page = self._shell.current_page()
        assert page is not None
        return page

    def _until(self, ready: Callable[[], bool]) -> None:
        limit = time.monotonic() + PATIENCE
        while not ready():
            if time.monotonic() > limit:
                raise TimeoutError
            QApplication.processEvents()
            # A real loop sleeps; one that spins would take the interpreter from the reading thread.
            time.sleep(0.0005)
