"""Windows."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from meedoenbalie.system.calls import Environment, System

_FAR = 1 << 30


class Windows(System):
    """A locked part of a file can't be read by others: the byte that is locked lies far behind."""

    def own_folder(self, kind: str, around: Environment, home: Path) -> Path:
        local = around.get("LOCALAPPDATA") or home / "AppData" / "Local"
        return Path(local) / "Meedoenbalie" / kind

    def has_screen(self, around: Environment) -> bool:
        return True

    def try_lock(self, number: int) -> bool:
        msvcrt = _msvcrt()
        os.lseek(number, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def is_same(self, number: int, path: Path) -> bool:
        # An open file can't be removed here.
        return True

    def let_go(self, number: int, path: Path) -> None:
        msvcrt = _msvcrt()
        os.lseek(number, _FAR, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_UNLCK, 1)
        os.close(number)
        # Somebody else's, who has it open, stays.
        with suppress(OSError):
            path.unlink()

    def server_programs(self, around: Environment) -> Iterator[Path]:
        base = around.get("PROGRAMFILES") or "C:\\Program Files"
        yield from Path(base, "PostgreSQL").glob("*/bin")

    def sync_folder(self, folder: Path) -> None:
        """Do nothing: Windows writes names itself and has no such call."""


def _msvcrt() -> Any:
    """Return Windows' own module; other systems have none."""
    return import_module("msvcrt")
