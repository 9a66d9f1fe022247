"""The steps of a form, below each other: done, here, still to come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.tokens import TextRole
from meedoenbalie.ui.icons import paint_icon
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.text import OwnText, Text


class StepList(QWidget):
    """The names of the steps; :meth:`set_current` tells where the user is, from 0.

    ``translated`` are the same names in another language, small beneath.
    """

    def __init__(self, names: Sequence[str], translated: Sequence[str] = ()) -> None:
        super().__init__()
        self._names = tuple(names)
        self._translated = tuple(translated)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(12))
        self.set_current(0)

    def set_current(self, current: int) -> None:
        """Move to a step; one past the last means that all are done."""
        clear_layout(self._column)
        for number, name in enumerate(self._names):
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(theme().px(9))
            line.addWidget(_Round(number, current))
            here = number == current
            role: TextRole = "body_strong" if here else "body"
            words = Text(name, role, "ink2" if number > current else "ink", wrap=True)
            words.setAccessibleName(f"{number + 1}. {name}, {_spoken(number, current)}")
            both = QVBoxLayout()
            both.setSpacing(0)
            both.addWidget(words)
            if self._translated:
                both.addWidget(OwnText(self._translated[number]))
            line.addLayout(both, 1)
            self._column.addWidget(row)


class _Round(QWidget):
    def __init__(self, number: int, current: int) -> None:
        super().__init__()
        side = theme().px(24)
        self.setFixedSize(side, side)
        self._number, self._current = number, current

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        done, here = self._number < self._current, self._number == self._current
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.colour("ok-soft" if done else "accent" if here else "sunken"))
        painter.drawEllipse(self.rect())
        if done:
            inset = self.width() * 0.22
            square = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            paint_icon(painter, square, "check", "ok")
            return
        painter.setFont(now.font("body_strong"))
        painter.setPen(now.colour("on-accent" if here else "ink2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number + 1))


def _spoken(number: int, current: int) -> str:
    if number < current:
        return _("klaar")
    return _("hier bent u") if number == current else _("komt nog")
