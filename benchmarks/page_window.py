"""One page in the window of a desk, until what it reads is painted."""

import time
from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from benchmarks.resident_window import PATIENCE, Painted, dressed
from meedoenbalie.services import registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.context import OpenedDesk
from meedoenbalie.ui.desk_shell import DeskShell, PageFactory
from meedoenbalie.ui.tasks import Tasks


class PageWindow:
    """A window that stands; :meth:`read_anew` is what a change elsewhere asks of its page."""

    def __init__(self, desk: Desk, key: str, factory: PageFactory, changed: str) -> None:
        dressed()
        self._changed = frozenset({changed})
        opened = OpenedDesk(desk, desk.database.path, tuple(registration.sites(desk)))
        self._shell = DeskShell(opened, Tasks(), "balie")
        self._shell.add_page(key, key, "users", factory, "desk")
        self._shell.resize(1280, 800)
        self._shell.show()
        self._shell.go(key)
        self._until(lambda: not self._shell.tasks.busy())
        self._painted = Painted()
        self._shell.current_page().installEventFilter(self._painted)

    def read_anew(self) -> None:
        """Read everything again, until it is painted."""
        page = self._shell.current_page()
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

    def _until(self, ready: Callable[[], bool]) -> None:
        limit = time.monotonic() + PATIENCE
        while not ready():
            if time.monotonic() > limit:
                raise TimeoutError
            QApplication.processEvents()
            # A real loop sleeps; one that spins would take the interpreter from the reading thread.
            time.sleep(0.0005)
