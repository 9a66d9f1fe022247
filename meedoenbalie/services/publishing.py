"""The programme team publishes figures: through the gate, and beside everything published before.

What was published is kept in the collection. A table that would give somebody away together with
an earlier one is stopped; each cure that works is offered, cheapest first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
    small_change,
)
from meedoenbalie.domain.publication.gate import Gated, exposed_cells, pass_gate
from meedoenbalie.domain.publication.merging import (
    MOST_TRIED,
    Pair,
    row_of,
    shown_cells,
    told_by_sums,
)
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
    pairs_now,
    pairs_of,
    registered_now,
    rules_now,
    sources_of,
    taken_together,
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
    pairs: Sequence[Pair] | None = None,
    more: Pair | None = None,
) -> Publication:
    """Publish the figures of a collection and register what was shown.

    The same table as the last one isn't registered twice. ``cure`` is taken only when something
    has to be cured. ``rules`` names a rule set and ``pairs`` the azc's to take together; None:
    those of the latest publication; ``more`` comes on top of these. Raises StoppedPublication, and
    what ``collecting.opened`` and ``publication_rules.rule_set`` raise.
    """
    from meedoenbalie.collection.publications import register, registered

    with opened(path, passphrase) as collection:
        counts = counts_of(collection)
        before = registered(collection)
        chosen = rules_now(path, clock.today(), before, rules)
        together = pairs_now(before) if pairs is None else tuple(pairs)
        together = together if more is None else (*together, more)
        checked = _Checked(collection, counts, before, chosen)
        gated, together = checked.passed(cure, together)
        number = len(before) + 1
        sources = checked.sources
        found = registered_now(number, clock, chosen, counts, gated, sources, pairs=together)
        last = [each for each in before if each.content.get("kind", FIGURES) == FIGURES][-1:]
        if last and last[0].content["shown"] == found.content["shown"]:
            return Publication(last[0].number, shown_figures(gated), new=False)
        register(collection, found)
    return Publication(number, shown_figures(gated), new=True)


class _Checked:
    """One collection on its way out, beside everything published before."""

    def __init__(
        self, collection: Collection, counts: Counts, before: list[Registered], rules: RuleSet
    ) -> None:
        self.counts, self.rules = counts, rules
        self.sources = sources_of(collection)
        self.issued = [issued_of(each) for each in before]
        self.pairs_then = [pairs_of(each.content) for each in before]
        self.is_figures = [each.content.get("kind", FIGURES) == FIGURES for each in before]

    def passed(self, cure: Cure | None, pairs: tuple[Pair, ...]) -> tuple[Gated, tuple[Pair, ...]]:
        """Return what may go out, and which azc's it takes together. Raises StoppedPublication."""
        table = self._table(pairs)
        gated = pass_gate(table, self.rules)
        conflicts = self._conflicts(table, gated, pairs)
        if not conflicts:
            return gated, pairs
        found = self._remedies(table, gated, conflicts, pairs)
        for remedy in found:
            if remedy.cure is cure:
                return remedy.gated, (*pairs, *((remedy.pair,) if remedy.pair else ()))
        raise StoppedPublication(conflicts, found)

    def _table(self, pairs: Sequence[Pair]) -> Table:
        return table_to_publish(taken_together(self.counts, pairs))

    def _row_sources(self, pairs: Sequence[Pair]) -> dict[str, str]:
        joined = {
            row_of(pair): "".join(self.sources.get(code, "") for code in pair) for pair in pairs
        }
        return self.sources | joined

    def _conflicts(self, table: Table, gated: Gated, pairs: tuple[Pair, ...]) -> list[Conflict]:
        sources = self._row_sources(pairs)
        issued = [
            replace(each, sources={**each.sources, **_joined(each.sources, then)})
            for each, then in zip(self.issued, self.pairs_then, strict=True)
        ]
        found = conflicts_of(table, gated, sources, issued, self.rules)
        found += _told_sums(table, gated, sources, issued, self.rules)
        for each, then, figures in zip(issued, self.pairs_then, self.is_figures, strict=True):
            if figures:
                found += self._beside_merged(table, gated, each, set(pairs), set(then))
        return found

    def _beside_merged(
        self, table: Table, gated: Gated, issued: Issued, now: set[Pair], then: set[Pair]
    ) -> list[Conflict]:
        """Return what follows because only one of both took azc's together."""
        rules, found = self.rules, set[Conflict]()
        same = {pair for pair in now ^ then if all(self._unchanged(issued, c) for c in pair)}
        told = told_by_sums(
            table, gated.shown, gated.small, gated.withheld, same & (then - now), rules
        )
        found |= {Conflict(cell, issued.number, Leak.HIDDEN_NOW) for cell in told}
        told = told_by_sums(
            issued.table, issued.shown, issued.small, issued.withheld, same & (now - then), rules
        )
        found |= {Conflict(cell, issued.number, Leak.HIDDEN_THEN) for cell in told}
        for pair in (now ^ then) - same:
            apart, one_row = (issued.shown, gated.shown)
            if pair in then:
                apart, one_row = one_row, apart
            found |= {
                Conflict((row_of(pair), name), issued.number, Leak.SMALL_CHANGE)
                for name, both in _sums_shown(apart, pair).items()
                if small_change(both, one_row.get((row_of(pair), name)), rules)
            }
        return sorted(found, key=lambda each: (each.cell, each.number))

    def _unchanged(self, issued: Issued, code: str) -> bool:
        return issued.sources.get(code) == self.sources.get(code)

    def _remedies(
        self,
        table: Table,
        plain: Gated,
        conflicts: Sequence[Conflict],
        pairs: tuple[Pair, ...],
    ) -> list[Remedy]:
        """Return the cures that work, cheapest first."""
        sources = self._row_sources(pairs)
        found = [
            one
            for one in remedies(table, sources, self.issued, self.rules)
            if not self._conflicts(table, one.gated, pairs)
        ]
        together = self._together(plain, conflicts, pairs)
        if together is not None:
            found.append(together)
        return sorted(found, key=lambda one: one.cells_lost)

    def _together(
        self, plain: Gated, conflicts: Sequence[Conflict], pairs: tuple[Pair, ...]
    ) -> Remedy | None:
        """Return the pair that cures with the least loss; the azc's in conflict are tried first."""
        apart = sorted(set(self.counts.sites) - {code for pair in pairs for code in pair})
        asked = [code for code in dict.fromkeys(c.cell[0] for c in conflicts) if code in apart]
        best: Remedy | None = None
        tried = {
            (min(code, other), max(code, other))
            for code in asked[:MOST_TRIED]
            for other in sorted(apart, key=self._size)[:MOST_TRIED]
            if other != code
        }
        for pair in sorted(tried):
            table = self._table((*pairs, pair))
            gated = pass_gate(table, self.rules)
            if gated.exposed or self._conflicts(table, gated, (*pairs, pair)):
                continue
            lost = shown_cells(plain.shown) - shown_cells(gated.shown)
            if best is None or lost < best.cells_lost:
                best = Remedy(Cure.MERGE, gated, lost, pair)
        return best

    def _size(self, code: str) -> int:
        return self.counts.sites[code].get("residents", 0)


def _joined(sources: Mapping[str, str], pairs: Sequence[Pair]) -> dict[str, str]:
    return {row_of(pair): "".join(sources.get(code, "") for code in pair) for pair in pairs}


def _sums_shown(shown: Mapping[Cell, int | None], pair: Pair) -> dict[str, int]:
    """Return by name what two rows show together, where both are shown."""
    found = {}
    for (row, name), count in shown.items():
        other = shown.get((pair[1], name))
        if row == pair[0] and count is not None and other is not None:
            found[name] = count + other
    return found


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
