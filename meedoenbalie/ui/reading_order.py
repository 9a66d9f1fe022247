"""The order in which a screen reader walks a window is that in which it is read.

Qt tells the parts of a widget in the order in which they were put into it. A page that fills its
list after its detail, or puts a button above what was there, would be told from below to above.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLayout, QSplitter, QStackedLayout, QWidget


class ReadingOrder(QObject):
    """Keeps a window in its reading order, as long as somebody has it read aloud."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(lambda: self._put(self._window))
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again once, after all that is laid out now."""
        if event.type() is QEvent.Type.LayoutRequest and QAccessible.isActive():
            self._soon.start()
        return super().eventFilter(watched, event)

    def _put(self, whole: QWidget) -> None:
        """Put the parts of what is shown, and the parts of those, in the order of their layouts.

        What no layout holds lies over the rest, and stays there.
        """
        parts = [one for one in whole.children() if isinstance(one, QWidget) and not one.isWindow()]
        wanted = list(_in_order(whole))
        held = set(map(id, wanted))
        if [one for one in parts if id(one) in held] != wanted:
            for part in (*wanted, *(one for one in parts if id(one) not in held)):
                part.raise_()
        if wanted:
            # The window isn't told of what changes in a part of it without changing its size.
            whole.installEventFilter(self)
        for part in parts:
            if not part.isHidden():
                self._put(part)


def _in_order(whole: QWidget) -> Iterator[QWidget]:
    layout = whole.layout()
    if isinstance(whole, QSplitter):
        panes = (whole.widget(place) for place in range(whole.count()))
        yield from (pane for pane in panes if pane is not None)
    elif layout is not None and not isinstance(layout, QStackedLayout):
        yield from _held_by(layout)


def _held_by(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        part, inner = item.widget(), item.layout()
        if part is not None:
            yield part
        elif inner is not None:
            yield from _held_by(inner)
