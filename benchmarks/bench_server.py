"""What a desk does on a server beside the same in a file, and twenty desks beside one.

Baselines, in the same run: the same calls on the same 10,000 residents in an encrypted file, in
turns; and as many operations by one desk as by twenty together. Every desk is a program of its own
and the server syncs to the disk. A call on a server crosses a socket for each question it asks.
"""

from __future__ import annotations

import multiprocessing
import tempfile
import time
from multiprocessing.synchronize import Barrier
from pathlib import Path

from benchmarks.desk_work import DeskWork
from benchmarks.measure import Result, medians
from benchmarks.server_store import Growing, made, opened, running
from meedoenbalie.services.stores import ServerAddress

RESIDENTS = 10_000
DESKS = 20
OPERATIONS = 1_200
_DAY = (
    *("a whole name typed", "a dossier opened", "the list of an azc opened", "Vandaag opened"),
    *("a whole name typed", "a dossier opened", "a resident changed", "a talk recorded"),
    *("scrolled to its middle", "a resident registered"),
)
"""What a desk does in turn: seven things that are looked at for each three that are written."""


def run() -> list[Result]:
    with running() as server, tempfile.TemporaryDirectory() as name:
        address = server.database("balie")
        for place in (address, Path(name) / "balie.db"):
            desk = made(place)
            Growing(desk).to(RESIDENTS)
            desk.database.close()
        server.settle(address)
        return [*side_by_side(address, Path(name) / "balie.db"), *together(address)]


def side_by_side(address: ServerAddress, path: Path) -> list[Result]:
    """The same calls on both, in turns."""
    with (there := opened(address)).database, (here := opened(path)).database:
        ours, file = DeskWork(there).works, DeskWork(here).works
        found = []
        for what, work in ours.items():
            on_server, in_file = medians(work, file[what])
            found.append(Result(f"server: {what}", on_server, "in a file", in_file))
        return found


def together(address: ServerAddress) -> list[Result]:
    """As many operations by twenty desks as by one."""
    alone, many = (_seconds(address, desks) for desks in (1, DESKS))
    return [
        Result(
            f"{OPERATIONS:,} operations by {DESKS} desks at once",
            many,
            "as many by one desk",
            alone,
            goal=1.0,
        )
    ]


def _seconds(address: ServerAddress, desks: int) -> float:
    spawn = multiprocessing.get_context("spawn")
    ready = spawn.Barrier(desks + 1)
    programs = [
        spawn.Process(target=_desk, args=(address, number, OPERATIONS // desks, ready))
        for number in range(desks)
    ]
    for program in programs:
        program.start()
    ready.wait()
    start = time.perf_counter()
    for program in programs:
        program.join()
    seconds = time.perf_counter() - start
    if any(program.exitcode for program in programs):
        raise RuntimeError("a desk stopped")
    return seconds


def _desk(address: ServerAddress, number: int, operations: int, ready: Barrier) -> None:
    with (desk := opened(address)).database:
        works = DeskWork(desk, number).works
        for what in _DAY[:5]:
            works[what]()
        ready.wait()
        for turn in range(operations):
            works[_DAY[turn % len(_DAY)]]()
