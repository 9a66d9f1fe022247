"""Linux, and what other systems of its family have in common with it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from meedoenbalie.system.calls import Environment, System


class Posix(System):
    """Locks of ``flock``, folders of XDG, a screen that has a name."""

    def own_folder(self, kind: str, around: Environment, home: Path) -> Path:
        variable, usual = {
            "config": ("XDG_CONFIG_HOME", ".config"),
            "data": ("XDG_DATA_HOME", ".local/share"),
            "cache": ("XDG_CACHE_HOME", ".cache"),
            "log": ("XDG_STATE_HOME", ".local/state"),
        }[kind]
        return Path(around.get(variable) or home / usual) / "meedoenbalie"

    def has_screen(self, around: Environment) -> bool:
        return any(around.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))

    def try_lock(self, number: int) -> bool:
        import fcntl

        try:
            # It belongs to one opening of the file, not to one program.
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def is_same(self, number: int, path: Path) -> bool:
        with suppress(FileNotFoundError):
            return os.path.samestat(os.fstat(number), path.stat())
        return False

    def let_go(self, number: int, path: Path) -> None:
        # Removed while it is still locked, so that nobody else's lock is removed.
        try:
            with suppress(OSError):
                path.unlink()
        finally:
            os.close(number)

    def server_programs(self, around: Environment) -> Iterator[Path]:
        # Where Debian and where the packages of PostgreSQL itself put each version.
        yield from Path("/usr/lib/postgresql").glob("*/bin")
        yield from Path("/usr").glob("pgsql-*/bin")

    def sync_folder(self, folder: Path) -> None:
        number = os.open(folder, os.O_RDONLY)
        try:
            # Some file systems of sticks and servers refuse this, and have nothing better either.
            with suppress(OSError):
                os.fsync(number)
        finally:
            os.close(number)
