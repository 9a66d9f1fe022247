"""A heat map: a table of small cells that say their number or word; arrows walk, Enter opens.

It is a real table, so a screen reader hears each cell in words; colour repeats what the number
says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from meedoenbalie.i18n import _
from meedoenbalie.tokens import TextRole
from meedoenbalie.ui.paint import paint_text, painting
from meedoenbalie.ui.shortcuts import OwnKeys
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.copying import COPY_ALL, copy_grid

STEPS = 5
"""Shades above the ground; the palette has as many."""
_Index = QModelIndex | QPersistentModelIndex
_ROW, _HEAD, _LABEL, _LEAST, _BESIDE = 28, 38, 104, 22, 2


@dataclass(frozen=True, slots=True)
class HeatCell:
    """What a cell shows, how dark it is (0 to ``STEPS``), and what a screen reader says."""

    text: str
    step: int
    spoken: str


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A named row; ``end`` is the cell after the last column."""

    label: str
    cells: tuple[HeatCell, ...]
    end: HeatCell


@dataclass(frozen=True, slots=True)
class HeatHead:
    """The columns: groups by name, each with the same parts, and the name of the last column."""

    groups: tuple[str, ...]
    parts: tuple[str, ...]
    end: str
    spoken: tuple[str, ...]


class HeatModel(QAbstractTableModel):
    """Rows of cells, each with its words."""

    def __init__(self, head: HeatHead) -> None:
        super().__init__()
        self.head = head
        self._rows: tuple[HeatRow, ...] = ()

    def set_rows(self, rows: Sequence[HeatRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def numbers(self) -> set[str]:
        """Return what the cells say, without the last column."""
        return {cell.text for row in self._rows for cell in row.cells}

    def cell(self, index: _Index) -> HeatCell:
        """Return a cell."""
        row = self._rows[index.row()]
        return row.end if index.column() == len(row.cells) else row.cells[index.column()]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.head.spoken) + 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return cell.spoken
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Vertical:
            return self._rows[section].label if section < len(self._rows) else None
        return (*self.head.spoken, self.head.end)[section]


class HeatMap(QTableView):
    """The table itself. ``opened`` carries row and column when Enter or a double click opens.

    Of more than ``most_rows`` rows the rest is scrolled to.
    """

    opened = Signal(int, int)

    def __init__(self, name: str, head: HeatHead, most_rows: int | None = None) -> None:
        super().__init__()
        now = theme()
        self._most_rows = most_rows
        self.heat = HeatModel(head)
        self.setModel(self.heat)
        self.setAccessibleName(name)
        self.setItemDelegate(_CellDelegate(self))
        self.setHorizontalHeader(_Head(head, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = _Labels(self)
        self.setVerticalHeader(rows)
        self.setCornerButtonEnabled(False)
        across = self.horizontalHeader()
        across.setMinimumSectionSize(now.px(_LEAST))
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setSectionResizeMode(len(head.spoken), QHeaderView.ResizeMode.Fixed)
        words = now.metrics("caption").horizontalAdvance(head.end)
        across.resizeSection(len(head.spoken), words + now.px(10))
        OwnKeys(self, "Return", _("open de cel"))
        OwnKeys(self, "Ctrl+C", _("kopieer de regel, voor een spreadsheet"))
        OwnKeys(self, "Ctrl+Shift+C", _("kopieer de hele tabel zoals die er staat"))
        self.doubleClicked.connect(self._open)

    def set_rows(self, rows: Sequence[HeatRow]) -> None:
        """Show other rows; the place of the keyboard stays."""
        at = self.currentIndex()
        place = (max(0, at.row()), max(0, at.column()))
        self.heat.set_rows(rows)
        self.horizontalHeader().setMinimumSectionSize(self._least_width())
        self._fit_height()
        self.setCurrentIndex(self.heat.index(*place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for the bar below when not every column fits."""
        super().resizeEvent(event)
        self._fit_height()

    def _least_width(self) -> int:
        """Return how wide a cell has to be, in pixels, for its number to be read."""
        now = theme()
        numbers = self.heat.numbers()
        letters = now.metrics("caption")
        widest = max((letters.horizontalAdvance(number) for number in numbers), default=0)
        return max(now.px(_LEAST), widest + now.px(_BESIDE))

    def _fit_height(self) -> None:
        now, across = theme(), self.horizontalHeader()
        bar = self.horizontalScrollBar().sizeHint().height()
        fits = across.length() <= self.width() - self.verticalHeader().width()
        rows = now.px(_ROW) * min(self.heat.rowCount(), self._most_rows or self.heat.rowCount())
        self.setFixedHeight(now.px(_HEAD) + rows + (0 if fits else bar))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the cell with Enter, copy its row or all; arrows, Home and End walk."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy) and self.currentIndex().isValid():
            copy_grid(self, [self.currentIndex().row()])
        elif event.keyCombination() == COPY_ALL:
            self.copy_all()
        else:
            super().keyPressEvent(event)

    def copy_all(self) -> None:
        """Copy the whole table, with the names of its rows and columns."""
        copy_grid(self, range(self.heat.rowCount()))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.row(), index.column())


class _Head(QHeaderView):
    """Two lines: the group above its parts."""

    def __init__(self, head: HeatHead, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._words = head
        self.setFixedHeight(theme().px(_HEAD))
        self.setSectionsClickable(False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw a part, and over the middle one its group."""
        now = theme()
        painter.fillRect(rect, now.colour("surface"))
        words, half = self._words, rect.height() // 2
        middle = Qt.AlignmentFlag.AlignHCenter
        below = QRect(rect.left(), rect.top() + half, rect.width(), half)
        if section == len(words.spoken):
            paint_text(painter, below, words.end, "caption", "ink2", align=middle)
            return
        group, part = divmod(section, len(words.parts))
        paint_text(painter, below, words.parts[part], "caption", "ink2", align=middle)
        if part == len(words.parts) // 2:
            above = QRect(rect.left(), rect.top(), rect.width(), half)
            paint_text(painter, above, words.groups[group], "control", "ink", align=middle)
        if part == 0:
            painter.fillRect(rect.left(), rect.top(), 1, rect.height(), now.colour("line-strong"))


class _Labels(QHeaderView):
    """The names of the rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        now = theme()
        self.setFixedWidth(now.px(_LABEL))
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(now.px(_ROW))
        self.setDefaultSectionSize(now.px(_ROW))
        self.setSectionsClickable(False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw the name at the left."""
        painter.fillRect(rect, theme().colour("surface"))
        words = self.model().headerData(section, Qt.Orientation.Vertical)
        paint_text(painter, rect, str(words or ""), "body_strong")


class _CellDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(theme().px(_LEAST), theme().px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        now = theme()
        model = index.model()
        if not isinstance(model, HeatModel):
            raise TypeError("this delegate shows a heat map only")
        cell, rect = model.cell(index), QRect(option.rect)
        fill = f"h{cell.step}" if cell.step else "surface"
        painter.fillRect(rect.adjusted(0, 0, -1, -1), now.colour(fill))
        end = index.column() == len(model.head.spoken)
        role: TextRole = "body_strong" if cell.step or end else "body"
        if not end and now.metrics(role).horizontalAdvance(cell.text) > rect.width() - _BESIDE:
            role = "caption"
        ink = _ink(cell.step) if cell.step or end else "ink2"
        middle = Qt.AlignmentFlag.AlignHCenter
        paint_text(painter, rect, cell.text, role, ink, align=middle)
        view = option.widget
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        if here and isinstance(view, QAbstractItemView):
            with painting(painter, smooth=False):
                width = now.tokens.focus.width if view.hasFocus() else now.tokens.line.hair
                painter.setPen(QPen(now.colour("focus" if view.hasFocus() else "ink2"), width))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(QRectF(rect).adjusted(1, 1, -2, -2))


def _ink(step: int) -> str:
    """Return the ink that can be read on a shade: contrast is 4.5 or more on each (tokens)."""
    return "on-accent" if step > STEPS - 2 else "ink"
