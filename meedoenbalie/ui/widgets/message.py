"""A message of which the first words weigh more."""

from __future__ import annotations

from math import ceil
from typing import Literal

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QSizePolicy, QWidget

from meedoenbalie.tokens import TextRole
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.text import Ink

_WIDTH = 240


class Message(QWidget):
    """Strong words, then the rest, in lines.

    A label with bold HTML would do, if the weight of a variable font could be said in HTML.
    """

    def __init__(
        self,
        strong: str = "",
        rest: str = "",
        role: Literal["body", "caption"] = "body",
        ink: Ink = "ink",
    ) -> None:
        super().__init__()
        self._role, self._ink = role, ink
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        self.set_message(strong, rest)

    def set_message(self, strong: str, rest: str = "") -> None:
        """Say something else."""
        self._parts = (strong, rest)
        self.setAccessibleName(self.text())
        self._fill()

    def text(self) -> str:
        """Return all words."""
        return " ".join(part for part in self._parts if part)

    def heightForWidth(self, width: int) -> int:
        self._document.setTextWidth(width)
        return ceil(self._document.size().height())

    def sizeHint(self) -> QSize:
        width = min(ceil(self._document.idealWidth()), theme().px(_WIDTH))
        return QSize(width, self.heightForWidth(max(1, width)))

    def changeEvent(self, event: QEvent) -> None:
        """Take the ink of a new look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fill()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        self._document.setTextWidth(self.width())
        self._document.drawContents(QPainter(self))

    def _fill(self) -> None:
        strong, rest = self._parts
        self._document.clear()
        cursor = QTextCursor(self._document)
        weighty: TextRole = "body_strong" if self._role == "body" else "caption_strong"
        cursor.insertText(strong, self._format(weighty))
        cursor.insertText(f" {rest}" if strong and rest else rest, self._format(self._role))
        self.updateGeometry()
        self.update()

    def _format(self, role: TextRole) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(theme().font(role))
        made.setForeground(theme().colour(self._ink))
        return made
