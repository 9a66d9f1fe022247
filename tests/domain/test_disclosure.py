"""What is published gives nobody away: small counts are hidden, and can't be computed back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoenbalie.domain.disclosure import publish, publish_one, round_to, share_shown

COUNTS = st.dictionaries(st.integers(0, 20), st.integers(0, 60), max_size=12)


@pytest.mark.parametrize(
    ("count", "shown"), [(0, 0), (1, 0), (2, 0), (3, 5), (4, 5), (6, 5), (7, 5), (8, 10), (9, 10)]
)
def test_counts_are_rounded_as_statistics_netherlands_does(count: int, shown: int) -> None:
    assert round_to(count) == shown


def test_a_lonely_small_cell_takes_the_smallest_other_with_it() -> None:
    shown = publish({"vol": 35, "niet passend": 20, "verhuisd": 3})
    assert shown.cells == {"vol": 35, "niet passend": None, "verhuisd": None}
    assert shown.total == 35
    assert shown.hidden == 2


def test_two_small_cells_hide_each_other() -> None:
    shown = publish({"vol": 35, "verhuisd": 3, "anders": 4})
    assert shown.cells == {"vol": 35, "verhuisd": None, "anders": None}


@given(COUNTS)
def test_no_small_count_is_ever_shown(counts: dict[int, int]) -> None:
    shown = publish(counts)
    for key, count in counts.items():
        if 0 < count < 10:
            assert shown.cells[key] is None
        if shown.cells[key] is not None:
            assert shown.cells[key] == round_to(count)


@given(COUNTS)
def test_a_hidden_cell_is_never_alone_while_others_could_hide_it(counts: dict[int, int]) -> None:
    shown = publish(counts)
    if shown.hidden == 1:
        (alone,) = (key for key, cell in shown.cells.items() if cell is None)
        assert all(count == 0 for key, count in counts.items() if key != alone)
    assert shown.total == sum(cell for cell in shown.cells.values() if cell is not None)


@given(st.integers(0, 1000))
def test_a_single_count_follows_the_same_rule(count: int) -> None:
    assert publish_one(count) == publish({"": count}).cells[""]


def test_no_share_on_a_small_base_and_never_all_or_nothing() -> None:
    assert share_shown(10, 15) is None
    assert share_shown(20, 20) is None
    assert share_shown(0, 40) is None
    assert share_shown(None, 40) is None
    assert share_shown(10, 40) == 0.25
