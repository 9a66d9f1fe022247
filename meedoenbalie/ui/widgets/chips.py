"""Chips: the state of something, and filters that one can press."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from meedoenbalie.ui.accessible import forget
from meedoenbalie.ui.icons import paint_icon
from meedoenbalie.ui.paint import Chip, chip_size, mirrored, paint_chip, paint_choice, paint_text
from meedoenbalie.ui.theme import theme


class StateChip(QWidget):
    """A chip that says something; the full label is its tooltip and accessible name."""

    def __init__(self, chip: Chip) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._chip = chip
        self.set_chip(chip)

    def set_chip(self, chip: Chip) -> None:
        """Say something else."""
        self._chip = chip
        self.setAccessibleName(chip.spoken)
        self.setToolTip(chip.full)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the chip."""
        return chip_size(self._chip)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        paint_chip(QPainter(self), self.rect(), self._chip)


class FilterChip(QAbstractButton):
    """A filter: off, or on with a check and a fill; with a menu it opens that when pressed.

    A filter that is on always shows how to clear it: press it again, or choose the menu's first
    line.
    """

    _PADDING = 11
    _ICON = 14
    _GAP = 6

    def __init__(self, text: str, *, count: int | None = None, checked: bool = False) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setChecked(checked)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._count = count
        self._menu: QMenu | None = None
        self.set_text(text, count)

    def set_text(self, text: str, count: int | None = None) -> None:
        """Change the words, and the number after them."""
        self.setText(text)
        self._count = count
        self.setAccessibleName(text if count is None else f"{text} {count}")
        self.updateGeometry()
        self.update()

    def set_menu(self, menu: QMenu) -> None:
        """Open ``menu`` below the chip when pressed; being on is then up to the owner."""
        self._menu = menu
        forget(self)
        self.updateGeometry()

    def spoken_menu(self) -> QMenu | None:
        """Return the menu that this chip opens, or None."""
        return self._menu

    def open_menu(self) -> None:
        """Open it below the chip."""
        self.nextCheckState()

    def nextCheckState(self) -> None:
        """Toggle, or open the menu."""
        if self._menu is None:
            super().nextCheckState()
        else:
            self._menu.exec(self.mapToGlobal(self.rect().bottomLeft()))

    def sizeHint(self) -> QSize:
        """Return the size of check, text, number and chevron."""
        now = theme()
        width = now.metrics("control").horizontalAdvance(self.text()) + 2 * now.px(self._PADDING)
        if self._shows_check():
            width += now.px(self._ICON + self._GAP)
        if self._menu is not None:
            width += now.px(self._ICON + self._GAP)
        if self._count is not None:
            width += now.metrics("body_strong").horizontalAdvance(str(self._count))
            width += now.px(self._GAP)
        return QSize(width + 2, now.px(now.tokens.size.filter_chip))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Repaint for hover."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Repaint for hover."""
        self.update()

    def checkStateSet(self) -> None:
        """Make room for the check."""
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill."""
        now = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        ink = "accent" if on else "ink"
        paint_choice(painter, self.rect(), now.tokens.radius.filter, on=on, hover=self.underMouse())
        x = now.px(self._PADDING)
        side = now.px(self._ICON)
        top = (self.height() - side) / 2
        whole = self.rect()
        if self._shows_check():
            square = mirrored(painter, whole, QRectF(x, top, side, side))
            paint_icon(painter, square, "check", ink)
            x += side + now.px(self._GAP)
        width = now.metrics("control").horizontalAdvance(self.text()) + 2
        words = mirrored(painter, whole, QRectF(x, 0, width, self.height())).toRect()
        paint_text(painter, words, self.text(), "control", ink)
        x += width
        if self._count is not None:
            number = str(self._count)
            room = now.metrics("body_strong").horizontalAdvance(number) + 2
            box = QRect(x + now.px(self._GAP) - 2, 0, room, self.height())
            shown = mirrored(painter, whole, QRectF(box)).toRect()
            paint_text(painter, shown, number, "body_strong", ink)
            x = box.right()
        if self._menu is not None:
            x += now.px(self._GAP) - 1
            square = mirrored(painter, whole, QRectF(x, top, side, side))
            paint_icon(painter, square, "chevron-down", ink)

    def _shows_check(self) -> bool:
        return self.isChecked() and self._count is None
