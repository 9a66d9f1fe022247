"""Telling that nobody touched the window for a while: one event filter over the application."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, QTimerEvent, Signal
from PySide6.QtGui import QInputEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog

from meedoenbalie.clock import Clock

_LOOK_MS = 1000
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.InputMethod,
    }
)
_INPUT_CLASSES = (QInputEvent, QInputMethodEvent)

Seconds = Callable[[], float]
"""A clock that runs on."""

# The first stands still while a computer sleeps, the second may be set back: the longest counts.
CLOCKS: tuple[Seconds, ...] = (time.monotonic, lambda: Clock().now().timestamp())


class IdleWatch(QObject):
    """Sends ``expired`` once when there was no key, pointer, touch or press for ``seconds``."""

    expired = Signal()
    lock_pressed = Signal()
    """Ctrl+L over a dialog: there the shortcut of the window doesn't work."""

    def __init__(
        self, application: QCoreApplication, seconds: float, clocks: Sequence[Seconds] = CLOCKS
    ) -> None:
        super().__init__(application)
        self.seconds = seconds
        self._clocks = clocks
        self._last = self._read()
        self.timer = QTimer(self, interval=_LOOK_MS)
        self.timer.timeout.connect(self._look)
        self.timer.start()
        application.installEventFilter(self)

    def idle_seconds(self) -> float:
        """Return how long ago the last input was."""
        return max(now - then for now, then in zip(self._read(), self._last, strict=True))

    def stop(self) -> None:
        """Watch no longer."""
        self.timer.stop()
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note the moment of any input; an input that comes too late doesn't count any more."""
        if _is_input(watched, event) and not self._look():
            self._last = self._read()
            if _locks_over_dialog(event):
                self.lock_pressed.emit()
                return True
        return False

    def _look(self) -> bool:
        late = self.timer.isActive() and self.idle_seconds() >= self.seconds
        if late:
            self.timer.stop()
            self.expired.emit()
        return late or not self.timer.isActive()

    def _read(self) -> tuple[float, ...]:
        return tuple(clock() for clock in self._clocks)


def _is_input(watched: QObject, event: QEvent) -> bool:
    # A screen reader or a voice presses a button without key or pointer; only the timer that lets
    # the button come up again shows it. Thousands of events come by while a page is made: their
    # class is known sooner than their type.
    if isinstance(event, QTimerEvent):
        return isinstance(watched, QAbstractButton)
    return isinstance(event, _INPUT_CLASSES) and event.type() in _INPUT


def _locks_over_dialog(event: QEvent) -> bool:
    return (
        isinstance(event, QKeyEvent)
        and event.key() == Qt.Key.Key_L
        and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        and (
            QApplication.activeModalWidget() is not None
            or isinstance(QApplication.activeWindow(), QDialog)
        )
    )
