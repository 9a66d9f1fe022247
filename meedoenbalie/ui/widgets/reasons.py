"""Why something fits, does not fit, or fits if: a sign and words for every reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.text import Icon, Text

Verdict = Literal["fits", "unknown", "fits_not", "hint"]
"""The sign before a reason; ``hint`` is the smallest change that would make it fit."""

SIGNS: dict[Verdict, tuple[str, str]] = {
    "fits": ("check", "ok"),
    "unknown": ("circle-question-mark", "warn"),
    "fits_not": ("x", "danger"),
    "hint": ("lightbulb", "warn"),
}


class ReasonList(QWidget):
    """Reasons in one or two columns, read downwards; the sign is said in words as well."""

    def __init__(
        self, reasons: Sequence[tuple[Verdict, str]] = (), *, columns: int = 1, small: bool = False
    ) -> None:
        super().__init__()
        now = theme()
        self._columns = columns
        self._small = small
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(now.px(16))
        self._grid.setVerticalSpacing(now.px(2 if small else 3))
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        self.set_reasons(reasons)

    def set_reasons(self, reasons: Sequence[tuple[Verdict, str]]) -> None:
        """Show other reasons."""
        clear_layout(self._grid)
        rows = -(-len(reasons) // self._columns) if reasons else 0
        for number, (verdict, text) in enumerate(reasons):
            self._grid.addWidget(self._line(verdict, text), number % rows, number // rows)

    def _line(self, verdict: Verdict, text: str) -> QWidget:
        now = theme()
        icon, ink = SIGNS[verdict]
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(now.px(6))
        row.addWidget(Icon(icon, ink, 14), 0, Qt.AlignmentFlag.AlignTop)
        words = Text(text, "caption" if self._small else "body", wrap=True)
        words.setAccessibleName(f"{spoken_sign(verdict)}: {text}")
        row.addWidget(words, 1)
        return line


def spoken_sign(verdict: Verdict) -> str:
    """Return a sign in words."""
    return {
        "fits": _("past"),
        "unknown": _("nog niet zeker"),
        "fits_not": _("past niet"),
        "hint": _("wat zou helpen"),
    }[verdict]
