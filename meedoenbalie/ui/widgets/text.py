"""Texts in a role of the type scale and an ink of the palette."""

from __future__ import annotations

import unicodedata
from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from meedoenbalie.tokens import TextRole
from meedoenbalie.ui.icons import paint_icon, require_icon
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.surface import Surface

Ink = Literal["ink", "ink2", "ink3", "accent", "ok", "warn", "danger", "info", "taal-ink"]
"""A colour that a text may have."""


class Text(QLabel):
    """A piece of plain text; wraps only when asked."""

    def __init__(
        self,
        text: str = "",
        role: TextRole = "body",
        ink: Ink = "ink",
        *,
        wrap: bool = False,
    ) -> None:
        super().__init__()
        self._heights: dict[int, int] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setFont(theme().font(role))
        self._ink: Ink = ink
        self._coloured: QColor | None = None
        self._colour()
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_ink(self, ink: Ink) -> None:
        """Give the text another colour."""
        self._ink = ink
        self._colour()

    def setText(self, text: str) -> None:
        """Show other words."""
        self._heights.clear()
        super().setText(text)

    def heightForWidth(self, width: int) -> int:
        """Return how many pixels high the words are at a width.

        A page asks every text of it for the same height tens of times while it comes to rest, and
        breaking words into lines is most of what that costs.
        """
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = super().heightForWidth(width)
        return height

    def changeEvent(self, event: QEvent) -> None:
        """Take the ink of a new look, and forget heights of another font."""
        self._heights.clear()
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._colour()

    def _colour(self) -> None:
        palette = self.palette()
        colour = theme().colour(self._ink)
        # A style changes for every label several times while a page is made.
        if colour == self._coloured == palette.color(QPalette.ColorRole.WindowText):
            return
        self._coloured = colour
        palette.setColor(QPalette.ColorRole.WindowText, colour)
        palette.setColor(QPalette.ColorRole.Text, colour)
        self.setPalette(palette)


class CutText(Text):
    """A line that may become narrower than its words: it ends in an ellipsis then."""

    def __init__(self, text: str = "", role: TextRole = "body", ink: Ink = "ink") -> None:
        super().__init__(text, role, ink)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words; what is cut off stands in the tooltip."""
        words, room = self.text(), self.contentsRect()
        if self.fontMetrics().horizontalAdvance(words) <= room.width():
            super().paintEvent(event)
            return
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter = QPainter(self)
        painter.setPen(theme().colour(self._ink))
        painter.setFont(self.font())
        painter.drawText(room, self.alignment(), shown)
        self.setToolTip(words)


class Icon(QWidget):
    """An icon beside a text; says nothing to a screen reader, the text does."""

    def __init__(self, name: str, ink: str = "ink2", size: float | None = None) -> None:
        super().__init__()
        require_icon(name)
        self._name = name
        self._ink = ink
        self._side = theme().px(size or theme().tokens.size.icon)
        self.setFixedSize(QSize(self._side, self._side))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_icon(self, name: str, ink: str | None = None) -> None:
        """Show another icon, in another ink when given."""
        self._name = name
        self._ink = ink or self._ink
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon in the colour of the moment."""
        painter = QPainter(self)
        paint_icon(painter, QRectF(0, 0, self._side, self._side), self._name, self._ink)


class Line(Surface):
    """A hairline, horizontal unless ``vertical``."""

    def __init__(self, *, vertical: bool = False) -> None:
        super().__init__("line")
        if vertical:
            self.setFixedWidth(theme().tokens.line.hair)
        else:
            self.setFixedHeight(theme().tokens.line.hair)


class OwnText(Text):
    """The same in the language of the young person: in its own direction, below the Dutch."""

    def __init__(self, text: str, role: TextRole = "caption", ink: Ink = "ink2") -> None:
        super().__init__(text, role, ink, wrap=True)
        # A label turns its side with the direction of its text; here it stays with the Dutch.
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)


def from_right(text: str) -> bool:
    """Tell whether a text is written from right to left: by its first letter."""
    strong = (unicodedata.bidirectional(sign) for sign in text)
    return next((kind != "L" for kind in strong if kind in {"L", "R", "AL"}), False)


def restyle(widget: QWidget) -> None:
    """Let the style sheet see a changed property of ``widget``."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
