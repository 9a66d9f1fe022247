"""Statistical disclosure control of counts that leave the programme (publicaties).

Source: practice of Statistics Netherlands (CBS) — suppress cells under 10, suppress a second cell
so that a total doesn't give the first away, round to multiples of 5, totals from rounded cells. The
threshold and the base are configuration.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)

THRESHOLD = 10
ROUNDING = 5


@dataclass(frozen=True, slots=True)
class Published(Generic[K]):
    """Counts that may be shown; None is a hidden cell. ``total`` adds up the shown cells only."""

    cells: Mapping[K, int | None]
    total: int

    @property
    def hidden(self) -> int:
        """How many cells are hidden."""
        return sum(count is None for count in self.cells.values())


def round_to(count: int, base: int = ROUNDING) -> int:
    """Round to the nearest multiple of a base; half a base goes up."""
    return (
        (count + base // 2) // base * base if base % 2 else (count * 2 + base) // (2 * base) * base
    )


def publish(
    counts: Mapping[K, int], threshold: int = THRESHOLD, base: int = ROUNDING
) -> Published[K]:
    """Hide small counts and round the others.

    A count of nought is shown: it is about nobody. When one cell is hidden, the smallest of the
    others is hidden with it, unless no other cell is above nought.
    """
    hidden = {key for key, count in counts.items() if 0 < count < threshold}
    if len(hidden) == 1:
        others = [key for key, count in counts.items() if key not in hidden and count > 0]
        if others:
            hidden.add(min(others, key=lambda key: counts[key]))
    cells = {key: None if key in hidden else round_to(count, base) for key, count in counts.items()}
    return Published(cells, sum(count for count in cells.values() if count is not None))


def publish_one(count: int, threshold: int = THRESHOLD, base: int = ROUNDING) -> int | None:
    """Return a single count as it may be shown, or None when it is too small."""
    return None if 0 < count < threshold else round_to(count, base)


def share_shown(part: int | None, whole: int | None, least_base: int = 20) -> float | None:
    """Return a share of two published counts, or None where the base is too small for one.

    Never 0 or 1: everybody in a group being alike tells about each of them.
    """
    if part is None or whole is None or whole < least_base or part in (0, whole):
        return None
    return part / whole


def largest_first(counts: Mapping[str, int | None]) -> dict[str, int | None]:
    """Return published counts in the order in which they may be shown.

    Hidden ones come last, by name: an order by count would tell which of them is larger.
    """
    return dict(
        sorted(counts.items(), key=lambda item: (-1 if item[1] is None else -item[1] - 2, item[0]))
    )
