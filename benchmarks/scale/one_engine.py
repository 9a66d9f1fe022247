"""One engine in a process of its own, so that its memory is its own and it can be stopped."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.scale import engines, made
from meedoenbalie.collection.programme_year import counted
from meedoenbalie.collection.year_queries import QUERIES

ENGINES: dict[str, Callable[[Path], Any]] = {
    "duckdb": engines.bare,
    "postgresql": engines.postgres,
    "spark": engines.spark,
}


def in_a_process(name: str, folder: Path, seconds: float) -> str | None:
    """Return what an engine answers, or None when it failed or took too long."""
    here, there = multiprocessing.Pipe(duplex=False)
    work = multiprocessing.get_context("spawn").Process(target=_run, args=(name, folder, there))
    work.start()
    there.close()
    found: str | None = None
    try:
        if here.poll(seconds):
            found = here.recv()
        else:
            print(f"{name:<12} stopped after {seconds / 60:.0f} minutes", flush=True)
            work.terminate()
    except EOFError:
        print(f"{name:<12} failed", flush=True)
    work.join()
    return found


def _run(name: str, folder: Path, out: Connection) -> None:
    sites = {f"S{n:03d}": f"S{n:03d}" for n in range(made.SITES)}
    start = time.perf_counter()
    with ENGINES[name](folder) as ready:
        filled = time.perf_counter()
        print(f"{name:<12} ready in {filled - start:.1f} s", flush=True)
        answered = 0

        def told(act: Callable[[str], Any]) -> Callable[[str], Any]:
            def acts(query: str) -> Any:
                nonlocal answered
                before, result = time.perf_counter(), act(query)
                answered += 1
                took = time.perf_counter() - before
                print(f"    {answered} of {len(QUERIES) + 2} in {took:.2f} s", flush=True)
                return result

            return acts

        engine = replace(ready.engine, ask=told(ready.engine.ask), run=told(ready.engine.run))
        found = counted(engine, sites, made.FIRST_YEAR + 1)
        done = time.perf_counter()
        memory = sum(map(_most_memory, ready.processes()))
        print(
            f"{name:<12} figures of a year in {done - filled:.2f} s, at most {memory} MB, "
            f"load of the machine {os.getloadavg()[0]:.1f}",
            flush=True,
        )
        out.send(repr(found))


def _most_memory(process: int) -> int:
    """Return the most megabytes that a process ever held."""
    status = Path(f"/proc/{process}/status").read_text("ascii", errors="replace")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) // 1024
