"""Small drawings that widgets and delegates share: chips, avatars, hatching, crisp lines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtCore import QLineF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen

from meedoenbalie.tokens import TextRole, tokens
from meedoenbalie.ui.icons import paint_icon
from meedoenbalie.ui.theme import theme


class Chip(NamedTuple):
    """Icon and text on a fill. ``full`` is what a screen reader and the tooltip say."""

    text: str
    ink: str
    fill: str
    icon: str | None = None
    border: str | None = None
    full: str = ""

    @property
    def spoken(self) -> str:
        """The full label, or the text when they are the same."""
        return self.full or self.text


def state_chip(state: str, text: str, full: str = "") -> Chip:
    """Return the chip of a referral state (``sent``): ``text`` short in tables, else the full one.

    Raises KeyError for a state that has no look.
    """
    look = tokens().state[state]
    return Chip(text, look.ink, look.fill, look.icon, look.border, full)


def match_chip(verdict: str, text: str) -> Chip:
    """Return the chip of a verdict: ``fits``, ``fits_if`` or ``fits_not``. Raises KeyError."""
    look = tokens().match[verdict]
    return Chip(text, look.ink, look.fill, look.icon)


def mark_chip(mark: str, text: str) -> Chip:
    """Return the bare chip of a computed fact (``no_response``): no fill. Raises KeyError."""
    look = tokens().mark[mark]
    return Chip(text, look.ink, "", look.icon)


def mdt_chip(text: str) -> Chip:
    """Return the chip that says that an offer is an MDT-traject."""
    return Chip(text, "accent", "accent-soft", "hand-helping")


def language_chip(text: str) -> Chip:
    """Return the chip that says that an offer is a language course."""
    return Chip(text, "taal-ink", "taal-soft", "book-open-text")


def mirrored(painter: QPainter, bounds: QRect, rect: QRectF) -> QRectF:
    """Return where ``rect`` lies within ``bounds``: on the other side, read from the right."""
    if painter.layoutDirection() is not Qt.LayoutDirection.RightToLeft:
        return rect
    left = bounds.left() + bounds.right() + 1 - rect.right()
    return QRectF(left, rect.top(), rect.width(), rect.height())


_CHIP_PAD = 8
_CHIP_GAP = 6


def chip_size(chip: Chip) -> QSize:
    """Return the size of a chip at the present text scale."""
    now = theme()
    width = now.metrics("control").horizontalAdvance(chip.text) + 2 * now.px(_CHIP_PAD)
    if chip.icon:
        width += now.px(14) + now.px(_CHIP_GAP)
    return QSize(width + 1, now.px(now.tokens.size.state_chip))


def paint_chip(painter: QPainter, rect: QRect, chip: Chip) -> None:
    """Draw a chip where ``rect`` begins, in its middle; the text is elided when it must."""
    now = theme()
    size = chip_size(chip)
    width = min(size.width(), rect.width())
    above = rect.top() + (rect.height() - size.height()) // 2
    box = mirrored(painter, rect, QRectF(rect.left(), above, width, size.height()))
    whole = box.toRect()
    pad = now.px(_CHIP_PAD)
    with painting(painter):
        painter.setPen(QPen(now.colour(chip.border), 1) if chip.border else Qt.PenStyle.NoPen)
        painter.setBrush(now.colour(chip.fill) if chip.fill else Qt.BrushStyle.NoBrush)
        radius = now.px(now.tokens.radius.chip)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        x = box.left() + pad
        if chip.icon:
            side = now.px(14)
            top = box.top() + (box.height() - side) / 2
            square = mirrored(painter, whole, QRectF(x, top, side, side))
            paint_icon(painter, square, chip.icon, chip.ink)
            x += side + now.px(_CHIP_GAP)
        space = QRectF(x, box.top(), box.right() - pad - x + 2, box.height())
        words = mirrored(painter, whole, space).toRect()
        paint_text(painter, words, chip.text, "control", chip.ink)


def paint_text(
    painter: QPainter,
    rect: QRect,
    text: str,
    role: TextRole = "body",
    ink: str = "ink",
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Draw one line of text in the middle of ``rect``, elided at its end."""
    now = theme()
    font = now.font(role)
    painter.setFont(font)
    painter.setPen(now.colour(ink))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter, shown)


