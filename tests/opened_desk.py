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
from meedoenbalie.services.stores import create_store
from meedoenbalie.storage.database import Database
from meedoenbalie.storage.in_use import Lock
from meedoenbalie.storage.keys import LEAST_COST, KeyFile, key_file_of

TODAY = date(2026, 3, 2)
PASSPHRASE = "vier gewone woorden"


@dataclass(frozen=True)
class _Made:
    """A store as it is just after it was made: both files, and who made it."""

    store: bytes
    keys: bytes
    user: User


@cache
def _made() -> _Made:
    """Make it once: walking through all migrations takes longer than most tests."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rietwaard.db"
        made = create_store(
            path,
            "Marleen",
            PASSPHRASE,
            fixed_clock(TODAY),
            [Site(code="RTW", name="azc Rietwaard")],
            LEAST_COST,
        )
        made.desk.database.close()
        return _Made(path.read_bytes(), key_file_of(path).read_bytes(), made.desk.user)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A store with one azc, opened by Marleen on 2 March 2026."""
    made, path, clock = _made(), tmp_path / "rietwaard.db", fixed_clock(TODAY)
    path.write_bytes(made.store)
    key_file_of(path).write_bytes(made.keys)
    key = KeyFile(path).unlock("Marleen", PASSPHRASE)
    desk = Desk(
        Database(path, key, Lock(path, "Marleen", clock.now())), made.user.model_copy(), clock
    )
    yield desk
    desk.database.close()


@pytest.fixture
def site(desk: Desk) -> Site:
    """The azc of that store."""
    with desk.read() as reader:
        return reader.find(Site)[0]
