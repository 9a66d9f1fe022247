"""Hearing what other desks change in the same store, so that pages show it."""

from __future__ import annotations

from collections.abc import Callable

from meedoenbalie.services.desk import Desk

__all__ = ["listen"]


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
