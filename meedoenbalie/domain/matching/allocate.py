"""Dividing places over everybody at once, with a proven optimum.

Each resident gets at most one offer and no offer more residents than it has places; among all such
divisions the sum of the scores is highest. Of divisions with the same sum the one that places those
who waited longest comes first, then the one that leaves most people where they were; the same
problem always gives the same answer. Waiting never outweighs a point of score.

Without groups this is solved as a flow and there is no gap. Groups of friends are settled first
(together.py), with a bound; the others are then divided around them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from meedoenbalie.domain.matching.division import (
    LARGEST_GROUP,
    SMALLEST_GROUP,
    Allocation,
    F,
    InvalidProblem,
    Problem,
    R,
)
from meedoenbalie.domain.matching.flow import best_division
from meedoenbalie.domain.matching.together import settle_groups

__all__ = ["allocate", "best_division"]

Numbers = NDArray[np.int64]


def allocate(problem: Problem[R, F]) -> Allocation[R, F]:
    """Return a division with the highest sum of points. Raises InvalidProblem."""
    people = {who: place for place, who in enumerate(problem.waiting)}
    offers = {what: place for place, what in enumerate(problem.capacity)}
    pairs = _pairs(problem, people, offers)
    waiting = np.fromiter(problem.waiting.values(), np.int64, len(people))
    room = np.fromiter(problem.capacity.values(), np.int64, len(offers))
    _check(problem, waiting, room)
    fixed = _fixed_together(problem, people)
    decided, free = _decided(fixed, people, offers, pairs, room)
    parties = [
        np.array(sorted(people[who] for who in group), dtype=np.int64)
        for group in problem.groups
        if group[0] not in fixed
    ]
    alone = pairs[free & (pairs[:, 2] >= 0) & ~np.isin(pairs[:, 0], _joined(parties))]
    together, bound = _together(pairs, alone, parties, waiting, room)
    np.subtract.at(room, together[:, 1], 1)
    stays = _stays(problem, people, offers, alone)
    given = np.concatenate([decided, together, alone[best_division(alone, waiting, room, stays)]])
    names, titles = list(people), list(offers)
    given = given[np.argsort(given[:, 0], kind="stable")]
    assignments = {names[who]: titles[what] for who, what in given[:, :2].tolist()}
    score = int(given[:, 2].sum())
    most = score if bound is None else max(score, bound + int(decided[:, 2].sum()))
    return Allocation(score, assignments, most)


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


def _fixed_together(problem: Problem[R, F], people: Mapping[R, int]) -> dict[R, F | None]:
    """Return whose place is decided; what is decided for one of a group holds for all of it."""
    fixed, seen = dict(problem.fixed), set[R]()
    for group in problem.groups:
        if not SMALLEST_GROUP <= len(set(group)) == len(group) <= LARGEST_GROUP:
            raise InvalidProblem("group_size", ", ".join(map(str, group)))
        for who in group:
            if who not in people:
                raise InvalidProblem("unknown_resident", who)
            if who in seen:
                raise InvalidProblem("in_two_groups", who)
            seen.add(who)
        decided = {problem.fixed[who] for who in group if who in problem.fixed}
        if len(decided) > 1:
            raise InvalidProblem("group_split", ", ".join(map(str, group)))
        fixed |= {who: what for what in decided for who in group}
    return fixed


def _decided(
    fixed: Mapping[R, F | None],
    people: Mapping[R, int],
    offers: Mapping[F, int],
    pairs: Numbers,
    room: Numbers,
) -> tuple[Numbers, NDArray[np.bool_]]:
    """Return the pairs of those whose place is decided, and which pairs are open; takes room."""
    for who in fixed:
        if who not in people:
            raise InvalidProblem("unknown_resident", who)
    settled = np.isin(pairs[:, 0], np.array([people[who] for who in fixed], dtype=np.int64))
    points = {(who, what): score for who, what, score in pairs[settled].tolist()}
    kept = []
    for who, what in fixed.items():
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
    return np.array(kept, dtype=np.int64).reshape(-1, 3), ~settled


def _together(
    pairs: Numbers, alone: Numbers, parties: Sequence[Numbers], waiting: Numbers, room: Numbers
) -> tuple[Numbers, int | None]:
    """Return the pairs of the members of groups that are placed, and the bound for all."""
    rows = []
    for number, party in enumerate(parties):
        own = pairs[np.isin(pairs[:, 0], party)]
        members = np.bincount(own[:, 1], minlength=len(room))
        points = np.bincount(own[:, 1], weights=own[:, 2], minlength=len(room))
        wide_enough = (members == len(party)) & (room >= len(party)) & (points >= 0)
        rows += [
            (number, offer, int(points[offer]), len(party))
            for offer in np.flatnonzero(wide_enough).tolist()
        ]
    if not rows:
        return np.zeros((0, 3), dtype=np.int64), None
    groups = np.array(rows, dtype=np.int64)
    settled = settle_groups(alone, groups, waiting, room)
    placed = [
        pairs[np.isin(pairs[:, 0], parties[number]) & (pairs[:, 1] == offer)]
        for number, offer in groups[settled.chosen, :2].tolist()
    ]
    return np.concatenate([np.zeros((0, 3), dtype=np.int64), *placed]), settled.bound


def _joined(parties: Sequence[Numbers]) -> Numbers:
    return np.concatenate([np.zeros(0, dtype=np.int64), *parties])


def _stays(
    problem: Problem[R, F], people: Mapping[R, int], offers: Mapping[F, int], pairs: Numbers
) -> NDArray[np.bool_] | None:
    """Return which pairs leave somebody where they were; None when nobody was anywhere."""
    before = np.full(len(people), -1, dtype=np.int64)
    for who, what in problem.before.items():
        if who in people and what in offers:
            before[people[who]] = offers[what]
    if not (before >= 0).any():
        return None
    stays: NDArray[np.bool_] = before[pairs[:, 0]] == pairs[:, 1]
    return stays
