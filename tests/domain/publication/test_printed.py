"""Two prints of one desk, laid side by side, leave nobody with a few."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from meedoenbalie.domain.disclosure import publish_one
from meedoenbalie.domain.publication import printed
from meedoenbalie.domain.publication.printed import Beside, Differs
from meedoenbalie.domain.publication.rules import CBS
from meedoenbalie.domain.publication.table import Cell

ROWS = ("", "DIJ", "RTW")
NAMES = ("seeking", "seeking:a1", "seeking:a2", "started")
CELLS: tuple[Cell, ...] = tuple(product(ROWS, NAMES))
Print = Mapping[Cell, int | None]

counts = st.dictionaries(st.sampled_from(CELLS), st.integers(0, 60), max_size=len(CELLS))
histories = st.lists(counts, min_size=1, max_size=5)


def print_all(history: Sequence[Mapping[Cell, int]]) -> list[Print]:
    """Print these real counts one after the other, each beside all before."""
    done: list[Print] = []
    for real in history:
        hold = Beside(done)
        for cell, count in real.items():
            hold(cell, publish_one(count))
        done.append(hold.cells)
    return done


def could_be(shown: int) -> set[int]:
    """Return all counts that stand behind a printed one: reckoned by trying each."""
    return {count for count in range(200) if publish_one(count) == shown}


def same_people(one: Cell, other: Cell) -> bool:
    """Tell whether one count is of a part of the people of another, or of the same."""
    inside = {
        "seeking:a1": {"seeking:a1", "seeking"},
        "seeking:a2": {"seeking:a2", "seeking"},
        "seeking": {"seeking"},
        "started": {"started"},
    }
    return any(b[0] in ("", a[0]) and b[1] in inside[a[1]] for a, b in ((one, other), (other, one)))


def learned(prints: Sequence[Print]) -> Iterator[tuple[Cell, Cell]]:
    """Subtract every printed count from every other, and tell where a few are left for certain."""
    told = [(cell, n) for each in prints for cell, n in each.items() if n is not None]
    for (one, n), (other, m) in combinations(told, 2):
        if n != m and same_people(one, other):
            left = {abs(a - b) for a in could_be(n) for b in could_be(m)}
            if all(CBS.small(number) for number in left):
                yield one, other


A_WEEK_APART = [{("", "seeking"): 17}, {("", "seeking"): 18}]
A_SITE_OF_ALL = [{("DIJ", "seeking"): 20}, {("", "seeking"): 27}]


@given(histories)
@example(A_WEEK_APART)
@example(A_SITE_OF_ALL)
def test_whoever_subtracts_any_two_prints_is_not_left_with_a_few(
    history: list[dict[Cell, int]],
) -> None:
    assert list(learned(print_all(history))) == []


@pytest.mark.parametrize("history", [A_WEEK_APART, A_SITE_OF_ALL])
def test_the_law_fails_where_nothing_is_held_beside_earlier_prints(
    history: list[dict[Cell, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printed, "small_change", lambda *_counts: False)
    assert list(learned(print_all(history))) != []


@given(histories)
def test_what_is_printed_is_never_further_off_than_a_few(history: list[dict[Cell, int]]) -> None:
    for real, shown in zip(history, print_all(history), strict=True):
        for cell, count in shown.items():
            assert count is None or abs(count - real[cell]) < CBS.threshold


@given(counts)
def test_the_same_again_is_printed_the_same_and_tells_no_more(real: dict[Cell, int]) -> None:
    first = print_all([real])[0]
    again = Beside([first])
    shown = {cell: again(cell, publish_one(count)) for cell, count in real.items()}
    assert not again.tells_more
    assert {cell: n for cell, n in first.items() if n is not None}.items() <= shown.items()


def test_three_printed_counts_never_leave_a_few_for_certain() -> None:
    """Why it is enough to look at two: beside nought, which takes nothing away."""
    shown = [publish_one(count) for count in range(10, 120)]
    values = sorted({count for count in shown if count})
    for whole, one, other in product(values, values, values):
        least = CBS.reach(whole)[0] - CBS.reach(one)[1] - CBS.reach(other)[1]
        most = CBS.reach(whole)[1] - CBS.reach(one)[0] - CBS.reach(other)[0]
        assert not (least > 0 and most < CBS.threshold)


def test_it_counts_what_stays_and_what_is_left_out() -> None:
    hold = Beside([{("", "seeking"): 20, ("DIJ", "started"): 30}])
    assert hold(("", "seeking"), 25) == 20
    assert hold(("", "started"), 35) is None
    assert hold(("", "seeking"), None) is None
    assert hold.differs == Differs(kept=1, hidden=1)


def test_a_figure_that_may_not_change_is_printed_whole_or_not() -> None:
    before = {("", "figure-reached"): 20, ("", "figure-base"): 40}
    hold = Beside([before])
    assert not hold.whole({("", "figure-reached"): 25, ("", "figure-base"): 60})
    assert hold.cells == {}
    assert hold.whole({("", "figure-reached"): 30, ("", "figure-base"): 60})
    assert hold.tells_more
