"""One table model for every list: rows of plain values and columns that say how to show them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
)
from PySide6.QtGui import QPainter

R = TypeVar("R")

CellPainter = Callable[[QPainter, QRect, R, bool], None]
"""Draws a cell into a rectangle; the last argument says whether the row is selected."""

Fetch = Callable[[Sequence[Any]], None]
"""Starts fetching the rows with these identifiers."""

FetchAt = Callable[[int, int], None]
"""Starts fetching so many rows (the second number) from a place on (the first)."""

_Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
"""The row itself."""
ID_ROLE = Qt.ItemDataRole.UserRole + 1
"""The identifier of the row."""


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column. ``width`` is a token length, or None for the one that stretches.

    ``spoken`` is what a screen reader says when it differs from ``text``; ``paint`` replaces the
    text by a drawing, and ``ink`` gives the text another palette role. ``edit`` makes the cell
    editable (F2): it gets the row and the typed text, and the owner shows the new rows.
    ``order`` is what sorting compares, the text when left out.
    """

    header: str
    text: Callable[[R], str]
    width: int | None = None
    right: bool = False
    strong: bool = False
    subtitle: Callable[[R], str] | None = None
    spoken: Callable[[R], str] | None = None
    tooltip: Callable[[R], str] | None = None
    ink: Callable[[R], str] | None = None
    paint: CellPainter[R] | None = None
    edit: Callable[[R, str], None] | None = None
    order: Callable[[R], Any] | None = None


class TableModel(QAbstractTableModel, Generic[R]):
    """Rows by identifier; ``identify`` gives the identifier that selection is kept by.

    A short list gives all its rows (:meth:`set_rows`); a long one that was read whole gives them by
    their identifiers (:meth:`set_known`). Another long one gives its identifiers and a way to fetch
    rows (:meth:`set_ids`); the model asks for a stretch when one of it must be shown. One of any
    length gives only how long it is (:meth:`set_size`).
    """

    STRETCH = 64

    def __init__(
        self,
        columns: Sequence[Column[R]],
        identify: Callable[[R], Hashable],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._identify = identify
        self._ids: list[Hashable] = []
        self._known: dict[Hashable, R] = {}
        self._places: dict[Hashable, int] | None = None
        self._fetch: Fetch | None = None
        self._fetch_at: FetchAt | None = None
        self._asked: set[int] = set()

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these rows, all of them known."""
        ids = [self._identify(row) for row in rows]
        self._reset(ids, dict(zip(ids, rows, strict=True)), None)

    def set_known(self, known: dict[Hashable, R]) -> None:
        """Show these rows in their order, as another thread put them by their identifiers."""
        self._reset(list(known), known, None)

    def set_ids(self, ids: Sequence[Hashable], fetch: Fetch, rows: Sequence[R] = ()) -> None:
        """Show the rows with these identifiers.

        ``fetch`` is called with the identifiers that are wanted, and answers later through
        :meth:`add_rows`. ``rows`` are those already known, such as the first screenful.
        """
        self._reset(list(ids), {self._identify(row): row for row in rows}, fetch)

    def set_size(self, size: int, fetch_at: FetchAt, known: Mapping[int, Sequence[R]]) -> None:
        """Show ``size`` rows, of which only those are known that ``known`` has, by first place.

        ``fetch_at`` answers later through :meth:`put_rows`.
        """
        self.beginResetModel()
        self._ids = [None] * size
        self._known, self._places, self._asked = {}, {}, set()
        self._fetch, self._fetch_at = None, fetch_at
        for first, rows in known.items():
            self._put(first, rows)
        self.endResetModel()

    def put_rows(self, first: int, rows: Sequence[R]) -> None:
        """Take fetched rows that stand from a place on; what doesn't fit any more is dropped."""
        last = self._put(first, rows)
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def id_at(self, place: int) -> Hashable:
        """Return the identifier of the row at a place; None while it isn't known."""
        return self._ids[place] if 0 <= place < len(self._ids) else None

    def _put(self, first: int, rows: Sequence[R]) -> int:
        places = self._places if self._places is not None else {}
        place = first - 1
        for place, row in enumerate(rows[: max(0, len(self._ids) - first)], first):
            identifier = self._identify(row)
            self._ids[place] = identifier
            self._known[identifier] = row
            places[identifier] = place
        return place

    def add_rows(self, rows: Sequence[R]) -> None:
        """Take fetched or changed rows and show them where they belong."""
        places = []
        for row in rows:
            identifier = self._identify(row)
            self._known[identifier] = row
            place = self.place_of(identifier)
            if place is not None:
                places.append(place)
        if places:
            last = len(self.columns) - 1
            self.dataChanged.emit(self.index(min(places), 0), self.index(max(places), last))

    def row(self, place: int) -> R | None:
        """Return the row at a place, or None while it is being fetched. Raises IndexError."""
        identifier = self._ids[place]
        if identifier not in self._known:
            self._ask(place)
        return self._known.get(identifier)

    def known_at(self, place: int) -> R | None:
        """Return the row at a place if it was read, and ask for nothing. Raises IndexError."""
        return self._known.get(self._ids[place])

    def rows(self) -> Sequence[R]:
        """Return the known rows in the order shown."""
        return tuple(self._known[known] for known in self._ids if known in self._known)

    def place_of(self, identifier: Hashable) -> int | None:
        """Return the place of the row with that identifier, or None."""
        if self._places is None:
            self._places = {known: place for place, known in enumerate(self._ids)}
        return self._places.get(identifier)

    def _reset(self, ids: list[Hashable], known: dict[Hashable, R], fetch: Fetch | None) -> None:
        self.beginResetModel()
        self._ids = ids
        self._fetch_at = None
        self._known = known
        self._places = None
        self._fetch = fetch
        self._asked = set()
        self.endResetModel()

    def _ask(self, place: int) -> None:
        stretch = place // self.STRETCH
        if stretch in self._asked:
            return
        first = stretch * self.STRETCH
        if self._fetch_at is not None:
            self._asked.add(stretch)
            self._fetch_at(first, self.STRETCH)
        elif self._fetch is not None:
            self._asked.add(stretch)
            self._fetch(self._ids[first : first + self.STRETCH])

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self.columns[index.column()].edit is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == ID_ROLE:
            return self._ids[index.row()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        row = self.row(index.row())
        return None if row is None else self._shown(self.columns[index.column()], row, role)

    def _shown(self, column: Column[R], row: R, role: int) -> Any:
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return column.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(column, row)
        if role == Qt.ItemDataRole.ToolTipRole and column.tooltip is not None:
            return column.tooltip(row)
        return None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        right = self.columns[column].right
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        edit = self.columns[index.column()].edit
        row = self.row(index.row())
        if role != Qt.ItemDataRole.EditRole or edit is None or row is None:
            return False
        edit(row, str(value))
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].header
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort rows that are all known; a long list is sorted where it is read."""
        if column < 0 or self._fetch is not None or self._fetch_at is not None:
            return
        spec = self.columns[column]
        key = spec.order or spec.text
        down = order == Qt.SortOrder.DescendingOrder
        self.set_rows(sorted(self.rows(), key=key, reverse=down))

    @staticmethod
    def _spoken(column: Column[R], row: R) -> str:
        if column.spoken is not None:
            return column.spoken(row)
        below = column.subtitle(row) if column.subtitle is not None else ""
        return ", ".join(part for part in (column.text(row), below) if part)
