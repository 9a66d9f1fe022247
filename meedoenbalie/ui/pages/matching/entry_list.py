"""The list of the advice (05): every row painted, so that a long one stays quick."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from meedoenbalie.i18n import _
from meedoenbalie.tokens import TextRole
from meedoenbalie.ui.icons import paint_icon
from meedoenbalie.ui.pages.matching.choice_marks import marks_size, option_at, paint_marks
from meedoenbalie.ui.pages.matching.entries import (
    NO,
    Choice,
    Entry,
    Heading,
    More,
    Row,
    fit_text,
    spoken,
)
from meedoenbalie.ui.paint import chip_size, match_chip, paint_chip, paint_text
from meedoenbalie.ui.shortcuts import OwnKeys
from meedoenbalie.ui.table_model import ROW_ROLE, Column, TableModel
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.list_delegate import RowList, TwoLines, paint_row_ground
from meedoenbalie.ui.widgets.reasons import SIGNS, Verdict
from meedoenbalie.ui.widgets.week_glyph import glyph_size, paint_glyph

_Index = QModelIndex | QPersistentModelIndex


class EntryModel(TableModel[Row]):
    """Rows of the advice; headings can't be selected."""

    def __init__(self) -> None:
        super().__init__([Column(_("Advies"), _title, spoken=spoken)], lambda row: row.key)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        row = index.data(ROW_ROLE)
        return Qt.ItemFlag.NoItemFlags if isinstance(row, Heading) else super().flags(index)


