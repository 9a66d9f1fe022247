"""Dividing places: the best sum, and who comes first when sums are equal."""

from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meedoenbalie.domain.matching.allocate import allocate
from meedoenbalie.domain.matching.division import InvalidProblem, Problem

Scores = list[tuple[str, str, int]]


def together_or_not(problem: Problem[str, str], given_offers: tuple[str | None, ...]) -> bool:
    got = dict(zip(problem.waiting, given_offers, strict=True))
    return all(len({got[who] for who in group}) == 1 for group in problem.groups)


def best_by_trying(problem: Problem[str, str]) -> int:
    """The highest sum, found by trying every division."""
    points = {(who, what): score for who, what, score in sorted(problem.scores, key=lambda s: s[2])}
    best = 0
    choices = [[None, *(o for o in problem.capacity if (r, o) in points)] for r in problem.waiting]
    for given_offers in product(*choices):
        fits = all(given_offers.count(offer) <= room for offer, room in problem.capacity.items())
        if fits and together_or_not(problem, given_offers):
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


@st.composite
def problems_with_friends(draw: st.DrawFn) -> Problem[str, str]:
    residents = [f"r{number}" for number in range(draw(st.integers(2, 7)))]
    offers = [f"o{number}" for number in range(draw(st.integers(1, 3)))]
    scores = [
        (who, what, draw(st.integers(-5, 1000)))
        for who in residents
        for what in offers
        if draw(st.integers(0, 3))
    ]
    first = draw(st.integers(2, min(6, len(residents))))
    groups = [residents[:first]]
    if len(residents) - first >= 2 and draw(st.booleans()):
        groups.append(residents[first : first + 2])
    return Problem(
        {resident: draw(st.integers(0, 60)) for resident in residents},
        {offer: draw(st.integers(0, 4)) for offer in offers},
        scores,
        groups=groups,
    )


@settings(max_examples=150, deadline=None)
@given(problems_with_friends())
def test_friends_go_together_or_not_at_all_and_no_division_has_a_higher_sum(
    problem: Problem[str, str],
) -> None:
    found = allocate(problem)
    assert found.score == found.bound == best_by_trying(problem)
    assert found.gap == 0.0
    for group in problem.groups:
        assert len({found.assignments.get(who) for who in group}) == 1
    for offer, room in problem.capacity.items():
        assert list(found.assignments.values()).count(offer) <= room


def test_a_group_too_large_to_prove_says_how_far_it_can_be_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("meedoenbalie.domain.matching.together._PAIRS_AT_MOST", 4)
    dice = Random(3)
    residents = {f"r{number}": 1 for number in range(30)}
    offers = {f"o{number}": dice.randint(1, 4) for number in range(8)}
    scores = [(r, o, dice.randint(600, 1000)) for r in residents for o in offers]
    groups = [(f"r{number}", f"r{number + 1}", f"r{number + 2}") for number in range(0, 18, 3)]
    quick = allocate(Problem(residents, offers, scores, groups=groups))
    monkeypatch.undo()
    proven = allocate(Problem(residents, offers, scores, groups=groups))
    assert proven.gap == 0.0
    assert quick.score <= proven.score <= quick.bound
    assert 0.0 <= quick.gap < 0.06


def test_what_is_decided_for_one_friend_holds_for_the_group() -> None:
    scores: Scores = [("a", "x", 10), ("b", "x", 10), ("a", "y", 900), ("b", "y", 900)]
    waiting = {"a": 1, "b": 1}
    found = allocate(Problem(waiting, {"x": 2, "y": 2}, scores, {"a": "x"}, [("a", "b")]))
    assert found.assignments == {"a": "x", "b": "x"}
    nowhere = allocate(Problem(waiting, {"x": 2, "y": 2}, scores, {"b": None}, [("a", "b")]))
    assert nowhere.assignments == {}


def test_of_equal_divisions_the_one_that_moves_fewest_people() -> None:
    scores: Scores = [(who, what, 500) for who in "abc" for what in "xyz"]
    waiting, room = dict.fromkeys("abc", 3), dict.fromkeys("xyz", 1)
    before = {"a": "z", "b": "x", "c": "y"}
    assert allocate(Problem(waiting, room, scores, before=before)).assignments == before


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
        (Problem({"a": 1}, {"x": 1}, [], groups=[("a",)]), "group_size", "a"),
        (Problem({"a": 1}, {"x": 1}, [], groups=[("a", "b")]), "unknown_resident", "b"),
        (
            Problem({"a": 1, "b": 1, "c": 1}, {}, [], groups=[("a", "b"), ("b", "c")]),
            "in_two_groups",
            "b",
        ),
        (
            Problem({"a": 1, "b": 1}, {"x": 1}, [], {"a": "x", "b": None}, [("a", "b")]),
            "group_split",
            "a, b",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(
    problem: Problem[str, str], code: str, subject: str
) -> None:
    with pytest.raises(InvalidProblem) as refused:
        allocate(problem)
    assert (refused.value.code, refused.value.subject) == (code, subject)
