"""The programme team publishes figures: through the gate, and beside everything published before.

What was published is kept in the collection. A table that would give somebody away together with
an earlier one is stopped; each cure that works is offered, cheapest first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from meedoenbalie.clock import Clock
from meedoenbalie.domain.publication.differencing import (
    Conflict,
    Cure,
    Issued,
    Remedy,
    conflicts_of,
    remedies,
)
from meedoenbalie.domain.publication.gate import Gated, pass_gate
from meedoenbalie.domain.publication.rules import CBS, RuleSet
from meedoenbalie.domain.publication.table import Cell
from meedoenbalie.services.collecting import (
    Counts,
    Figures,
    counts_of,
    opened,
    shown_figures,
    table_to_publish,
)
from meedoenbalie.services.publication_rules import rule_set

if TYPE_CHECKING:
    from meedoenbalie.collection.collected import Collection
    from meedoenbalie.collection.publications import Registered

__all__ = ["Cure", "Publication", "StoppedPublication", "publish_figures"]


class StoppedPublication(Exception):
    """Together with an earlier publication this one would give somebody away; nothing was made.

    ``remedies`` stand cheapest first; without any the only cure is to wait.
    """

    def __init__(self, conflicts: list[Conflict], found: list[Remedy]) -> None:
        super().__init__(f"{len(conflicts)} conflicts")
        self.conflicts = conflicts
        self.remedies = found


@dataclass(frozen=True, slots=True)
class Publication:
    """What may go out: its number in the register, and the figures. ``new``: not there before."""

    number: int
    figures: Figures
    new: bool


def publish_figures(
    path: Path,
    passphrase: str,
    clock: Clock,
    cure: Cure | None = None,
    rules: str | None = None,
) -> Publication:
    """Publish the figures of a collection and register what was shown.

    The same table as the last one isn't registered twice. ``cure`` is taken only when something
    has to be cured. ``rules`` names a rule set; None: that of the latest publication. Raises
    StoppedPublication, and what ``collecting.opened`` and ``publication_rules.rule_set`` raise.
    """
    from meedoenbalie.collection.publications import register, registered

    with opened(path, passphrase) as collection:
        counts = counts_of(collection)
        before = registered(collection)
        latest = before[-1].rules if before else CBS.name
        chosen = rule_set(path, clock.today(), rules, latest)
        gated, sources = _checked(collection, counts, before, cure, chosen)
        number = len(before) + 1
        found = _registered(number, clock, chosen, counts, gated, sources)
        if before and before[-1].content["shown"] == found.content["shown"]:
            return Publication(before[-1].number, shown_figures(gated), new=False)
        register(collection, found)
    return Publication(number, shown_figures(gated), new=True)


def _checked(
    collection: Collection,
    counts: Counts,
    before: list[Registered],
    cure: Cure | None,
    rules: RuleSet,
) -> tuple[Gated, dict[str, str]]:
    from meedoenbalie.collection.publications import sources as digests

    sources = digests(collection)
    # The row of all together has the same counts only while every set is the same.
    sources[""] = sha256("".join(sources.values()).encode()).hexdigest()
    table = table_to_publish(counts)
    gated = pass_gate(table, rules)
    issued = [_issued(each) for each in before]
    conflicts = conflicts_of(table, gated, sources, issued, rules)
    if not conflicts:
        return gated, sources
    found = remedies(table, sources, issued, rules)
    for remedy in found:
        if remedy.cure is cure:
            return remedy.gated, sources
    raise StoppedPublication(conflicts, found)


def _registered(
    number: int,
    clock: Clock,
    rules: RuleSet,
    counts: Counts,
    gated: Gated,
    sources: Mapping[str, str],
) -> Registered:
    from meedoenbalie.collection.publications import Registered

    content: dict[str, object] = {
        "sites": {site: dict(row) for site, row in counts.sites.items()},
        "reasons": dict(counts.reasons),
        "cohorts": [list(row) for row in counts.cohorts],
        "shown": [[*cell, shown] for cell, shown in sorted(gated.shown.items())],
        "small": sorted([*cell] for cell in gated.small),
        "withheld": sorted(gated.withheld),
        "sources": dict(sources),
        "rules": asdict(rules),
    }
    return Registered(number, clock.now().isoformat(), rules.name, content)


def _issued(kept: Registered) -> Issued:
    content: dict[str, Any] = kept.content
    shown: dict[Cell, int | None] = {(row, name): count for row, name, count in content["shown"]}
    return Issued(
        kept.number,
        table_to_publish(_counts(content)),
        shown,
        frozenset((row, name) for row, name in content["small"]),
        frozenset(content["withheld"]),
        content["sources"],
    )


def _counts(content: Mapping[str, Any]) -> Counts:
    """Return the counts behind a publication; before there were cohorts it has none."""
    cohorts = [tuple(row) for row in content.get("cohorts", ())]
    return Counts(content["sites"], content["reasons"], cohorts)
