"""How rows look: tables with a selection bar (06, 07) and lists of two lines (03)."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QLineF,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from meedoenbalie.i18n import _
from meedoenbalie.tokens import TextRole
from meedoenbalie.ui.accessible import take_selected
from meedoenbalie.ui.memory import Memory
from meedoenbalie.ui.paint import (
    Chip,
    chip_size,
    hairline,
    mirrored,
    paint_avatar,
    paint_chip,
    paint_text,
    paint_tick,
    paint_whole,
    painting,
)
from meedoenbalie.ui.shortcuts import OwnKeys
from meedoenbalie.ui.table_model import ID_ROLE, ROW_ROLE, Column, TableModel
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.copying import COPY_ALL, copy_rows, selected_places

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class TwoLines:
    """What a row of a list shows; ``ticked`` is None while nothing is ticked in the list."""

    title: str
    subtitle: str = ""
    chip: Chip | None = None
    avatar: bool = True
    ticked: bool | None = None


class TwoLineDelegate(QStyledItemDelegate):
    """Avatar, title, subtitle and a chip at the right; ``show`` turns a row into these."""

    def __init__(self, show: Callable[[Any], TwoLines], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._show = show

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        now = theme()
        return QSize(now.px(220), now.px(now.tokens.row.list_two_lines))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        now = theme()
        selected = paint_row_ground(painter, option, first=True, last=True)
        data = index.data(ROW_ROLE)
        if data is None:
            return
        row = self._show(data)
        rect = QRect(option.rect)
        pad = now.px(now.tokens.space.panel_padding)
        left = rect.left() + pad
        if row.avatar:
            side = now.px(now.tokens.size.avatar)
            top = rect.top() + (rect.height() - side) // 2
            round_ = mirrored(painter, rect, QRectF(left, top, side, side))
            if row.ticked is None:
                paint_avatar(painter, round_, row.title, on_selection=selected)
            else:
                paint_tick(painter, round_, row.ticked)
            left += side + now.px(10)
        right = rect.right() - pad
        if row.chip is not None:
            width = chip_size(row.chip).width()
            most = (right - left) * 3 // 5
            box = QRect(right - min(width, most), rect.top(), min(width, most), rect.height())
            paint_chip(painter, mirrored(painter, rect, QRectF(box)).toRect(), row.chip)
            right = box.left() - now.px(8)
        first, second = now.line_height("body"), now.line_height("caption")
        top = rect.top() + (rect.height() - first - (second if row.subtitle else 0)) // 2
        name = mirrored(painter, rect, QRectF(left, top, right - left, first)).toRect()
        paint_text(painter, name, row.title, "body_strong")
        below = name.translated(0, first)
        below.setHeight(second)
        paint_text(painter, below, row.subtitle, "caption", "ink2")


class TableDelegate(QStyledItemDelegate):
    """The cells of a table: text in the ink of its column, or what the column draws."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        now = theme()
        return QSize(now.px(80), now.px(now.tokens.row.table))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        now = theme()
        model = index.model()
        column = _column(model, index.column())
        last = index.column() == model.columnCount() - 1
        selected = paint_row_ground(painter, option, first=index.column() == 0, last=last)
        row = index.data(ROW_ROLE)
        if row is None:
            return
        pad = now.px(10)
        rect = QRect(option.rect).adjusted(pad, 0, -pad, -1)
        if column.paint is not None:
            column.paint(painter, rect, row, selected)
            return
        role: TextRole = "body_strong" if column.strong else "body"
        ink = column.ink(row) if column.ink is not None else "ink"
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        below_it = column.subtitle(row) if column.subtitle is not None else ""
        if not below_it:
            paint_whole(painter, rect, column.text(row), role, ink, align=side)
            return
        first, second = now.px(17), now.px(15)
        top = rect.top() + (rect.height() - first - second) // 2
        paint_text(
            painter, QRect(rect.left(), top, rect.width(), first), column.text(row), role, ink
        )
        below = QRect(rect.left(), top + first, rect.width(), second)
        paint_text(painter, below, below_it, "caption", "ink2")

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        """Tell what a cell says whose words may have been cut off."""
        column = _column(index.model(), index.column())
        row = index.data(ROW_ROLE)
        if row is None or column.tooltip is not None or column.paint is not None:
            return super().helpEvent(event, view, option, index)
        words = column.text(row)
        below_it = column.subtitle(row) if column.subtitle is not None else ""
        room = view.visualRect(index).width() - 2 * theme().px(10)
        wide = max(
            theme().metrics("body_strong").horizontalAdvance(words),
            theme().metrics("caption").horizontalAdvance(below_it),
        )
        QToolTip.showText(
            event.globalPos(), f"{words}\n{below_it}".strip() if wide > room else "", view
        )
        return True


