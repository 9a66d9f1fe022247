"""A log that is flipped or cut off at every frame gives the last whole change, and says so.

The log of a crash holds eight changes. What is left is compared with how many of them lie wholly
before the damage.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from meedoenbalie.services.registration import add_site, sites
from meedoenbalie.services.stores import open_store
from meedoenbalie.services.verifying import verify
from meedoenbalie.storage.wal import log_of
from torture.child import own_folders
from torture.figures import Figure
from torture.hour import PASSPHRASES, USER, Work, clock, new_store

HEAD, FRAME = 32, 24 + 4096
CHANGES = 8
_BITS_A_FRAME = 8


@dataclass(frozen=True, slots=True)
class Crashed:
    """A store with the log of a crash; ``ends`` are its lengths in frames after each change."""

    store: bytes
    keys: bytes
    log: bytes
    ends: tuple[int, ...]

    def put(self, folder: Path, log: bytes) -> Work:
        """Put the store down once more, with a damaged log."""
        work = Work(folder)
        work.path.write_bytes(self.store)
        work.path.with_name(work.path.name + ".keys").write_bytes(self.keys)
        log_of(work.path).write_bytes(log)
        return work

    def whole_before(self, frame: int) -> int:
        """Return how many changes lie wholly before a frame."""
        return sum(end <= frame for end in self.ends)


def crashed(folder: Path) -> Crashed:
    """Make changes and take the files as a crash at the end would leave them."""
    work = new_store(folder)
    database = work.desk.database
    database.compact()
    store, ends = work.path.read_bytes(), []
    for number in range(CHANGES):
        add_site(work.desk, f"S{number}", f"azc {number}")
        ends.append((log_of(work.path).stat().st_size - HEAD) // FRAME)
    keys = work.path.with_name(work.path.name + ".keys").read_bytes()
    made = Crashed(store, keys, log_of(work.path).read_bytes(), tuple(ends))
    work.close()
    return made


def run(chance: random.Random, times: int = 1) -> list[Figure]:
    """Damage the log in every frame and its head; ``times`` thins out."""
    flipped = Figure("damaged log", "flipped bit in each frame")
    cut = Figure("damaged log", "cut off at each frame")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        own_folders(folder)
        made = crashed(folder)
        frames = len(made.log) // FRAME
        for frame in range(-1, frames, times):
            for place in _places(frame, chance):
                data = bytearray(made.log)
                data[place] ^= 1 << chance.randrange(8)
                _count(flipped, made, folder, bytes(data), made.whole_before(max(frame, 0)))
        for frame in range(0, frames, times):
            for more in (0, 12, FRAME // 2):
                log = made.log[: HEAD + frame * FRAME + more]
                # Exactly between two changes nothing tells that there was another.
                between = more == 0 and frame in made.ends
                _count(cut, made, folder, log, made.whole_before(frame), told=not between)
    return [flipped, cut]


def _places(frame: int, chance: random.Random) -> Iterator[int]:
    start, size = (0, HEAD) if frame < 0 else (HEAD + frame * FRAME, FRAME)
    yield from (start + chance.randrange(size) for _bit in range(_BITS_A_FRAME))
    if frame >= 0:
        yield start + chance.randrange(24)


def _count(
    figure: Figure, made: Crashed, folder: Path, log: bytes, whole: int, told: bool | None = None
) -> None:
    work = made.put(folder, log)
    desk = open_store(work.path, USER, PASSPHRASES[0], clock())
    with desk.database:
        found = sorted(site.code for site in sites(desk) if site.code != "RTW")
        recovered = desk.database.recovered
        problems = [f"verify: {problem.code}" for problem in verify(desk).problems]
    if found != [f"S{number}" for number in range(whole)]:
        problems.append(f"{len(found)} changes instead of {whole}")
    if recovered != (whole < CHANGES if told is None else told):
        problems.append(f"says {recovered}, {whole} of {CHANGES} changes")
    figure.count(problems, "told" if recovered else "nothing to tell")
