"""macOS: as Linux, with folders of its own."""

from __future__ import annotations

from pathlib import Path

from meedoenbalie.system.calls import Environment
from meedoenbalie.system.posix import Posix

_NAME = "Meedoenbalie"


class MacOs(Posix):
    """Folders in the library of the user, and always a screen."""

    def own_folder(self, kind: str, around: Environment, home: Path) -> Path:
        folder = {"cache": "Caches", "log": "Logs"}.get(kind, "Application Support")
        return home / "Library" / folder / _NAME

    def has_screen(self, around: Environment) -> bool:
        return True
