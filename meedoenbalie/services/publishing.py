"""The programme team publishes figures: through the gate, and beside everything published before.

What was published is kept in the collection. A table that would give somebody away together with
an earlier one is stopped; each cure that works is offered, cheapest first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from meedoenbalie.clock import Clock
from meedoenbalie.domain.publication.differencing import (
    Conflict,
    Cure,
    Issued,
    Leak,
    Remedy,
    conflicts_of,
    remedies,
)
from meedoenbalie.domain.publication.gate import Gated, exposed_cells, pass_gate
from meedoenbalie.domain.publication.rules import RuleSet
from meedoenbalie.domain.publication.table import Cell, Table
from meedoenbalie.services.collecting import (
    Counts,
    Figures,
    counts_of,
    opened,
    shown_figures,
    table_to_publish,
)
from meedoenbalie.services.publication_register import (
    FIGURES,
    issued_of,
    registered_now,
    rules_now,
    sources_of,
)

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
        chosen = rules_now(path, clock.today(), before, rules)
        gated, sources = _checked(collection, counts, before, cure, chosen)
        number = len(before) + 1
        found = registered_now(number, clock, chosen, counts, gated, sources)
        last = [each for each in before if each.content.get("kind", FIGURES) == FIGURES][-1:]
        if last and last[0].content["shown"] == found.content["shown"]:
            return Publication(last[0].number, shown_figures(gated), new=False)
        register(collection, found)
    return Publication(number, shown_figures(gated), new=True)


def _checked(
    collection: Collection,
    counts: Counts,
    before: list[Registered],
    cure: Cure | None,
    rules: RuleSet,
) -> tuple[Gated, dict[str, str]]:
    sources = sources_of(collection)
    table = table_to_publish(counts)
    gated = pass_gate(table, rules)
    issued = [issued_of(each) for each in before]
    conflicts = conflicts_of(table, gated, sources, issued, rules)
    conflicts += _told_sums(table, gated, sources, issued, rules)
    if not conflicts:
        return gated, sources
    found = [
        one
        for one in remedies(table, sources, issued, rules)
        if not _told_sums(table, one.gated, sources, issued, rules)
    ]
    for remedy in found:
        if remedy.cure is cure:
            return remedy.gated, sources
    raise StoppedPublication(conflicts, found)


def _told_sums(
    table: Table,
    gated: Gated,
    sources: Mapping[str, str],
    issued: Sequence[Issued],
    rules: RuleSet,
) -> list[Conflict]:
    """Return what can be worked out because a handreiking told a sum that is withheld now."""
    found: dict[Cell, Conflict] = {}
    for each in issued:
        if each.sources.get("") != sources[""]:
            continue
        told = {
            number
            for number in gated.withheld
            if each.shown.get(("", table.sums[number][0][1])) is not None
        }
        if told:
            withheld = gated.withheld - told
            for cell in exposed_cells(table, rules, gated.small, gated.hidden, withheld, {}):
                found.setdefault(cell, Conflict(cell, each.number, Leak.HIDDEN_NOW))
    return list(found.values())
