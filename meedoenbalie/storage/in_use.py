"""One program at a time: a lock beside the store that says who has it open.

The lock is the system's own, on the file ``STORE.in-use``, so it is gone when the program that held
it is gone, however that ended; what such a file still says is then no obstacle. It belongs to one
opening, not to one program: the same program may be refused too.
"""

from __future__ import annotations

import getpass
import json
import os
import platform
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from meedoenbalie.storage.errors import StoreError

_SUFFIX = ".in-use"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a store open: name, account and computer, and since when (UTC); empty: not known."""

    user: str = ""
    account: str = ""
    computer: str = ""
    since: datetime | None = None


class StoreInUse(StoreError):
    """Another program, or another window, has the store open."""

    def __init__(self, holder: Holder) -> None:
        super().__init__("in_use")
        self.holder = holder


def lock_file_of(store: Path) -> Path:
    """Return where the lock of a store lies."""
    return store.with_name(store.name + _SUFFIX)


class Lock:
    """The lock of one opening. Taken when it is made; raises StoreInUse and OSError."""

    def __init__(self, store: Path, user: str, at: datetime, system: LockSystem | None = None):
        self._path = lock_file_of(store)
        self._system = system or _SYSTEM
        self._file: int | None = None
        for _attempt in range(_ATTEMPTS):
            number = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            if not self._system.try_lock(number):
                os.close(number)
                raise StoreInUse(_read(self._path))
            if self._system.is_same(number, self._path):
                self._file = number
                break
            # Whoever had it removed the file in between: what we locked stands nowhere.
            os.close(number)
        else:
            raise StoreInUse(Holder())
        self._write(Holder(user, _account(), platform.node(), at))

    def release(self) -> None:
        """Let another program in, and take the file away. A second call does nothing."""
        if self._file is None:
            return
        number, self._file = self._file, None
        self._system.let_go(number, self._path)

    def _write(self, holder: Holder) -> None:
        assert self._file is not None  # noqa: S101
        data = asdict(holder) | {"since": holder.since.isoformat() if holder.since else None}
        os.ftruncate(self._file, 0)
        os.lseek(self._file, 0, os.SEEK_SET)
        os.write(self._file, json.dumps(data).encode("utf-8"))


_ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class LockSystem:
    """What the operating system does.

    ``try_lock`` locks an open file without waiting and tells whether that worked; ``is_same``
    tells whether an open file still is the one at a path; ``let_go`` unlocks, closes and removes.
    """

    try_lock: Callable[[int], bool]
    is_same: Callable[[int, Path], bool]
    let_go: Callable[[int, Path], None]


def posix_system() -> LockSystem:
    """Return the calls of Linux and macOS. A lock of ``flock`` belongs to one opening."""
    import fcntl

    def try_lock(number: int) -> bool:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def is_same(number: int, path: Path) -> bool:
        with suppress(FileNotFoundError):
            return os.path.samestat(os.fstat(number), path.stat())
        return False

    def let_go(number: int, path: Path) -> None:
        # Removed while it is still locked, so that nobody else's lock is removed.
        try:
            with suppress(OSError):
                path.unlink()
        finally:
            os.close(number)

    return LockSystem(try_lock, is_same, let_go)


def windows_system() -> LockSystem:
    """Return the calls of Windows, where a locked part of a file can't be read by others.

    So the byte that is locked lies far behind what the file says.
    """
    msvcrt: Any = import_module("msvcrt")

    def try_lock(number: int) -> bool:
        os.lseek(number, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def let_go(number: int, path: Path) -> None:
        os.lseek(number, _FAR, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_UNLCK, 1)
        os.close(number)
        # An open file can't be removed here: somebody else's stays.
        with suppress(OSError):
            path.unlink()

    return LockSystem(try_lock, lambda _number, _path: True, let_go)


_FAR = 1 << 30
_SYSTEM = windows_system() if sys.platform == "win32" else posix_system()


def _account() -> str:
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return ""


def _read(path: Path) -> Holder:
    """Read who has it; the holder may just be writing it, so anything is taken."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        since = datetime.fromisoformat(data["since"]) if data["since"] else None
        return Holder(str(data["user"]), str(data["account"]), str(data["computer"]), since)
    except (OSError, ValueError, KeyError, TypeError):
        return Holder()
