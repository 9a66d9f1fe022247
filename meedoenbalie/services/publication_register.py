"""What stands in the register of publications: figures and handreikingen, one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from meedoenbalie.clock import Clock
from meedoenbalie.domain.live_count import COUNT_KEYS
from meedoenbalie.domain.publication.differencing import Issued
from meedoenbalie.domain.publication.gate import Gated
from meedoenbalie.domain.publication.merging import Pair, merged
from meedoenbalie.domain.publication.rules import CBS, RuleSet
from meedoenbalie.domain.publication.table import REASON, Cell, Table
from meedoenbalie.services.collecting import Counts, table_to_publish
from meedoenbalie.services.publication_rules import rule_set

if TYPE_CHECKING:
    from meedoenbalie.collection.collected import Collection
    from meedoenbalie.collection.publications import Registered

FIGURES, GUIDE, YEAR = "figures", "guide", "year"
"""What a publication is: the table of the azc's, what a handreiking tells, or a yearly report."""


def rules_now(
    path: Path, day: date, before: Sequence[Registered], name: str | None = None
) -> RuleSet:
    """Return the named rule set, or that of the latest publication.

    Raises what ``publication_rules.rule_set`` raises.
    """
    return rule_set(path, day, name, before[-1].rules if before else CBS.name)


def sources_of(collection: Collection) -> dict[str, str]:
    """Return of which set each row is made, by azc; the row of all together has no code.

    That row has the same counts only while every set is the same.
    """
    from meedoenbalie.collection.publications import sources

    found = sources(collection)
    found[""] = sha256("".join(found.values()).encode()).hexdigest()
    return found


def table_of_guide(counts: Counts) -> Table:
    """Return what a handreiking tells: totals of the steps, and reasons."""
    totals = {("", name): sum(row[name] for row in counts.sites.values()) for name in COUNT_KEYS}
    reasons = {("", REASON + reason): count for reason, count in counts.reasons.items()}
    whole = ("", "referred")
    nested = tuple(
        (cell, whole)
        for cell, count in totals.items()
        if cell[1] not in ("informed", "referred") and count <= totals[whole]
    )
    return Table(totals | reasons, (tuple(reasons),), nested, (tuple(reasons),))


def registered_now(
    number: int,
    clock: Clock,
    rules: RuleSet,
    counts: Counts,
    gated: Gated,
    sources: Mapping[str, str],
    kind: str = FIGURES,
    table: Table | None = None,
    pairs: Sequence[Pair] = (),
    of_lessons: Mapping[Cell, int | None] | None = None,
) -> Registered:
    """Return a publication as it is kept: what was shown, and the truth behind it.

    ``table`` is kept along where ``counts`` don't give it back. ``pairs`` are the azc's that were
    taken together; ``counts`` are those of each apart. ``of_lessons`` are the counts in the figures
    of lessons that a handreiking prints.
    """
    from meedoenbalie.collection.publications import Registered

    content: dict[str, object] = {
        "kind": kind,
        "sites": {site: dict(row) for site, row in counts.sites.items()},
        "reasons": dict(counts.reasons),
        "cohorts": [list(row) for row in counts.cohorts],
        "shown": [[*cell, shown] for cell, shown in sorted(gated.shown.items())],
        "small": sorted([*cell] for cell in gated.small),
        "withheld": sorted(gated.withheld),
        "sources": dict(sources),
        "rules": asdict(rules),
    }
    if kind == FIGURES:
        content["merged"] = [list(pair) for pair in pairs]
    if of_lessons is not None:
        content["of_lessons"] = [[*cell, count] for cell, count in sorted(of_lessons.items())]
    if table is not None:
        content["table"] = {
            "counts": [[*cell, count] for cell, count in table.counts.items()],
            "sums": table.sums,
            "nested": table.nested,
            "sensitive": table.sensitive,
        }
    return Registered(number, clock.now().isoformat(), rules.name, content)


def pairs_of(content: Mapping[str, Any]) -> tuple[Pair, ...]:
    """Return which azc's a publication took together."""
    return tuple((one, other) for one, other in content.get("merged", ()))


def pairs_now(before: Sequence[Registered]) -> tuple[Pair, ...]:
    """Return which azc's the latest publication of figures took together: they stay so."""
    figures = [each for each in before if each.content.get("kind", FIGURES) == FIGURES]
    return pairs_of(figures[-1].content) if figures else ()


def taken_together(counts: Counts, pairs: Sequence[Pair]) -> Counts:
    """Return counts with these azc's as one row each."""
    return Counts(merged(counts.sites, pairs), counts.reasons, counts.cohorts)


def issued_of(kept: Registered) -> Issued:
    """Return an earlier publication, to hold another beside it."""
    content: dict[str, Any] = kept.content
    shown: dict[Cell, int | None] = {(row, name): count for row, name, count in content["shown"]}
    # A publication of before there were cohorts has none; one without a kind is of figures.
    cohorts = [tuple(row) for row in content.get("cohorts", ())]
    counts = Counts(content["sites"], content["reasons"], cohorts)
    return Issued(
        kept.number,
        _table_of(content, counts),
        shown,
        frozenset((row, name) for row, name in content["small"]),
        frozenset(content["withheld"]),
        content["sources"],
    )


def _table_of(content: Mapping[str, Any], counts: Counts) -> Table:
    if content.get("kind") == GUIDE:
        return table_of_guide(counts)
    if content.get("kind") != YEAR:
        return table_to_publish(taken_together(counts, pairs_of(content)))
    kept = content["table"]
    return Table(
        {(row, name): count for row, name, count in kept["counts"]},
        tuple(_cells(group) for group in kept["sums"]),
        tuple(((part[0], part[1]), (whole[0], whole[1])) for part, whole in kept["nested"]),
        tuple(_cells(group) for group in kept["sensitive"]),
    )


def _cells(group: Sequence[Sequence[str]]) -> tuple[Cell, ...]:
    return tuple((row, name) for row, name in group)
