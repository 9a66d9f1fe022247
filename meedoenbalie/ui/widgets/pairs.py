"""Fields in rows of one or two; in a narrow place each has a row of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from meedoenbalie.ui.theme import theme

_TWO_FROM = 560
"""Token length from which two fields stand beside each other."""


class Pairs(QWidget):
    """Rows of one or two widgets; two share the width when there is enough of it.

    ``gap`` is the token length between two rows.
    """

    def __init__(self, rows: Iterable[Sequence[QWidget]], gap: int = 14) -> None:
        super().__init__()
        now = theme()
        self._rows = [tuple(row) for row in rows]
        self._two: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(now.px(18))
        self._grid.setVerticalSpacing(now.px(gap))
        self._lay_out(two=True)

    def minimumSizeHint(self) -> QSize:
        """Ask no more room than the widest widget needs."""
        least = max(box.minimumSizeHint().width() for row in self._rows for box in row)
        return QSize(least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put two beside each other, or not."""
        super().resizeEvent(event)
        self._lay_out(two=self.width() >= theme().px(_TWO_FROM))

    def _lay_out(self, *, two: bool) -> None:
        if two == self._two:
            return
        self._two = two
        line = 0
        for row in self._rows:
            for place, box in enumerate(row):
                beside = two and len(row) > 1
                span = 1 if beside or not two else 2
                self._grid.addWidget(box, line, place if beside else 0, 1, span)
                line += 0 if beside else 1
            line += 1 if two and len(row) > 1 else 0
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if two else 0)
        self.updateGeometry()
