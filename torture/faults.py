"""Faults that a process can bring upon itself, between ``arm`` and ``disarm``.

Disk calls are intercepted by Debian's fiu-utils when its library is loaded before all others
(``LD_PRELOAD``); the others need nothing.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Engine, event

POINTS = (
    "posix/io/rw/pwrite",
    "posix/io/rw/write",
    "posix/io/sync/fsync",
    "posix/io/sync/fdatasync",
    "posix/io/dir/rename",
)
PRELOADED = "fiu_posix_preload"


class Fault(Protocol):
    """Something that goes wrong between ``arm`` and ``disarm``."""

    def arm(self) -> None: ...

    def disarm(self) -> None: ...


class NoFault:
    """Nothing goes wrong."""

    def arm(self) -> None:
        pass

    def disarm(self) -> None:
        pass


def disk_calls_can_fail() -> bool:
    """Tell whether the library that intercepts disk calls is loaded."""
    return PRELOADED in os.environ.get("LD_PRELOAD", "")


def kill_self() -> bool:
    """End this process as a power cut would: no handler, no buffer, no lock is cleaned up."""
    os.kill(os.getpid(), signal.SIGKILL)
    return True


class DiskCalls:
    """Counts writes, syncs and renames; what ``at`` answers for a number makes that call fail.

    ``number`` is the error of the system that a failing call gives.
    """

    def __init__(self, at: Callable[[int], bool], number: int = 0) -> None:
        self.seen: Counter[str] = Counter()
        self._at = at
        self._library: Any = ctypes.CDLL("libfiu.so.0")
        self._error = ctypes.c_void_p(number)
        kind = ctypes.CFUNCTYPE(
            ctypes.c_int,
            ctypes.c_char_p,
            ctypes.POINTER(ctypes.c_int),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.c_uint,
        )
        self._callback = kind(self._called)

    def arm(self) -> None:
        for point in POINTS:
            self._library.fiu_enable_external(
                point.encode("ascii"), 1, self._error, 0, self._callback
            )

    def disarm(self) -> None:
        for point in POINTS:
            self._library.fiu_disable(point.encode("ascii"))

    def _called(self, point: bytes, *_rest: object) -> int:
        self.seen[point.decode("ascii").rpartition("/")[2]] += 1
        return int(self._at(self.seen.total()))


class Statements:
    """Kills the process before the n-th SQL statement."""

    def __init__(self, number: int) -> None:
        self._left = number

    def arm(self) -> None:
        event.listen(Engine, "before_cursor_execute", self._next)

    def disarm(self) -> None:
        event.remove(Engine, "before_cursor_execute", self._next)

    def _next(self, *_rest: object) -> None:
        self._left -= 1
        if self._left == 0:
            kill_self()


class FileLimit:
    """Lets no file grow beyond a number of bytes: a disk that is full, without being root."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def arm(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (self._size, self._before[1]))

    def disarm(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, self._before)


class FullDisk:
    """Fills the disk of a folder until a number of bytes is left."""

    def __init__(self, folder: Path, room: int) -> None:
        self._ballast = folder / "ballast"
        self._room = room

    def arm(self) -> None:
        state = os.statvfs(self._ballast.parent)
        size = max(0, state.f_bavail * state.f_frsize - self._room)
        with self._ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(1, size))

    def disarm(self) -> None:
        self._ballast.unlink(missing_ok=True)
