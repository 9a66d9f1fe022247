"""An answer as a large picture with its words below, for who reads with difficulty."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent

from meedoenbalie.ui.icons import paint_icon
from meedoenbalie.ui.paint import paint_choice
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.choices import ChoiceTile

_WIDTH, _PICTURE, _PAD, _LINES = 196, 72, 12, 2


class BigTile(ChoiceTile):
    """A :class:`ChoiceTile` that is the same from the left and from the right."""

    def sizeHint(self) -> QSize:
        """Return a size that doesn't depend on the words: they wrap."""
        now = theme()
        words = _LINES * now.metrics("section").lineSpacing()
        return QSize(now.px(_WIDTH), now.px(_PICTURE + 3 * _PAD) + words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, and the words in its middle below it."""
        now = theme()
        on = self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_choice(
            painter, self.rect(), now.tokens.radius.control, on=on, hover=self.underMouse()
        )
        side, pad = now.px(_PICTURE), now.px(_PAD)
        if self._icon:
            square = QRectF((self.width() - side) / 2, pad, side, side)
            paint_icon(painter, square, self._icon, "accent" if on else "ink2")
        top = side + 2 * pad
        below = QRect(pad, top, self.width() - 2 * pad, self.height() - top - pad // 2)
        painter.setFont(now.font("section"))
        painter.setPen(now.colour("ink"))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(below, flags | Qt.TextFlag.TextWordWrap, self.text())
