"""A field for several values: each becomes a tag that one can take away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.flow import FlowLayout
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.text import restyle
from meedoenbalie.ui.widgets.text_box import TextBox


class TagField(QWidget):
    """A line to type in, and the values as tags below it.

    Enter or a comma adds what was typed, Backspace in the empty line takes the last one away, and
    pressing a tag takes that one away. ``read`` turns typed text into a value, or None when it is
    not known; ``show`` turns a value into text. ``ranked`` numbers the tags.
    """

    changed = Signal()
    unknown = Signal(str)
    """The typed text that ``read`` did not know; it stays in the line."""

    def __init__(
        self,
        read: Callable[[str], str | None],
        show: Callable[[str], str],
        *,
        suggestions: Iterable[str] = (),
        placeholder: str = "",
        ranked: bool = False,
    ) -> None:
        super().__init__()
        now = theme()
        self._read = read
        self._show = show
        self._ranked = ranked
        self._values: list[str] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(6))
        self.line = TextBox()
        self.line.setPlaceholderText(placeholder)
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._edited)
        names = list(suggestions)
        if names:
            completer = QCompleter(names, self.line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.activated.connect(self._add, Qt.ConnectionType.QueuedConnection)
            self.line.setCompleter(completer)
        column.addWidget(self.line)
        self._tags = QWidget()
        self._flow = FlowLayout(self._tags)
        self._tags.hide()
        column.addWidget(self._tags)
        self.setFocusProxy(self.line)

    def values(self) -> tuple[str, ...]:
        """Return the values in order; what is still in the line counts when it can be read."""
        waiting = self._read(self.line.text()) if self.line.text().strip() else None
        if waiting is not None and waiting not in self._values:
            return (*self._values, waiting)
        return tuple(self._values)

    def unreadable(self) -> str:
        """Return what stands in the line and is no value, or an empty text."""
        typed = self.line.text().strip()
        return typed if typed and self._read(typed) is None else ""

    def as_typed(self) -> dict[str, Any]:
        """Return tags and line as they stand, as plain JSON."""
        return {"tags": list(self._values), "line": self.line.text()}

    def put_typed(self, typed: Mapping[str, Any]) -> None:
        """Put back what :meth:`as_typed` returned."""
        self.set_values(map(str, typed["tags"]))
        self.line.setText(str(typed["line"]))

    def set_values(self, values: Iterable[str]) -> None:
        """Show other values and empty the line."""
        self._values = list(values)
        self.line.clear()
        self._rebuild()

    def setAccessibleName(self, name: str) -> None:
        """Name the line, which has the keyboard."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        """Describe the line, which has the keyboard."""
        super().setAccessibleDescription(description)
        self.line.setAccessibleDescription(description)

    def event(self, event: QEvent) -> bool:
        """Give the line the border that the field around it asks for."""
        if event.type() == QEvent.Type.DynamicPropertyChange:
            self.line.setProperty("wrong", self.property("wrong"))
            restyle(self.line)
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Add on Enter and on leaving, take away on Backspace."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                return self._take_line()
            if event.key() == Qt.Key.Key_Backspace and not self.line.text() and self._values:
                self._remove(self._values[-1])
                return True
        elif (
            isinstance(event, QFocusEvent)
            and event.type() == QEvent.Type.FocusOut
            and event.reason() != Qt.FocusReason.PopupFocusReason
        ):
            self._take_line()
        return super().eventFilter(watched, event)

    def _edited(self, text: str) -> None:
        if text.endswith((",", ";")):
            self.line.setText(text[:-1])
            self._take_line()
        else:
            self.changed.emit()

    def _take_line(self) -> bool:
        text = self.line.text().strip()
        if not text:
            return False
        self._add(text)
        return True

    def _add(self, text: str) -> None:
        value = self._read(text.strip())
        if value is None:
            self.unknown.emit(text)
            return
        self.line.clear()
        if value not in self._values:
            self._values.append(value)
        self._rebuild()
        self.changed.emit()

    def _remove(self, value: str) -> None:
        self._values.remove(value)
        self._rebuild()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _rebuild(self) -> None:
        clear_layout(self._flow)
        before: QWidget = self.line
        for rank, value in enumerate(self._values, start=1):
            tag = self._tag(rank, value)
            self._flow.addWidget(tag)
            # What is made later comes last in the order of Tab otherwise.
            self.setTabOrder(before, tag)
            before = tag
        self._tags.setVisible(bool(self._values))
        self._tags.updateGeometry()

    def _tag(self, rank: int, value: str) -> Button:
        shown = self._show(value)
        text = f"{rank}  {shown}" if self._ranked else shown
        tag = Button(text, small=True, trailing="x", on_click=lambda: self._remove(value))
        name = _("{name} weghalen").format(name=shown)
        tag.setAccessibleName(name)
        tag.setToolTip(name)
        return tag
