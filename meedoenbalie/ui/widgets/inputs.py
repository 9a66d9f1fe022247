"""Inputs: the box itself, the field around it with label, help and error, and the search box."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QDate, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from meedoenbalie.i18n import _
from meedoenbalie.ui.icons import paint_icon
from meedoenbalie.ui.paint import mirrored
from meedoenbalie.ui.shortcuts import OwnKeys
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.text import Icon, OwnText, Text, restyle


class Choice(QComboBox):
    """A choice from a list; each option carries a value."""

    def __init__(self, options: Iterable[tuple[str, object]] = (), *, small: bool = False) -> None:
        super().__init__()
        self.setProperty("small", small)
        for text, value in options:
            self.addItem(text, value)

    def value(self) -> object:
        """Return the value of the chosen option, or None."""
        return self.currentData()

    def set_value(self, value: object) -> None:
        """Choose the option with that value; nothing is chosen when there is none."""
        self.setCurrentIndex(self.findData(value))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box and the chevron."""
        super().paintEvent(event)
        _paint_trailing(self, "chevron-down")


_READ_AS = ("d-M-yyyy", "d/M/yyyy", "yyyy-M-d")
"""How else a day may be put in a box, beside the way it is shown."""


class DateBox(QDateEdit):
    """A day, with a calendar.

    A screen reader may put in a day as it is shown or in figures; anything else leaves the day.
    """

    def __init__(self, day: QDate) -> None:
        super().__init__(day)
        self.setCalendarPopup(True)
        self.setDisplayFormat("d MMM yyyy")
        now = theme()
        self.setFixedHeight(now.px(now.tokens.size.input))
        self._by_keys = False
        self.lineEdit().textChanged.connect(self._put_in)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Qt read keys: they come one by one, and half a day is no day."""
        self._by_keys = True
        super().keyPressEvent(event)
        self._by_keys = False

    def _put_in(self, text: str) -> None:
        if self._by_keys or self.hasAcceptableInput():
            return
        days = (QDate.fromString(text.strip(), way) for way in _READ_AS)
        day = next((day for day in days if day.isValid()), self.date())
        QTimer.singleShot(0, self, lambda: self._show(day))

    def _show(self, day: QDate) -> None:
        self.interpretText()
        self.setDate(day)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box and the calendar sign."""
        super().paintEvent(event)
        _paint_trailing(self, "calendar")


class Field(QWidget):
    """A label above an input, help below it, and the error in its place.

    ``optional`` says *mag leeg blijven*. :meth:`set_error` gives the input a red border and shows
    the message with an icon; a screen reader hears it as the input's description. ``translated`` is
    the label in another language and ``why`` the reason for asking, above an input of many parts.
    """

    def __init__(
        self,
        label: str,
        box: QWidget,
        *,
        optional: bool = False,
        hint: str = "",
        translated: str = "",
        why: WhyLine | None = None,
    ) -> None:
        super().__init__()
        self.box = box
        self._help_text = hint
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(5))
        if not box.sizePolicy().expandingDirections() & Qt.Orientation.Vertical:
            # Beside a field with more lines of help the labels stay on one line.
            column.setAlignment(Qt.AlignmentFlag.AlignTop)
        head = QHBoxLayout()
        head.setSpacing(theme().px(8))
        self.label = Text("", "body_strong")
        self.label.setTextFormat(Qt.TextFormat.AutoText)
        self.label.setText(label)
        self.label.setBuddy(box)
        head.addWidget(self.label)
        if optional:
            head.addWidget(Text(_("mag leeg blijven"), "body", "ink2"))
        head.addStretch(1)
        column.addLayout(head)
        if translated:
            column.addWidget(OwnText(translated))
        if why is not None:
            column.addWidget(why)
        column.addWidget(box)
        self._help = Text(hint, "caption", "ink2", wrap=True)
        column.addWidget(self._help)
        # Only now: shown before it has a parent, it would be a window for a moment.
        self._help.setVisible(bool(hint))
        self._error = ErrorLine()
        column.addWidget(self._error)
        box.setAccessibleName(label.replace("&", ""))
        box.setAccessibleDescription(hint)
        if isinstance(box, QComboBox):
            box.currentIndexChanged.connect(self._chosen)

    def set_label(self, label: str) -> None:
        """Call the input otherwise."""
        self.label.setText(label)
        self.box.setAccessibleName(label.replace("&", ""))

    def set_error(self, message: str) -> None:
        """Show what is wrong and how to put it right; an empty text takes the error away."""
        if message == self._error.message():
            return
        self._error.set_message(message)
        self._help.setVisible(bool(self._help_text) and not message)
        self.box.setProperty("wrong", bool(message))
        self.box.setAccessibleDescription(message or self._help_text)
        restyle(self.box)

    def set_hint(self, hint: str) -> None:
        """Show other help below the input; an error that is shown stays in its place."""
        self._help_text = hint
        self._help.setText(hint)
        self._help.setVisible(bool(hint) and not self.error())
        self.box.setAccessibleDescription(self.error() or hint)

    def error(self) -> str:
        """Return the message that is shown, or an empty text."""
        return self._error.message()

    def _chosen(self, _place: int) -> None:
        # What was said of the choice before says nothing of this one.
        self.set_error("")


