"""What a section of the settings is: a card that reads for itself and saves by itself."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from meedoenbalie.services import messages
from meedoenbalie.ui.page import Changes, Shell
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import Card
from meedoenbalie.ui.widgets.flow import FlowLayout
from meedoenbalie.ui.widgets.inputs import ErrorLine
from meedoenbalie.ui.widgets.text import Text


class SectionCard(Card):
    """Base of every section. :meth:`read` fetches what the card shows.

    Two cards beside each other are equally high, so what is added stays at the top.
    """

    def __init__(self, shell: Shell, title: str, icon: str) -> None:
        super().__init__(title, icon)
        self.shell = shell
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._column.addStretch(1)
        self._error = ErrorLine()
        self._column.addWidget(_padded(self._error))

    def read(self) -> None:
        """Called each time the page comes on the screen: start reading what the card shows."""

    def refresh(self, changed: Changes) -> None:
        """Called when something was saved; read again when ``changed`` touches this card."""

    def unsaved(self) -> bool:
        """Return whether something typed here would be lost when the window is made again."""
        return False

    def add_setting(self, title: str, box: QWidget, line: str = "") -> None:
        """Add one choice: its name, what it means, and its box at the right."""
        now = theme()
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(now.px(12))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(title, wrap=True))
        if line:
            words.addWidget(Text(line, "caption", "ink2", wrap=True))
        across.addLayout(words, 1)
        across.addWidget(box)
        box.setAccessibleName(title)
        box.setAccessibleDescription(line)
        self.add(row)

    def add_buttons(self, *buttons: Button) -> None:
        """Add buttons beside each other; they go below each other when there is no room."""
        box = QWidget()
        flow = FlowLayout(box, gap=8)
        for button in buttons:
            flow.addWidget(button)
        self.add(box)

    def show_error(self, error: Exception) -> bool:
        """Say at the end of the card what went wrong; False when nobody foresaw it."""
        message = messages.explain(error)
        self._error.set_message(message or "")
        return message is not None

    def show_words(self, message: str) -> None:
        """Say at the end of the card what can't be read."""
        self._error.set_message(message)

    def clear_error(self) -> None:
        """Take the message away."""
        self._error.set_message("")


def _padded(widget: QWidget) -> QWidget:
    now = theme()
    box = QWidget()
    column = QVBoxLayout(box)
    pad = now.px(now.tokens.space.panel_padding)
    column.setContentsMargins(pad, 0, pad, now.px(4))
    column.addWidget(widget)
    return box
