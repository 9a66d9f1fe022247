"""Which cells of a table are hidden: the small ones, and others that would give them away.

Secondary cells are chosen greedily: while a small cell can be worked out within less than the
protection, the smallest shown cell that shares a sum with it is hidden too. At the end each extra
cell is shown again, largest first, when the table holds without it. The choice isn't proven to be
the smallest loss; that it is enough is proven by the bounds of ``audit``.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from meedoenbalie.domain.publication.audit import bounds_of
from meedoenbalie.domain.publication.room import room_of
from meedoenbalie.domain.publication.rules import RuleSet
from meedoenbalie.domain.publication.table import Bounds, Cell, Table


@dataclass(frozen=True, slots=True)
class Earlier:
    """What earlier publications add to the choice.

    ``forced`` are hidden whatever they are, ``kept`` are shown with this value, ``known`` is what
    is known of cells, and cells of ``new_to_all`` were never shown: those are hidden first.
    """

    forced: frozenset[Cell] = frozenset()
    kept: Mapping[Cell, int] = field(default_factory=dict)
    known: Bounds = field(default_factory=dict)
    new_to_all: frozenset[Cell] = frozenset()


NOTHING = Earlier()


@dataclass(frozen=True, slots=True)
class Gated:
    """A table as it may be shown; None is hidden.

    ``small`` were hidden for themselves, ``extra`` for others. ``exposed`` could be worked out all
    the same: with any of those the table may not be published.
    """

    shown: Mapping[Cell, int | None]
    small: frozenset[Cell]
    extra: frozenset[Cell]
    withheld: frozenset[int]
    exposed: frozenset[Cell] = frozenset()

    @property
    def hidden(self) -> frozenset[Cell]:
        """All hidden cells."""
        return self.small | self.extra


def pass_gate(table: Table, rules: RuleSet, earlier: Earlier = NOTHING) -> Gated:
    """Return what of a table may be shown by a rule set."""
    small = {cell for cell, count in table.counts.items() if rules.small(count)}
    for group in table.sensitive:
        if 0 < sum(table.counts[cell] > 0 for cell in group) < rules.diversity:
            small |= {cell for cell in group if table.counts[cell] > 0}
    small |= earlier.forced
    hidden, withheld, exposed = set(small), set[int](), set[Cell]()
    while True:
        open_cells = exposed_cells(table, rules, small, hidden, withheld, earlier.known) - exposed
        if not open_cells:
            break
        for cell in sorted(open_cells):
            more = _next(table, cell, hidden, withheld, earlier)
            if more is None:
                exposed.add(cell)
            elif isinstance(more, int):
                withheld.add(more)
            else:
                hidden.add(more)
    if not exposed:
        _give_back(table, rules, small, hidden, withheld, earlier)
    shown = {
        cell: None
        if cell in hidden
        else earlier.kept[cell]
        if cell in earlier.kept
        else rules.shown(count)
        for cell, count in table.counts.items()
    }
    return Gated(
        shown,
        frozenset(small),
        frozenset(hidden - small),
        frozenset(withheld),
        frozenset(exposed),
    )


def exposed_cells(
    table: Table,
    rules: RuleSet,
    small: Set[Cell],
    hidden: Set[Cell],
    withheld: Set[int],
    known: Bounds,
) -> set[Cell]:
    """Return the protected cells that can be worked out within less than the protection.

    Only those without room to move for all to see need linear programming.
    """
    room = room_of(table, hidden, small, withheld, known)
    unsure = sorted(cell for cell in small if room[cell] < rules.protection)
    found = bounds_of(table, hidden, unsure, withheld, known)
    return {cell for cell, (low, high) in found.items() if high - low < rules.protection}


def _next(
    table: Table, cell: Cell, hidden: Set[Cell], withheld: Set[int], earlier: Earlier
) -> Cell | int | None:
    """Return the cell to hide next for a cell, or the number of a sum to withhold."""
    groups = [
        (number, group)
        for number, group in enumerate(table.sums)
        if cell in group and number not in withheld
    ]
    wholes = [whole for part, whole in table.nested if part == cell]
    candidates = [
        other
        for other in (*(each for _number, group in groups for each in group), *wholes)
        if other not in hidden and table.counts[other] > 0 and other not in earlier.kept
    ]
    if candidates:
        return min(
            candidates,
            key=lambda other: (other not in earlier.new_to_all, table.counts[other], other),
        )
    return groups[0][0] if groups else None


def _give_back(
    table: Table,
    rules: RuleSet,
    small: Set[Cell],
    hidden: set[Cell],
    withheld: Set[int],
    earlier: Earlier,
) -> None:
    for cell in sorted(hidden - small, key=lambda each: (-table.counts[each], each)):
        without = hidden - {cell}
        if not exposed_cells(table, rules, small, without, withheld, earlier.known):
            hidden.discard(cell)