class EntryList(RowList):
    """One tab stop; arrows walk the entries and pass over the headings.

    ``chosen`` carries the young person's own choice for the selected entry: by the keys 1, 2, 3
    and N, or by pressing it in the row. The same one again takes it back: then it carries None.
    """

    chosen = Signal(object)

    def __init__(self, model: EntryModel) -> None:
        super().__init__(model, _("Wat past"), lambda row: TwoLines(_title(row)))
        for place in (1, 2, 3):
            OwnKeys(self, f"{place}", _("zet het aanbod op plaats {n}").format(n=place))
        OwnKeys(self, "N", _("dit wil de jongere niet"))
        self.setItemDelegate(EntryDelegate(self))
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with 1, 2, 3 and N."""
        row = self.currentIndex().data(ROW_ROLE)
        option = _KEYS.get(Qt.Key(event.key())) if not event.modifiers() else None
        if option is not None and isinstance(row, Entry):
            self._choose(row, option)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose by pressing the option that stands in the row."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = index.data(ROW_ROLE) if index.isValid() else None
        if isinstance(row, Entry) and row.number is not None:
            option = option_at(self.choice_box(index), event.position().toPoint())
            if option is not None:
                self._choose(row, option)

    def choice_box(self, index: _Index) -> QRect:
        """Return where the options of a numbered entry stand."""
        rect = self.visualRect(index)
        return _Layout(index.data(ROW_ROLE), rect.width()).choice_box(rect)

    def _choose(self, row: Entry, option: Choice) -> None:
        self.chosen.emit(None if row.choice == option else option)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()


_KEYS: dict[Qt.Key, Choice] = {
    Qt.Key.Key_1: 1,
    Qt.Key.Key_2: 2,
    Qt.Key.Key_3: 3,
    Qt.Key.Key_N: NO,
}


class EntryDelegate(QStyledItemDelegate):
    """Draws headings and entries; what is drawn and how high it is follow from one layout."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row = index.data(ROW_ROLE)
        width = self._view.viewport().width()
        if isinstance(row, More):
            return QSize(width, theme().px(44))
        if isinstance(row, Heading):
            return QSize(width, _Heading(row, width).height)
        return QSize(width, _Layout(row, width).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(ROW_ROLE)
        rect = QRect(option.rect)
        if isinstance(row, Heading):
            _Heading(row, rect.width()).paint(painter, rect)
            return
        paint_row_ground(painter, option, first=True, last=True)
        if isinstance(row, More):
            inside = rect.adjusted(theme().px(16), 0, -theme().px(14), 0)
            paint_text(painter, inside, row.text, "control", "accent")
            return
        _Layout(row, rect.width()).paint(painter, rect)


class _Words:
    """A sign and a text that wraps, in a place relative to its row."""

    def __init__(
        self, verdict: Verdict, text: str, place: QPointF, width: int, role: TextRole
    ) -> None:
        now = theme()
        self._icon, self._ink = SIGNS[verdict]
        self._text = text
        self._role = role
        self._line = now.line_height(role)
        self._indent = now.px(14) + now.px(7)
        self._place = place
        self._width = width - self._indent
        self.height = _text_height(text, self._width, role)

    def paint(self, painter: QPainter, origin: QPointF) -> None:
        now = theme()
        at = origin + self._place
        side = now.px(14)
        top = at.y() + (self._line - side) / 2
        paint_icon(painter, QRectF(at.x(), top, side, side), self._icon, self._ink)
        box = QRect(round(at.x()) + self._indent, round(at.y()), self._width, self.height)
        _paint_wrapped(painter, box, self._text, self._role, "ink")


class _Heading:
    """A line between groups; with what would help below it when nothing fits."""

    def __init__(self, row: Heading, width: int) -> None:
        now = theme()
        self._row = row
        self._pad = now.px(16)
        room = width - 2 * self._pad
        y = now.px(7) + _text_height(row.text, room, "control") + (now.px(4) if row.helps else 0)
        self._helps: list[_Words] = []
        for text in row.helps:
            words = _Words("hint", text, QPointF(self._pad, y), room, "body")
            self._helps.append(words)
            y += words.height + now.px(3)
        self.height = y + now.px(8)

    def paint(self, painter: QPainter, rect: QRect) -> None:
        now = theme()
        painter.fillRect(rect, now.colour("raised"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, now.colour("line"))
        box = rect.adjusted(self._pad, now.px(7), -self._pad, 0)
        _paint_wrapped(painter, box, self._row.text, "control", "ink2")
        for words in self._helps:
            words.paint(painter, QPointF(rect.topLeft()))


class _Layout:
    """Where everything of one entry stands, for a width."""

    def __init__(self, entry: Entry, width: int) -> None:
        now = theme()
        self._entry = entry
        self._chip = match_chip(entry.fit.value, fit_text(entry.fit))
        full = entry.number is not None
        self._left = now.px(39 if full else 16)
        self._right = now.px(14)
        room = width - self._left - self._right
        self._title_width = room - chip_size(self._chip).width() - now.px(10)
        self._title_height = _text_height(entry.title, self._title_width, "body_strong")
        y = now.px(10) + max(self._title_height, chip_size(self._chip).height())
        self._glyph_top = y + now.px(4)
        if full:
            tallest = max(glyph_size().height(), now.line_height("caption"), marks_size().height())
            y = self._glyph_top + tallest
        y += now.px(7 if full else 2)
        self._words: list[_Words] = []
        columns = 2 if full else 1
        role: TextRole = "body" if full else "caption"
        y = self._put(entry.reasons, y, room, columns, role)
        y = self._put([("hint", hint) for hint in entry.hints], y, room, 1, role)
        self.height = y + now.px(9)

    def paint(self, painter: QPainter, rect: QRect) -> None:
        now = theme()
        entry = self._entry
        top = rect.top() + now.px(10)
        chip = chip_size(self._chip)
        title = QRect(
            rect.left() + self._left, top + now.px(2), self._title_width, self._title_height
        )
        _paint_wrapped(painter, title, entry.title, "body_strong", "ink")
        box = QRect(rect.right() - self._right - chip.width(), top, chip.width(), chip.height())
        paint_chip(painter, box, self._chip)
        if entry.number is not None:
            number = QRect(rect.left() + now.px(16), title.top(), now.px(22), title.height())
            paint_text(painter, number, str(entry.number), "body_strong", "ink2")
            self._paint_meta(painter, rect)
        for words in self._words:
            words.paint(painter, QPointF(rect.topLeft()))

    def _paint_meta(self, painter: QPainter, rect: QRect) -> None:
        now = theme()
        size = glyph_size()
        lower = (marks_size().height() - size.height()) / 2
        at = QPointF(rect.left() + self._left, rect.top() + self._glyph_top + lower)
        paint_glyph(painter, at, self._entry.mdt, self._entry.language)
        left = round(at.x()) + size.width() + now.px(8)
        marks = self.choice_box(rect)
        middle = marks.center().y()
        meta = QRect(left, middle - size.height(), marks.left() - now.px(8) - left, 0)
        meta.setHeight(2 * size.height())
        paint_text(painter, meta, self._entry.meta, "caption", "ink2")
        paint_marks(painter, marks, self._entry.choice)

    def choice_box(self, rect: QRect) -> QRect:
        """Return where the young person's own choice stands in a row."""
        size = marks_size()
        left = rect.right() - self._right - size.width()
        return QRect(left, rect.top() + self._glyph_top, size.width(), size.height())

    def _put(
        self,
        reasons: Sequence[tuple[Verdict, str]],
        y: int,
        room: int,
        columns: int,
        role: TextRole,
    ) -> int:
        """Put reasons below each other, read downwards; return where the next thing begins."""
        now = theme()
        gap = now.px(16)
        width = (room - gap * (columns - 1)) // columns
        rows = -(-len(reasons) // columns)
        for row in range(rows):
            tallest = 0
            for column in range(columns):
                number = column * rows + row
                if number < len(reasons):
                    place = QPointF(self._left + column * (width + gap), y)
                    words = _Words(*reasons[number], place, width, role)
                    self._words.append(words)
                    tallest = max(tallest, words.height)
            y += tallest + now.px(3 if columns > 1 else 2)
        return y


def _title(row: Row) -> str:
    return row.title if isinstance(row, Entry) else row.text


def _text_height(text: str, width: int, role: TextRole) -> int:
    now = theme()
    metrics = now.metrics(role)
    flags = Qt.TextFlag.TextWordWrap
    tall = metrics.boundingRect(QRect(0, 0, max(1, width), 10_000), int(flags), text).height()
    return round(tall / metrics.lineSpacing()) * now.line_height(role)


def _paint_wrapped(painter: QPainter, box: QRect, text: str, role: TextRole, ink: str) -> None:
    now = theme()
    painter.setFont(now.font(role))
    painter.setPen(now.colour(ink))
    lift = (now.line_height(role) - now.metrics(role).height()) // 2
    painter.drawText(box.adjusted(0, lift, 0, lift), int(Qt.TextFlag.TextWordWrap), text)
