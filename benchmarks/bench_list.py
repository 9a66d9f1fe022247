"""The list of residents in a real window: opening, scrolling and a key typed, each until painted.

Baseline of opening and scrolling, in the same run: the same list with 1,000 residents. Baseline of
a key: two frames of a screen of 60 Hz. Offscreen, with the dossier beside the list.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.bench_search import TYPED, a_desk
from benchmarks.measure import Result, in_turns
from meedoenbalie.services.desk import Desk

if TYPE_CHECKING:
    from benchmarks.resident_window import ResidentWindow

FEW, MANY = 1_000, 100_000
PLACES = 12
TWO_FRAMES = 2 / 60
ROUNDS = 5


def run() -> list[Result]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as name:
        few = a_desk(Path(name) / "few.db", FEW)
        many = a_desk(Path(name) / "many.db", MANY)
        try:
            return measured(few, many)
        finally:
            few.database.close()
            many.database.close()


def measured(few: Desk, many: Desk) -> list[Result]:
    from benchmarks.resident_window import ResidentWindow, dressed

    dressed()
    windows = [ResidentWindow(desk) for desk in (many, few)]
    open_many, open_few = in_turns(*(window.open for window in windows), rounds=ROUNDS)
    scroll_many, scroll_few = in_turns(
        *(scrolling(window, size) for window, size in zip(windows, (MANY, FEW), strict=True)),
        rounds=ROUNDS,
    )
    keys = [min(typed_in(windows[0].type, words) for _ in range(ROUNDS)) for words in TYPED]
    for window in windows:
        window.close()
    slowest = max(zip(keys, TYPED, strict=True))
    return [
        Result(
            f"opening {MANY:,} residents", open_many, f"opening {FEW:,} residents", open_few, 1.3
        ),
        Result(
            f"scrolling to {PLACES} places in {MANY:,}",
            scroll_many,
            f"scrolling to {PLACES} places in {FEW:,}",
            scroll_few,
            1.3,
        ),
        Result(
            f"the slowest of {len(TYPED)} keys, {slowest[1]!r}, painted",
            slowest[0],
            "two frames",
            TWO_FRAMES,
            1.0,
        ),
    ]


def scrolling(window: ResidentWindow, size: int) -> Callable[[], None]:
    """Each time over lines that were not read yet, one place in each of as many stretches."""
    places = [size * place // PLACES for place in range(PLACES)]
    random.Random(7).shuffle(places)

    def work() -> None:
        window.read_anew()
        for place in places:
            window.scroll_to(place)

    return work


def typed_in(type_words: Callable[[str], None], words: str) -> float:
    type_words("")
    start = time.perf_counter()
    type_words(words)
    return time.perf_counter() - start
