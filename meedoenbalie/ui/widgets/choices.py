"""Choices that one sees all at once: tiles and segments."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLineF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QEnterEvent,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from meedoenbalie.tokens import TextRole
from meedoenbalie.ui.icons import paint_icon, require_icon
from meedoenbalie.ui.paint import hairline, paint_choice, paint_text, painting
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.text import from_right

_LARGE = 40
"""Side of a picture that stands out."""


class ChoiceTile(QAbstractButton):
    """A toggle with an icon, the Dutch words, the chosen language small beneath, and a rank.

    Space chooses. ``moved`` comes with -1 or 1 on Alt+Up and Alt+Down: the owner ranks. ``large``
    shows a picture that stands out, for who reads with difficulty; without ``ranked`` no room is
    kept for a rank.
    """

    moved = Signal(int)

    def __init__(
        self,
        text: str,
        icon: str | None = None,
        translated: str = "",
        *,
        large: bool = False,
        ranked: bool = True,
    ) -> None:
        super().__init__()
        self._large = large
        self._room_for_rank = theme().px(24 if ranked else 0)
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        require_icon(icon)
        self._icon = icon
        self._translated = translated
        self._rank: int | None = None
        self.set_rank(None)

    def set_rank(self, rank: int | None) -> None:
        """Show the place of this choice, or nothing."""
        self._rank = rank
        said = " ".join(part for part in (self.text(), self._translated) if part)
        self.setAccessibleName(said if rank is None else f"{said}, {rank}")
        self.update()

    def spoken_role(self) -> QAccessible.Role:
        """Return what it is."""
        return QAccessible.Role.CheckBox

    def do_main(self) -> None:
        """Do what a click does."""
        self.click()

    def sizeHint(self) -> QSize:
        """Return the height of the tokens and the width of the words."""
        now = theme()
        size = now.tokens.size
        words = max(
            now.metrics("body_strong").horizontalAdvance(self.text()),
            now.metrics("caption").horizontalAdvance(self._translated),
        )
        icon = now.px(self._icon_side() + 10) if self._icon else 0
        height = size.choice_tile_two_languages if self._translated else size.choice_tile
        if self._large and self._icon:
            height += _LARGE - size.icon_row
        return QSize(words + now.px(28) + icon + self._room_for_rank, now.px(height))

    def _icon_side(self) -> int:
        return _LARGE if self._large else theme().tokens.size.icon_row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rank with Alt+Up and Alt+Down; the rest is a button."""
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in (
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
        ):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Repaint for hover."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Repaint for hover."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tile."""
        now = theme()
        on = self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_choice(
            painter, self.rect(), now.tokens.radius.control, on=on, hover=self.underMouse()
        )
        x = now.px(14)
        if self._icon:
            side = now.px(self._icon_side())
            square = QRectF(x, (self.height() - side) / 2, side, side)
            paint_icon(painter, square, self._icon, "accent" if on else "ink2")
            x += side + now.px(10)
        room = self.width() - x - now.px(8) - self._room_for_rank
        first, second = now.line_height("body"), now.line_height("caption")
        role: TextRole = "body_strong" if on else "body"
        if self._translated:
            top = (self.height() - first - second) // 2
            paint_text(painter, QRect(x, top, room, first), self.text(), role)
            below = QRect(x, top + first, room, second)
            # Its own direction, or a question mark at its end stands at the wrong side.
            if from_right(self._translated):
                painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            at_left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
            paint_text(painter, below, self._translated, "caption", "ink2", align=at_left)
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        else:
            paint_text(painter, QRect(x, 0, room, self.height()), self.text(), role)
        if self._rank is not None:
            box = QRect(self.width() - now.px(34), 0, now.px(20), self.height())
            right = Qt.AlignmentFlag.AlignRight
            paint_text(painter, box, str(self._rank), "body_strong", "accent", align=right)


class SegmentedChoice(QWidget):
    """A row of segments of which at most one is on, as *1e, 2e, 3e, Nee*. One tab stop.

    Pressing the segment that is on takes the choice away: no choice is an answer too. Segments
    named in ``quiet`` are on without the loud colour (*Nee*).
    """

    chosen = Signal(object)
    """The value of the segment that is on now, or None."""

    def __init__(
        self,
        name: str,
        options: Sequence[tuple[str, object]],
        value: object = None,
        *,
        quiet: Sequence[object] = (),
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._values = [option for _, option in options]
        last = len(options) - 1
        for number, (text, option) in enumerate(options):
            segment = _Segment(text, number == 0, number == last, option in quiet)
            segment.setAccessibleName(f"{name}: {text}")
            segment.stepped.connect(self._step)
            self._group.addButton(segment, number)
            row.addWidget(segment)
        self._group.idClicked.connect(self._clicked)
        self.set_value(value)

    def value(self) -> object:
        """Return the value that is on, or None."""
        for button in self._group.buttons():
            if button.isChecked():
                return self._values[self._group.id(button)]
        return None

    def set_value(self, value: object) -> None:
        """Switch a segment on without a signal; None switches all off."""
        for button in self._group.buttons():
            number = self._group.id(button)
            button.setChecked(value is not None and self._values[number] == value)
        self._one_tab_stop()

    def _clicked(self, number: int) -> None:
        for button in self._group.buttons():
            if self._group.id(button) != number:
                button.setChecked(False)
        self._one_tab_stop()
        self.chosen.emit(self.value())

    def _one_tab_stop(self) -> None:
        buttons = self._group.buttons()
        stop = next((b for b in buttons if b.isChecked()), buttons[0])
        for button in buttons:
            tab = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(tab)

    def _step(self, by: int) -> None:
        buttons = self._group.buttons()
        here = next((n for n, button in enumerate(buttons) if button.hasFocus()), 0)
        there = buttons[(here + by) % len(buttons)]
        there.setFocus(Qt.FocusReason.TabFocusReason)


class _Segment(QAbstractButton):
    stepped = Signal(int)

    def __init__(self, text: str, first: bool, last: bool, quiet: bool) -> None:
        super().__init__()
        self.setText(text)
        self.setCheckable(True)
        self._first, self._last, self._quiet = first, last, quiet

    def spoken_role(self) -> QAccessible.Role:
        return QAccessible.Role.RadioButton

    def do_main(self) -> None:
        self.click()

    def sizeHint(self) -> QSize:
        now = theme()
        width = now.metrics("body_strong").horizontalAdvance(self.text()) + now.px(20)
        return QSize(max(width, now.px(33)), now.px(now.tokens.size.button_small))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Up:
                self.stepped.emit(-1)
            case Qt.Key.Key_Right | Qt.Key.Key_Down:
                self.stepped.emit(1)
            case _:
                super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme()
        on = self.isChecked()
        loud = on and not self._quiet
        painter = QPainter(self)
        with painting(painter):
            box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            # The parts overlap by the radius, so that only the outer corners of the row are round.
            radius = now.px(now.tokens.radius.control)
            wide = box.adjusted(
                0 if self._first else -radius - 1, 0, 0 if self._last else radius + 1, 0
            )
            clip = QPainterPath()
            clip.addRect(QRectF(self.rect()))
            painter.setClipPath(clip)
            painter.setPen(QPen(now.colour("accent" if on else "line-strong"), 1))
            hover = "raised" if self.underMouse() else "surface"
            painter.setBrush(now.colour("accent" if loud else "sunken" if on else hover))
            painter.drawRoundedRect(wide, radius, radius)
        if not self._first:
            edge = "accent" if on else "line-strong"
            hairline(painter, _edge(0, self.height()), edge)
        if on and not self._last:
            hairline(painter, _edge(self.width() - 1, self.height()), "accent")
        role: TextRole = "body_strong" if on else "control"
        ink = "on-accent" if loud else "ink"
        paint_text(
            painter, self.rect(), self.text(), role, ink, align=Qt.AlignmentFlag.AlignHCenter
        )


def _edge(x: float, height: int) -> QLineF:
    return QLineF(x + 0.5, 1, x + 0.5, height - 1)
