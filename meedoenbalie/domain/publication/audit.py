"""What an outsider can work out of the hidden cells of a table, by linear programming."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from meedoenbalie.domain.publication.table import Bounds, Cell, Table

if TYPE_CHECKING:
    # SciPy takes long to load, and most who import this need none of it.
    from scipy.sparse import csr_array


def bounds_of(
    table: Table,
    hidden: Set[Cell],
    asked: Iterable[Cell],
    withheld: Set[int] = frozenset(),
    known: Bounds | None = None,
) -> Mapping[Cell, tuple[int, int]]:
    """Return the least and the most that each asked hidden cell can be.

    The outsider is assumed to know every shown cell before rounding, the sums except those
    withheld (by their number in the table), what is part of what, and ``known``. A cell without
    any upper bound gets the sum of all counts.
    """
    from scipy.optimize import linprog

    order = sorted(hidden)
    place = {cell: number for number, cell in enumerate(order)}
    limits = _limits(table, order, hidden, known or {})
    equal, rests = [], []
    for number, group in enumerate(table.sums):
        inside = [cell for cell in group if cell in hidden]
        if inside and number not in withheld:
            equal.append({place[cell]: 1.0 for cell in inside})
            rests.append(float(sum(table.counts[cell] for cell in inside)))
    less = [
        {place[part]: 1.0, place[whole]: -1.0}
        for part, whole in table.nested
        if part in hidden and whole in hidden
    ]
    sums, parts = _matrix(equal, len(order)), _matrix(less, len(order))
    found: dict[Cell, tuple[int, int]] = {}
    for cell in asked:
        ends = []
        for sign in (1.0, -1.0):
            solved = linprog(
                [sign if number == place[cell] else 0.0 for number in range(len(order))],
                A_ub=parts,
                b_ub=[0.0] * len(less) if less else None,
                A_eq=sums,
                b_eq=rests or None,
                bounds=limits,
                method="highs",
            )
            if not solved.success:
                # What contradicts itself gives nothing to hold on to: take the worst.
                ends = [float(table.counts[cell])] * 2
                break
            ends.append(sign * float(solved.fun))
        found[cell] = (round(ends[0]), round(ends[1]))
    return found


def _limits(
    table: Table, order: list[Cell], hidden: Set[Cell], known: Bounds
) -> list[tuple[float, float]]:
    most = sum(table.counts.values())
    low = {cell: known[cell][0] if cell in known else 0 for cell in order}
    high = dict.fromkeys(order, most)
    for cell in order:
        top = known[cell][1] if cell in known else None
        if top is not None:
            high[cell] = top
    for part, whole in table.nested:
        if part in hidden and whole not in hidden:
            high[part] = min(high[part], table.counts[whole])
        if whole in hidden and part not in hidden:
            low[whole] = max(low[whole], table.counts[part])
    return [(float(low[cell]), float(max(low[cell], high[cell]))) for cell in order]


def _matrix(rows: Sequence[Mapping[int, float]], width: int) -> csr_array | None:
    """Return rows as a matrix that leaves the noughts out; none of them: None."""
    from scipy.sparse import csr_array

    if not rows:
        return None
    values = [value for row in rows for value in row.values()]
    columns = [column for row in rows for column in row]
    starts = [0]
    for row in rows:
        starts.append(starts[-1] + len(row))
    return csr_array((values, columns, starts), shape=(len(rows), width))
