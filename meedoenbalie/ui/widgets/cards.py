"""Cards of a dashboard and the small blocks of a detail pane."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QContextMenuEvent,
    QEnterEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from meedoenbalie.ui.paint import Chip, paint_avatar
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.chips import StateChip
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import Icon, Ink, Line, Text


class PersonAvatar(QWidget):
    """A round with initials; says nothing to a screen reader, the name beside it does."""

    def __init__(self, name: str, size: int | None = None) -> None:
        super().__init__()
        side = theme().px(size or theme().tokens.size.avatar)
        self.setFixedSize(side, side)
        self._name = name

    def set_name(self, name: str) -> None:
        """Show the initials of another name."""
        self._name = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the round."""
        paint_avatar(QPainter(self), QRectF(self.rect()), self._name)


@dataclass(frozen=True, slots=True)
class CardRow:
    """One row of a card. ``key`` comes back when the row or its button is pressed."""

    key: object
    title: str
    subtitle: str = ""
    icon: str | None = None
    icon_ink: str = "ink2"
    avatar: bool = False
    note: str = ""
    note_ink: Ink = "ink2"
    button: str = ""


class Card(Surface):
    """A panel with a header (icon, title, chip, count), rows or free content, and a footer."""

    opened = Signal(object)
    """The user chose a row: Enter or click; carries the row's key."""
    pressed = Signal(object)
    """The user pressed the button of a row; carries the row's key."""
    ticked = Signal(object)
    """The user pressed Space on a row: done."""
    edit_wanted = Signal(object)
    """The user pressed F2 on a row."""
    removed = Signal(object)
    """The user pressed Delete on a row."""
    menu_wanted = Signal(object, QPoint)
    """The user asked for the menu of a row; carries the row's key and where, on the screen."""
    left = Signal(int)
    """The arrows went past the last row (1) or before the first (-1)."""

    def __init__(self, title: str, icon: str | None = None, count: str = "") -> None:
        super().__init__("card")
        now = theme()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        head = QWidget()
        head.setFixedHeight(now.px(now.tokens.size.pane_header))
        self._head = QHBoxLayout(head)
        pad = now.px(now.tokens.space.panel_padding)
        self._head.setContentsMargins(pad, 0, pad, 0)
        self._head.setSpacing(now.px(8))
        if icon:
            self._head.addWidget(Icon(icon, "ink"))
        self._head.addWidget(Text(title, "body_strong"))
        self._chip = StateChip(Chip("", "danger", "danger-soft"))
        self._chip.hide()
        self._head.addWidget(self._chip)
        self._head.addStretch(1)
        self._count = Text(count, "caption", "ink2")
        self._head.addWidget(self._count)
        column.addWidget(head)
        self.body = QVBoxLayout()
        self.body.setSpacing(0)
        column.addLayout(self.body)
        self._footer: QHBoxLayout | None = None
        self._column = column
        self._rows: list[_RowWidget] = []

    def sizeHint(self) -> QSize:
        """Be as high as the words need at this width: more than that a card never takes."""
        hint = super().sizeHint()
        if self.hasHeightForWidth() and self.width() > 1:
            hint.setHeight(self.heightForWidth(self.width()))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def set_count(self, count: str) -> None:
        """Change the words at the right of the header."""
        self._count.setText(count)

    def set_chip(self, chip: Chip | None) -> None:
        """Show a chip after the title, or none."""
        self._chip.setVisible(chip is not None)
        if chip is not None:
            self._chip.set_chip(chip)

    def set_rows(self, rows: Iterable[CardRow], empty: str = "") -> None:
        """Fill the card with rows; ``empty`` is the sentence when there are none."""
        clear_layout(self.body)
        self._rows = [_RowWidget(row, self) for row in rows]
        for row in self._rows:
            self.body.addWidget(Line())
            self.body.addWidget(row)
        if not self._rows and empty:
            self.add(Text(empty, "body", "ink2", wrap=True))

    def focus_row(self, place: int) -> bool:
        """Give the keyboard to a row, -1 for the last; return False when there are no rows.

        A place after the last row is the last row.
        """
        if self._rows:
            self._rows[min(place, len(self._rows) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
        return bool(self._rows)

    def focused_row(self) -> int | None:
        """Return the place of the row that has the keyboard, or of which the button has it."""
        focused = QApplication.focusWidget()
        for place, row in enumerate(self._rows):
            if row is focused or (focused is not None and row.isAncestorOf(focused)):
                return place
        return None

    def walk(self, row: _RowWidget, by: int) -> None:
        """Move the keyboard from a row to the next (1) or previous (-1)."""
        there = self._rows.index(row) + by
        if 0 <= there < len(self._rows):
            self.focus_row(there)
        else:
            self.left.emit(by)

    def add(self, widget: QWidget) -> None:
        """Add free content with the padding of a panel."""
        now = theme()
        box = QWidget()
        inner = QVBoxLayout(box)
        pad = now.px(now.tokens.space.panel_padding)
        inner.setContentsMargins(pad, 0, pad, now.px(10))
        inner.addWidget(widget)
        self.body.addWidget(box)

    def add_footer(self, widget: QWidget, *, stretch: bool = False) -> None:
        """Add a button below the rows, over the whole width when ``stretch``."""
        now = theme()
        if self._footer is None:
            self._footer_box = QWidget()
            self._footer = QHBoxLayout(self._footer_box)
            pad = now.px(now.tokens.space.panel_padding)
            self._footer.setContentsMargins(pad, now.px(8), pad, now.px(8))
            self._footer.setSpacing(now.px(8))
            if not stretch:
                self._footer.addStretch(1)
            self._column.addWidget(self._footer_box)
        position = self._footer.count() if stretch else self._footer.count() - 1
        self._footer.insertWidget(position, widget)

    def show_footer(self, on: bool) -> None:
        """Show or hide the footer that was added."""
        self._footer_box.setVisible(on)


class _RowWidget(QWidget):
    """A row that can have the keyboard: Enter opens it, the button is the next tab stop."""

    def __init__(self, row: CardRow, card: Card) -> None:
        super().__init__()
        now = theme()
        self._key = row.key
        self._card = card
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        size = now.tokens.row
        self.setMinimumHeight(now.px(size.list_two_lines if row.subtitle else size.list_one_line))
        self.setAccessibleName(
            ", ".join(part for part in (row.title, row.subtitle, row.note) if part)
        )
        line = QHBoxLayout(self)
        pad = now.px(now.tokens.space.panel_padding)
        line.setContentsMargins(pad, now.px(4), pad, now.px(4))
        line.setSpacing(now.px(10))
        if row.icon:
            line.addWidget(Icon(row.icon, row.icon_ink, now.tokens.size.icon_row))
        if row.avatar:
            line.addWidget(PersonAvatar(row.title))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(Text(row.title, "body_strong", wrap=True))
        if row.subtitle:
            words.addWidget(Text(row.subtitle, "caption", "ink2", wrap=True))
        words.addStretch(1)
        line.addLayout(words, 1)
        if row.note:
            line.addWidget(Text(row.note, "caption", row.note_ink))
        if row.button:
            button = Button(row.button, small=True, on_click=lambda: card.pressed.emit(row.key))
            button.setAccessibleName(f"{button.accessibleName()}: {row.title}")
            button.setMinimumWidth(now.px(104))
            line.addWidget(button)

    def spoken_role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def do_main(self) -> None:
        self._card.opened.emit(self._key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.do_main()
            case Qt.Key.Key_Space:
                self._card.ticked.emit(self._key)
            case Qt.Key.Key_F2:
                self._card.edit_wanted.emit(self._key)
            case Qt.Key.Key_Delete:
                self._card.removed.emit(self._key)
            case Qt.Key.Key_Down:
                self._card.walk(self, 1)
            case Qt.Key.Key_Up:
                self._card.walk(self, -1)
            case _:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        where = event.globalPos() if by_mouse else self.mapToGlobal(self.rect().bottomLeft())
        self._card.menu_wanted.emit(self._key, where)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self._card.opened.emit(self._key)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme()
        painter = QPainter(self)
        if self.hasFocus():
            painter.fillRect(self.rect(), now.colour("accent-soft"))
            bar = now.px(now.tokens.line.selection_bar)
            painter.fillRect(0, 0, bar, self.height(), now.colour("accent"))
        elif self.underMouse():
            painter.fillRect(self.rect(), now.colour("raised"))


_LEAST_VALUE = 120
"""Token length that a value beside its name may become narrow to."""


class KeyValueGrid(QWidget):
    """Names at the left, values at the right; a screen reader hears *name: value*."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = (), *, name_width: int = 120) -> None:
        super().__init__()
        now = theme()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(now.px(12))
        self._grid.setVerticalSpacing(now.px(8))
        self._grid.setColumnMinimumWidth(0, now.px(name_width))
        self._grid.setColumnStretch(1, 1)
        self._pairs: tuple[tuple[str, str], ...] = ()
        self.set_pairs(pairs)

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return what is shown."""
        return self._pairs

    def set_pairs(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Show other pairs."""
        now = theme()
        clear_layout(self._grid)
        self._pairs = tuple(pairs)
        for line, (name, value) in enumerate(self._pairs):
            shown = Text(value, wrap=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            shown.setAccessibleName(f"{name}: {value}")
            # An address without a space must not push what stands beside it from the page.
            shown.setMinimumWidth(now.px(_LEAST_VALUE))
            longest = max(map(shown.fontMetrics().horizontalAdvance, value.split() or [""]))
            shown.setToolTip(value if longest > now.px(_LEAST_VALUE) else "")
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(Text(name, "body", "ink2"), line, 0, top)
            self._grid.addWidget(shown, line, 1, top)


class FigureStrip(Surface):
    """Two to four figures beside each other, each with its words below it."""

    def __init__(self, figures: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__("card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(1, 1, 1, 1)
        self._row.setSpacing(0)
        self.set_figures(figures)

    def set_figures(self, figures: Iterable[tuple[str, str]]) -> None:
        """Show other figures."""
        clear_layout(self._row)
        now = theme()
        for number, (figure, words) in enumerate(figures):
            if number:
                self._row.addWidget(Line(vertical=True))
            box = QWidget()
            box.setAccessibleName(f"{figure} {words}")
            column = QVBoxLayout(box)
            column.setContentsMargins(now.px(12), now.px(6), now.px(12), now.px(8))
            column.setSpacing(0)
            column.addWidget(Text(figure, "screen"))
            column.addWidget(Text(words, "caption", "ink2"))
            self._row.addWidget(box, 1)
