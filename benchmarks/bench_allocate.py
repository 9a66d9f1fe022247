"""Dividing 5,000 residents over 300 offers, beside others that can state the problem.

Baseline, in the same run: bare OR-Tools on the same arcs, with points only and no order among
equals. Public peers are measured when they can be imported (scipy, highspy, matching: nothing of
the project needs them); what each reaches of the highest sum is printed.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec

import numpy as np
import numpy.typing as npt
from ortools.graph.python import min_cost_flow

from benchmarks.measure import Result, in_turns
from meedoenbalie.domain.matching.allocate import allocate
from meedoenbalie.domain.matching.division import Problem
from meedoenbalie.domain.matching.flow import best_division

RESIDENTS, OFFERS = 5_000, 300
Array = npt.NDArray[np.int64]


def run() -> list[Result]:
    problem = a_problem(random.Random(1))
    table = np.array(problem.scores, dtype=np.int64)
    weeks = np.array(list(problem.waiting.values()))
    room = np.array(list(problem.capacity.values()))
    best = allocate(problem).score
    if best < (bare := bare_flow(table, room)):
        raise AssertionError(f"{best} is less than {bare}")
    arrays, plain = in_turns(
        lambda: best_division(table, weeks, room), lambda: bare_flow(table, room), rounds=5
    )
    whole, again = in_turns(lambda: allocate(problem), lambda: moved(problem), rounds=3)
    print(f"    {len(table):,} pairs, {room.sum():,} places, highest sum {best:,}")
    served = first_come(table, room, weeks)
    print(f"    first come, first served: {served:,} ({100 * served / best:.2f}%)")
    friends = with_friends(problem, 20)
    told = allocate(friends)
    print(
        f"    with 20 groups of friends: {told.score:,} of at most {told.bound:,}, "
        f"gap {told.gap:.1e}"
    )
    [together] = in_turns(lambda: allocate(friends), rounds=1)
    peers = [peer for name, peer in PEERS if find_spec(name)]
    return [
        Result("5,000 x 300 as arrays", arrays, "bare OR-Tools on the same arcs", plain, 1.3),
        Result("5,000 x 300 from names to names", whole, "bare OR-Tools", plain),
        Result("solved again around one move", again, "the first time", whole),
        Result("with 20 groups of friends", together, "without", whole),
        *(measured(peer, table, room, best, whole) for peer in peers),
    ]


def a_problem(dice: random.Random) -> Problem[int, int]:
    """As scarce as a desk: places for four in five, some offers wanted by many."""
    capacity = {what: dice.choice([1, 4, 8, 12, 20, 34]) for what in range(OFFERS)}
    liked = [dice.random() for _ in range(OFFERS)]
    scores = []
    for who in range(RESIDENTS):
        for what in dice.sample(range(OFFERS), dice.randrange(4, 33)):
            own = dice.random()
            scores.append((who, what, 6_667 + round(3_333 * (0.5 * own + 0.5 * liked[what]))))
    waiting = {who: dice.randrange(60) for who in range(RESIDENTS)}
    return Problem(waiting, capacity, scores)


def with_friends(problem: Problem[int, int], number: int) -> Problem[int, int]:
    """The same, with friends of two to six who share the offers of the first of them."""
    dice, first, groups = random.Random(5), 0, []
    offers: dict[int, list[int]] = {}
    for who, what, _points in problem.scores:
        offers.setdefault(who, []).append(what)
    more = []
    for _group in range(number):
        groups.append(tuple(range(first, first + dice.randrange(2, 7))))
        more += [
            (who, what, 6_667 + dice.randrange(3_333))
            for who in groups[-1]
            for what in offers[first]
        ]
        first = groups[-1][-1] + 1
    return Problem(problem.waiting, problem.capacity, [*problem.scores, *more], groups=groups)


def moved(problem: Problem[int, int]) -> object:
    who, what, _points = next(pair for pair in problem.scores if problem.capacity[pair[1]])
    return allocate(Problem(problem.waiting, problem.capacity, problem.scores, {who: what}))


def bare_flow(table: Array, room: Array) -> int:
    end, offers = RESIDENTS + len(room), RESIDENTS + np.arange(len(room))
    people = np.arange(RESIDENTS)
    flow = min_cost_flow.SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([table[:, 0], people, offers]),
        np.concatenate([table[:, 1] + RESIDENTS, np.full(RESIDENTS, end), np.full(len(room), end)]),
        np.concatenate([np.ones(len(table) + RESIDENTS, dtype=np.int64), room]),
        np.concatenate([-table[:, 2], np.zeros(RESIDENTS + len(room), dtype=np.int64)]),
    )
    flow.set_nodes_supplies(people, np.ones(RESIDENTS, dtype=np.int64))
    flow.set_node_supply(end, -RESIDENTS)
    if flow.solve() != flow.OPTIMAL:
        raise AssertionError("no optimum")
    return -flow.optimal_cost()


Peer = Callable[..., int]


def measured(peer: Peer, table: object, room: object, best: int, ours: float) -> Result:
    begun = time.perf_counter()
    total = peer(table, room)
    seconds = time.perf_counter() - begun
    name = str(peer.__doc__)
    print(f"    {name}: {total:,} ({100 * total / best:.2f}%)")
    return Result("5,000 x 300 from names to names", ours, name, seconds)


def first_come(table: Array, room: Array, weeks: Array) -> int:
    """Whoever waited longest takes the best offer that has room."""
    left, total = room.copy(), 0
    by_resident = {who: table[table[:, 0] == who] for who in range(RESIDENTS)}
    for who in np.argsort(-weeks, kind="stable").tolist():
        wishes = by_resident[who]
        for _who, what, points in wishes[np.argsort(-wishes[:, 2], kind="stable")].tolist():
            if left[what]:
                left[what] -= 1
                total += points
                break
    return total


def scipy_assignment(table: Array, room: Array) -> int:
    """SciPy linear_sum_assignment, a column for each place"""
    from scipy.optimize import linear_sum_assignment

    worth = np.zeros((RESIDENTS, len(room)))
    worth[table[:, 0], table[:, 1]] = table[:, 2]
    seats = np.repeat(worth, room, axis=1)
    rows, columns = linear_sum_assignment(seats, maximize=True)
    return int(seats[rows, columns].sum())


def scipy_milp(table: Array, room: Array) -> int:
    """HiGHS by scipy.optimize.milp"""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    pairs = np.arange(len(table))
    rows = np.concatenate([table[:, 0], table[:, 1] + RESIDENTS])
    shape = RESIDENTS + len(room), len(table)
    once = csr_array((np.ones(2 * len(table)), (rows, np.concatenate([pairs, pairs]))), shape)
    most = np.concatenate([np.ones(RESIDENTS), room])
    found = milp(
        -table[:, 2].astype(float),
        integrality=np.ones(len(table)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(once, -np.inf, most),
    )
    return round(-found.fun)


def highs(table: Array, room: Array) -> int:
    """HiGHS by highspy, as a linear program"""
    import highspy

    solver, pairs = highspy.Highs(), len(table)
    solver.silent()
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = pairs, RESIDENTS + len(room)
    program.col_cost_ = -table[:, 2].astype(float)
    program.col_lower_, program.col_upper_ = np.zeros(pairs), np.ones(pairs)
    program.row_lower_ = np.full(RESIDENTS + len(room), -highspy.kHighsInf)
    program.row_upper_ = np.concatenate([np.ones(RESIDENTS), room]).astype(float)
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_ = np.arange(0, 2 * pairs + 1, 2)
    program.a_matrix_.index_ = np.stack([table[:, 0], table[:, 1] + RESIDENTS], axis=1).ravel()
    program.a_matrix_.value_ = np.ones(2 * pairs)
    solver.passModel(program)
    solver.run()
    return round(-solver.getObjectiveValue())


def stable(table: Array, room: Array) -> int:
    """package matching (stable, another aim: no pair would rather change)"""
    from matching.games import HospitalResident

    by_resident: dict[int, list[tuple[int, int]]] = {}
    by_offer: dict[int, list[tuple[int, int]]] = {}
    for who, what, points in table.tolist():
        if room[what]:
            by_resident.setdefault(who, []).append((-points, what))
            by_offer.setdefault(what, []).append((-points, who))
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(1_000_000)  # it copies its players by walking from one to the next
    game = HospitalResident.create_from_dictionaries(
        {who: [what for _points, what in sorted(some)] for who, some in by_resident.items()},
        {what: [who for _points, who in sorted(some)] for what, some in by_offer.items()},
        {what: int(room[what]) for what in by_offer},
    )
    solved = game.solve()
    sys.setrecursionlimit(limit)
    points = {(who, what): worth for who, what, worth in table.tolist()}
    return sum(points[who.name, what.name] for what, chosen in solved.items() for who in chosen)


PEERS: list[tuple[str, Peer]] = [
    ("scipy", scipy_assignment),
    ("scipy", scipy_milp),
    ("highspy", highs),
    ("matching", stable),
]
