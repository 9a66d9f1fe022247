"""Rows with a date at the left: what happened, newest on top."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.text import Line, Text


@dataclass(frozen=True, slots=True)
class DatedRow:
    """One thing on one day."""

    when: str
    title: str
    detail: str = ""


class DatedRows(QWidget):
    """Rows between hairlines; a screen reader hears each as one sentence.

    ``when_width`` is a token length; 0 leaves out the column with the day.
    """

    def __init__(self, rows: Iterable[DatedRow] = (), *, when_width: int = 98) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._when_width = when_width
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.set_rows(rows)

    def set_rows(self, rows: Iterable[DatedRow]) -> None:
        """Show other rows."""
        clear_layout(self._column)
        for row in rows:
            self._column.addWidget(Line())
            self._column.addWidget(self._made(row))
        self._column.addStretch(1)

    def _made(self, row: DatedRow) -> QWidget:
        now = theme()
        box = _Row()
        box.setAccessibleName(", ".join(part for part in (row.when, row.title, row.detail) if part))
        line = QHBoxLayout(box)
        line.setContentsMargins(0, now.px(8), 0, now.px(8))
        line.setSpacing(now.px(10))
        if self._when_width:
            when = Text(row.when, "body", "ink2", wrap=True)
            when.setFixedWidth(now.px(self._when_width))
            line.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(now.px(1))
        words.addWidget(Text(row.title, wrap=True))
        if row.detail:
            words.addWidget(Text(row.detail, "caption", "ink2", wrap=True))
        line.addLayout(words, 1)
        return box


class _Row(QWidget):
    def spoken_role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem
