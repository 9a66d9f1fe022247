"""A real desk for tests: an encrypted store in a temporary folder, opened on a fixed day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.people import Site, User
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.stores import Place, create_store
from meedoenbalie.storage.backends.file import FileDatabase
from meedoenbalie.storage.backends.server import ServerDatabase
from meedoenbalie.storage.in_use import Lock
from meedoenbalie.storage.keys import LEAST_COST, KeyFile, key_file_of

TODAY = date(2026, 3, 2)
PASSPHRASE = "vier gewone woorden"


@dataclass(frozen=True)
class Made:
    """A store that was made once, as bytes: walking through all migrations takes long."""

    store: bytes
    keys: bytes
    user: User

    @classmethod
    def of(cls, desk: Desk) -> "Made":
        """Close a desk and keep its store."""
        path = desk.database.path
        desk.database.close()
        return cls(path.read_bytes(), key_file_of(path).read_bytes(), desk.user)

    def opened(self, path: Path) -> Desk:
        """Put a copy at a path and open it."""
        clock = fixed_clock(TODAY)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.store)
        key_file_of(path).write_bytes(self.keys)
        key = KeyFile(path).unlock(self.user.name, PASSPHRASE)
        lock = Lock(path, self.user.name, clock.now())
        return Desk(FileDatabase(path, key, lock), self.user.model_copy(), clock)


def place_of(desk: Desk) -> Place:
    """Return where the store of a desk is, to open it once more."""
    database = desk.database
    return database.address if isinstance(database, ServerDatabase) else database.path


def new_store(path: Path, code: str, name: str) -> Desk:
    """Make a store of Marleen with one azc."""
    sites = [Site(code=code, name=name)]
    clock = fixed_clock(TODAY)
    return create_store(path, "Marleen", PASSPHRASE, clock, sites, LEAST_COST).desk


@cache
def _made() -> Made:
    with TemporaryDirectory() as folder:
        return Made.of(new_store(Path(folder) / "rietwaard.db", "RTW", "azc Rietwaard"))


@pytest.fixture
def file_desk(tmp_path: Path) -> Iterator[Desk]:
    """A store in a file with one azc, opened by Marleen on 2 March 2026."""
    desk = _made().opened(tmp_path / "rietwaard.db")
    yield desk
    desk.database.close()


@pytest.fixture
def desk(file_desk: Desk) -> Desk:
    """A desk, in a file unless the tests of a folder say otherwise."""
    return file_desk


@pytest.fixture
def site(desk: Desk) -> Site:
    """The azc of that store."""
    with desk.read() as reader:
        return reader.find(Site)[0]
