"""Seven days of three parts to tick; arrows walk, Space ticks, the whole is one tab stop."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from meedoenbalie.domain.week import Daypart, FreeDaypart, Weekday
from meedoenbalie.i18n import _, labels
from meedoenbalie.ui.icons import paint_icon
from meedoenbalie.ui.paint import painting
from meedoenbalie.ui.shortcuts import OwnKeys
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.text import CutText, Text


class DaypartGrid(QWidget):
    """Free parts of the week. ``own`` names a day or part in another language, small beneath."""

    changed = Signal()

    def __init__(self, own: Callable[[Weekday | Daypart], str] | None = None) -> None:
        super().__init__()
        now = theme()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(now.px(6))
        grid.setVerticalSpacing(now.px(4))
        self._cells: dict[tuple[Weekday, Daypart], _Cell] = {}
        for column, day in enumerate(Weekday, start=1):
            head = Text(labels.weekday_short(day), "body_strong", "ink2")
            grid.addWidget(head, 0, column, Qt.AlignmentFlag.AlignHCenter)
            if own is not None:
                name = CutText(own(day), "caption", "ink2")
                name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
                grid.addWidget(name, 1, column)
            grid.setColumnStretch(column, 1)
        for row, part in enumerate(Daypart, start=2):
            grid.addLayout(_named(labels.daypart(part), own(part) if own else ""), row, 0)
            for column, day in enumerate(Weekday, start=1):
                cell = _Cell(f"{labels.weekday(day)}{labels.daypart(part)}", self)
                cell.toggled.connect(lambda _on: self.changed.emit())
                cell.walked.connect(lambda by, d=day, p=part: self._walk(d, p, by))
                self._cells[day, part] = cell
                grid.addWidget(cell, row, column)
        OwnKeys(self, "Right", _("ga naar de volgende dag"))
        OwnKeys(self, "Down", _("ga naar het volgende dagdeel"))
        self._only_stop(next(iter(self._cells.values())))
        self.setFocusProxy(next(iter(self._cells.values())))

    def free(self) -> tuple[FreeDaypart, ...]:
        """Return the ticked parts, in the order of the week."""
        return tuple(
            FreeDaypart(day=day, daypart=part)
            for day in Weekday
            for part in Daypart
            if self._cells[day, part].isChecked()
        )

    def set_free(self, free: Iterable[FreeDaypart]) -> None:
        """Tick these parts only."""
        wanted = {(item.day, item.daypart) for item in free}
        for place, cell in self._cells.items():
            cell.setChecked(place in wanted)

    def cell(self, day: Weekday, part: Daypart) -> QAbstractButton:
        """Return the box of one part of one day."""
        return self._cells[day, part]

    def _walk(self, day: Weekday, part: Daypart, by: tuple[int, int]) -> None:
        days, parts = list(Weekday), list(Daypart)
        column = (days.index(day) + by[0]) % len(days)
        row = (parts.index(part) + by[1]) % len(parts)
        there = self._cells[days[column], parts[row]]
        self._only_stop(there)
        there.setFocus(Qt.FocusReason.TabFocusReason)

    def _only_stop(self, stop: _Cell) -> None:
        for cell in self._cells.values():
            policy = Qt.FocusPolicy.StrongFocus if cell is stop else Qt.FocusPolicy.ClickFocus
            cell.setFocusPolicy(policy)


def _named(name: str, own: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(Text(name, "body", "ink2"))
    if own:
        column.addWidget(Text(own, "caption", "ink2"))
    return column


class _Cell(QAbstractButton):
    walked = Signal(tuple)

    def __init__(self, name: str, grid: QWidget) -> None:
        super().__init__(grid)
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        now = theme()
        return QSize(now.px(44), now.px(now.tokens.size.button_small))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        by = steps.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.walked.emit(by)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme()
        on = self.isChecked()
        painter = QPainter(self)
        with painting(painter):
            painter.setPen(QPen(now.colour("accent" if on else "line-strong"), 1))
            fill = "accent-soft" if on else "raised" if self.underMouse() else "surface"
            painter.setBrush(now.colour(fill))
            radius = now.px(now.tokens.radius.control)
            box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(box, radius, radius)
        if on:
            side = now.px(14)
            place = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
            paint_icon(painter, place, "check", "accent")
