"""Run the figures of a year on every engine and hold the answers beside each other.

    python -m benchmarks.scale [--events 30000000] [--engines duckdb,spark] [--minutes 25]

Writes what it makes into a temporary folder. Spark wants Java and ``requirements/scale.txt``. On
Linux: the most memory that a process held is read from /proc.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.scale import made
from benchmarks.scale.one_engine import ENGINES, in_a_process

EVENTS = 30_000_000


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--events", type=int, default=EVENTS)
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--minutes", type=float, default=25, help="for each engine")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        start = time.perf_counter()
        counts = made.make(folder, given.events)
        print(f"made in {time.perf_counter() - start:.1f} s: {counts}", flush=True)
        names = given.engines.split(",")
        found = {name: in_a_process(name, folder, 60 * given.minutes) for name in names}
    done = {name: answer for name, answer in found.items() if answer is not None}
    if len(set(done.values())) > 1:
        print("The answers differ.")
        return 1
    print(f"Equal answers of {', '.join(done)}." if len(done) > 1 else "One answer only.")
    return 0 if len(done) == len(found) else 1


if __name__ == "__main__":
    sys.exit(main())
