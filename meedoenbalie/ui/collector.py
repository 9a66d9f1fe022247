"""Garbage is collected on the UI thread alone.

Python collects on whichever thread comes to its limit. When that is the database thread, and what
pointed at each other holds a widget or a picture, Qt takes it away on the wrong thread, which can
end the program.
"""

from __future__ import annotations

import gc

_LIMITS = (10_000, 5, 20)
"""New objects, collections of the young ones, and of the older ones, before the next is due."""


def only_when_asked() -> None:
    """Let Python collect nothing by itself from now on; ``collect_if_due`` does."""
    gc.disable()


def collect_if_due() -> None:
    """Collect what is due; call it on the UI thread, between one thing and the next."""
    if gc.isenabled():
        return
    counts = gc.get_count()
    for generation in (2, 1, 0):
        if counts[generation] > _LIMITS[generation]:
            gc.collect(generation)
            return
