"""What was told of years and of azc's together is held beside what is told of all years."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoenbalie.domain.publication.differencing import Issued, Leak, conflicts_of, hidden_beside
from meedoenbalie.domain.publication.gate import pass_gate
from meedoenbalie.domain.publication.over_years import few_left
from meedoenbalie.domain.publication.rules import CBS
from meedoenbalie.domain.publication.table import Table

ALL, OF_2024, OF_2025, OF_2026 = "referred", "2024:referred", "2025:referred", "2026:referred"


def table(**counts: int) -> Table:
    return Table({("DH", name): count for name, count in counts.items()}, (), (), ())


def issued(of: Table, number: int = 1) -> Issued:
    gated = pass_gate(of, CBS)
    return Issued(number, of, gated.shown, gated.small, gated.withheld, {"DH": "x"})


def test_figures_after_a_yearly_report_do_not_give_the_few_since_away() -> None:
    now = table(**{ALL: 53})
    found = conflicts_of(
        now, pass_gate(now, CBS), {"DH": "y"}, [issued(table(**{OF_2025: 50}))], CBS
    )
    assert [(one.cell, one.leak) for one in found] == [(("DH", ALL), Leak.FEW_LEFT)]
    gated, _conflicts = hidden_beside(
        now, frozenset(), {"DH": "y"}, [issued(table(**{OF_2025: 50}))], CBS
    )
    assert gated.shown == {("DH", ALL): None}


def test_years_together_do_not_give_the_year_that_is_left_away() -> None:
    before = [issued(table(**{ALL: 107})), issued(table(**{OF_2024: 50}), 2)]
    now = table(**{OF_2025: 50, OF_2026: 7})
    gated, conflicts = hidden_beside(now, frozenset(), {"DH": "x"}, before, CBS)
    assert (("DH", OF_2025), Leak.FEW_LEFT) in [(one.cell, one.leak) for one in conflicts]
    assert gated.shown[("DH", OF_2025)] is None


def test_an_azc_of_two_that_are_told_together_is_not_told_by_year() -> None:
    now = {("LL", OF_2026): 30}
    assert few_left(now, [{("EV+LL", ALL): 35}], CBS) == {("LL", OF_2026)}
    assert few_left({("EV+LL", ALL): 35}, [now], CBS) == {("EV+LL", ALL)}


@pytest.mark.parametrize("count", [50, 60, 107])
def test_nobody_or_many_may_be_left(count: int) -> None:
    assert few_left({("DH", ALL): count}, [{("DH", OF_2025): 50}], CBS) == set()


@given(st.lists(st.integers(0, 60), min_size=1, max_size=4))
def test_whoever_subtracts_finds_no_few(years: list[int]) -> None:
    """The law: of what is left after hiding, no year taken from the whole leaves a few."""
    before: list[Issued] = []
    names = [f"{2020 + number}:referred" for number in range(len(years))]
    for number, (name, count) in enumerate(zip(names, years, strict=True), 1):
        of = table(**{name: count})
        gated, _conflicts = hidden_beside(of, frozenset(), {"DH": name}, before, CBS)
        before.append(Issued(number, of, gated.shown, gated.small, gated.withheld, {"DH": name}))
    whole = table(**{ALL: sum(years)})
    gated, _conflicts = hidden_beside(whole, frozenset(), {"DH": "all"}, before, CBS)
    if gated.shown[("DH", ALL)] is not None:
        told = sum(count for one in before for c, count in one.table.counts.items() if one.shown[c])
        assert not CBS.small(sum(years) - told)
