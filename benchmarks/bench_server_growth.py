"""What a desk does on a server that holds ever more: 1,000 residents, 100,000, a million.

Baseline, in the same run and in turns: the same call on the store as it was at 1,000 residents in
the same twenty azc's. What grows is what was: all but a thousand have left, and a hundred referrals
are open in each. A name that is typed is that of one resident. Filling takes a quarter of an hour.
"""

from __future__ import annotations

from contextlib import ExitStack

from benchmarks.desk_work import DeskWork
from benchmarks.measure import Result, medians
from benchmarks.server_store import Growing, Server, made, opened, running
from meedoenbalie.services.stores import ServerAddress

FEW, SIZES = 1_000, (100_000, 1_000_000)
GOAL = 1.3


def run(few: int = FEW, sizes: tuple[int, ...] = SIZES) -> list[Result]:
    every = (few, *sizes)
    with running() as server:
        return measured(grown(server, every), every)


def grown(server: Server, sizes: tuple[int, ...]) -> list[ServerAddress]:
    """Make a store of each size; each goes on with a copy of the one before."""
    stores: list[ServerAddress] = []
    for size in sizes:
        before = stores[-1].database if stores else ""
        store = server.database(f"balie {size}", before)
        with (desk := opened(store) if before else made(store)).database:
            Growing.of(desk).to(size)
        server.settle(store)
        stores.append(store)
    return stores


def measured(stores: list[ServerAddress], sizes: tuple[int, ...]) -> list[Result]:
    """Everything on each store in turns."""
    with ExitStack() as stack:
        desks = [opened(store) for store in stores]
        for desk in desks:
            stack.enter_context(desk.database)
        works = [DeskWork(desk).works for desk in desks]
        found = []
        for what in works[0]:
            base, *grown_ones = medians(*(each[what] for each in works))
            for size, seconds in zip(sizes[1:], grown_ones, strict=True):
                goal = GOAL if size == sizes[-1] else None
                baseline = f"among {sizes[0]:,}"
                found.append(Result(f"{what}, among {size:,}", seconds, baseline, base, goal))
        return found
