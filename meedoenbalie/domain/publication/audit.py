"""What an outsider can work out of the hidden cells of a table, by linear programming."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import TYPE_CHECKING

from meedoenbalie.domain.publication.table import Bounds, Cell, Table

if TYPE_CHECKING:
    # The solver takes a moment to load, and most who import this need none of it.
    from ortools.linear_solver import pywraplp


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
    solver, cells = _program(table, hidden, withheld, known or {})
    found: dict[Cell, tuple[int, int]] = {}
    for cell in asked:
        # What contradicts itself gives nothing to hold on to: take the worst.
        least = most = table.counts[cell]
        ends = _end(solver, cells[cell], -1), _end(solver, cells[cell], 1)
        if ends[0] is not None and ends[1] is not None:
            least, most = ends[0], ends[1]
        found[cell] = (least, most)
    return found


def _program(
    table: Table, hidden: Set[Cell], withheld: Set[int], known: Bounds
) -> tuple[pywraplp.Solver, Mapping[Cell, pywraplp.Variable]]:
    """Return what the outsider knows as a linear program, and its variable of each hidden cell."""
    from ortools.linear_solver import pywraplp

    solver = pywraplp.Solver.CreateSolver("GLOP")
    limits = _limits(table, sorted(hidden), hidden, known)
    cells = {cell: solver.NumVar(low, high, "") for cell, (low, high) in limits.items()}
    for number, group in enumerate(table.sums):
        inside = [cell for cell in group if cell in hidden]
        if inside and number not in withheld:
            total = sum(table.counts[cell] for cell in inside)
            rule = solver.Constraint(total, total)
            for cell in inside:
                rule.SetCoefficient(cells[cell], 1)
    for part, whole in table.nested:
        if part in hidden and whole in hidden:
            rule = solver.Constraint(-solver.infinity(), 0)
            rule.SetCoefficient(cells[part], 1)
            rule.SetCoefficient(cells[whole], -1)
    return solver, cells


def _end(solver: pywraplp.Solver, cell: pywraplp.Variable, sign: int) -> int | None:
    """Return the most (``sign`` 1) or the least (-1) a cell can be; None when nothing can be."""
    goal = solver.Objective()
    goal.Clear()
    goal.SetCoefficient(cell, sign)
    goal.SetMaximization()
    if solver.Solve() != solver.OPTIMAL:
        return None
    return round(sign * float(goal.Value()))


def _limits(
    table: Table, order: list[Cell], hidden: Set[Cell], known: Bounds
) -> Mapping[Cell, tuple[float, float]]:
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
    return {cell: (float(low[cell]), float(max(low[cell], high[cell]))) for cell in order}
