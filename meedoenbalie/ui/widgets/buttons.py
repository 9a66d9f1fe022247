"""Buttons: one primary per pane, the rest normal; quiet, link and danger where they belong."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy

from meedoenbalie.tokens import TextRole
from meedoenbalie.ui.accessible import forget
from meedoenbalie.ui.icons import paint_icon, require_icon
from meedoenbalie.ui.paint import mirrored
from meedoenbalie.ui.theme import Theme, theme

ButtonKind = Literal["primary", "normal", "quiet", "link", "danger"]
"""How loud a button is."""

_GAP = 8
_PADDING = 13
_PADDING_SMALL = 9
_NAME_ROOM = 160
"""Token length that a button with a name in it keeps."""


class Button(QPushButton):
    """A button with an optional icon, and a hint of its key at the right.

    ``text`` begins with a verb and carries its mnemonic as ``&``. ``icon_only`` shows the icon
    and keeps the text as accessible name and tooltip. ``busy`` keeps it from being pressed twice.
    ``names`` says that a name stands in it, which may be longer than any place: then it may be cut
    off, and the tooltip says it whole.
    """

    def __init__(
        self,
        text: str,
        icon: str | None = None,
        kind: ButtonKind = "normal",
        on_click: Callable[[], object] | None = None,
        *,
        small: bool = False,
        icon_only: bool = False,
        trailing: str | None = None,
        hint: str = "",
        names: bool = False,
    ) -> None:
        super().__init__(text)
        self._names = names
        self.kind: ButtonKind = kind
        require_icon(icon)
        require_icon(trailing)
        self._icon = icon
        self._trailing = trailing
        self._hint = hint
        self._small = small
        self._icon_only = icon_only
        self.setFont(theme().font(self._role()))
        across = QSizePolicy.Policy.Preferred if names else QSizePolicy.Policy.Minimum
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._name_it(text)
        if on_click is not None:
            self.clicked.connect(lambda _checked: on_click())

    def setText(self, text: str) -> None:
        """Change the text and the accessible name with it."""
        super().setText(text)
        self._name_it(text)
        self.updateGeometry()

    def set_icon_name(self, icon: str | None) -> None:
        """Show another icon."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def set_icon_only(self, icon_only: bool) -> None:
        """Show the icon only, with the words in the tooltip, or both."""
        self._icon_only = icon_only
        self.setToolTip(self._plain() if icon_only else "")
        self.updateGeometry()
        self.update()

    def is_icon_only(self) -> bool:
        """Tell whether the words stand in the tooltip only."""
        return self._icon_only

    def is_small(self) -> bool:
        """Tell whether this is a button of a row, a tag or a notice."""
        return self._small

    def set_kind(self, kind: ButtonKind) -> None:
        """Make the button louder or quieter."""
        self.kind = kind
        self.setFont(theme().font(self._role()))
        self.updateGeometry()
        self.update()

    def disable(self, why: str) -> None:
        """Switch the button off and say why in its tooltip."""
        self.setEnabled(False)
        self.setToolTip(why)

    def enable(self) -> None:
        """Switch the button on again."""
        self.setEnabled(True)
        self.setToolTip(self._plain() if self._icon_only or self._names else "")

    def set_menu(self, menu: QMenu) -> None:
        """Open ``menu`` when pressed and show a chevron."""
        self._trailing = "chevron-down"
        self.setMenu(menu)
        forget(self)
        self.updateGeometry()

    def spoken_menu(self) -> QMenu | None:
        """Return the menu that this button opens, or None."""
        return self.menu()

    def open_menu(self) -> None:
        """Open it below the button."""
        self.showMenu()

    def sizeHint(self) -> QSize:
        """Return the size of text and icons with the padding of the tokens."""
        now = theme()
        size = now.tokens.size
        height = now.px(size.button_small if self._small else size.button)
        icon = now.px(size.icon)
        gap = now.px(_GAP)
        if self._icon_only:
            return QSize(height, height)
        width = self.fontMetrics().horizontalAdvance(self._plain()) + 2 * self._padding(now)
        width += (icon + gap if self._icon else 0) + (icon + gap if self._trailing else 0)
        if self._hint:
            width += now.metrics("caption").horizontalAdvance(self._hint) + gap
        return QSize(width + 2, height)

    def minimumSizeHint(self) -> QSize:
        """Never squeeze a button without a name in it: its words are the way on."""
        whole = self.sizeHint()
        if not self._names:
            return whole
        return QSize(min(whole.width(), theme().px(_NAME_ROOM)), whole.height())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Repaint for hover."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Repaint for hover."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw fill, border, icon, text and hint."""
        now = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, edge, ink = self._colours()
        painter.setPen(QPen(now.colour(edge), 1) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(now.colour(fill) if fill else Qt.BrushStyle.NoBrush)
        radius = now.px(now.tokens.radius.control)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        self._paint_content(painter, now, ink)

    def _paint_content(self, painter: QPainter, now: Theme, ink: str) -> None:
        side = now.px(now.tokens.size.icon)
        gap = now.px(_GAP)
        top = (self.height() - side) / 2
        if self._icon_only:
            square = QRectF((self.width() - side) / 2, top, side, side)
            paint_icon(painter, square, self._icon or "circle", ink)
            return
        pad, place = self._padding(now), partial(mirrored, painter, self.rect())
        metrics = self.fontMetrics()
        hint = now.metrics("caption").horizontalAdvance(self._hint) + gap if self._hint else 0
        used = (side + gap if self._icon else 0) + (side + gap if self._trailing else 0) + hint
        room = self.width() - 2 * pad - used
        words = self.text() if self._shows_mnemonic() else self._plain()
        if metrics.horizontalAdvance(self._plain()) > room:
            words = metrics.elidedText(self._plain(), Qt.TextElideMode.ElideRight, room)
        text_width = min(room, metrics.horizontalAdvance(words.replace("&", "")))
        x = pad + max(0, room - text_width) / 2
        if self._icon:
            paint_icon(painter, place(QRectF(x, top, side, side)), self._icon, ink)
            x += side + gap
        painter.setFont(self.font())
        painter.setPen(now.colour(ink))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        if self._shows_mnemonic():
            flags |= Qt.TextFlag.TextShowMnemonic
        room_for = place(QRectF(round(x), 0, text_width + gap, self.height()))
        painter.drawText(room_for.toRect(), int(flags), words)
        x += text_width + gap
        if self._hint:
            painter.setFont(now.font("caption"))
            painter.setPen(now.colour("ink2" if ink == "ink" else ink))
            box = place(QRectF(round(x), 0, hint + gap, self.height()))
            painter.drawText(box.toRect(), Qt.AlignmentFlag.AlignVCenter, self._hint)
            x += hint
        if self._trailing:
            paint_icon(painter, place(QRectF(x, top, side, side)), self._trailing, ink)

    def _shows_mnemonic(self) -> bool:
        return "&" in self.text() and self.window().testAttribute(
            Qt.WidgetAttribute.WA_KeyboardFocusChange
        )

    def _colours(self) -> tuple[str | None, str | None, str]:
        """Return fill, edge and ink of the state the button is in."""
        bare = self.kind in ("quiet", "link")
        if not self.isEnabled():
            return (None, None, "ink3") if bare else ("raised", "line", "ink3")
        hover, down = self.underMouse(), self.isDown()
        match self.kind:
            case "primary":
                fill = "accent-hover" if hover or down else "accent"
                return fill, fill, "on-accent"
            case "danger":
                return ("danger-soft" if hover or down else "surface"), "danger", "danger"
            case "link":
                return ("accent-soft" if hover or down else None), None, "accent"
            case "quiet":
                return ("sunken" if hover or down else None), None, "ink"
            case "normal":
                fill = "sunken" if down else "raised" if hover else "surface"
                return fill, "line-strong", "ink"

    def _role(self) -> TextRole:
        return "body_strong" if self.kind in ("primary", "link") else "control"

    def _padding(self, now: Theme) -> int:
        if self.kind == "link":
            return now.px(now.tokens.space.xs)
        return now.px(_PADDING_SMALL if self._small else _PADDING)

    def _plain(self) -> str:
        return self.text().replace("&", "")

    def _name_it(self, text: str) -> None:
        plain = text.replace("&", "")
        self.setAccessibleName(plain)
        if self._icon_only or self._names:
            self.setToolTip(plain)
