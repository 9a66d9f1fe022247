"""How long the next attempt has to wait after wrong passphrases, counted down."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal

from meedoenbalie.i18n import ngettext
from meedoenbalie.ui.widgets.text import Text


class AttemptsWait(Text):
    """A line that is there as long as one has to wait. ``seconds`` tells how long that is."""

    free = Signal(bool)
    """Whether an attempt may be made now."""

    def __init__(self, seconds: Callable[[], int]) -> None:
        super().__init__("", "body", "ink2")
        self._seconds = seconds
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self.look)
        self.hide()

    def look(self) -> bool:
        """Say how long the next attempt has to wait; return whether it has to."""
        seconds = self._seconds()
        words = ngettext(
            "Over {n} seconde kunt u het opnieuw proberen.",
            "Over {n} seconden kunt u het opnieuw proberen.",
            seconds,
        )
        self.setText(words.format(n=seconds) if seconds else "")
        self.setVisible(bool(seconds))
        self.free.emit(not seconds)
        if seconds and not self._timer.isActive():
            self._timer.start()
        elif not seconds:
            self._timer.stop()
        return bool(seconds)
