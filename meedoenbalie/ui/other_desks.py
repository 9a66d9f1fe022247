"""What other desks change in the same store, and whether its server is there."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from meedoenbalie.i18n import _
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.listening import listen
from meedoenbalie.ui.drafts import keep_all


class OtherDesks(QObject):
    """Hears in a thread of its own and tells in the UI thread.

    ``heard`` takes the tables that changed; ``say`` a sentence. Half-typed forms in ``inside`` are
    kept once the server is back.
    """

    _told = Signal(object)
    _reachable = Signal(bool)

    def __init__(
        self,
        desk: Desk,
        inside: QWidget,
        heard: Callable[[frozenset[str]], object],
        say: Callable[[str], object],
    ) -> None:
        super().__init__(inside)
        self._inside = inside
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

    @Slot(bool)
    def _tell_reachable(self, there: bool) -> None:
        if there:
            self._say(_("Er is weer verbinding met de server."))
            keep_all(self._inside)
        else:
            self._say(
                _(
                    "Geen verbinding met de server. Typ gerust door: wat er staat, wordt een "
                    "kladje zodra de server er weer is."
                )
            )
