"""What watches over an open desk: nobody at the keyboard, and what lies on the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt

from meedoenbalie.services.settings import Settings, settings_of
from meedoenbalie.ui.clipboard import ClipboardGuard
from meedoenbalie.ui.idle import CLOCKS, IdleWatch, Seconds

if TYPE_CHECKING:
    from meedoenbalie.ui.desk_shell import DeskShell

_MINUTE = 60


class Guard(QObject):
    """Lives as long as a desk is open. ``lock`` is called when nobody was there for too long."""

    def __init__(
        self,
        shell: DeskShell,
        lock: Callable[[], object],
        application: QCoreApplication,
        clocks: Sequence[Seconds] = CLOCKS,
    ) -> None:
        super().__init__(shell)
        self._shell = shell
        self.settings = shell.opened.settings or Settings()
        self.idle = IdleWatch(application, self.settings.lock_after_minutes * _MINUTE, clocks)
        self.idle.expired.connect(lock)
        # The dialog is done with the key before it goes.
        self.idle.lock_pressed.connect(lock, Qt.ConnectionType.QueuedConnection)
        self.clipboard = ClipboardGuard(self.settings.clipboard_seconds, shell.say, shell)
        shell.changed.connect(self._heard)

    def stop(self) -> None:
        """Watch no longer, and leave nothing on the clipboard."""
        self.idle.stop()
        self.clipboard.stop()

    def _heard(self, changes: frozenset[str]) -> None:
        if "settings" in changes:
            desk = self._shell.desk
            self._shell.tasks.read(lambda: settings_of(desk), self._use, key="guard")

    def _use(self, settings: Settings) -> None:
        self.settings = settings
        self.idle.seconds = settings.lock_after_minutes * _MINUTE
        self.clipboard.seconds = settings.clipboard_seconds
