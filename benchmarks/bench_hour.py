"""An hour at a desk of 100,000 residents: every wait over 50 ms, what it does alone, what it keeps.

All acts of an hour without the breaks between them, on every page: opening, searching, walking the
lists, tabs, a form, a talk, undo. Baselines: 50 ms for the longest wait, in CPU of the window's own
thread, for the machine may be busy with something else; and the memory after the first round for
the memory after the last. Each wait is printed with where it was. Offscreen.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.bench_search import many_residents
from benchmarks.measure import Result
from meedoenbalie.clock import Clock
from meedoenbalie.demo.folder import open_demo
from meedoenbalie.services import registration
from meedoenbalie.services.stores import LEAST_COST

if TYPE_CHECKING:
    from benchmarks.blocks import Block
    from meedoenbalie.services.desk import Desk

RESIDENTS = 100_000
ROUNDS = 4
STILL = 20.0
"""Seconds in which nobody is there."""


def run() -> list[Result]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as name:
        desk = open_demo(Path(name), Clock(), cost=LEAST_COST)
        site = registration.sites(desk)[0]
        with desk.write("import") as uow:
            uow.insert_many(many_residents(site, RESIDENTS))
        try:
            return measured(desk)
        finally:
            desk.database.close()


def measured(desk: Desk) -> list[Result]:
    from benchmarks.blocks import LIMIT, Heart
    from benchmarks.hour_window import HourWindow

    heart = Heart()
    window = HourWindow(desk, heart)
    heart.start()
    acts = window.work()
    first, after_first = len(heart.blocks), memory()
    for _round in range(1, ROUNDS):
        acts += window.work()
    after = memory()
    heart.stop()
    print(f"    {acts} acts, {heart.answers:,} answers of the window, {ROUNDS} rounds")
    tell("first visits", heart.blocks[:first])
    tell("later", heart.blocks[first:])
    for page in ("today", "residents"):
        window.stand(page)
        before = wakes()
        window.rest(STILL)
        print(f"    {wakes() - before} wake-ups of the window in {STILL:.0f} s alone on {page}")
    window.close()
    longest = max((block.cpu for block in heart.blocks), default=LIMIT)
    return [
        Result(f"longest wait of {acts} acts, CPU", longest, "what is noticed", LIMIT, 1.0),
        Result("memory after the hour, MB/1000", after, "after the first round", after_first, 1.1),
    ]


def tell(title: str, blocks: Sequence[Block]) -> None:
    """Print every act that let somebody wait, the longest first."""
    from benchmarks.blocks import LIMIT

    ours = [block for block in blocks if block.cpu > LIMIT]
    print(f"    {title}: {len(blocks)} waits over 50 ms, {len(ours)} of them by CPU")
    by_act: dict[str, list[Block]] = defaultdict(list)
    for block in ours:
        by_act[block.act].append(block)
    for act, found in sorted(by_act.items(), key=lambda one: -max(b.cpu for b in one[1])):
        worst = max(found, key=lambda block: block.cpu)
        print(
            f"      {worst.cpu * 1000:6.0f} ms CPU {worst.seconds * 1000:6.0f} ms  "
            f"{len(found)}x {act}  ({worst.where})"
        )


def memory() -> float:
    """Return what the program holds now, in gigabytes; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    lines = dict(line.split(":", 1) for line in status.read_text("ascii").splitlines())
    return int(lines["VmRSS"].split()[0]) / 1024 / 1000


def wakes() -> int:
    """Return how often this thread began again after waiting; 0 where the system does not tell."""
    if sys.platform != "linux":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_THREAD).ru_nvcsw
