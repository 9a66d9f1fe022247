"""The window of a desk on the page of residents, driven as a person would."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from meedoenbalie.services import registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui import app as application
from meedoenbalie.ui import fonts, style
from meedoenbalie.ui.context import OpenedDesk
from meedoenbalie.ui.desk_shell import DeskShell
from meedoenbalie.ui.pages.residents.page import ResidentsPage
from meedoenbalie.ui.preferences import Preferences
from meedoenbalie.ui.tasks import Tasks

PATIENCE = 60.0


def dressed() -> None:
    """Make the application once, with its fonts and style."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = application.make_application()
    fonts.register_latin()
    style.apply(app, Preferences(look="light"))


class Painted(QObject):
    """Tells whether a widget was painted since it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Notice a paint."""
        self.seen = self.seen or event.type() == QEvent.Type.Paint
        return False


class ResidentWindow:
    """One desk; :meth:`open` makes its window anew."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.shell: DeskShell | None = None
        self.painted = Painted()

    def open(self) -> None:
        """Make the window and show the page, until its first lines are painted."""
        self.close()
        sites = tuple(registration.sites(self.desk))
        opened = OpenedDesk(self.desk, self.desk.database.path, sites)
        self.shell = DeskShell(opened, Tasks(), "balie")
        self.shell.add_page("residents", "Bewoners", "users", ResidentsPage, "desk")
        self.shell.resize(1280, 800)
        self.shell.show()
        self.shell.go("residents")
        self.page().residents.viewport().installEventFilter(self.painted)
        self._until_painted()

    def read_anew(self) -> None:
        """Forget the lines that were read, as after a change."""
        self.page().refresh({"resident"})
        self._until_painted()

    def scroll_to(self, place: int) -> None:
        """Bring a place into view, until its lines are painted."""
        residents = self.page().residents
        self.painted.seen = False
        residents.scrollTo(residents.model().index(place, 0))
        residents.viewport().update()
        self._until_painted()

    def type(self, words: str) -> None:
        """Put other words into the search box, until what they find is painted."""
        if words == self.page().search.text():
            return
        self.painted.seen = False
        done: list[bool] = []
        model = self.page().residents.model()
        connection = model.modelReset.connect(lambda: done.append(True))
        self.page().search.setText(words)
        self._until(lambda: bool(done))
        model.disconnect(connection)
        self.painted.seen = False
        self.page().residents.viewport().update()
        self._until(lambda: self.painted.seen)

    def page(self) -> ResidentsPage:
        """Return the page."""
        page = self.shell.current_page() if self.shell is not None else None
        assert isinstance(page, ResidentsPage)
        return page

    def close(self) -> None:
        """Take the window away; the desk stays open."""
        if self.shell is not None:
            self.shell.tasks.close()
            self.shell.close()
            self.shell.deleteLater()
            self.shell = None
            QApplication.processEvents()

    def _until_painted(self) -> None:
        """Wait until every line in view is known and painted."""
        self._until(lambda: self._is_known() and not self._tasks_busy())
        self.painted.seen = False
        self.page().residents.viewport().update()
        self._until(lambda: self.painted.seen)

    def _is_known(self) -> bool:
        residents = self.page().residents
        first = residents.indexAt(residents.viewport().rect().topLeft())
        return first.isValid() and first.data() is not None

    def _tasks_busy(self) -> bool:
        return self.shell is not None and self.shell.tasks.busy()

    def _until(self, ready: Callable[[], bool]) -> None:
        limit = time.monotonic() + PATIENCE
        while not ready():
            if time.monotonic() > limit:
                raise TimeoutError
            QApplication.processEvents()
