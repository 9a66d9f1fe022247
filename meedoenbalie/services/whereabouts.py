"""Where a store lies, how large it is, and how many keys open it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from meedoenbalie.services.desk import Desk
from meedoenbalie.storage.keys import KeyFile, key_file_of

__all__ = ["Whereabouts", "whereabouts_of"]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The files of a store: ``size`` in bytes, with what is still in the write-ahead log."""

    store: Path
    key_file: Path
    size: int
    users: int
    open_codes: int
    has_recovery: bool


def whereabouts_of(desk: Desk) -> Whereabouts:
    """Return where the open store lies. Raises OSError, StoreMissing and NotAStore."""
    store = desk.database.path
    keys = KeyFile(store)
    log = store.with_name(f"{store.name}-wal")
    size = store.stat().st_size + (log.stat().st_size if log.exists() else 0)
    today = desk.clock.today()
    return Whereabouts(
        store,
        key_file_of(store),
        size,
        len(keys.names),
        sum(last >= today for last in keys.codes().values()),
        keys.has_recovery,
    )
