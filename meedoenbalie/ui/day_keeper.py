"""Notices that the day changes, and makes the follow-ups that the rules ask of a new one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from meedoenbalie.services import messages
from meedoenbalie.services.civic_integration import keep_civic_up
from meedoenbalie.services.desk import DESK_ROLES, Done
from meedoenbalie.services.growing_up import keep_up

if TYPE_CHECKING:
    from meedoenbalie.ui.page import Changes, Shell

_LOOK_MS = 60_000
DAY = "day"
"""What pages hear beside the names of tables when another day begins."""


class DayKeeper(QObject):
    """Looks at the desk's clock when a desk opens and every minute after that."""

    def __init__(self, shell: Shell, tell: Callable[[Changes], object], parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._tell = tell
        self._day: date | None = None
        self.timer = QTimer(self, interval=_LOOK_MS)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def look(self) -> None:
        """Do what a new day asks; nothing while it is the same day."""
        today = self._shell.desk.clock.today()
        if today == self._day:
            return
        first, self._day = self._day is None, today
        desk = self._shell.desk
        if not first:
            self._tell({DAY})
        if desk.may(DESK_ROLES):
            for keep in (keep_up, keep_civic_up):
                self._shell.tasks.write(partial(keep, desk), self._made, self._failed)

    def _made(self, done: Done[int]) -> None:
        self._tell(done.changed)

    def _failed(self, error: Exception) -> bool:
        text = messages.explain(error)
        if text is not None:
            self._shell.say(text)
        return text is not None
