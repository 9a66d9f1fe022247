"""How a benchmark measures, and what it tells."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """Our time beside that of the baseline, in seconds; ``goal`` is the highest ratio wanted."""

    name: str
    seconds: float
    baseline_name: str
    baseline_seconds: float
    goal: float | None = None

    @property
    def ratio(self) -> float:
        """How many times as long we take."""
        return self.seconds / self.baseline_seconds


def in_turns(*works: Callable[[], object], rounds: int = 11) -> tuple[float, ...]:
    """Return the least seconds of each work, done in turns so that all meet the same machine."""
    best = [float("inf")] * len(works)
    for _round in range(rounds):
        for place, work in enumerate(works):
            gc.collect()
            start = time.perf_counter()
            work()
            best[place] = min(best[place], time.perf_counter() - start)
    return tuple(best)


def medians(*works: Callable[[], object], rounds: int = 31) -> tuple[float, ...]:
    """Return the median seconds of each work, done in turns; the first time of each doesn't count.

    For work that leaves something behind, of which the least would tell of the beginning only.
    """
    seconds: list[list[float]] = [[] for _work in works]
    gc.collect()
    for _round in range(rounds + 1):
        for place, work in enumerate(works):
            start = time.perf_counter()
            work()
            seconds[place].append(time.perf_counter() - start)
    return tuple(statistics.median(times[1:]) for times in seconds)


def once(work: Callable[[], object]) -> float:
    """Return the seconds of work that can be done once only."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def cpu(work: Callable[[], object]) -> float:
    """Return the seconds of CPU of work that can be done once only, on a machine that is shared."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start
