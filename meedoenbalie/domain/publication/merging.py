"""Taking two azc's together instead of hiding: a cure that often costs less.

Two rows become one of their sum. An outsider who sees both rows in one publication and their sum in
another knows that sum exactly; so wherever only one of two publications took azc's together, the
other is looked at with that sum as known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from meedoenbalie.domain.publication.gate import exposed_cells, pass_gate
from meedoenbalie.domain.publication.rules import RuleSet
from meedoenbalie.domain.publication.table import Cell, Table

Pair = tuple[str, str]
"""Two azc's that are taken together, by their codes, the first in the alphabet first."""

JOIN = "+"
"""Stands between the codes in the name of their row."""

MOST_TRIED = 6
"""Of so many azc's with the most hidden cells each pair is tried."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Taking a pair together; ``gained`` is how many cells of azc's more can be shown then."""

    pair: Pair
    gained: int


def row_of(pair: Pair) -> str:
    """Return the name of the row of two azc's together."""
    return JOIN.join(pair)


def merged(
    sites: Mapping[str, Mapping[str, int]], pairs: Iterable[Pair]
) -> dict[str, Mapping[str, int]]:
    """Return counts by row, with pairs taken together; an azc that isn't there takes no part."""
    rows = dict(sites)
    for pair in pairs:
        if not set(pair) <= set(rows):
            continue
        one, other = (rows.pop(code) for code in pair)
        rows[row_of(pair)] = {name: one[name] + other[name] for name in one}
    return rows


def proposals(table: Table, sites: Sequence[str], rules: RuleSet) -> list[Proposal]:
    """Return pairs whose sum hides less than they do apart, the best first.

    A pair is worth it when more cells of azc's can be shown with it than without: two rows that
    are mostly hidden become one that is mostly shown. Rows that are a pair already take no part.
    """
    plain = pass_gate(table, rules)
    shown = shown_cells(plain.shown)
    hidden = {
        site: sum(row == site and count is None for (row, _n), count in plain.shown.items())
        for site in sites
        if JOIN not in site
    }
    worst = sorted((s for s in hidden if hidden[s]), key=lambda s: (-hidden[s], s))[:MOST_TRIED]
    found = []
    for one, other in combinations(sorted(worst), 2):
        gained = shown_cells(pass_gate(joined(table, (one, other)), rules).shown) - shown
        if gained > 0:
            found.append(Proposal((one, other), gained))
    return sorted(found, key=lambda each: (-each.gained, each.pair))


def joined(table: Table, pair: Pair) -> Table:
    """Return a table with two rows as one; what is tied together stays so."""
    name = row_of(pair)

    def to(cell: Cell) -> Cell:
        return (name, cell[1]) if cell[0] in pair else cell

    counts: dict[Cell, int] = {}
    for cell, count in table.counts.items():
        counts[to(cell)] = counts.get(to(cell), 0) + count
    return Table(
        counts,
        tuple(tuple(dict.fromkeys(map(to, group))) for group in table.sums),
        tuple(dict.fromkeys((to(part), to(whole)) for part, whole in table.nested)),
        tuple(tuple(dict.fromkeys(map(to, group))) for group in table.sensitive),
    )


def with_known_sums(table: Table, pairs: Iterable[Pair]) -> Table:
    """Return a table of rows apart, of which the sums of these pairs are known too."""
    names = dict.fromkeys(name for row, name in table.counts if row)
    more = tuple(
        ((one, name), (other, name))
        for one, other in pairs
        for name in names
        if (one, name) in table.counts and (other, name) in table.counts
    )
    return Table(table.counts, (*table.sums, *more), table.nested, table.sensitive)


def told_by_sums(
    table: Table,
    shown: Mapping[Cell, int | None],
    small: frozenset[Cell],
    withheld: frozenset[int],
    pairs: Iterable[Pair],
    rules: RuleSet,
) -> set[Cell]:
    """Return hidden cells of a publication that the sums of these pairs give away."""
    known = with_known_sums(table, pairs)
    if len(known.sums) == len(table.sums):
        return set()
    hidden = {cell for cell, count in shown.items() if count is None}
    before = exposed_cells(table, rules, small, hidden, withheld, {})
    return exposed_cells(known, rules, small, hidden, withheld, {}) - before


def shown_cells(cells: Mapping[Cell, int | None]) -> int:
    """Return how many cells of azc's show somebody: a nought says little, alone or together."""
    return sum(bool(count) for (row, _name), count in cells.items() if row)
