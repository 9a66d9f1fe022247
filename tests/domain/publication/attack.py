"""An attacker who knows age, arrival week, languages and site of every resident.

What is wanted is whether somebody was referred. The tables are made from residents in arrival
order: one of small groups, and one per site in each of the last weeks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from meedoenbalie.domain.publication.differencing import Issued, conflicts_of, remedies
from meedoenbalie.domain.publication.gate import pass_gate
from meedoenbalie.domain.publication.rules import RuleSet
from meedoenbalie.domain.publication.table import Cell, Table, table_of_figures

Shown = Mapping[Cell, int | None]
RESIDENTS, REFERRED = "residents", "referred"


@dataclass(frozen=True, slots=True)
class Person:
    """What the attacker knows of somebody, and what is wanted."""

    site: str
    age: str
    week: str
    languages: str
    referred: bool

    @property
    def group(self) -> str:
        """Everything that is known together."""
        return f"{self.site}|{self.age}|{self.week}|{self.languages}"


def counted(people: Sequence[Person], row: Callable[[Person], str]) -> Table:
    """Return the exact table of some residents, with a row per group."""
    rows: dict[str, dict[str, int]] = defaultdict(lambda: {RESIDENTS: 0, REFERRED: 0})
    for person in people:
        rows[row(person)][RESIDENTS] += 1
        rows[row(person)][REFERRED] += person.referred
    return table_of_figures(dict(sorted(rows.items())), {}, RESIDENTS, {REFERRED})


def publish_all(
    people: Sequence[Person], weeks: Sequence[str], rules: RuleSet | None
) -> tuple[Shown, dict[str, Shown]]:
    """Return the table of small groups and one per week, as they go out; None: ungated and exact.

    A week that would give somebody away takes the cheapest cure; without one it isn't published.
    """
    groups = counted(people, lambda person: person.group)
    tables = {week: _until(people, week) for week in weeks}
    if rules is None:
        return dict(groups.counts), {week: dict(table.counts) for week, table in tables.items()}
    issued: list[Issued] = []
    weekly: dict[str, Shown] = {}
    for number, (week, table) in enumerate(tables.items(), 1):
        sources = {site: str(table.counts[site, RESIDENTS]) for site, _name in table.counts}
        gated = pass_gate(table, rules)
        if conflicts_of(table, gated, sources, issued, rules):
            found = remedies(table, sources, issued, rules)
            if not found:
                continue
            gated = found[0].gated
        issued.append(Issued(number, table, gated.shown, gated.small, gated.withheld, sources))
        weekly[week] = gated.shown
    return pass_gate(groups, rules).shown, weekly


@dataclass(frozen=True, slots=True)
class Success:
    """Of how many the attacker claims to know it, of how many rightly, and right answers in all.

    ``guessing`` is how many answers are right when the most usual one is given for everybody.
    """

    claimed: int
    rightly: int
    right: int
    guessing: int


def attack(people: Sequence[Person], groups: Shown, weekly: Mapping[str, Shown]) -> Success:
    """Claim everybody in a group, or among newcomers, of which all or none were referred."""
    usual = sum(person.referred for person in people) * 2 > len(people)
    claims: dict[int, bool] = {}
    for number, person in enumerate(people):
        whole, part = groups.get((person.group, RESIDENTS)), groups.get((person.group, REFERRED))
        if whole and part in (0, whole):
            claims[number] = part == whole
    for first, last in combinations(weekly, 2):
        for number, person in enumerate(people):
            if first < person.week <= last:
                came = _difference(weekly[first], weekly[last], (person.site, RESIDENTS))
                more = _difference(weekly[first], weekly[last], (person.site, REFERRED))
                if came and more in (0, came):
                    claims.setdefault(number, more == came)
    rightly = sum(people[number].referred == claim for number, claim in claims.items())
    right = sum(claims.get(n, usual) == person.referred for n, person in enumerate(people))
    guessing = sum(person.referred == usual for person in people)
    return Success(len(claims), rightly, right, guessing)


def _until(people: Sequence[Person], week: str) -> Table:
    return counted([each for each in people if each.week <= week], lambda each: each.site)


def _difference(before: Shown, now: Shown, cell: Cell) -> int | None:
    then, count = before.get(cell, 0), now.get(cell)
    return None if then is None or count is None else count - then
