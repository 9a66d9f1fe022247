"""The best division of people who each go by themselves: a transport problem, as min-cost flow.

Its optimum has whole numbers and the solver proves it, so there is no gap to report.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

Numbers = NDArray[np.int64]


def best_division(
    pairs: Numbers, waiting: Numbers, room: Numbers, stays: NDArray[np.bool_] | None = None
) -> Numbers:
    """Return the places in ``pairs`` (resident, offer, points from 0) of the best division.

    ``waiting`` holds weeks and ``room`` free places, by the numbers in ``pairs``. Of equal sums the
    one in which people waited longest, and then the one with most pairs that ``stays`` marks. Every
    resident sends one unit: along a pair to an offer, or straight to the end for nothing.
    """
    if not len(pairs):
        return np.zeros(0, dtype=np.int64)
    residents, offers = len(waiting), len(room)
    source, sink = residents + offers, residents + offers + 1
    people, places = np.arange(residents), np.arange(offers) + residents
    # One point is worth more than everybody's weeks together, and a week more than all who stay.
    worth = pairs[:, 2] * (int(waiting.sum()) + 1) + waiting[pairs[:, 0]]
    if stays is not None:
        worth = worth * (residents + 1) + stays
    heads = [pairs[:, 1] + residents, people, np.full(residents, sink), np.full(offers, sink)]
    tails = [pairs[:, 0], np.full(residents, source), people, places]
    ones = np.ones(residents, dtype=np.int64)
    flow = min_cost_flow.SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(
        np.concatenate(tails),
        np.concatenate(heads),
        np.concatenate([np.ones(len(pairs), dtype=np.int64), ones, ones, room]),
        np.concatenate([-worth, np.zeros(2 * residents + offers, dtype=np.int64)]),
    )
    flow.set_node_supply(source, residents)
    flow.set_node_supply(sink, -residents)
    status = flow.solve()
    if status != flow.OPTIMAL:
        raise ArithmeticError(f"min-cost flow ended with {status}")
    used: Numbers = np.flatnonzero(flow.flows(np.arange(len(pairs))))
    return used
