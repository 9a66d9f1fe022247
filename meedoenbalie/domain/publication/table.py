"""A whole table of counts, with everything that ties its cells together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Cell = tuple[str, str]
"""A row (an azc; empty for all together) and what is counted in it."""

Bounds = Mapping[Cell, tuple[int, int | None]]
"""The least and the most that is known of cells from elsewhere; None for no most."""


@dataclass(frozen=True, slots=True)
class Table:
    """Exact counts, never shown as they are.

    ``sums`` are groups of cells whose exact sum an outsider is assumed to know: worse than the
    truth, for totals are added up from rounded cells. ``nested`` are pairs (part, whole).
    ``sensitive`` are groups that tell something sensitive about the same people.
    """

    counts: Mapping[Cell, int]
    sums: tuple[tuple[Cell, ...], ...] = ()
    nested: tuple[tuple[Cell, Cell], ...] = ()
    sensitive: tuple[tuple[Cell, ...], ...] = field(default=())


REASON = "reason:"
COHORT = "cohort:"


def cohort_cell(act: str, year: int, name: str) -> Cell:
    """Return the cell of a cohort of all azc's together."""
    return "", f"{COHORT}{act}:{year}:{name}"


def cohort_of(cell: Cell) -> tuple[str, int, str]:
    """Return act, year and name of a cell that ``cohort_cell`` made."""
    act, year, name = cell[1].removeprefix(COHORT).split(":")
    return act, int(year), name


def table_of_figures(
    sites: Mapping[str, Mapping[str, int]], reasons: Mapping[str, int], whole: str, parts: set[str]
) -> Table:
    """Return the figures of a collection as one table.

    Each measure adds up over the sites; within a site the ``parts`` are among the ``whole``.
    """
    counts = {(site, m): count for site, row in sites.items() for m, count in row.items()}
    of_reasons = {("", REASON + reason): count for reason, count in reasons.items()}
    measures = dict.fromkeys(m for row in sites.values() for m in row)
    nested = tuple(
        ((site, m), (site, whole))
        for site, row in sites.items()
        for m in row
        # A pair that isn't so in the data would make the sums impossible to solve.
        if m in parts and row[m] <= row[whole]
    )
    return Table(
        counts | of_reasons,
        (*(tuple((site, m) for site in sites) for m in measures), tuple(of_reasons)),
        nested,
        (tuple(of_reasons),),
    )


def with_cohorts(
    table: Table,
    cohorts: Mapping[tuple[str, int], Mapping[str, int]],
    whole: str,
    reasons: set[str],
) -> Table:
    """Return the table with the cohorts of all azc's together.

    Within a cohort each other count is a part of the ``whole``, and the parts add up to it, so an
    outsider may know the ``whole`` even where it is hidden. ``reasons`` of going out are sensitive.
    """
    counts: dict[Cell, int] = {}
    sums: list[tuple[Cell, ...]] = []
    sensitive: list[tuple[Cell, ...]] = []
    for (act, year), row in cohorts.items():
        cells = {name: cohort_cell(act, year, name) for name in row}
        parts = [name for name in row if name != whole]
        counts |= {cells[name]: count for name, count in row.items()}
        sums.append(tuple(cells[name] for name in parts))
        sensitive.append(tuple(cells[name] for name in parts if name in reasons))
    return Table(
        {**table.counts, **counts},
        (*table.sums, *sums),
        table.nested,
        (*table.sensitive, *sensitive),
    )
