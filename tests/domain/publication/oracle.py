"""An independent judge of a table: CP-SAT looks for the tables that fit what is shown.

No public package judges hidden cells beside sums: pyCANON judges records, and needs another NumPy
and pandas than this program. So the judge counts in whole numbers, where the gate uses linear
programming, and shares no code with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Set

from ortools.sat.python import cp_model

from meedoenbalie.domain.publication.table import Cell, Table

MOST = 1000


def least_and_most(
    table: Table, hidden: Set[Cell], cell: Cell, withheld: Set[int]
) -> tuple[int, int]:
    """Return the smallest and largest count of a cell over every table that fits."""
    ends = []
    for largest in (False, True):
        model = cp_model.CpModel()
        counts: Mapping[Cell, cp_model.LinearExprT] = {
            each: model.new_int_var(0, MOST, str(each)) if each in hidden else count
            for each, count in table.counts.items()
        }
        for number, group in enumerate(table.sums):
            if number not in withheld and any(each in hidden for each in group):
                model.add(
                    sum(counts[each] for each in group) == sum(table.counts[each] for each in group)
                )
        for part, whole in table.nested:
            if part in hidden or whole in hidden:
                model.add(counts[part] <= counts[whole])
        (model.maximize if largest else model.minimize)(counts[cell])
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        assert solver.solve(model) == cp_model.OPTIMAL
        ends.append(round(solver.objective_value))
    return ends[0], ends[1]
