"""A whole table goes out: nobody works a small count out of what is shown."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meedoenbalie.domain.publication.audit import bounds_of
from meedoenbalie.domain.publication.gate import Gated, exposed_cells, pass_gate
from meedoenbalie.domain.publication.room import room_of
from meedoenbalie.domain.publication.rules import CBS, RuleSet
from meedoenbalie.domain.publication.table import (
    Table,
    cohort_cell,
    table_of_figures,
    with_cohorts,
)
from tests.domain.publication.oracle import MOST, least_and_most

EIGHT = RuleSet("acht", threshold=8)
STRICT = RuleSet("streng", protection=10)
SITES = ("DH", "EV", "MD")
COUNTS = st.tuples(st.integers(0, 40), st.integers(0, 40))


def table(rows: dict[str, tuple[int, int]]) -> Table:
    """Referred and accepted per site; who was accepted was referred."""
    sites = {code: {"referred": max(pair), "accepted": min(pair)} for code, pair in rows.items()}
    return table_of_figures(sites, {}, "referred", {"accepted"})


def column(gated: Gated, measure: str) -> list[int | None]:
    return [shown for (_site, name), shown in gated.shown.items() if name == measure]


def test_a_small_count_is_hidden_with_just_enough_others() -> None:
    gated = pass_gate(table({"DH": (40, 24), "EV": (33, 3), "MD": (52, 31)}), CBS)
    assert column(gated, "referred") == [40, 35, 50]
    assert column(gated, "accepted") == [None, None, 30]
    assert (len(gated.small), len(gated.extra), gated.exposed) == (1, 1, frozenset())


def test_two_tiny_counts_that_can_be_told_from_their_sum_take_a_third_along() -> None:
    gated = pass_gate(table({"DH": (40, 1), "EV": (33, 1), "MD": (52, 31)}), CBS)
    assert column(gated, "accepted") == [None, None, None]


def test_a_reason_that_is_everybodys_is_hidden() -> None:
    only = table_of_figures({}, {"full": 40, "moved": 0}, "referred", set())
    assert set(pass_gate(only, CBS).shown.values()) == {None, 0}


@pytest.mark.parametrize(("rules", "shown"), [(CBS, None), (EIGHT, 10), (RuleSet(threshold=5), 10)])
def test_the_rule_set_says_what_is_small(rules: RuleSet, shown: int | None) -> None:
    assert column(pass_gate(table({"DH": (9, 9), "EV": (60, 60)}), rules), "referred")[0] == shown


@settings(max_examples=12)
@given(st.fixed_dictionaries(dict.fromkeys(SITES, COUNTS)), st.sampled_from((CBS, STRICT)))
def test_an_independent_judge_finds_every_small_count_uncertain_enough(
    rows: dict[str, tuple[int, int]], rules: RuleSet
) -> None:
    exact = table(rows)
    gated = pass_gate(exact, rules)
    for cell in gated.small:
        low, high = least_and_most(exact, gated.hidden, cell, gated.withheld)
        assert high == MOST or high - low >= rules.protection
        assert low <= exact.counts[cell] <= high
    for cell, count in exact.counts.items():
        assert (gated.shown[cell] is None) == (cell in gated.hidden)
        assert cell in gated.hidden or gated.shown[cell] == rules.shown(count)


@settings(max_examples=15)
@given(st.fixed_dictionaries(dict.fromkeys(SITES, COUNTS)))
def test_no_extra_cell_could_be_left_out(rows: dict[str, tuple[int, int]]) -> None:
    exact = table(rows)
    gated = pass_gate(exact, CBS)
    for size in range(len(gated.extra)):
        for fewer in combinations(sorted(gated.extra), size):
            hidden = gated.small | set(fewer)
            assert exposed_cells(exact, CBS, gated.small, hidden, gated.withheld, {})


@settings(max_examples=15)
@given(st.fixed_dictionaries(dict.fromkeys(SITES, COUNTS)), st.sets(st.integers(0, 5), min_size=1))
def test_the_quick_proof_never_claims_more_room_than_there_is(
    rows: dict[str, tuple[int, int]], places: set[int]
) -> None:
    exact = table(rows)
    hidden = {cell for place, cell in enumerate(exact.counts) if place in places}
    room = room_of(exact, hidden, hidden, set(), {})
    for cell, (low, high) in bounds_of(exact, hidden, hidden).items():
        assert room[cell] <= high - low


COHORT = st.fixed_dictionaries(
    {"ongoing": st.integers(0, 40), "met": st.integers(0, 20), "exempt": st.integers(0, 20)}
)


@settings(max_examples=12)
@given(st.lists(COHORT, min_size=1, max_size=3))
def test_the_judge_finds_no_small_part_of_a_cohort_either(
    cohorts: list[dict[str, int]],
) -> None:
    rows = {
        ("wi2021", 2022 + number): {"inflow": sum(row.values()), **row}
        for number, row in enumerate(cohorts)
    }
    exact = with_cohorts(table_of_figures({}, {}, "", set()), rows, "inflow", {"met", "exempt"})
    gated = pass_gate(exact, CBS)
    assert not gated.exposed
    for cell in gated.small:
        low, high = least_and_most(exact, gated.hidden, cell, set(gated.withheld))
        assert high - low >= CBS.protection
    for (act, year), row in rows.items():
        shown = {name: gated.shown[cohort_cell(act, year, name)] for name in row}
        assert all(count is None or count == 0 or count >= 10 for count in shown.values())
