"""What holds for every test of this project."""

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from meedoenbalie.i18n import set_language
from meedoenbalie.paths import CACHE_VARIABLE, HOME_VARIABLE, cache_folder
from meedoenbalie.ui.collector import collect_if_due
from scripts.system_packages import command, missing_for_screen_reader
from tests.opened_desk import desk, file_desk, site
from tests.real_server import empty_database, own_store, server, server_desk, server_store
from tests.tls_server import elsewhere, tls_server

__all__ = [
    "desk",
    "dutch",
    "elsewhere",
    "empty_database",
    "file_desk",
    "own_store",
    "screen_reader",
    "server",
    "server_desk",
    "server_store",
    "site",
    "tls_server",
]

# Qt reads this when the first application object is made: a test never needs a screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Cutting fonts takes longer than all tests together: they share the cache that the set-up warmed.
os.environ.setdefault(CACHE_VARIABLE, str(cache_folder()))

# The same examples every time and no clock, so that a slow machine says the same as a fast one.
# To look further: pytest --hypothesis-profile=explore
settings.register_profile("same", derandomize=True, deadline=None, max_examples=60)
settings.register_profile("explore", deadline=None, max_examples=2_000)
settings.load_profile("same")


def pytest_xdist_auto_num_workers() -> int:
    """Let one process more than there are processors work: a test waits for a server or a disk."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_finish() -> None:
    """Let the collector leave what was loaded alone: walking all of it costs every test."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def dutch() -> Iterator[None]:
    """Start every test in the default language and leave nothing to the next."""
    set_language("nl")
    yield
    set_language("nl")


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """Collect between tests what the window would collect between two things it does."""
    yield
    collect_if_due()


@pytest.fixture(autouse=True)
def empty_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep settings, recent desks and logs of a test out of the user's own folders."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path_factory.mktemp("home")))


@pytest.fixture(scope="session")
def screen_reader() -> None:
    """Skip, and say what to install, where the test cannot play a screen reader."""
    if missing := missing_for_screen_reader():
        pytest.skip(f"no screen reader to play; as root: {command(missing)}")
