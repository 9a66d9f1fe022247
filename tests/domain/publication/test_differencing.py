"""Two publications side by side: a cell that they give away together is stopped, with a cure."""

import pytest

from meedoenbalie.domain.publication.differencing import (
    Cure,
    Issued,
    Leak,
    conflicts_of,
    remedies,
    small_change,
)
from meedoenbalie.domain.publication.gate import pass_gate
from meedoenbalie.domain.publication.rules import CBS, RuleSet
from meedoenbalie.domain.publication.table import Table

FIRST = {"DH": 35, "EV": 20, "LL": 3, "MD": 40}
SETS = dict.fromkeys(FIRST, "set 1")


def table(counts: dict[str, int]) -> Table:
    cells = {(site, "referred"): count for site, count in counts.items()}
    return Table(cells, (tuple(cells),))


def issued(number: int, counts: dict[str, int]) -> Issued:
    gated = pass_gate(table(counts), CBS)
    return Issued(number, table(counts), gated.shown, gated.small, gated.withheld, SETS)


def after(change: dict[str, int]) -> tuple[Table, dict[str, str]]:
    return table(FIRST | change), SETS | dict.fromkeys(change, "set 2")


def test_the_same_table_again_gives_nothing_away() -> None:
    now, sources = after({})
    assert conflicts_of(now, pass_gate(now, CBS), sources, [issued(1, FIRST)], CBS) == []


def test_a_few_who_came_are_a_small_group_and_the_count_of_last_time_hides_them() -> None:
    now, sources = after({"DH": 41})
    before = [issued(1, FIRST)]
    (conflict,) = conflicts_of(now, pass_gate(now, CBS), sources, before, CBS)
    assert (conflict.cell[0], conflict.number, conflict.leak) == ("DH", 1, Leak.SMALL_CHANGE)
    keep, hide = remedies(now, sources, before, CBS)
    assert (keep.cure, keep.cells_lost, keep.gated.shown["DH", "referred"]) == (Cure.KEEP, 0, 35)
    assert (hide.cure, hide.cells_lost, hide.gated.shown["DH", "referred"]) == (Cure.HIDE, 1, None)
    for remedy in (keep, hide):
        assert conflicts_of(now, remedy.gated, sources, before, CBS) == []


def test_a_cell_that_was_hidden_to_guard_another_stays_hidden() -> None:
    now, sources = after({"DH": 15})
    before = [issued(1, FIRST)]
    plain = pass_gate(now, CBS)
    assert plain.shown["EV", "referred"] == 20
    assert Leak.HIDDEN_THEN in {
        each.leak for each in conflicts_of(now, plain, sources, before, CBS)
    }
    for remedy in remedies(now, sources, before, CBS):
        assert remedy.gated.shown["EV", "referred"] is None


def test_what_was_shown_before_guards_nobody_now() -> None:
    now, sources = after({"LL": 12, "MD": 4})
    before = [issued(1, FIRST | {"LL": 12})]
    plain = pass_gate(now, CBS)
    assert plain.shown["LL", "referred"] is None
    sources["LL"] = "set 1"
    conflicts = conflicts_of(now, plain, sources, before, CBS)
    assert {(each.cell[0], each.leak) for each in conflicts} >= {("MD", Leak.HIDDEN_NOW)}
    for remedy in remedies(now, sources, before, CBS):
        assert conflicts_of(now, remedy.gated, sources, before, CBS) == []


@pytest.mark.parametrize(
    ("before", "now", "small"),
    [
        (20, 20, False),
        (20, 25, True),
        (25, 20, True),
        (20, 30, False),
        (0, 10, False),
        (10, 15, True),
        (None, 15, False),
        (15, None, False),
    ],
)
def test_only_a_difference_that_must_be_a_few_is_stopped(
    before: int | None, now: int | None, small: bool
) -> None:
    assert small_change(before, now, CBS) is small


def test_without_rounding_every_small_difference_is_stopped() -> None:
    exact = RuleSet(base=1)
    assert small_change(20, 21, exact)
    assert not small_change(20, 30, exact)
