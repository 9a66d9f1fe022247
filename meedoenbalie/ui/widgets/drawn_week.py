"""The week planner on which one draws: by dragging, or with the arrows and Space."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen

from meedoenbalie.domain.week import Daypart, FreeDaypart
from meedoenbalie.i18n import _
from meedoenbalie.ui.paint import painting
from meedoenbalie.ui.shortcuts import OwnKeys
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.week import clock, day_names
from meedoenbalie.ui.widgets.week_planner import WeekPlanner

STEP = 30
"""Minutes: what one draws begins and ends on a half hour."""

_PARTS = {Daypart.MORNING: (0, 720), Daypart.AFTERNOON: (720, 1080), Daypart.EVENING: (1080, 1440)}
Place = tuple[int, int]
"""A day, 0 to 6 from Monday, and minutes since midnight."""


class DrawnWeek(WeekPlanner):
    """A week with free parts as ground and appointments as blocks.

    The mouse draws from press to release. Arrows move the cursor, Space begins and ends, Delete
    takes away what lies under it, Esc lets go. The owner keeps the appointments.
    """

    drawn = Signal(int, int, int)
    """Day 0 to 6, begin and end in minutes since midnight."""
    removed = Signal(int, int)
    """Day and minute at which an appointment must go."""

    def __init__(self) -> None:
        super().__init__()
        self._free: frozenset[tuple[int, Daypart]] = frozenset()
        self._cursor: Place = (0, 9 * 60)
        self._from: Place | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        OwnKeys(self, "Space", _("begin een afspraak, of eindig haar"))
        OwnKeys(self, "Del", _("haal de afspraak weg"))
        self.setMinimumHeight(theme().px(260))
        self._tell()

    def set_free(self, free: Iterable[FreeDaypart]) -> None:
        """Show which parts of the week are free."""
        self._free = frozenset((one.day.number, one.daypart) for one in free)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the free parts, the week, and what is being drawn."""
        now = theme()
        painter = QPainter(self)
        for day, part in self._free:
            start, end = _PARTS[part]
            painter.fillRect(self._box(day, start, end), now.colour("accent-soft"))
        painter.end()
        super().paintEvent(event)
        if self._from is None and not self.hasFocus():
            return
        painter = QPainter(self)
        with painting(painter):
            painter.setPen(QPen(now.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            start, end = self._stretch()
            painter.drawRoundedRect(self._box(self._cursor[0], start, end), 3, 3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, begin, end, take away."""
        day, minute = self._cursor
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right if self._from is None:
                by = 1 if event.key() == Qt.Key.Key_Right else -1
                self._move((day + by) % 7, minute)
            case Qt.Key.Key_Up:
                self._move(day, max(self._first * 60, minute - STEP))
            case Qt.Key.Key_Down:
                self._move(day, min(self._last * 60 - STEP, minute + STEP))
            case Qt.Key.Key_Space if self._from is None:
                self._from = self._cursor
                self._tell()
            case Qt.Key.Key_Space:
                self._end()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.removed.emit(day, minute)
            case Qt.Key.Key_Escape if self._from is not None:
                self._let_go()
            case _:
                super().keyPressEvent(event)
                return
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to draw."""
        place = self._place_at(event)
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self._cursor = self._from = place
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw on, within the day."""
        place = self._place_at(event)
        if self._from is not None and place is not None:
            self._cursor = (self._from[0], place[1])
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End what was drawn."""
        if self._from is not None:
            self._end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the cursor."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the cursor and let go of what was begun."""
        super().focusOutEvent(event)
        self._let_go()

    def _one_tab_stop(self) -> None:
        """The cursor walks the week; the blocks are no stops of their own."""
        for block in self._widgets:
            block.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _move(self, day: int, minute: int) -> None:
        self._cursor = (day, minute)
        self._tell()

    def _end(self) -> None:
        start, end = self._stretch()
        self._from = None
        self.drawn.emit(self._cursor[0], start, end)
        self._tell()
        self.update()

    def _let_go(self) -> None:
        self._from = None
        self._tell()
        self.update()

    def _stretch(self) -> tuple[int, int]:
        first = (self._from or self._cursor)[1]
        return min(first, self._cursor[1]), max(first, self._cursor[1]) + STEP

    def _tell(self) -> None:
        """Say to a screen reader where the cursor is."""
        start, end = self._stretch()
        day = day_names()[self._cursor[0]]
        self.setAccessibleName(
            _("Week: {day} {start}–{end}").format(day=day, start=clock(start), end=clock(end))
        )

    def _box(self, day: int, start: int, end: int) -> QRectF:
        top = self._y(max(start, self._first * 60))
        bottom = self._y(min(end, self._last * 60))
        return QRectF(self._x(day), top, self._column(), bottom - top)

    def _place_at(self, event: QMouseEvent) -> Place | None:
        x, y = event.position().x(), event.position().y()
        day = int((x - self._left()) // self._column())
        share = (y - self._y(self._first * 60)) / max(1.0, self._y(self._last * 60) - self._top())
        minute = self._first * 60 + int(share * (self._last - self._first) * 60)
        if not 0 <= day < 7 or not 0 <= share < 1:
            return None
        return day, minute // STEP * STEP
