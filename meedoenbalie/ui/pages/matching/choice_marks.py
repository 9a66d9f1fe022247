"""The young person's own choice in a painted row: *1e, 2e, 3e, Nee*, and which was hit (05)."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from meedoenbalie.i18n import _
from meedoenbalie.tokens import TextRole
from meedoenbalie.ui.pages.matching.entries import NO, Choice
from meedoenbalie.ui.paint import hairline, paint_text, painting
from meedoenbalie.ui.theme import theme

OPTIONS: tuple[Choice, ...] = (1, 2, 3, NO)


def option_texts() -> tuple[tuple[str, Choice], ...]:
    """Return the words of each option, in their order."""
    return tuple(zip((_("1e"), _("2e"), _("3e"), _("Nee")), OPTIONS, strict=True))


def marks_size() -> QSize:
    """Return the room that the four options take."""
    now = theme()
    return QSize(sum(_widths()), now.px(now.tokens.size.button_small))


def paint_marks(painter: QPainter, box: QRect, choice: Choice) -> None:
    """Draw the options in a box of ``marks_size``, with the one that was chosen filled."""
    now = theme()
    radius = now.px(now.tokens.radius.control)
    frame = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
    outline = QPainterPath()
    outline.addRoundedRect(frame, radius, radius)
    with painting(painter):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.colour("surface"))
        painter.drawPath(outline)
        for option, place in zip(OPTIONS, _places(box), strict=True):
            if option == choice:
                painter.setBrush(now.colour("sunken" if option == NO else "accent"))
                painter.setClipPath(outline)
                painter.drawRect(place)
                painter.setClipping(False)
        painter.setPen(QPen(now.colour("line-strong"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)
    for (text, option), place in zip(option_texts(), _places(box), strict=True):
        on = option == choice
        if place.left() > box.left():
            edge = QLineF(place.left() + 0.5, box.top() + 1, place.left() + 0.5, box.bottom())
            hairline(painter, edge, "line-strong")
        role: TextRole = "body_strong" if on else "control"
        ink = "on-accent" if on and option != NO else "ink"
        paint_text(painter, place, text, role, ink, align=Qt.AlignmentFlag.AlignHCenter)


def option_at(box: QRect, point: QPoint) -> Choice:
    """Return which option lies under a point; None for none."""
    for option, place in zip(OPTIONS, _places(box), strict=True):
        if place.contains(point):
            return option
    return None


def _widths() -> list[int]:
    now = theme()
    metrics = now.metrics("body_strong")
    return [
        max(metrics.horizontalAdvance(text) + now.px(18), now.px(33))
        for text, _option in option_texts()
    ]


def _places(box: QRect) -> list[QRect]:
    places, left = [], box.left()
    for width in _widths():
        places.append(QRect(left, box.top(), width, box.height()))
        left += width
    return places
