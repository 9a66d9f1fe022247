"""What other desks change in the same store, and what waits while its server is away."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from meedoenbalie.i18n import _
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.listening import Repeats, listen
from meedoenbalie.ui.drafts import keep_all

if TYPE_CHECKING:
    from meedoenbalie.ui.tasks import Tasks

_SOON_MS = 3000
"""So long after a write failed it is tried once more where the server seems to be there."""


class OtherDesks(QObject):
    """Hears in a thread of its own and tells in the UI thread.

    ``heard`` takes the tables that changed; ``say`` a sentence. What ``tasks`` could not write for
    want of the server is written once it is back, and half-typed forms in ``inside`` are kept.
    """

    _told = Signal(object)
    _reachable = Signal(bool)

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        inside: QWidget,
        heard: Callable[[frozenset[str]], object],
        say: Callable[[str], object],
    ) -> None:
        super().__init__(inside)
        self._inside = inside
        self._tasks = tasks
        self._there = True
        tasks.repeats = Repeats(desk)
        tasks.held.connect(self._tell_held)
        # One connection may die while the server and the others are fine.
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._try_again)
        self._heard = heard
        self._say = say
        self._told.connect(self._tell)
        self._reachable.connect(self._tell_reachable)
        listen(desk, self._emit_told, self._emit_reachable)

    def _emit_told(self, tables: frozenset[str]) -> None:
        # The window may go while the thread is about to tell.
        with suppress(RuntimeError):
            self._told.emit(tables)

    def _emit_reachable(self, there: bool) -> None:
        with suppress(RuntimeError):
            self._reachable.emit(there)

    @Slot(object)
    def _tell(self, tables: frozenset[str]) -> None:
        self._heard(tables)

    @Slot()
    def _tell_held(self) -> None:
        self._soon.start()
        self._say(
            _(
                "Nog niet bewaard: er is geen verbinding met de server. Zodra hij er weer is, "
                "wordt deze wijziging vanzelf bewaard."
            )
        )

    def _try_again(self) -> None:
        if self._there:
            self._tasks.try_again()

    @Slot(bool)
    def _tell_reachable(self, there: bool) -> None:
        self._there = there
        if there:
            self._say(_("Er is weer verbinding met de server."))
            self._tasks.try_again()
            # After that, for what was saved takes its draft away; and after what still fails.
            self._tasks.read(lambda: None, lambda _none: keep_all(self._inside))
        else:
            self._say(
                _(
                    "Geen verbinding met de server. Typ gerust door: wat er staat, wordt een "
                    "kladje zodra de server er weer is."
                )
            )
