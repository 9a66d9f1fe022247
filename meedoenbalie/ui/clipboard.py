"""What is copied while a desk is open leaves the clipboard again, if it is still that text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

from meedoenbalie.i18n import _, ngettext


class ClipboardGuard(QObject):
    """Watches copies made in this window. ``say`` tells in the status bar.

    What another program copies while it is in front is never touched. A clipboard history of the
    desktop is out of reach.
    """

    def __init__(self, seconds: int, say: Callable[[str], object], parent: QObject) -> None:
        super().__init__(parent)
        self.seconds = seconds
        self._say = say
        self._copied = ""
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self._expire)
        self._clipboard = QGuiApplication.clipboard()
        self._clipboard.dataChanged.connect(self._look)

    def clear(self) -> bool:
        """Take away what was copied here; return whether something was."""
        self.timer.stop()
        copied, self._copied = self._copied, ""
        if not copied or self._clipboard.text() != copied:
            return False
        self._clipboard.clear()
        return True

    def stop(self) -> None:
        """Clear, also a selection where the desktop pastes that, and watch no longer."""
        self._clipboard.dataChanged.disconnect(self._look)
        self.clear()
        if self._clipboard.supportsSelection() and self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)
        self.deleteLater()

    def _look(self) -> None:
        text = self._clipboard.text()
        # Not every desktop tells whose text it is; this window in front, it is ours.
        if not text or QGuiApplication.focusWindow() is None:
            self._copied = ""
            self.timer.stop()
            return
        self._copied = text
        self.timer.start(self.seconds * 1000)
        self._say(
            ngettext(
                "Gekopieerd. Over {n} seconde wordt het klembord leeggemaakt.",
                "Gekopieerd. Over {n} seconden wordt het klembord leeggemaakt.",
                self.seconds,
            ).format(n=self.seconds)
        )

    def _expire(self) -> None:
        if self.clear():
            self._say(_("Het klembord is leeggemaakt."))
