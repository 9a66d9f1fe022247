"""What a desk prints for outside, each count held beside all that it printed before.

Printed counts are hidden and rounded already. Whoever lays two of them side by side that are about
the same people, or of which one is about a part of the others, may not be left with a few.

With ``CBS`` looking at two is enough: of three rounded counts that aren't nought the difference is
never certain to be a few (tried in ``test_printed.py``), and nought takes nothing away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from meedoenbalie.domain.publication.differencing import small_change
from meedoenbalie.domain.publication.rules import CBS, RuleSet
from meedoenbalie.domain.publication.table import Cell

Hold = Callable[[Cell, int | None], int | None]
"""Takes a cell and the count that may be shown of it; returns the one to print, None is hidden.

A name of a cell is a path: what stands after a colon is a part of what stands before it. The row is
an azc; the empty one is all together.
"""


def as_it_is(_cell: Cell, shown: int | None) -> int | None:
    """Print a count as it is: what the screen shows isn't held beside paper."""
    return shown


@dataclass(frozen=True, slots=True)
class Differs:
    """How many counts of a print aren't as they are now, because of earlier ones.

    ``kept`` stand as they were printed before, ``hidden`` aren't printed.
    """

    kept: int = 0
    hidden: int = 0


class Beside:
    """One print: called for each count, in the order in which they matter most."""

    def __init__(self, before: Iterable[Mapping[Cell, int | None]], rules: RuleSet = CBS) -> None:
        self._rules = rules
        self._told: dict[str, dict[Cell, list[int]]] = {}
        self._last: dict[Cell, int] = {}
        self._kept: set[Cell] = set()
        self._hidden: set[Cell] = set()
        self.cells: dict[Cell, int | None] = {}
        for sheet in before:
            for cell, shown in sheet.items():
                self._tell(cell, shown)
                if shown is not None:
                    self._last[cell] = shown

    def __call__(self, cell: Cell, shown: int | None) -> int | None:
        """Return what is printed of a cell: the count, what stood there before, or nothing."""
        chosen = shown
        if shown is not None and not self._safe(cell, shown):
            before = self._last.get(cell)
            # An earlier count stands in for one that is nearly the same, never for another.
            near = before is not None and small_change(before, shown, self._rules)
            chosen = before if near and before is not None and self._safe(cell, before) else None
            (self._hidden if chosen is None else self._kept).add(cell)
        self._print(cell, chosen)
        return chosen

    def whole(self, cells: Mapping[Cell, int | None]) -> bool:
        """Print counts all as they are, or none: tell which."""
        if not all(shown is None or self._safe(cell, shown) for cell, shown in cells.items()):
            self._hidden |= cells.keys()
            return False
        for cell, shown in cells.items():
            self._print(cell, shown)
        return True

    @property
    def differs(self) -> Differs:
        """How many counts aren't as they are now."""
        return Differs(len(self._kept), len(self._hidden))

    @property
    def tells_more(self) -> bool:
        """Whether anything is printed that isn't what was printed of it last."""
        return any(
            shown is not None and self._last.get(cell) != shown
            for cell, shown in self.cells.items()
        )

    def _print(self, cell: Cell, shown: int | None) -> None:
        self.cells[cell] = shown
        self._tell(cell, shown)

    def _tell(self, cell: Cell, shown: int | None) -> None:
        if shown is not None:
            self._told.setdefault(_root(cell), {}).setdefault(cell, []).append(shown)

    def _safe(self, cell: Cell, shown: int) -> bool:
        return not any(small_change(each, shown, self._rules) for each in self._beside(cell))

    def _beside(self, cell: Cell) -> Iterator[int]:
        for other, told in self._told.get(_root(cell), {}).items():
            if related(cell, other):
                yield from told


def related(one: Cell, other: Cell) -> bool:
    """Tell whether two cells are about the same people, or one about a part of the others."""
    return (_within(one[0], other[0]) and _part(one[1], other[1])) or (
        _within(other[0], one[0]) and _part(other[1], one[1])
    )


def _within(row: str, other: str) -> bool:
    return other in ("", row)


def _part(name: str, other: str) -> bool:
    return name == other or name.startswith(f"{other}:")


def _root(cell: Cell) -> str:
    return cell[1].partition(":")[0]
