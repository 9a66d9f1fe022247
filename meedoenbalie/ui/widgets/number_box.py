"""A box for a whole number that may also stay empty."""

from __future__ import annotations

from PySide6.QtGui import QIntValidator

from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.text_box import TextBox


class NumberBox(TextBox):
    """Takes digits from 0 to ``most``; ``width`` is a token length, None fills the room."""

    def __init__(self, most: int, value: int | None = None, *, width: int | None = None) -> None:
        super().__init__()
        self.setValidator(QIntValidator(0, most, self))
        if width is not None:
            self.setFixedWidth(theme().px(width))
        self.set_value(value)

    def value(self) -> int | None:
        """Return the number, or None when there is none in the box."""
        return int(self.text()) if self.hasAcceptableInput() else None

    def set_value(self, value: int | None) -> None:
        """Show a number, or nothing."""
        self.setText("" if value is None else str(value))
