"""A place for a part of a screen that is made when it is first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

W = TypeVar("W", bound=QWidget)


class Later(QWidget, Generic[W]):
    """Holds the place of a part: ``make`` makes it when it is shown, or asked for, first.

    ``fill`` puts into it what it shows. The Tab key comes to the part where its place is.
    """

    def __init__(
        self, make: Callable[[], W], fill: Callable[[W], object] = lambda _part: None
    ) -> None:
        super().__init__()
        self._make = make
        self._fill = fill
        self.made: W | None = None
        """The part, or None when nobody needed it yet."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._column = column

    def part(self) -> W:
        """Return the part; it is made now if it wasn't."""
        if self.made is None:
            self.made = part = self._make()
            put_after(self, part, self._column.addWidget)
            if self.isVisible():
                # At once, so that it can take the keyboard.
                part.show()
            self._fill(part)
        return self.made

    def refill(self) -> None:
        """Let the part show what there is now, if it was made."""
        if self.made is not None:
            self._fill(self.made)

    def showEvent(self, event: QShowEvent) -> None:
        """Make the part before it is seen."""
        self.part()
        super().showEvent(event)


def put_after(place: QWidget, part: QWidget, put: Callable[[QWidget], object]) -> None:
    """Let ``put`` give a part its place; the Tab key comes to it where ``place`` is in its walk."""
    inside = [widget for widget in _chain(part) if _takes_keyboard(widget)]
    put(part)
    before = next((widget for widget in _back_from(place) if _takes_keyboard(widget)), None)
    if before is not None:
        for widget in inside:
            QWidget.setTabOrder(before, widget)
            before = widget


def _chain(part: QWidget) -> Iterator[QWidget]:
    """Yield the widgets of a part that has no parent yet, as the Tab key walks through them."""
    yield part
    widget = part.nextInFocusChain()
    while widget is not None and widget is not part:
        yield widget
        widget = widget.nextInFocusChain()


def _back_from(place: QWidget) -> Iterator[QWidget]:
    """Yield a widget and those before it in the walk of the Tab key."""
    yield place
    widget = place.previousInFocusChain()
    while widget is not None and widget is not place:
        yield widget
        widget = widget.previousInFocusChain()


def _takes_keyboard(widget: QWidget) -> bool:
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus
