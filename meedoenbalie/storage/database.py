"""What a store is, wherever it lies: transactions, and what goes with them.

``backends/file.py`` is one encrypted file, ``backends/server.py`` a database on a server. All else
in this package and above asks nothing but this, and what differs in SQL stands in ``dialect.py``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import Connection, Engine

from meedoenbalie.storage.slots import KdfCost
from meedoenbalie.storage.ways_in import WaysIn


class Database(ABC):
    """An opened store. All work goes through ``reading`` and ``writing``.

    ``path`` is the file, or for a server the name in a folder of this user, so that what may lie
    beside a store (rules of its own, back-ups) has a place. ``recovered`` tells whether part of the
    last work had to be given up at opening.
    """

    path: Path
    engine: Engine
    recovered: bool = False
    on_server: bool = False
    """Whether other desks work in it at the same moment, each as a user of the server."""
    steps: int = 0
    """How many steps were written since it was opened, so that one can tell whether any was."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @abstractmethod
    def reading(self) -> AbstractContextManager[Connection]:
        """Open a transaction that sees one moment of the store and writes nothing."""

    @abstractmethod
    def writing(self) -> AbstractContextManager[Connection]:
        """Open a transaction that commits at the end, or leaves the store as it was.

        One at a time: whoever comes second waits here, before reading anything.
        """

    @abstractmethod
    def derived_key(self, purpose: bytes) -> bytes:
        """Return a key of 32 bytes for one purpose, from which the store's secret can't be told."""

    @abstractmethod
    def erased(self) -> dict[UUID, datetime]:
        """Return who was erased and when, from the list that no back-up holds.

        Raises ErasureListDamaged.
        """

    @abstractmethod
    def keep_erased(self, erased: Mapping[UUID, datetime]) -> None:
        """Write that list, apart from any transaction. Raises OSError and StoreTrouble."""

    @abstractmethod
    def ways_in(self, cost: KdfCost | None = None) -> WaysIn:
        """Return how users come in; ``cost`` is what a new key slot costs."""

    def changing_password(self, new: str) -> AbstractContextManager[None]:
        """Change the way in of who opened it in this block; a file asks it at opening only."""
        del new
        return nullcontext()

    def shows_all(self) -> bool:
        """Tell whether this user sees the rows of all azc's; a file holds nothing back."""
        return True

    @abstractmethod
    def settle(self, connection: Connection) -> None:
        """Do what tables that were just made or changed need besides, in the same transaction."""

    def expect(self, connection: Connection, step: int, chained: bytes) -> None:
        """Hear which step this transaction wrote, by its number and hash.

        Should the answer to its commit get lost, that tells whether it is there.
        """
        del connection, step, chained
        self.steps += 1

    def stop_waiting(self) -> None:
        """Wait no longer, in any thread, for a server to say what came of a commit.

        That holds until somebody listens again. A file doesn't let anybody wait.
        """
        return

    def tell(self, connection: Connection, tables: Collection[str]) -> None:
        """Tell other desks which tables this transaction changed; a file has no other desks."""
        del connection, tables

    def listen(
        self, told: Callable[[frozenset[str]], object], reachable: Callable[[bool], object]
    ) -> None:
        """Hear what other desks change, in another thread, until the store is closed.

        ``reachable`` hears whether the store is there. In a file nothing is ever told.
        """
        del told, reachable

    @abstractmethod
    def compact(self) -> None:
        """Take away what was deleted for good, as far as that can be done from here.

        Raises StoreTrouble("compact") when that isn't possible now.
        """

    @abstractmethod
    def fold_log(self) -> None:
        """Bring what was written to its last place now. Raises StoreTrouble."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the store. A second call does nothing."""

    @property
    @abstractmethod
    def closed(self) -> bool:
        """Whether it was closed; the file may be another one's by now."""


def as_json(value: Any) -> str:
    """Return what a JSON column keeps: pydantic values as they are, without spaces."""
    return to_json(value).decode("utf-8")
