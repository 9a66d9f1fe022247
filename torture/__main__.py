"""Show that a store holds under every kind of fault, and print a table of figures.

    python -m torture                     all kinds (needs Linux; half an hour)
    python -m torture kill flips          some of them
    python -m torture --seed 7 kill       the same moments as another time
    python -m torture --every 20          a twentieth of it
    python -m torture --plain             only what is the same every time and needs nothing else

Exit 1 when anything wasn't as it should be.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from scripts.system_packages import command, install
from torture import attack, desks, disk, figures, flips, full, kills, log, sequences, two
from torture.faults import PRELOADED, disk_calls_can_fail
from torture.figures import Figure

Run = Callable[[random.Random, int], Iterable[Figure]]

_MEMORY = Path("/dev/shm")


def _counted(run: Run, times: int) -> Run:
    return lambda chance, every: run(chance, max(1, times // every))


KINDS: dict[str, Run] = {
    "kill": _counted(kills.run, kills.TIMES),
    "disk": disk.run,
    "full": full.run,
    "flips": flips.run,
    "log": log.run,
    "desks": desks.run,
    "two": _counted(two.run, two.TIMES),
    "sequences": _counted(sequences.run, sequences.SEQUENCES),
    "attack": _counted(attack.run, attack.TIMES),
}


def with_failing_disk() -> None:
    """Run this program anew with the library that makes disk calls fail, if it can be had."""
    if disk_calls_can_fail() or sys.platform != "linux":
        return
    library = _library() or (install(["fiu-utils"]) and _library())
    if not library:
        print(f"Without a failing disk. Install it first: {command(['fiu-utils'])}")
        return
    os.environ["LD_PRELOAD"] = str(library)
    os.execv(sys.executable, [sys.executable, "-m", "torture", *sys.argv[1:]])


def _library() -> Path | None:
    places = ("lib/fiu", "lib/*/fiu", "local/lib/fiu")
    found = (path for place in places for path in Path("/usr").glob(f"{place}/{PRELOADED}.so"))
    return next(found, None)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m torture")
    parser.add_argument("kinds", nargs="*", metavar="kind", help=", ".join(KINDS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=1, help="do one of so many")
    parser.add_argument("--plain", action="store_true", help="intercept no calls of the disk")
    chosen = parser.parse_args(arguments)
    if unknown := set(chosen.kinds) - set(KINDS):
        parser.error(f"no such kind: {', '.join(sorted(unknown))}. There are: {', '.join(KINDS)}")
    if not chosen.plain:
        with_failing_disk()
    # In memory, so that thousands of syncs don't wait: nothing here is about a power cut.
    if _MEMORY.is_dir():
        tempfile.tempdir = str(_MEMORY)
    print(f"seed {chosen.seed}\n{figures.HEAD}")
    wrong = 0
    for kind in chosen.kinds or KINDS:
        start = time.monotonic()
        for figure in KINDS[kind](random.Random(chosen.seed), chosen.every):
            print(figure, flush=True)
            wrong += len(figure.violations)
        print(f"{kind}: {time.monotonic() - start:.0f} s", flush=True)
    print(f"{wrong} not as it should be." if wrong else "All as it should be.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