def paint_row_ground(
    painter: QPainter, option: QStyleOptionViewItem, *, first: bool, last: bool
) -> bool:
    """Draw fill, selection bar, line and focus of one cell of a row; return whether selected.

    With the keyboard elsewhere a selected row keeps its bar and loses its fill.
    """
    now = theme()
    rect = QRect(option.rect)
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    view = option.widget
    active = isinstance(view, QAbstractItemView) and view.hasFocus()
    hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
    if selected:
        painter.fillRect(rect, now.colour("accent-soft"))
    elif hover:
        painter.fillRect(rect, now.colour("raised"))
    y = rect.bottom() + 0.5
    hairline(painter, QLineF(rect.left(), y, rect.right() + 1, y))
    if selected and first:
        bar = now.px(now.tokens.line.selection_bar)
        edge = QRectF(rect.left(), rect.top(), bar, rect.height())
        painter.fillRect(mirrored(painter, rect, edge), now.colour("accent"))
    if selected and active:
        _paint_focus(painter, rect, first=first, last=last)
    return selected


def _paint_focus(painter: QPainter, rect: QRect, *, first: bool, last: bool) -> None:
    """Draw the part of a ring around the row that falls in this cell."""
    width = theme().tokens.focus.width
    with painting(painter, smooth=False):
        painter.setClipRect(rect)
        pen = QPen(theme().colour("focus"), width)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        outside = 2 * width
        ring = QRectF(rect).adjusted(1 if first else -outside, 1, -1 if last else outside, -1)
        painter.drawRect(ring)


_LEAST_REST = 150
"""Token length that a column keeps which takes the rest of the room: a name can be read in it."""


