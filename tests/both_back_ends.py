"""Tests that take a desk run on one in a file, and then on one on a server.

What is about a file alone says so with the reason: a module in the ``FILE_ONLY`` of its folder, a
test with ``@pytest.mark.file_only("why")``. Without a reason the run fails.
"""

from collections.abc import Mapping

import pytest

BOTH = ("file", "server")


def run_on_both(metafunc: pytest.Metafunc, file_only: Mapping[str, str]) -> None:
    """Let a test that takes a desk run once on each back end, or on a file if that is why."""
    if "desk" not in metafunc.fixturenames:
        return
    module = metafunc.module.__name__.rsplit(".", 1)[-1]
    mark = metafunc.definition.get_closest_marker("file_only")
    if mark is not None and not mark.args:
        pytest.fail(f"{metafunc.definition.nodeid}: file_only without a reason", pytrace=False)
    alone = mark is not None or module in file_only
    metafunc.parametrize("desk", BOTH[:1] if alone else BOTH, indirect=True)
