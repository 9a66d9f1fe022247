"""kill -9 at any moment: between two acknowledgements, at a write, or just some microseconds later.

A child does the hour from one of its units on; the parent holds what is left against what was
acknowledged. Half of the children kill themselves at a random write, sync or rename; where those
can't be intercepted all of them do so before a random SQL statement.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path

from torture.child import from_line, in_child, work_through
from torture.faults import (
    DiskCalls,
    Fault,
    NoFault,
    Statements,
    disk_calls_can_fail,
    kill_self,
)
from torture.figures import Figure
from torture.snapshots import Snapshot, snapshots
from torture.truth import violations

TIMES = 500
_MOST_SECONDS = 0.02
_MOST_CALLS = 120
LONG = {"import": 3, "back up": 3, "erase": 2, "restore": 3, "migrate": 4}
"""What takes long gets more of the kills, so many times as much."""


def run(chance: random.Random, times: int = TIMES) -> list[Figure]:
    """Kill so many children; a figure for each unit of work that was cut short."""
    figures: dict[str, Figure] = {}
    with tempfile.TemporaryDirectory() as name:
        made = snapshots(Path(name))
        weights = [LONG.get(start.units[0].name, 1) for start in made]
        for number in range(times):
            start = chance.choices(made, weights)[0]
            folder = Path(name, f"kill-{number}")
            kind, found = one(start, folder, chance)
            figure = figures.setdefault(kind, Figure("kill -9", kind))
            figure.count(found, where=f"kill {number}")
            shutil.rmtree(folder)
    return sorted(figures.values(), key=lambda figure: figure.what)


def one(start: Snapshot, folder: Path, chance: random.Random) -> tuple[str, list[str]]:
    """Kill one child at a random moment; return what it was doing and what isn't right."""
    most = _MOST_CALLS * LONG.get(start.units[0].name, 1)
    number = chance.randrange(1, most)
    if not disk_calls_can_fail():
        return killed(start, folder, Statements(number))
    if chance.random() < 0.5:
        return killed(start, folder, DiskCalls(lambda call: call == number and kill_self()))
    after = chance.randrange(1, 2 * len(start.units))
    return killed(start, folder, NoFault(), after, chance.uniform(0, _MOST_SECONDS))


def killed(
    start: Snapshot, folder: Path, fault: Fault, after: int = 0, delay: float = 0
) -> tuple[str, list[str]]:
    """Run a child that ends by a fault of its own or is killed; return what is wrong then."""
    work = start.copied_to(folder)
    told = in_child(lambda tell: work_through(work, start.units, fault, tell), after, delay)
    kind, in_flight = "opening", False
    if told.lines:
        last = told.lines[-1]
        kind, in_flight = last["unit"], last.get("during", False)
        work.promise = from_line(last)
    if not told.was_killed and told.status != 0:
        return kind, [f"the child failed by itself: {told.status}"]
    return (kind if in_flight else "between two units"), list(violations(work, in_flight))
