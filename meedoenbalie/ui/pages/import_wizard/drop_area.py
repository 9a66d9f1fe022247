"""Where a file comes in, while there is none yet."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.ui.paint import painting
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.text import Icon, Text

_MARGIN = 20


class DropArea(QWidget):
    """The page before there is a file. ``chosen`` asks for the dialog."""

    chosen = Signal()

    def __init__(self, words: str) -> None:
        super().__init__()
        now = theme()
        self._over = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        margin = now.px(_MARGIN + 12)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(now.px(12))
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        column.addWidget(Icon("file-input", "ink3", 32), 0, middle)
        text = Text(words, "body", "ink2", wrap=True)
        text.setAlignment(middle)
        column.addWidget(text)
        self.button = Button(_("&Bestand kiezen…"), "folder-open", "primary")
        self.button.clicked.connect(self.chosen)
        column.addWidget(self.button, 0, middle)
        column.addStretch(1)

    def set_over(self, over: bool) -> None:
        """Show that a file hangs over the page."""
        self._over = over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a dashed border, filled while a file hangs over the page."""
        now = theme()
        painter = QPainter(self)
        with painting(painter):
            pen = QPen(now.colour("accent" if self._over else "line-strong"), 1)
            pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(now.colour("accent-soft" if self._over else "surface"))
            radius = now.px(now.tokens.radius.panel)
            margin = now.px(_MARGIN) + 0.5
            box = QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)
            painter.drawRoundedRect(box, radius, radius)
