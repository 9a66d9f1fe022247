"""Run the figures of a year on every engine and hold the answers beside each other.

    python -m benchmarks.scale [--events 30000000] [--engines duckdb,postgresql,spark]

Writes what it makes into a temporary folder. Spark wants Java and ``requirements/scale.txt``.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.scale import engines, made
from meedoenbalie.collection.programme_year import counted
from meedoenbalie.domain.programme_year import ProgrammeYear

EVENTS = 30_000_000
ENGINES: dict[str, Callable[[Path], Any]] = {
    "duckdb": engines.bare,
    "postgresql": engines.postgres,
    "spark": engines.spark,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=EVENTS)
    parser.add_argument("--engines", default=",".join(ENGINES))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        start = time.perf_counter()
        counts = made.make(folder, given.events)
        print(f"made in {time.perf_counter() - start:.1f} s: {counts}", flush=True)
        found = {name: _run(name, folder) for name in given.engines.split(",")}
    if len({repr(year) for year in found.values()}) > 1:
        print("The answers differ.")
        return 1
    print(f"Equal answers of {', '.join(found)}.")
    return 0


def _run(name: str, folder: Path) -> ProgrammeYear:
    sites = {f"S{n:03d}": f"S{n:03d}" for n in range(made.SITES)}
    start = time.perf_counter()
    with ENGINES[name](folder) as ask:
        ready = time.perf_counter()
        found = counted(ask, sites, made.FIRST_YEAR + 1)
        done = time.perf_counter()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{name:<12} ready in {ready - start:7.1f} s, figures of a year in {done - ready:7.2f} s, "
        f"at most {memory} MB so far in this process",
        flush=True,
    )
    return found


if __name__ == "__main__":
    sys.exit(main())
