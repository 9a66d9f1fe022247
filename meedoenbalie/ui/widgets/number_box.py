"""A box for a whole number that may also stay empty."""

from __future__ import annotations

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit

from meedoenbalie.ui.theme import theme


class NumberBox(QLineEdit):
    """Takes digits from 0 to ``most``; ``width`` is a token length, None fills the room."""

    def __init__(self, most: int, value: int | None = None, *, width: int | None = None) -> None:
        super().__init__()
        self.setValidator(QIntValidator(0, most, self))
        if width is not None:
            self.setFixedWidth(theme().px(width))
        self.set_value(value)

    def value(self) -> int | None:
        """Return the number, or None when the box is empty."""
        return int(self.text()) if self.text() else None

    def set_value(self, value: int | None) -> None:
        """Show a number, or nothing."""
        self.setText("" if value is None else str(value))
