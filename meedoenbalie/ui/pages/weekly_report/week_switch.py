"""Choosing a calendar week: the one shown, the one before and the one after."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from meedoenbalie.i18n import _, formats
from meedoenbalie.services.reporting import IsoWeek
from meedoenbalie.ui.shortcuts import OwnKeys
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.text import Text


class WeekSwitch(QWidget):
    """One tab stop for the keyboard: left and right change the week too."""

    changed = Signal()

    def __init__(self, week: IsoWeek, today: date) -> None:
        super().__init__()
        self._last = IsoWeek.of(today)
        self.week = week
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        self.earlier = Button(
            _("Vorige week"), "chevron-left", on_click=lambda: self._move(1), icon_only=True
        )
        self.later = Button(
            _("Volgende week"), "chevron-right", on_click=lambda: self._move(-1), icon_only=True
        )
        OwnKeys(self, "Left", _("ga een week terug"))
        OwnKeys(self, "Right", _("ga een week verder"))
        self._words = Text("", "body_strong")
        row.addWidget(self.earlier)
        row.addWidget(self.later)
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        self._show()

    def spoken_role(self) -> QAccessible.Role:
        """Return that this is a choice that goes up and down."""
        return QAccessible.Role.SpinBox

    def do_main(self) -> None:
        """Take the keyboard: left and right change the week."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Left:
            self._move(1)
        elif event.key() == Qt.Key.Key_Right:
            self._move(-1)
        else:
            super().keyPressEvent(event)

    def _move(self, back: int) -> None:
        moved = self.week.earlier(back)
        if moved <= self._last:
            self.week = moved
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        words = week_words(self.week)
        self._words.setText(words)
        self.setAccessibleName(_("Week"))
        self.setAccessibleDescription(words)
        if self.week >= self._last:
            self.later.disable(_("Deze week loopt nog; verder kan niet"))
        else:
            self.later.enable()


def week_words(week: IsoWeek) -> str:
    """Return a week as *Week 47 · ma 16 nov t/m zo 22 nov 2026*."""
    return _("Week {number} · {first} t/m {last} {year}").format(
        number=week.number,
        first=formats.weekday_and_day(week.monday),
        last=formats.weekday_and_day(week.sunday),
        year=week.sunday.year,
    )
