"""What is tested of the store is tested of a file, and then of a server."""

import pytest

from meedoenbalie.services.desk import Desk
from tests.both_back_ends import run_on_both

FILE_ONLY = {
    "test_backup": "copies of the file and its key slots",
    "test_damaged_log": "the write-ahead log beside the file; a server keeps its own",
    "test_in_use": "the lock beside the file; on a server any number of desks work at once",
    "test_leftovers": "half files beside the file",
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run every test that takes a desk once on each back end."""
    run_on_both(metafunc, FILE_ONLY)


@pytest.fixture
def desk(request: pytest.FixtureRequest) -> Desk:
    """A store with one azc, opened by Marleen on 2 March 2026."""
    found: Desk = request.getfixturevalue(f"{request.param}_desk")
    return found
