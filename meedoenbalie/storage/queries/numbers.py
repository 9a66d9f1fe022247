"""From which number is counted on when references are given out."""

from __future__ import annotations

from collections.abc import Callable, Iterable


def last_number(last: str, every: Callable[[], Iterable[str]]) -> int:
    """Return the number after which the next is free; 0 when there is none yet.

    ``last`` is what comes last as a text, which an index tells at once; ``every`` reads all of
    them. As texts they stand in the order of their numbers only while all have four digits or more
    and as many: 10000 comes before 9999, and 12 from a list of somebody else after 0013.
    """
    if last.isdecimal():
        number = int(last)
        if last == f"{number:04d}" and len(f"{number + 1:04d}") == len(last):
            return number
    return max((int(end) for end in every() if end.isdecimal()), default=0)
