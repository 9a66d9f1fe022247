"""The week planner: seven columns and a scale of hours, with a real widget for every block.

A screen reader meets the blocks as a list of widgets with all their words; arrow keys walk them
and the whole is one tab stop. Sighted people see them in place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.ui.icons import paint_icon
from meedoenbalie.ui.paint import hairline, hatch, paint_text, painting
from meedoenbalie.ui.shortcuts import OwnKeys
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.week import (
    WeekBlock,
    block_text,
    clock,
    short_day_names,
    week_text,
)

_HOUR = 60


@dataclass(frozen=True, slots=True)
class _Lane:
    """Where blocks at the same time share a column: place ``number`` of ``of``."""

    number: int
    of: int


class WeekPlanner(QWidget):
    """A week of blocks. ``compact`` has a coarse scale and no words in the blocks (03, 06)."""

    def __init__(
        self, blocks: Sequence[WeekBlock] = (), *, compact: bool = False, framed: bool = False
    ) -> None:
        super().__init__()
        OwnKeys(self, "Right", _("ga naar het volgende blok"))
        OwnKeys(self, "Left", _("ga naar het vorige blok"))
        self._compact = compact
        self._framed = framed
        self._widgets: list[_Block] = []
        self._first, self._last = 8, 21
        vertical = QSizePolicy.Policy.Fixed if compact else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Expanding, vertical)
        self.set_blocks(blocks)

    def set_blocks(self, blocks: Sequence[WeekBlock]) -> None:
        """Show another week."""
        for widget in self._widgets:
            widget.hide()
            widget.deleteLater()
        self._first = min([8, *(block.start // _HOUR for block in blocks)])
        end = 20 if self._compact else 21
        self._last = max([end, *(-(-block.end // _HOUR) for block in blocks)])
        lanes = _lanes(blocks)
        ordered = sorted(blocks, key=lambda b: (b.kind != "travel", b.day, b.start))
        self._widgets = [_Block(block, lanes[block], self, bare=self._compact) for block in ordered]
        self._place()
        for widget in self._widgets:
            widget.show()
        self._one_tab_stop()
        self.setAccessibleName(_("Week"))
        self.setAccessibleDescription(week_text(blocks))
        self.update()

    def spoken_role(self) -> QAccessible.Role:
        """Return that this is a list, of blocks."""
        return QAccessible.Role.List

    def do_main(self) -> None:
        """Go to the first block."""
        self.walk(0)

    def text(self) -> str:
        """Return the same content in words, day by day."""
        return self.accessibleDescription()

    def sizeHint(self) -> QSize:
        """Return a height that shows every hour."""
        now = theme()
        hours = self._last - self._first
        return QSize(now.px(264), self._top() + now.px(hours * (12 if self._compact else 27)))

    def minimumSizeHint(self) -> QSize:
        """Return the least size in which hours and letters still can be told apart."""
        now = theme()
        hours = self._last - self._first
        return QSize(now.px(220), self._top() + now.px(hours * (8 if self._compact else 16)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the blocks in their place."""
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw days, hours and lines; the blocks draw themselves."""
        now = theme()
        painter = QPainter(self)
        left, top = self._left(), self._top()
        step = 4 if self._compact else 2
        align = Qt.AlignmentFlag
        for hour in range(self._first, self._last + 1, step):
            y = self._y(hour * _HOUR)
            if hour < self._last:
                hairline(painter, QLineF(left, y, self.width(), y))
            box = QRect(0, round(y) - now.px(3), left - now.px(7), now.line_height("caption"))
            if box.bottom() > self.height():
                box.moveBottom(self.height() - 1)
            paint_text(painter, box, clock(hour * _HOUR), "caption", "ink2", align=align.AlignRight)
        for day, name in enumerate(short_day_names()):
            x = self._x(day)
            hairline(painter, QLineF(x, top, x, self.height()))
            head = QRect(round(x), 0, round(self._column()), top - now.px(2))
            paint_text(painter, head, name, "body_strong", "ink2", align=align.AlignHCenter)
        if self._framed:
            with painting(painter):
                painter.setPen(QPen(now.colour("line"), 1))
                radius = now.px(now.tokens.radius.panel)
                frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
                painter.drawRoundedRect(frame, radius, radius)

    def walk(self, by: int) -> None:
        """Move the keyboard to the next or previous block in the order of the week."""
        order = [widget for widget in self._in_week_order() if widget.block.kind != "travel"]
        here = next((n for n, widget in enumerate(order) if widget.hasFocus()), 0)
        if order:
            order[(here + by) % len(order)].setFocus(Qt.FocusReason.TabFocusReason)

    def _in_week_order(self) -> list[_Block]:
        return sorted(self._widgets, key=lambda w: (w.block.day, w.block.start))

    def _one_tab_stop(self) -> None:
        first = True
        for widget in self._in_week_order():
            stop = first and widget.block.kind != "travel"
            click = Qt.FocusPolicy.ClickFocus
            widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else click)
            first = first and not stop

    def _place(self) -> None:
        now = theme()
        for widget in self._widgets:
            block, lane = widget.block, widget.lane
            margin = now.px(2)
            width = (self._column() - 2 * margin) / lane.of
            left = self._x(block.day) + margin + lane.number * width
            top, bottom = self._y(block.start), self._y(block.end)
            gap = now.px(1)
            widget.setGeometry(
                QRect(
                    round(left),
                    round(top) + gap,
                    max(1, round(left + width) - round(left)),
                    max(now.px(4), round(bottom - top) - 2 * gap),
                )
            )

    def _left(self) -> int:
        now = theme()
        return now.metrics("caption").horizontalAdvance("20:00") + now.px(8)

    def _top(self) -> int:
        return theme().px(24 if self._framed else 22)

    def _column(self) -> float:
        return (self.width() - self._left()) / 7

    def _x(self, day: int) -> float:
        return self._left() + day * self._column()

    def _y(self, minutes: int) -> float:
        room = self.height() - self._top() - theme().px(6)
        share = (minutes - self._first * _HOUR) / ((self._last - self._first) * _HOUR)
        return self._top() + share * room


class _Block(QWidget):
    def __init__(self, block: WeekBlock, lane: _Lane, planner: WeekPlanner, *, bare: bool) -> None:
        super().__init__(planner)
        self._bare = bare
        self.block = block
        self.lane = lane
        self._planner = planner
        words = block_text(block)
        self.setAccessibleName(words)
        self.setToolTip(words)
        if block.kind == "travel":
            self.lower()

    def spoken_role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def do_main(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Right | Qt.Key.Key_Down:
                self._planner.walk(1)
            case Qt.Key.Key_Left | Qt.Key.Key_Up:
                self._planner.walk(-1)
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.raise_()
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme()
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = now.px(now.tokens.radius.event)
        with painting(painter):
            self._paint_ground(painter, box, radius)
            if self.block.conflict:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(now.colour("danger"), 2))
                painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        self._paint_words(painter)
        if self.block.conflict:
            side = min(now.px(14), self.height() - 2)
            place = QRectF(self.width() - side - 2, 2, side, side)
            painter.fillRect(place, now.colour("danger-soft"))
            paint_icon(painter, place, "x", "danger")

    def _paint_ground(self, painter: QPainter, box: QRectF, radius: int) -> None:
        now = theme()
        match self.block.kind:
            case "mdt":
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(now.colour("mdt"))
                painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
            case "language":
                painter.setPen(QPen(now.colour("taal"), 1))
                painter.setBrush(now.colour("taal-soft"))
                painter.drawRoundedRect(box, radius, radius)
                painter.fillRect(QRectF(0, 1, now.px(4), box.height()), now.colour("taal"))
            case "own":
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(now.colour("surface"))
                painter.drawRoundedRect(box, radius, radius)
                hatch(painter, box, now.colour("own"), now.px(9), radius)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(now.colour("own-line"), 1))
                painter.drawRoundedRect(box, radius, radius)
            case "travel":
                painter.setBrush(Qt.BrushStyle.NoBrush)
                pen = QPen(now.colour("line-strong"), 1, Qt.PenStyle.CustomDashLine)
                pen.setDashPattern([3, 2])
                painter.setPen(pen)
                painter.drawRoundedRect(box, 2, 2)

    def _paint_words(self, painter: QPainter) -> None:
        now = theme()
        line = now.px(14)
        if self.block.kind == "travel" or self._bare or self.height() < line + 2:
            return
        ink = {"mdt": "mdt-on", "language": "taal-ink"}.get(self.block.kind, "ink")
        left = now.px(7 if self.block.kind == "language" else 4)
        width = self.width() - left - 2
        if width < now.metrics("caption").horizontalAdvance("0:00"):
            return
        top = now.px(3) if self.height() >= line + now.px(6) else (self.height() - line) // 2
        head = QRect(left, top, width, line)
        paint_text(painter, head, self.block.label, "caption_strong", ink)
        for number, minutes in enumerate((self.block.start, self.block.end), start=1):
            y = top + number * line
            if self.block.kind != "own" and y + line <= self.height():
                paint_text(painter, QRect(left, y, width, line), clock(minutes), "caption", ink)


def _lanes(blocks: Sequence[WeekBlock]) -> dict[WeekBlock, _Lane]:
    """Give blocks that overlap a lane each; travelling lies under the rest."""
    lanes: dict[WeekBlock, _Lane] = {}
    for block in blocks:
        if block.kind == "travel":
            lanes[block] = _Lane(0, 1)
            continue
        together = sorted(
            (
                other
                for other in blocks
                if other.kind != "travel"
                and other.day == block.day
                and other.start < block.end
                and block.start < other.end
            ),
            key=lambda b: (b.start, b.end, b.label),
        )
        lanes[block] = _Lane(together.index(block), len(together))
    return lanes
