"""Dividing places over everybody at once, with a proven optimum.

Each resident gets at most one offer and no offer more residents than it has places; among all such
divisions the sum of the scores is highest. Of divisions with the same sum the one that places those
who waited longest comes first; the same problem always gives the same answer. Waiting never
outweighs a point of score.

This is a transport problem, solved as min-cost flow: its optimum has whole numbers and the solver
proves it, so there is no gap to report.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

from meedoenbalie.domain.matching.division import Allocation, F, InvalidProblem, Problem, R

Numbers = NDArray[np.int64]


def allocate(problem: Problem[R, F]) -> Allocation[R, F]:
    """Return a division with the highest sum of points. Raises InvalidProblem."""
    people = {who: place for place, who in enumerate(problem.waiting)}
    offers = {what: place for place, what in enumerate(problem.capacity)}
    pairs = _pairs(problem, people, offers)
    waiting = np.fromiter(problem.waiting.values(), np.int64, len(people))
    room = np.fromiter(problem.capacity.values(), np.int64, len(offers))
    _check(problem, waiting, room)
    decided, free = _decided(problem, people, offers, pairs, room)
    used = np.concatenate([decided, pairs[free][best_division(pairs[free], waiting, room)]])
    names, titles = list(people), list(offers)
    used = used[np.argsort(used[:, 0], kind="stable")]
    assignments = {names[who]: titles[what] for who, what in used[:, :2].tolist()}
    return Allocation(int(used[:, 2].sum()), assignments)


def _pairs(problem: Problem[R, F], people: Mapping[R, int], offers: Mapping[F, int]) -> Numbers:
    """Return resident, offer and points of each pair once, in that order."""
    if not problem.scores:
        return np.zeros((0, 3), dtype=np.int64)
    try:
        listed = [(people[who], offers[what], score) for who, what, score in problem.scores]
    except KeyError:
        strangers = [who for who, _what, _score in problem.scores if who not in people]
        if strangers:
            raise InvalidProblem("unknown_resident", strangers[0]) from None
        stranger = next(what for _who, what, _score in problem.scores if what not in offers)
        raise InvalidProblem("unknown_offer", stranger) from None
    table = np.array(listed, dtype=np.int64)
    table = table[np.lexsort((-table[:, 2], table[:, 1], table[:, 0]))]
    first = np.ones(len(table), dtype=bool)
    first[1:] = (table[1:, :2] != table[:-1, :2]).any(axis=1)
    kept: Numbers = table[first]
    return kept


def _check(problem: Problem[R, F], waiting: Numbers, room: Numbers) -> None:
    for place in np.flatnonzero(waiting < 0)[:1]:
        raise InvalidProblem("negative_waiting", list(problem.waiting)[place])
    for place in np.flatnonzero(room < 0)[:1]:
        raise InvalidProblem("negative_capacity", list(problem.capacity)[place])


def _decided(
    problem: Problem[R, F],
    people: Mapping[R, int],
    offers: Mapping[F, int],
    pairs: Numbers,
    room: Numbers,
) -> tuple[Numbers, NDArray[np.bool_]]:
    """Return the pairs of those whose place is decided, and which pairs are open; takes room."""
    for who in problem.fixed:
        if who not in people:
            raise InvalidProblem("unknown_resident", who)
    settled = np.isin(pairs[:, 0], np.array([people[who] for who in problem.fixed], dtype=np.int64))
    points = {(who, what): score for who, what, score in pairs[settled].tolist()}
    kept = []
    for who, what in problem.fixed.items():
        if what is None:
            continue
        if what not in offers:
            raise InvalidProblem("unknown_offer", what)
        pair = people[who], offers[what]
        if pair not in points:
            raise InvalidProblem("fixed_pair_not_allowed", who)
        if room[pair[1]] == 0:
            raise InvalidProblem("fixed_over_capacity", what)
        room[pair[1]] -= 1
        kept.append((*pair, points[pair]))
    open_pairs = ~settled & (pairs[:, 2] >= 0)
    return np.array(kept, dtype=np.int64).reshape(-1, 3), open_pairs


def best_division(pairs: Numbers, waiting: Numbers, room: Numbers) -> Numbers:
    """Return the places in ``pairs`` (resident, offer, points from 0) of the best division.

    ``waiting`` holds weeks and ``room`` free places, by the numbers in ``pairs``. Every resident
    sends one unit: along a pair to an offer, or straight to the end for nothing.
    """
    if not len(pairs):
        return np.zeros(0, dtype=np.int64)
    residents, offers = len(waiting), len(room)
    source, sink = residents + offers, residents + offers + 1
    people, places = np.arange(residents), np.arange(offers) + residents
    # One point is worth more than everybody's weeks together.
    worth = pairs[:, 2] * (int(waiting.sum()) + 1) + waiting[pairs[:, 0]]
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
