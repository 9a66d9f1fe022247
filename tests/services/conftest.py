"""Every desk of these tests is one in a file, and then one on a server."""

import pytest

from meedoenbalie.services.desk import Desk
from tests.both_back_ends import run_on_both

FILE_ONLY = {
    "test_attempts": "waits that lie beside the key slots",
    "test_backing_up": "copies of the file and its key slots",
    "test_keys_of_sets": "colleagues who come in with a key slot; test_server_roles has roles",
    "test_people": "colleagues who come in with a key slot; test_server_roles has roles",
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run every test that takes a desk once on each back end."""
    run_on_both(metafunc, FILE_ONLY)


@pytest.fixture
def desk(request: pytest.FixtureRequest) -> Desk:
    """A store with one azc, opened by Marleen on 2 March 2026."""
    found: Desk = request.getfixturevalue(f"{request.param}_desk")
    return found
