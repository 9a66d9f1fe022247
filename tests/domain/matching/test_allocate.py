"""Dividing places: the best sum, and who comes first when sums are equal."""

from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meedoenbalie.domain.matching.allocate import allocate
from meedoenbalie.domain.matching.division import InvalidProblem, Problem

Scores = list[tuple[str, str, int]]


def best_by_trying(problem: Problem[str, str]) -> int:
    """The highest sum, found by trying every division."""
    points = {(who, what): score for who, what, score in sorted(problem.scores, key=lambda s: s[2])}
    best = 0
    choices = [[None, *(o for o in problem.capacity if (r, o) in points)] for r in problem.waiting]
    for given_offers in product(*choices):
        if all(given_offers.count(offer) <= room for offer, room in problem.capacity.items()):
            best = max(
                best,
                sum(
                    points[who, what]
                    for who, what in zip(problem.waiting, given_offers, strict=True)
                    if what is not None
                ),
            )
    return best


@st.composite
def problems(draw: st.DrawFn) -> Problem[str, str]:
    residents = [f"r{number}" for number in range(draw(st.integers(0, 5)))]
    offers = [f"o{number}" for number in range(draw(st.integers(0, 3)))]
    pairs = [(r, o) for r in residents for o in offers]
    kept = draw(st.lists(st.sampled_from(pairs), max_size=15)) if pairs else []
    scores = [(r, o, draw(st.integers(-5, 1000))) for r, o in kept]
    return Problem(
        {resident: draw(st.integers(0, 60)) for resident in residents},
        {offer: draw(st.integers(0, 3)) for offer in offers},
        scores,
    )


@settings(max_examples=150, deadline=None)
@given(problems())
def test_no_division_has_a_higher_sum(problem: Problem[str, str]) -> None:
    found = allocate(problem)
    assert found.score == best_by_trying(problem)
    for offer, room in problem.capacity.items():
        assert list(found.assignments.values()).count(offer) <= room
    listed = {(who, what) for who, what, _score in problem.scores}
    assert set(found.assignments.items()) <= listed


@settings(max_examples=50, deadline=None)
@given(problems(), st.randoms())
def test_the_order_of_the_pairs_makes_no_difference(
    problem: Problem[str, str], chance: Random
) -> None:
    shuffled = list(problem.scores)
    chance.shuffle(shuffled)
    assert allocate(Problem(problem.waiting, problem.capacity, shuffled)) == allocate(problem)


def test_first_come_first_served_would_lose_points() -> None:
    scores: Scores = [("first", "theatre", 500), ("first", "garden", 490), ("last", "theatre", 480)]
    found = allocate(Problem({"first": 20, "last": 1}, {"theatre": 1, "garden": 1}, scores))
    assert found.assignments == {"first": "garden", "last": "theatre"}
    assert found.score == 970


def test_of_equal_sums_the_one_who_waited_longest_is_placed() -> None:
    scores: Scores = [("new", "theatre", 500), ("long", "theatre", 500)]
    found = allocate(Problem({"new": 2, "long": 14}, {"theatre": 1}, scores))
    assert found.assignments == {"long": "theatre"}


def test_waiting_never_outweighs_a_point() -> None:
    scores: Scores = [("new", "theatre", 501), ("long", "theatre", 500)]
    found = allocate(Problem({"new": 0, "long": 500}, {"theatre": 1}, scores))
    assert found.assignments == {"new": "theatre"}


def test_what_a_person_decided_stays_and_the_rest_is_divided_around_it() -> None:
    scores: Scores = [("a", "x", 900), ("a", "y", 100), ("b", "x", 200), ("c", "x", 300)]
    waiting = {"a": 1, "b": 1, "c": 1}
    found = allocate(Problem(waiting, {"x": 1, "y": 1}, scores, {"a": "y", "c": None}))
    assert found.assignments == {"a": "y", "b": "x"}


@pytest.mark.parametrize(
    ("problem", "code", "subject"),
    [
        (Problem({"a": 1}, {"x": -1}, []), "negative_capacity", "x"),
        (Problem({"a": -1}, {"x": 1}, []), "negative_waiting", "a"),
        (Problem({"a": 1}, {"x": 1}, [("b", "x", 1)]), "unknown_resident", "b"),
        (Problem({"a": 1}, {"x": 1}, [("a", "y", 1)]), "unknown_offer", "y"),
        (Problem({"a": 1}, {"x": 1}, [], {"a": "x"}), "fixed_pair_not_allowed", "a"),
        (Problem({"a": 1}, {"x": 0}, [("a", "x", 1)], {"a": "x"}), "fixed_over_capacity", "x"),
        (Problem({"a": 1}, {"x": 1}, [], {"b": None}), "unknown_resident", "b"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(
    problem: Problem[str, str], code: str, subject: str
) -> None:
    with pytest.raises(InvalidProblem) as refused:
        allocate(problem)
    assert (refused.value.code, refused.value.subject) == (code, subject)