def paint_whole(
    painter: QPainter,
    rect: QRect,
    text: str,
    role: TextRole = "body",
    ink: str = "ink",
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Draw text as :func:`paint_text`, or on two smaller lines when one is too short for it."""
    now = theme()
    if " " not in text or now.metrics(role).horizontalAdvance(text) <= rect.width():
        paint_text(painter, rect, text, role, ink, align=align)
        return
    small: TextRole = "caption_strong" if role == "body_strong" else "caption"
    # Smaller letters alone may be enough.
    lines = [line for line in _two_lines(text, now.metrics(small), rect.width()) if line]
    high = now.line_height(small) - 1
    top = rect.top() + (rect.height() - len(lines) * high) // 2
    for place, words in enumerate(lines):
        line = QRect(rect.left(), top + place * high, rect.width(), high)
        paint_text(painter, line, words, small, ink, align=align)


def _two_lines(text: str, metrics: QFontMetrics, width: int) -> tuple[str, str]:
    """Return as many words as fit in ``width`` pixels, at least one, and the rest."""
    words = text.split(" ")
    fits = 1
    while fits < len(words) and metrics.horizontalAdvance(" ".join(words[: fits + 1])) <= width:
        fits += 1
    return " ".join(words[:fits]), " ".join(words[fits:])


def initials(name: str) -> str:
    """Return the first letters of the first and last word of a name, in capitals."""
    words = name.split()
    if not words:
        return ""
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def paint_avatar(painter: QPainter, rect: QRectF, name: str, *, on_selection: bool = False) -> None:
    """Draw a round with the initials of ``name``."""
    now = theme()
    with painting(painter):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.colour("surface" if on_selection else "sunken"))
        painter.drawEllipse(rect)
        font = now.font("control")
        font.setPixelSize(max(now.px(tokens().type.minimum_px), round(rect.height() * 0.38)))
        painter.setFont(font)
        painter.setPen(now.colour("ink2"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, initials(name))


def paint_tick(painter: QPainter, rect: QRectF, ticked: bool) -> None:
    """Draw a box in the middle of ``rect``, with a check in it when it is ticked."""
    now = theme()
    side = now.px(18)
    box = QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)
    with painting(painter):
        painter.setPen(QPen(now.colour("accent" if ticked else "line-strong"), 1))
        painter.setBrush(now.colour("accent" if ticked else "surface"))
        radius = now.px(4)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    if ticked:
        inset = side * 0.14
        paint_icon(painter, box.adjusted(inset, inset, -inset, -inset), "check", "surface")


def paint_choice(painter: QPainter, rect: QRect, radius: float, *, on: bool, hover: bool) -> None:
    """Draw the box of something that can be chosen; ``radius`` is a token, before scaling."""
    now = theme()
    painter.setPen(QPen(now.colour("accent" if on else "line-strong"), 1))
    painter.setBrush(now.colour("accent-soft" if on else "raised" if hover else "surface"))
    corner = now.px(radius)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)


def hatch(painter: QPainter, rect: QRectF, colour: QColor, step: float, radius: float = 0) -> None:
    """Fill ``rect`` with lines of 45 degrees; Qt's own pattern does not grow with the screen."""
    with painting(painter):
        path = QPainterPath()
        path.addRoundedRect(rect, radius, radius)
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        painter.setPen(QPen(colour, step * 0.45))
        x = rect.left() - rect.height()
        while x < rect.right():
            painter.drawLine(QLineF(x, rect.top(), x + rect.height(), rect.bottom()))
            x += step
    painter.setPen(Qt.PenStyle.NoPen)


def hairline(painter: QPainter, line: QLineF, ink: str = "line") -> None:
    """Draw a line of one device pixel on the pixel grid, at any scale of the screen."""
    pen = QPen(theme().colour(ink), 0)
    pen.setCosmetic(True)
    with painting(painter, smooth=False):
        painter.setPen(pen)
        painter.drawLine(line)


@contextmanager
def painting(painter: QPainter, *, smooth: bool = True) -> Iterator[None]:
    """Keep the painter's state and set how edges are drawn."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
    try:
        yield
    finally:
        painter.restore()
