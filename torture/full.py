"""A small disk that is full but for so many bytes: every unit of the hour, for more and more room.

The disk is a tmpfs, which only root may mount.
"""

from __future__ import annotations

import os
import random
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from torture.disk import tried
from torture.faults import FullDisk
from torture.figures import Figure
from torture.snapshots import snapshots

SIZE = 32 << 20
BLOCK = 4096
ROOMS = (*range(0, 32 * BLOCK, BLOCK), *range(32 * BLOCK, 640 * BLOCK, 16 * BLOCK))
NEEDS = "needs root, to mount a small tmpfs"


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Yield a folder that is a disk of its own. Raises CalledProcessError when it can't be."""
    folder.mkdir()
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)],
        check=True,
        capture_output=True,
    )
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def run(_chance: random.Random, times: int = 1) -> Iterator[Figure]:
    """Do every unit with every ``times``-th amount of room."""
    if os.geteuid() != 0:
        yield Figure("full disk", NEEDS)
        return
    with tempfile.TemporaryDirectory() as name:
        made = snapshots(Path(name))
        try:
            with small_disk(Path(name, "small")) as disk:
                for start in made:
                    figure = Figure("full disk", start.units[0].name)
                    for room in ROOMS[::times]:
                        outcome, found = tried(start, disk / "work", FullDisk(disk, room))
                        figure.count(found, outcome, f"{room} bytes of room")
                    yield figure
        except subprocess.CalledProcessError:
            yield Figure("full disk", NEEDS)
