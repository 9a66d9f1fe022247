"""A year of the programme as it may go to the world: through the gate, and beside what went before.

The yearly report is a publication like the others. What it and an earlier one would give away
together is hidden in it, and so is a count of a year that tells the few of all other years.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from meedoenbalie.clock import Clock
from meedoenbalie.domain.handreiking import IssuedFigures
from meedoenbalie.domain.programme_year import (
    GROUP_STAGES,
    YEAR_STEPS,
    ProgrammeYear,
    YearView,
    exact_view,
    feelings_of,
    merged_groups,
)
from meedoenbalie.domain.publication.differencing import LEAST_BASE, hidden_beside
from meedoenbalie.domain.publication.gate import Gated
from meedoenbalie.domain.publication.rules import RuleSet
from meedoenbalie.domain.publication.table import REASON, Cell, Table
from meedoenbalie.services.collecting import Counts, counts_of, opened
from meedoenbalie.services.publication_register import (
    YEAR,
    issued_of,
    registered_now,
    rules_now,
    sources_of,
)

if TYPE_CHECKING:
    from meedoenbalie.collection.collected import Collection

__all__ = ["UnknownYear", "view_of_year"]


class UnknownYear(ValueError):
    """Nothing happened in this year; ``years`` are those in which something did."""

    def __init__(self, years: tuple[int, ...]) -> None:
        super().__init__("year")
        self.years = years


def view_of_year(
    path: Path, passphrase: str, clock: Clock, year: int | None = None, *, publish: bool = False
) -> tuple[YearView, IssuedFigures | None]:
    """Return a year of a collection, the latest by default, and how it was registered.

    Exact for the team, and then not registered; or as it may be published. Raises UnknownYear and
    what ``collecting.opened`` raises.
    """
    from meedoenbalie.collection.programme_year import year_of, years

    with opened(path, passphrase) as collection:
        there = years(collection)
        if not there or (year is not None and year not in there):
            raise UnknownYear(there)
        found = year_of(collection, year if year is not None else there[0])
        if not publish:
            return exact_view(found), None
        return _issue(collection, path, clock, found)


def _issue(
    collection: Collection, path: Path, clock: Clock, found: ProgrammeYear
) -> tuple[YearView, IssuedFigures]:
    from meedoenbalie.collection.publications import register, registered

    counts = counts_of(collection)
    before = registered(collection)
    rules = rules_now(path, clock.today(), before)
    table, sources = table_of_year(found), sources_of(collection)
    forced = _few_in_other_years(found, counts, rules)
    issued = [issued_of(each) for each in before]
    gated, conflicts = hidden_beside(table, forced, sources, issued, rules)
    number = len(before) + 1
    made = registered_now(number, clock, rules, counts, gated, sources, YEAR, table)
    same = [each for each in before if each.content["shown"] == made.content["shown"]]
    if same:
        number = same[-1].number
    else:
        register(collection, made)
    return public_view(found, gated, number), IssuedFigures(number, tuple(conflicts))


def table_of_year(found: ProgrammeYear) -> Table:
    """Return a year as one table for the gate; each name begins with the year."""
    about = f"{found.year}:"
    parts = _Parts()
    for name in YEAR_STEPS:
        cells = {site: (site, about + name) for site in found.sites}
        parts.add({cells[site]: found.steps[site][name] for site in found.sites})
        parts.sums.append(tuple(cells.values()))
        if name not in ("informed", "referred"):
            parts.within((cell, (cell[0], f"{about}referred")) for cell in cells.values())
        if name == "answered_soon":
            parts.within((cell, (cell[0], f"{about}answered")) for cell in cells.values())
    for site, row in feelings_of(found).items():
        parts.group({(site, f"{about}feeling:{name}"): number for name, number in row.items()})
    reasons = {("", f"{about}{REASON}{code}"): n for code, n in found.all_reasons().items()}
    parts.group(reasons, sensitive=True)
    _add_rows(parts, f"{about}kind", found.kinds, ("referred", "started", "full"))
    for dimension, by_key in merged_groups(found).items():
        _add_rows(parts, f"{about}{dimension}", by_key, GROUP_STAGES)
    for question, row in found.all_experiences().items():
        cells = {answer: ("", f"{about}said:{question}:{answer}") for answer in row}
        parts.add({cells[answer]: number for answer, number in row.items()})
        # How somebody finds it has one answer, so that the answers add up to all.
        if question == "feeling":
            parts.sums.append(tuple(cell for answer, cell in cells.items() if answer))
        parts.within((cell, cells[""]) for answer, cell in cells.items() if answer)
    return Table(parts.counts, tuple(parts.sums), tuple(parts.nested), tuple(parts.sensitive))


class _Parts:
    def __init__(self) -> None:
        self.counts: dict[Cell, int] = {}
        self.sums: list[tuple[Cell, ...]] = []
        self.nested: list[tuple[Cell, Cell]] = []
        self.sensitive: list[tuple[Cell, ...]] = []

    def add(self, counts: Mapping[Cell, int]) -> None:
        self.counts |= counts

    def group(self, counts: Mapping[Cell, int], *, sensitive: bool = False) -> None:
        """Add cells whose sum an outsider may know."""
        self.add(counts)
        self.sums.append(tuple(counts))
        if sensitive:
            self.sensitive.append(tuple(counts))

    def within(self, pairs: Iterable[tuple[Cell, Cell]]) -> None:
        """Note what is part of what; a pair that isn't so in the data can't be solved."""
        self.nested += [(a, b) for a, b in pairs if self.counts[a] <= self.counts[b]]


def _add_rows(
    parts: _Parts, about: str, rows: Mapping[str, Mapping[str, int]], stages: tuple[str, ...]
) -> None:
    for stage in stages:
        cells = {("", f"{about}:{key}:{stage}"): row[stage] for key, row in rows.items()}
        parts.group(cells)
    for key in rows:
        whole = ("", f"{about}:{key}:{stages[0]}")
        parts.within((("", f"{about}:{key}:{stage}"), whole) for stage in stages[1:])
        if {"referred", "started"} <= set(stages[1:]):
            started, referred = (("", f"{about}:{key}:{one}") for one in ("started", "referred"))
            parts.within([(started, referred)])


def _few_in_other_years(found: ProgrammeYear, counts: Counts, rules: RuleSet) -> frozenset[Cell]:
    """Return cells of a year that, taken from a count of all years, leave a small one."""
    few = {
        (site, f"{found.year}:{name}")
        for site, row in counts.sites.items()
        for name in YEAR_STEPS
        if name in row and rules.small(row[name] - found.steps[site][name])
    }
    of_year = found.all_reasons()
    few |= {
        ("", f"{found.year}:{REASON}{code}")
        for code, number in counts.reasons.items()
        if code in of_year and rules.small(number - of_year[code])
    }
    return frozenset(few)


def public_view(found: ProgrammeYear, gated: Gated, number: int) -> YearView:
    """Return a year as a gate lets it through; totals add up the shown cells."""
    about = f"{found.year}:"

    def shown(row: str, name: str) -> int | None:
        return gated.shown.get((row, about + name))

    steps = {site: {name: shown(site, name) for name in YEAR_STEPS} for site in found.sites}
    groups = {
        dimension: {
            key: {stage: shown("", f"{dimension}:{key}:{stage}") for stage in GROUP_STAGES}
            for key in by_key
        }
        for dimension, by_key in merged_groups(found).items()
    }
    totals = {name: _total([row[name] for row in steps.values()]) for name in YEAR_STEPS}
    answers, starts = found.all_answers(), found.all_starts()
    return YearView(
        year=found.year,
        sites=found.sites,
        exact=False,
        steps=steps,
        totals=totals,
        feelings={
            site: {name: shown(site, f"feeling:{name}") for name in ("good", "rest")}
            for site in found.sites
        },
        reasons={code: shown("", f"{REASON}{code}") for code in found.all_reasons()},
        kinds={
            kind: {stage: shown("", f"kind:{kind}:{stage}") for stage in row}
            for kind, row in found.kinds.items()
        },
        groups=groups,
        experiences={
            question: {answer: shown("", f"said:{question}:{answer}") for answer in row}
            for question, row in found.all_experiences().items()
        },
        answer_weeks=answers.median if (totals["answered"] or 0) >= LEAST_BASE else None,
        start_weeks=starts.median if (totals["started"] or 0) >= LEAST_BASE else None,
        number=number,
    )


def _total(column: list[int | None]) -> int | None:
    total = sum(count for count in column if count is not None)
    return None if None in column and not total else total
