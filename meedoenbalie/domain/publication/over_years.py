"""What a count of all years and those of some years tell of the rest, when they are all published.

A year is part of all years, and an azc part of a row that takes two together. Whoever subtracts
what was shown of the parts has the count of the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from meedoenbalie.domain.publication.merging import JOIN
from meedoenbalie.domain.publication.rules import RuleSet
from meedoenbalie.domain.publication.table import Cell

_OF_YEAR = re.compile(r"(\d{4}):(.+)")
_MOST = 12
"""Parts of one count that are combined, the largest: what they leave is the least."""

Told = Mapping[Cell, int]
"""Cells that were shown, with their true counts: shown ones are taken as known before rounding."""


def few_left(now: Told, before: Iterable[Told], rules: RuleSet) -> set[Cell]:
    """Return the cells shown now that, with what was shown before, leave a small count over."""
    earlier = list(before)
    parts = _parts((now, *earlier))
    found: set[Cell] = set()
    for told in (now, *earlier):
        for whole, count in told.items():
            if _OF_YEAR.fullmatch(whole[1]):
                continue
            for some in _sums(parts, whole):
                if rules.small(count - sum(some.values())):
                    new = {whole} if told is now else set(some) & now.keys()
                    found |= new
    return found


def _parts(all_told: Iterable[Told]) -> dict[str, dict[Cell, int]]:
    """Return the cells of years by the name that they have in a table of all years."""
    found: dict[str, dict[Cell, int]] = {}
    for told in all_told:
        for cell, count in told.items():
            if of_year := _OF_YEAR.fullmatch(cell[1]):
                found.setdefault(of_year[2], {}).setdefault(cell, count)
    return found


def _sums(parts: Mapping[str, Mapping[Cell, int]], whole: Cell) -> Iterator[dict[Cell, int]]:
    rows = {whole[0], *whole[0].split(JOIN)}
    inside = {cell: n for cell, n in parts.get(whole[1], {}).items() if cell[0] in rows}
    largest = sorted(inside, key=lambda cell: -inside[cell])[:_MOST]
    for number in range(1, len(largest) + 1):
        for some in combinations(largest, number):
            yield {cell: inside[cell] for cell in some}