class ErrorLine(QWidget):
    """What is wrong, with its sign; hidden while nothing is."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addWidget(Icon("circle-alert", "danger"), 0, Qt.AlignmentFlag.AlignTop)
        self._text = Text("", "body", "danger", wrap=True)
        row.addWidget(self._text, 1)
        self._of: QWidget | None = None
        self.hide()

    def describe(self, widget: QWidget) -> None:
        """Let a screen reader hear the message as the description of ``widget``."""
        self._of = widget

    def set_message(self, message: str) -> None:
        """Show a message, or nothing."""
        other = message != self.message()
        self._text.setText(message)
        self.setVisible(bool(message))
        if self._of is not None and other:
            self._of.setAccessibleDescription(message)

    def message(self) -> str:
        """Return the message that is shown, or an empty text."""
        return self._text.text()


class WhyLine(QWidget):
    """*Waarom vragen we dit?* with the reason; always visible."""

    def __init__(self, reason: str, question: str | None = None) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(5))
        row.addWidget(Icon("circle-question-mark", "ink2", 14), 0, Qt.AlignmentFlag.AlignTop)
        asked = _("Waarom vragen we dit?") if question is None else question
        words = f"{asked} {reason}".strip()
        row.addWidget(Text(words, "caption", "ink2", wrap=True), 1)


class SearchBox(QLineEdit):
    """Search as you type: ``searched`` comes after each key, once for keys that came together."""

    searched = Signal(str)

    _PAUSE_MS = 0

    def __init__(self, placeholder: str, on_search: Callable[[str], object] | None = None) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        OwnKeys(self, "Esc", _("maak het zoekveld leeg"))
        self._sent = ""
        self._clear = Button(_("Zoekveld leegmaken"), "x", "quiet", self.clear, icon_only=True)
        self._clear.setParent(self)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.hide()
        side = theme().px(theme().tokens.size.icon)
        self.setTextMargins(side + theme().px(6), 0, side + theme().px(6), 0)
        self._timer = QTimer(self, singleShot=True, interval=self._PAUSE_MS)
        self._timer.timeout.connect(self._send)
        self.textChanged.connect(self._typed)
        self.returnPressed.connect(self._send)
        if on_search is not None:
            self.searched.connect(on_search)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear the search with Esc; an empty field leaves Esc to the page."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the clear button at the right."""
        super().resizeEvent(event)
        side = self.height() - 2 * theme().px(4)
        place = QRect(self.width() - side - theme().px(4), theme().px(4), side, side)
        self._clear.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field and the glass."""
        super().paintEvent(event)
        side = theme().px(theme().tokens.size.icon)
        square = QRectF(theme().px(10), (self.height() - side) / 2, side, side)
        painter = QPainter(self)
        paint_icon(painter, mirrored(painter, self.rect(), square), "search", "ink2")

    def _typed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        if text:
            self._timer.start()
        else:
            self._send()

    def _send(self) -> None:
        self._timer.stop()
        if self.text() != self._sent:
            self._sent = self.text()
            self.searched.emit(self._sent)


def _paint_trailing(box: QWidget, name: str) -> None:
    now = theme()
    side = now.px(now.tokens.size.icon)
    right = box.width() - now.px(10) - side
    square = QRectF(right, (box.height() - side) / 2, side, side)
    painter = QPainter(box)
    square = mirrored(painter, box.rect(), square)
    paint_icon(painter, square, name, "ink2" if box.isEnabled() else "ink3")
