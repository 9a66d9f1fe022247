"""Where the rows of the list come from: read in stretches, found by letters, ticked by place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from meedoenbalie.i18n import _
from meedoenbalie.services import registration
from meedoenbalie.services.registration import OpenedList, ResidentLine, ResidentQuery
from meedoenbalie.ui.pages.residents.ticks import Ticks
from meedoenbalie.ui.table_model import TableModel

if TYPE_CHECKING:
    from meedoenbalie.ui.page import Shell


class ListSource(QObject):
    """Fills the model of the list. ``came`` carries the first and last place of fetched rows."""

    came = Signal(int, int)

    def __init__(
        self,
        shell: Shell,
        model: TableModel[ResidentLine],
        ticks: Ticks,
        query: Callable[[], ResidentQuery],
    ) -> None:
        super().__init__()
        self._shell = shell
        self._model = model
        self._ticks = ticks
        self._query = query

    def open(self, around: object, on_done: Callable[[ResidentQuery, OpenedList], None]) -> None:
        """Read the list anew, with the lines around a resident; a newer reading replaces it."""
        desk, query = self._shell.desk, self._query()
        person = around if isinstance(around, UUID) else None
        self._shell.tasks.read(
            lambda: registration.open_list(desk, query, person, TableModel.STRETCH),
            lambda found: on_done(query, found),
            key="residents/list",
            label=_("Bezig met zoeken…"),
        )

    def fill(self, query: ResidentQuery, found: OpenedList) -> None:
        """Give the model what was read."""
        if found.ids is None:
            self._model.set_size(
                found.size, lambda first, most: self._fetch_at(query, first, most), found.known
            )
        else:
            self._model.set_ids(found.ids, self._fetch, found.known[0])

    def find_start(self, typed: str, on_done: Callable[[int], None]) -> None:
        """Find the place at which names begin with what was typed, in a list by name."""
        desk, query = self._shell.desk, self._query()
        if query.searches or query.group is not None:
            return
        self._shell.tasks.read(
            lambda: registration.place_of_name(desk, query, typed), on_done, key="residents/jump"
        )

    def tick_stretch(self, first: int, last: int) -> None:
        """Tick from one place to another, also who wasn't read yet."""
        known = [self._model.id_at(place) for place in range(first, last + 1)]
        ids = [who for who in known if isinstance(who, UUID)]
        if len(ids) == len(known):
            self._ticks.add(ids)
            return
        desk, query = self._shell.desk, self._query()
        self._shell.tasks.read(
            lambda: registration.find_residents(desk, query)[first : last + 1], self._ticks.add
        )

    def tick_all(self) -> None:
        """Tick everybody whom the list shows."""
        desk, query = self._shell.desk, replace(self._query(), limit=None)
        self._shell.tasks.read(lambda: registration.find_residents(desk, query), self._ticks.add)

    def untick_gone(self) -> None:
        """Take away the ticks of who was erased or merged."""
        desk, ids = self._shell.desk, self._ticks.ids()
        if ids:
            self._shell.tasks.read(
                lambda: [line.id for line in registration.resident_lines(desk, ids)],
                self._ticks.keep_only,
            )

    def _fetch(self, ids: Sequence[Any]) -> None:
        desk, wanted = self._shell.desk, list(ids)
        self._shell.tasks.read(
            lambda: registration.resident_lines(desk, wanted), self._model.add_rows
        )

    def _fetch_at(self, query: ResidentQuery, first: int, most: int) -> None:
        desk = self._shell.desk

        def take(rows: Sequence[ResidentLine]) -> None:
            if query == self._query():
                self._model.put_rows(first, rows)
                self.came.emit(first, first + len(rows) - 1)

        self._shell.tasks.read(lambda: registration.lines_at(desk, query, first, most), take)
