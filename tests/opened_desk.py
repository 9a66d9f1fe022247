"""A real desk for tests: an encrypted store in a temporary folder, opened on a fixed day."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.people import Site
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.stores import create_store
from meedoenbalie.storage.keys import LEAST_COST

TODAY = date(2026, 3, 2)
PASSPHRASE = "vier gewone woorden"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A store with one azc, opened by Marleen on 2 March 2026."""
    made = create_store(
        tmp_path / "rietwaard.db",
        "Marleen",
        PASSPHRASE,
        fixed_clock(TODAY),
        [Site(code="RTW", name="azc Rietwaard")],
        LEAST_COST,
    )
    yield made.desk
    made.desk.database.close()


@pytest.fixture
def site(desk: Desk) -> Site:
    """The azc of that store."""
    with desk.read() as reader:
        return reader.find(Site)[0]
