"""Notices and empty states: what happened, and the one next step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.surface import NoticeFrame
from meedoenbalie.ui.widgets.text import Icon, Text

Tone = Literal["info", "good", "attention", "danger"]
"""What a notice means."""


_ROLES: dict[Tone, str] = {
    "info": "info",
    "good": "ok",
    "attention": "warn",
    "danger": "danger",
}


class Notice(NoticeFrame):
    """A bar and a fill with a message: first words bold, then the rest, then an optional act."""

    def __init__(
        self,
        strong: str,
        rest: str = "",
        tone: Tone = "info",
        *actions: Button,
        below: bool = False,
    ) -> None:
        super().__init__(_ROLES[tone])
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout(self)
        pad = theme().px(12)
        row.setContentsMargins(pad, theme().px(10), pad, theme().px(10))
        row.setSpacing(pad)
        # Text documents come late: an empty state stands on the first screen, a notice does not.
        from meedoenbalie.ui.widgets.message import Message

        self._text = Message()
        column = QVBoxLayout()
        column.setSpacing(theme().px(8))
        column.addWidget(self._text)
        row.addLayout(column, 1)
        if below and actions:
            buttons = QHBoxLayout()
            buttons.setSpacing(theme().px(8))
            column.addLayout(buttons)
            for action in actions:
                buttons.addWidget(action)
            buttons.addStretch(1)
        else:
            for action in actions:
                row.addWidget(action, 0, Qt.AlignmentFlag.AlignVCenter)
            if actions:
                # The first line stands beside the button, not above it.
                column.insertStretch(0, 1)
                column.addStretch(1)
        self.set_message(strong, rest)

    def set_message(self, strong: str, rest: str = "") -> None:
        """Say something else."""
        self._text.set_message(strong, rest)
        self.setAccessibleName(self._text.text())
        # The notice says it already; a screen reader need not hear it twice.
        self._text.setAccessibleName("")

    def set_tone(self, tone: Tone) -> None:
        """Give the notice another meaning."""
        self.set_role(_ROLES[tone])


class EmptyState(QWidget):
    """One sentence that says what belongs here, and one button."""

    def __init__(
        self,
        sentence: str,
        button: str = "",
        on_click: Callable[[], object] | None = None,
        icon: str | None = None,
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(theme().px(12))
        column.addStretch(1)
        if icon:
            column.addWidget(Icon(icon, "ink3", 28), 0, Qt.AlignmentFlag.AlignHCenter)
        self._sentence = Text(sentence, "body", "ink2", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._sentence)
        self.button = Button(button, on_click=on_click)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        # Only now: shown before it has a parent, it would be a window for a moment.
        self.button.setVisible(bool(button))
        column.addStretch(2)
        self.setAccessibleName(sentence)

    def set_sentence(self, sentence: str) -> None:
        """Say something else."""
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
