"""Hearing what other desks change in the same store, so that pages show it."""

from __future__ import annotations

from collections.abc import Callable

from meedoenbalie.services.desk import Desk
from meedoenbalie.storage.errors import StoreTrouble

__all__ = ["Repeats", "listen", "stop_waiting"]

_AWAY = ("server_lost", "server_unreachable", "server_refused", "server_unknown")


def listen(
    desk: Desk,
    told: Callable[[frozenset[str]], object],
    reachable: Callable[[bool], object],
) -> None:
    """Call ``told`` with the tables that another desk changed, until the store is closed.

    ``reachable`` hears that the server is gone (False) or back (True). Both are called in another
    thread. In a file nobody else changes anything, and nothing is ever told.
    """
    desk.database.listen(told, reachable)


def stop_waiting(desk: Desk) -> None:
    """Wait no longer for a server to say what came of a commit: the desk is left."""
    desk.database.stop_waiting()


class Repeats:
    """Whether a change that failed can be done again once the server is back.

    Only when it was refused for want of the server, and nothing of it is there: a commit of which
    the answer got lost was asked for by then (storage/backends/server.py).
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def mark(self) -> int:
        """Return what tells afterwards whether a call wrote anything."""
        return self._desk.database.steps

    def again(self, mark: int, error: Exception) -> bool:
        """Tell whether a call that began at a mark and failed may be done again as a whole."""
        return self.away(error) and self._desk.database.steps == mark

    def away(self, error: Exception) -> bool:
        """Tell whether a call failed only because the server isn't there."""
        return isinstance(error, StoreTrouble) and str(error) in _AWAY

    def still_waiting(self) -> Exception:
        """Return what is said to who wants a change that waits already."""
        return StoreTrouble("server_waiting")
