"""Grounds and frames that paint themselves, so that they need no style sheet."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame

from meedoenbalie.ui.theme import theme

SurfaceKind = Literal[
    "canvas", "surface", "raised", "sunken", "nav", "card", "head", "footer", "bar", "line"
]
"""A plain ground in a palette colour, or a part of a screen with its own edge."""

_FILL = {"card": "surface", "head": "surface", "footer": "raised", "bar": "raised"}


class Surface(QFrame):
    """A frame with the fill of its kind; a card is outlined and round, the rest is flat."""

    def __init__(self, kind: SurfaceKind) -> None:
        super().__init__()
        self.kind: SurfaceKind = kind

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw fill and edge in the colours of the moment."""
        now = theme()
        painter = QPainter(self)
        fill = now.colour(_FILL.get(self.kind, self.kind))
        if self.kind == "card":
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(now.colour("line"), now.tokens.line.hair))
            painter.setBrush(fill)
            radius = now.px(now.tokens.radius.panel)
            box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(box, radius, radius)
            return
        painter.fillRect(self.rect(), fill)
        hair = now.tokens.line.hair
        if self.kind in ("head", "bar"):
            top = self.height() - hair
            painter.fillRect(0, top, self.width(), hair, now.colour("line"))
        elif self.kind == "footer":
            painter.fillRect(0, 0, self.width(), hair, now.colour("line"))


class NoticeFrame(QFrame):
    """The fill and the bar of a notice; ``role`` is the palette role of its meaning."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self._role = role

    def set_role(self, role: str) -> None:
        """Give it another meaning."""
        self._role = role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw fill, hairline and bar."""
        now = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(now.colour("line"), now.tokens.line.hair))
        painter.setBrush(now.colour(f"{self._role}-soft"))
        radius = now.px(now.tokens.radius.chip)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setPen(Qt.PenStyle.NoPen)
        bar = now.px(now.tokens.line.notice_bar)
        painter.setClipRect(0, 0, bar, self.height())
        painter.setBrush(now.colour(self._role))
        painter.drawRoundedRect(QRectF(0, 0, bar * 2, self.height()), radius, radius)
