"""The window of a desk on its offers, and the plainest table that filters the same texts."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from benchmarks.resident_window import PATIENCE, Painted
from meedoenbalie.services import registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.context import OpenedDesk
from meedoenbalie.ui.desk_shell import DeskShell
from meedoenbalie.ui.pages.offers.page import OffersPage
from meedoenbalie.ui.tasks import Tasks
from meedoenbalie.ui.widgets.filter_menu import FilterMenu


class OfferWindow:
    """One desk, opened on its offers."""

    def __init__(self, desk: Desk) -> None:
        sites = tuple(registration.sites(desk))
        self.shell = DeskShell(OpenedDesk(desk, desk.database.path, sites), Tasks(), "balie")
        self.shell.add_page("offers", "Aanbod", "book-open", OffersPage, "desk")
        self.shell.resize(1280, 800)
        self.shell.show()
        self.shell.go("offers")
        self.painted = Painted()
        self.page().table.viewport().installEventFilter(self.painted)
        _until(lambda: self.page().table.model().rowCount() > 0 and not self.shell.tasks.busy())

    def page(self) -> OffersPage:
        """Return the page."""
        page = self.shell.current_page()
        assert isinstance(page, OffersPage)
        return page

    def cells(self) -> list[list[str]]:
        """Return what stands in the table, row by row."""
        model = self.page().table.model()
        columns = range(model.columnCount())
        return [
            [str(model.index(row, column).data() or "") for column in columns]
            for row in range(model.rowCount())
        ]

    def type(self, words: str) -> None:
        """Put other words into the search box, until what they find is painted."""
        self._changed(lambda: self.page().search.setText(words))

    def choose(self, choice: tuple[str, object]) -> None:
        """Choose a value of a filter, until the list is painted."""
        name, value = choice
        menu = getattr(self.page().filters, name)
        assert isinstance(menu, FilterMenu)
        self._changed(lambda: menu.choose(value))

    def clear(self) -> None:
        """Show everything again, with the offer beside it."""
        page = self.page()
        page.filters.clear()
        if page.search.text():
            self.type("")
        else:
            page.filters.kind.choose(None)
        for _round in range(5):
            QApplication.processEvents()

    def close(self) -> None:
        """Take the window away."""
        self.shell.tasks.close()
        self.shell.close()

    def _changed(self, act: Callable[[], object]) -> None:
        done: list[bool] = []
        model = self.page().table.model()
        connection = model.modelReset.connect(lambda: done.append(True))
        act()
        _until(lambda: bool(done))
        model.disconnect(connection)
        # An empty list shows words in the place of the table, and those are painted then.
        shown = self.page().table.viewport() if model.rowCount() else self.page().list
        _painted(shown, self.painted)


class BareTable:
    """A table view over a filter model, as Qt has them."""

    def __init__(self, cells: Sequence[Sequence[str]]) -> None:
        model = QStandardItemModel(0, len(cells[0]) + 1)
        for row in cells:
            model.appendRow([QStandardItem(text) for text in (*row, " ".join(row))])
        self._model = QSortFilterProxyModel()
        self._model.setSourceModel(model)
        self._model.setFilterKeyColumn(len(cells[0]))
        self._model.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._view = QTableView()
        self._view.setModel(self._model)
        self._view.resize(700, 650)
        self._view.show()
        self._painted = Painted()
        self._view.viewport().installEventFilter(self._painted)
        _painted(self._view.viewport(), self._painted)

    def type(self, words: str) -> None:
        """Filter by a text, until what is left is painted."""
        self._model.setFilterFixedString(words)
        _painted(self._view.viewport(), self._painted)


def _painted(widget: QWidget, painted: Painted) -> None:
    painted.seen = False
    widget.installEventFilter(painted)
    widget.update()
    _until(lambda: painted.seen)


def _until(ready: Callable[[], bool]) -> None:
    limit = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > limit:
            raise TimeoutError
        QApplication.processEvents()
