"""macOS: as Linux, with folders of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from meedoenbalie.system.calls import Environment
from meedoenbalie.system.posix import Posix

_NAME = "Meedoenbalie"


class MacOs(Posix):
    """Folders in the library of the user, and always a screen."""

    def own_folder(self, kind: str, around: Environment, home: Path) -> Path:
        folder = {"cache": "Caches", "log": "Logs"}.get(kind, "Application Support")
        return home / "Library" / folder / _NAME

    def server_programs(self, around: Environment) -> Iterator[Path]:
        for base in ("/opt/homebrew/opt", "/usr/local/opt"):
            yield from Path(base).glob("libpq*/bin")
            yield from Path(base).glob("postgresql@*/bin")
        yield from Path("/Applications/Postgres.app/Contents/Versions").glob("*/bin")
        yield from Path("/Library/PostgreSQL").glob("*/bin")

    def has_screen(self, around: Environment) -> bool:
        return True
