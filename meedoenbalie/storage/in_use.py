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
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from meedoenbalie.storage.errors import StoreError
from meedoenbalie.system import SYSTEM, System

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

    def __init__(self, store: Path, user: str, at: datetime, system: System = SYSTEM):
        self._path = lock_file_of(store)
        self._system = system
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
