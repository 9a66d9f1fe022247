"""A list of days: each with a calendar and a way to take it out, and a button for one more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.i18n import _, formats
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import DateBox
from meedoenbalie.ui.widgets.layout import clear_layout


def to_qdate(day: date) -> QDate:
    """Return a day as Qt has it."""
    return QDate(day.year, day.month, day.day)


def to_date(day: QDate) -> date:
    """Return a day of Qt as a date."""
    return date(day.year(), day.month(), day.day())


class DateList(QWidget):
    """Days in the order in which they were added. ``first`` is what a new row begins with."""

    changed = Signal()

    def __init__(self, first: date, add: str) -> None:
        super().__init__()
        now = theme()
        self._first = first
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(6))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(now.px(6))
        column.addLayout(self._rows)
        self._boxes: list[DateBox] = []
        self.add = Button(add, "plus", small=True, on_click=self._add_next)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def dates(self) -> tuple[date, ...]:
        """Return the days, earliest first, each once."""
        return tuple(sorted({to_date(box.date()) for box in self._boxes}))

    def set_dates(self, days: Iterable[date]) -> None:
        """Show other days."""
        clear_layout(self._rows)
        self._boxes = []
        for day in days:
            self._add(day)

    def _add_next(self) -> None:
        latest = max((to_date(box.date()) for box in self._boxes), default=self._first)
        self._add(latest).setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _add(self, day: date) -> DateBox:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(6))
        box = DateBox(to_qdate(day))
        box.setAccessibleName(_("Startdatum"))
        box.dateChanged.connect(lambda _day: self.changed.emit())
        row.addWidget(box, 1)
        name = _("Weghalen: {day}").format(day=formats.full_day(day))
        remove = Button(name, "x", "quiet", lambda: self._remove(line, box), icon_only=True)
        row.addWidget(remove)
        self._rows.addWidget(line)
        # A layout shows what it is given a moment later; what is hidden cannot take the focus.
        line.show()
        self._boxes.append(box)
        return box

    def _remove(self, line: QWidget, box: DateBox) -> None:
        self._boxes.remove(box)
        self._rows.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
