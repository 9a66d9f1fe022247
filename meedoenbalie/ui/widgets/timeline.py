"""What happened, newest on top: recorded events on a line, computed facts above it without."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QLineF, QObject, QRectF, Qt
from PySide6.QtGui import QAccessible, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.ui.icons import paint_icon
from meedoenbalie.ui.paint import hairline
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.text import Icon, Ink, Text


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened, or one fact computed from it.

    ``struck`` is a retracted event: it stays, crossed out, with ``correction`` as the reason.
    ``act`` is the text of an optional button at the right; it shows on the entry that has the
    keyboard, and on the first entry that has one.
    """

    icon: str
    title: str
    when: str = ""
    detail: str = ""
    computed: bool = False
    struck: bool = False
    correction: str = ""
    act: str = ""
    on_act: Callable[[], object] | None = None


class Timeline(QWidget):
    """Entries below each other; each can have the keyboard and says all of itself."""

    def __init__(self, entries: Sequence[TimelineEntry] = ()) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.set_entries(entries)

    def set_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Show other entries, newest first."""
        clear_layout(self._column)
        first = next((number for number, entry in enumerate(entries) if entry.act), None)
        for number, entry in enumerate(entries):
            last = number == len(entries) - 1
            line = not entry.computed and not last
            self._column.addWidget(_Entry(entry, line=line, keeps_act=number == first))


class _Entry(QWidget):
    def __init__(self, entry: TimelineEntry, *, line: bool, keeps_act: bool) -> None:
        super().__init__()
        self._keeps_act = keeps_act
        self._act: Button | None = None
        now = theme()
        self._entry = entry
        self._line = line
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_spoken(entry))
        column = QVBoxLayout(self)
        column.setContentsMargins(now.px(34), 0, 0, now.px(10))
        column.setSpacing(now.px(1))
        head = QHBoxLayout()
        title = Text(entry.title, "body_strong", _title_ink(entry), wrap=True)
        if entry.struck:
            font = title.font()
            font.setStrikeOut(True)
            title.setFont(font)
        head.addWidget(title, 1)
        head.addWidget(Text(entry.when, "caption", "ink2"), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        below = QHBoxLayout()
        below.setSpacing(now.px(10))
        words = QVBoxLayout()
        words.setSpacing(now.px(1))
        if entry.detail:
            words.addWidget(Text(entry.detail, "caption", "ink2", wrap=True))
        if entry.correction:
            words.addLayout(_correction(entry.correction))
        below.addLayout(words, 1)
        if entry.act and entry.on_act is not None:
            button = Button(entry.act, "rotate-ccw", on_click=entry.on_act, small=True)
            button.setAccessibleName(f"{button.accessibleName()}: {entry.title}")
            if not keeps_act:
                button.hide()
            button.installEventFilter(self)
            below.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self._act = button
        column.addLayout(below)

    def spoken_role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def do_main(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_act()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_act()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._show_act()
        return super().eventFilter(watched, event)

    def _show_act(self) -> None:
        if self._act is not None:
            here = QApplication.focusWidget() in (self, self._act)
            self._act.setVisible(self._keeps_act or here)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme()
        painter = QPainter(self)
        side = now.px(now.tokens.size.icon)
        left, top = now.px(5), now.px(1)
        ink = "danger" if self._entry.computed else "ink2"
        paint_icon(painter, QRectF(left, top, side, side), self._entry.icon, ink)
        if self._line:
            x = left + side // 2 + 0.5
            start = top + side + now.px(4)
            hairline(painter, QLineF(x, start, x, self.height() - now.px(2)), "line-strong")


def _correction(text: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme().px(5))
    row.addWidget(Icon("eraser", "ink2", 13), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Text(text, "caption", "ink2", wrap=True), 1)
    return row


def _title_ink(entry: TimelineEntry) -> Ink:
    return "danger" if entry.computed else "ink2" if entry.struck else "ink"


def _spoken(entry: TimelineEntry) -> str:
    struck = _("hersteld") if entry.struck else ""
    parts = (entry.title, struck, entry.when, entry.detail, entry.correction)
    return ", ".join(part for part in parts if part)
