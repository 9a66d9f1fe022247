"""What a write-ahead log holds before it is opened, to notice afterwards that part was given up.

SQLite reads a log up to the last whole transaction that it can prove and gives up the rest without
a word. A person has to hear that (file format: https://sqlite.org/fileformat2.html, section 4).
"""

from __future__ import annotations

from pathlib import Path

_HEADER = 32
_FRAME_HEADER = 24


def log_of(store: Path) -> Path:
    """Return where the write-ahead log of a store lies."""
    return store.with_name(store.name + "-wal")


def frames_in(log: Path) -> int:
    """Return how many pages of the present round the log holds, whole or not; 0 without a log.

    A frame belongs to the present round when it bears one of the round's two random numbers: older
    rounds, which may stand behind it, bear neither, and a damaged number still leaves the other.
    A log of which the head can't be right holds at least one.
    """
    try:
        with log.open("rb") as file:
            head = file.read(_HEADER)
            if len(head) < _HEADER:
                return 0
            size = int.from_bytes(head[8:12], "big")
            if not 512 <= size <= 65536:
                return 1
            first, second = head[16:20], head[20:24]
            found = 0
            while len(frame := file.read(_FRAME_HEADER + size)) >= _FRAME_HEADER:
                found += frame[8:12] == first or frame[12:16] == second
            # A last frame of which not even the head is whole.
            return max(found + bool(frame), 1)
    except FileNotFoundError:
        return 0
