"""The interface: what is asked of an operating system."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from pathlib import Path

Environment = Mapping[str, str]


class System(ABC):
    """An operating system. Numbers are those of open files."""

    @abstractmethod
    def own_folder(self, kind: str, around: Environment, home: Path) -> Path:
        """Return where this user's ``config``, ``data``, ``cache`` or ``log`` belongs."""

    @abstractmethod
    def has_screen(self, around: Environment) -> bool:
        """Tell whether a window can be shown."""

    @abstractmethod
    def try_lock(self, number: int) -> bool:
        """Lock an open file without waiting; tell whether that worked."""

    @abstractmethod
    def is_same(self, number: int, path: Path) -> bool:
        """Tell whether an open file still is the one at a path."""

    @abstractmethod
    def let_go(self, number: int, path: Path) -> None:
        """Unlock and close an open file, and take it away."""

    @abstractmethod
    def server_programs(self, around: Environment) -> Iterator[Path]:
        """Yield folders, also outside the search path, that hold PostgreSQL's own programs."""

    @abstractmethod
    def sync_folder(self, folder: Path) -> None:
        """Bring names in a folder to the disk."""
