"""Every desk of these tests is one in a file, and then one on a server."""

import pytest

from meedoenbalie.services.desk import Desk

BOTH = ("file", "server")
FILE_ONLY = frozenset({"test_attempts", "test_backing_up", "test_keys_of_sets", "test_people"})
"""Modules about what only a file has: its keys and its back-ups."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run every test that takes a desk once on each back end."""
    if "desk" in metafunc.fixturenames:
        module = metafunc.module.__name__.rsplit(".", 1)[-1]
        alone = module in FILE_ONLY or metafunc.definition.get_closest_marker("file_only")
        metafunc.parametrize("desk", BOTH[:1] if alone else BOTH, indirect=True)


@pytest.fixture
def desk(request: pytest.FixtureRequest) -> Desk:
    """A store with one azc, opened by Marleen on 2 March 2026."""
    found: Desk = request.getfixturevalue(f"{request.param}_desk")
    return found