class RowTable(QTableView):
    """A table of rows. Enter or double click sends ``opened``; moving sends ``selected``.

    The selection is kept by identifier when the rows are replaced.
    """

    selected = Signal(object)
    opened = Signal(object)

    def __init__(self, model: TableModel[Any], name: str) -> None:
        super().__init__()
        now = theme()
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(TableDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(now.px(now.tokens.row.table))
        head = self.horizontalHeader()
        head.setFont(now.font("control"))
        head.setHighlightSections(False)
        head.setFixedHeight(now.px(now.tokens.row.table_header) + 1)
        head.setMinimumSectionSize(now.px(36))
        for place, column in enumerate(model.columns):
            if column.width is None:
                head.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
            else:
                head.resizeSection(place, now.px(column.width))
        self._rest = [place for place, one in enumerate(model.columns) if one.width is None]
        self._memory: Memory | None = None
        self._kept: Hashable = None
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        self.selectionModel().currentRowChanged.connect(self._moved)
        take_selected(self)
        self.doubleClicked.connect(self._open)
        OwnKeys(self, "Return", _("open de regel"))
        OwnKeys(self, "Ctrl+C", _("kopieer de gekozen regels, voor een spreadsheet"))
        OwnKeys(self, "Ctrl+Shift+C", _("kopieer de hele tabel zoals die er staat"))

    def current_id(self) -> Hashable:
        """Return the identifier of the selected row, or None."""
        return _current_id(self)

    def select_id(self, identifier: Hashable) -> bool:
        """Select a row; return False when it is not in the table."""
        return _select_id(self, identifier)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            copy_rows(self, selected_places(self))
        elif event.keyCombination() == COPY_ALL:
            self.copy_all()
        else:
            super().keyPressEvent(event)

    def copy_all(self) -> None:
        """Copy the whole table as it is shown; of a long list only what was read already."""
        copy_rows(self, range(self.model().rowCount()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy, where the page has no menu of its own."""
        if not self.model().rowCount():
            return
        menu = QMenu(self)
        row = menu.addAction(_("&Regel kopiëren"))
        row.setShortcut(QKeySequence.StandardKey.Copy)
        row.triggered.connect(lambda: copy_rows(self, selected_places(self)))
        table = menu.addAction(_("Hele &tabel kopiëren"))
        table.setShortcut(QKeySequence(COPY_ALL))
        table.triggered.connect(self.copy_all)
        menu.popup(event.globalPos())

    def remember(self, memory: Memory) -> None:
        """Keep the widths that somebody drags, and take over those that were kept."""
        self._memory = memory
        now, head = theme(), self.horizontalHeader()
        for place, width in memory.recall().items():
            if place.isdigit() and width.isdigit() and int(place) < head.count():
                head.resizeSection(int(place), now.px(int(width)))
        head.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the widths when the button of the mouse comes up over the headings."""
        if event.type() == QEvent.Type.MouseButtonRelease and self._memory is not None:
            head = self.horizontalHeader()
            self._memory.keep(
                {
                    str(place): round(head.sectionSize(place) / theme().scale)
                    for place in range(head.count())
                    if place not in self._rest and not head.isSectionHidden(place)
                }
            )
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let what takes the rest of the room keep enough to be read; then the table scrolls."""
        super().resizeEvent(event)
        head, least = self.horizontalHeader(), theme().px(_LEAST_REST)
        taken = sum(
            head.sectionSize(place)
            for place in range(head.count())
            if place not in self._rest and not head.isSectionHidden(place)
        )
        enough = self.viewport().width() - taken >= least * len(self._rest)
        how = QHeaderView.ResizeMode
        for place in self._rest:
            head.setSectionResizeMode(place, how.Stretch if enough else how.Interactive)
            if not enough:
                head.resizeSection(place, least)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.data(ID_ROLE))

    def _moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.selected.emit(current.data(ID_ROLE))

    def _keep(self) -> None:
        self._kept = self.current_id()

    def _restore(self) -> None:
        if self._kept is not None:
            self.select_id(self._kept)


class RowList(QListView):
    """A list of two-line rows over a table model's first column; signals as :class:`RowTable`."""

    selected = Signal(object)
    opened = Signal(object)

    def __init__(self, model: TableModel[Any], name: str, show: Callable[[Any], TwoLines]) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(TwoLineDelegate(show, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._kept: Hashable = None
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        self.selectionModel().currentChanged.connect(self._moved)
        take_selected(self)
        self.doubleClicked.connect(self._open)

    def current_id(self) -> Hashable:
        """Return the identifier of the selected row, or None."""
        return _current_id(self)

    def select_id(self, identifier: Hashable) -> bool:
        """Select a row; return False when it is not in the list."""
        return _select_id(self, identifier)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.data(ID_ROLE))

    def _moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.selected.emit(current.data(ID_ROLE))

    def _keep(self) -> None:
        self._kept = self.current_id()

    def _restore(self) -> None:
        if self._kept is not None:
            self.select_id(self._kept)


def _column(model: QAbstractItemModel, number: int) -> Column[Any]:
    if not isinstance(model, TableModel):
        raise TypeError("this delegate shows table models only")
    return model.columns[number]


def _current_id(view: QAbstractItemView) -> Hashable:
    index = view.currentIndex()
    return index.data(ID_ROLE) if index.isValid() else None


def _select_id(view: QAbstractItemView, identifier: Hashable) -> bool:
    model = view.model()
    place = model.place_of(identifier) if isinstance(model, TableModel) else None
    if place is None:
        return False
    index = model.index(place, 0)
    flags = QItemSelectionModel.SelectionFlag
    view.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
    view.scrollTo(index)
    return True
