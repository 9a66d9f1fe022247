"""Putting a restored store in the place of another, so that a crash leaves the old or the new one.

What is restored lies in a folder beside the store, under a name that says it is being made. One
rename of that folder decides: from then on ``finish`` puts its files in place, now or, after a
crash, when the store is opened next.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from meedoenbalie.storage.backup import KEYS, STORE
from meedoenbalie.storage.disk import PART, sync_file, sync_folder
from meedoenbalie.storage.erased_list import list_of
from meedoenbalie.storage.keys import key_file_of
from meedoenbalie.storage.wal import log_of

_DECIDED = ".restored"


@contextmanager
def making(store: Path) -> Iterator[Path]:
    """Yield an empty folder beside a store to restore in; it is gone afterwards. Raises OSError."""
    folder = unfinished(store)
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        if folder.exists():
            shutil.rmtree(folder, ignore_errors=True)


def replace_store(store: Path, folder: Path, *, with_keys: bool) -> None:
    """Put the files of a folder of ``making`` in the place of a store that nobody has open.

    Without ``with_keys`` the key slots that are there stay. Raises OSError.
    """
    if not with_keys:
        (folder / KEYS).unlink(missing_ok=True)
    for path in folder.iterdir():
        if path.name in {STORE, KEYS}:
            sync_file(path)
        else:
            path.unlink()
    sync_folder(folder)
    folder.replace(_decided(store))
    sync_folder(store.parent)
    finish(store)


def unfinished(store: Path) -> Path:
    """Return the folder in which a back-up is restored before it is decided to use it."""
    return store.with_name(store.name + _DECIDED + PART)


def is_decided(store: Path) -> bool:
    """Tell whether a restored store waits to be put in place: a crash came in between."""
    return _decided(store).is_dir()


def finish(store: Path) -> None:
    """Put a restored store in place, if that was decided. Raises OSError."""
    folder = _decided(store)
    if not folder.is_dir():
        return
    if (folder / STORE).exists():
        # A log of the old file would be read as one of the new.
        for path in (log_of(store), store.with_name(store.name + "-shm")):
            path.unlink(missing_ok=True)
        (folder / STORE).replace(store)
    if (folder / KEYS).exists():
        (folder / KEYS).replace(key_file_of(store))
    sync_folder(store.parent)
    shutil.rmtree(folder)


def set_aside(store: Path, name: str) -> Path | None:
    """Copy the files of a store that can't be opened, to one more name that is still free.

    Returns where, or None when there is no file. Raises OSError.
    """
    if not store.exists():
        return None
    target, number = store.with_name(f"{store.stem}-{name}{store.suffix}"), 1
    while target.exists():
        number += 1
        target = store.with_name(f"{store.stem}-{name}-{number}{store.suffix}")
    shutil.copyfile(store, target)
    for beside in (log_of, key_file_of, list_of):
        with suppress(FileNotFoundError):
            shutil.copyfile(beside(store), beside(target))
    sync_file(target)
    return target


def _decided(store: Path) -> Path:
    return store.with_name(store.name + _DECIDED)
