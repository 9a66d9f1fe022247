"""The demonstration for tests: made once in each test process, because that takes long."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from meedoenbalie.clock import fixed_clock
from meedoenbalie.demo.folder import SITES, demo_folder, make_demo
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.stores import LEAST_COST, open_store
from tests.opened_desk import TODAY


@cache
def _made(sites: int) -> TemporaryDirectory[str]:
    folder = TemporaryDirectory()
    clock = fixed_clock(TODAY)
    _demo, desk = make_demo(Path(folder.name), clock, sites=sites, cost=LEAST_COST)
    desk.database.close()
    return folder


def copy_demo(path: Path, sites: int = SITES) -> Path:
    """Put the demonstration of the fixed day into a folder of its own and return that."""
    shutil.copytree(_made(sites).name, path, dirs_exist_ok=True)
    return path


def opened_demo(path: Path, sites: int = SITES) -> Desk:
    """Put it there and open it."""
    folder = demo_folder(copy_demo(path, sites))
    return open_store(folder.store, None, folder.passphrase(), fixed_clock(TODAY))
