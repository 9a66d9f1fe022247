"""Every n-th write, sync or rename fails: once with a read error, or from then on for want of room.

For every unit of the hour and every n there is: it is done, or refused with a sentence that people
understand; nothing half is left, and the store is fine afterwards. Where calls can't be
intercepted no file can grow beyond a number of bytes instead.
"""

from __future__ import annotations

import errno
import random
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from torture.child import Tell, from_line, in_child, try_once
from torture.faults import DiskCalls, Fault, FileLimit, disk_calls_can_fail
from torture.figures import Figure
from torture.hour import Work
from torture.snapshots import Snapshot, snapshots
from torture.truth import violations

BLOCK, LIMIT = 4096, 192 * 4096


@dataclass(frozen=True, slots=True)
class Way:
    """How a call fails: with which error, and whether all that follow do too."""

    name: str
    number: int
    onwards: bool

    def at(self, number: int) -> DiskCalls:
        """Return the fault that begins with a call."""
        if self.onwards:
            return DiskCalls(lambda call: call >= number, self.number)
        return DiskCalls(lambda call: call == number, self.number)


WAYS = (
    Way("one call fails", errno.EIO, onwards=False),
    Way("disk fills up", errno.ENOSPC, onwards=True),
)


def run(_chance: random.Random, times: int = 1) -> Iterator[Figure]:
    """Let every ``times``-th call fail, in every way; a figure for each unit and way."""
    with tempfile.TemporaryDirectory() as name:
        for number, start in enumerate(snapshots(Path(name))):
            folder = Path(name, f"work-{number}")
            for way, faults in _faults(start, folder, times):
                figure = Figure(way, start.units[0].name)
                for where, fault in faults:
                    outcome, found = tried(start, folder, fault)
                    figure.count(found, outcome, where)
                yield figure


def _faults(
    start: Snapshot, folder: Path, times: int
) -> Iterator[tuple[str, Iterator[tuple[str, Fault]]]]:
    if not disk_calls_can_fail():
        sizes = range(0, LIMIT, BLOCK * times)
        yield "files can't grow", ((f"{size} bytes", FileLimit(size)) for size in sizes)
        return
    calls = range(1, calls_of(start, folder) + 1, times)
    for way in WAYS:
        yield way.name, ((f"call {call}", way.at(call)) for call in calls)


def calls_of(start: Snapshot, folder: Path) -> int:
    """Return how many writes, syncs and renames a unit takes when nothing fails."""
    work = start.copied_to(folder)
    counting = DiskCalls(lambda _call: False)

    def count(tell: Tell) -> None:
        try_once(work, start.units[0], counting, lambda _line: None)
        tell({"calls": counting.seen.total()})

    told = in_child(count)
    shutil.rmtree(folder)
    return int(told.lines[-1]["calls"])


def tried(start: Snapshot, folder: Path, fault: Fault) -> tuple[str, list[str]]:
    """Do one unit under a fault; return what came of it and what isn't right."""
    work = start.copied_to(folder)
    told = in_child(lambda tell: try_once(work, start.units[0], fault, tell))
    if not told.lines:
        shutil.rmtree(folder)
        return "crashed", [f"the child ended with {told.status}"]
    last = told.lines[-1]
    work.promise = from_line(last)
    refused = last["outcome"] == "refused"
    found = list(_told_well(last)) if refused else []
    found += [f"{path} is left" for path in leftovers(work)] if refused else []
    found += violations(work, refused)
    shutil.rmtree(folder)
    return "erased, not smaller" if refused and last.get("moved") else last["outcome"], found


def _told_well(line: dict[str, object]) -> Iterator[str]:
    if not line["text"]:
        yield f"no sentence for {line['error']}"
    # Of an erasure only making the file smaller may fail, and that is what the sentence says.
    if line.get("moved") and "compact" not in str(line["error"]):
        yield f"refused and done all the same: {line['error']} {line['text']}"


def leftovers(work: Work) -> list[str]:
    """Return the names of files that were being made when the fault came."""
    return sorted(path.name for path in work.folder.rglob("*") if path.suffix == ".part")
