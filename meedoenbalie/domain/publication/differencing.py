"""What a publication would give away together with every earlier one, and what cures that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from meedoenbalie.domain.publication.gate import Earlier, Gated, exposed_cells, pass_gate
from meedoenbalie.domain.publication.over_years import few_left
from meedoenbalie.domain.publication.rules import RuleSet
from meedoenbalie.domain.publication.table import Cell, Table

LEAST_BASE = 20
"""Of fewer newcomers than this, as shown, it isn't told that none did something.

Of many it is: what is rare would otherwise stop every publication.
"""


@dataclass(frozen=True, slots=True)
class Issued:
    """An earlier publication: what it showed, the truth behind it, and of which sets.

    ``sources`` names the state of each row's data: a row with the same source has the same counts.
    ``small`` and ``withheld`` are those of its gate.
    """

    number: int
    table: Table
    shown: Mapping[Cell, int | None]
    small: frozenset[Cell]
    withheld: frozenset[int]
    sources: Mapping[str, str]


class Leak(StrEnum):
    """How two publications give a cell away."""

    SMALL_CHANGE = "small_change"
    """The two shown counts differ by so few that the difference is a small group."""
    ALL_ALIKE = "all_alike"
    """Of those who came in between all are in a part, or they are few and none is."""
    HIDDEN_NOW = "hidden_now"
    """A hidden count can be worked out with what was shown before."""
    HIDDEN_THEN = "hidden_then"
    """What is shown now gives away a count that was hidden before."""
    FEW_LEFT = "few_left"
    """Of all years without the years that are told, or of two azc's without one, few are left."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that this publication and an earlier one give away together."""

    cell: Cell
    number: int
    leak: Leak


class Cure(StrEnum):
    """What can be done about conflicts."""

    KEEP = "keep"
    """Show the count of the latest publication again where the change is small."""
    HIDE = "hide"
    """Hide the cells that changed little."""
    MERGE = "merge"
    """Take an azc together with another, so that the change is no small group any more."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """A cure, the table it leads to, and how many cells fewer it shows than the table as it was.

    ``pair`` are the azc's that it takes together.
    """

    cure: Cure
    gated: Gated
    cells_lost: int
    pair: tuple[str, str] | None = None


def conflicts_of(
    table: Table, gated: Gated, sources: Mapping[str, str], before: Sequence[Issued], rules: RuleSet
) -> list[Conflict]:
    """Return what a table would give away together with earlier publications, by cell."""
    found = {
        (cell, issued.number): Conflict(cell, issued.number, Leak.SMALL_CHANGE)
        for issued in before
        for cell, shown in gated.shown.items()
        if small_change(issued.shown.get(cell), shown, rules)
    }
    told = [_told(issued.table, issued.shown) for issued in before]
    last = before[-1].number if before else 0
    for cell in few_left(_told(table, gated.shown), told, rules):
        found.setdefault((cell, last), Conflict(cell, last, Leak.FEW_LEFT))
    for issued in before:
        for part, whole in table.nested:
            if _all_alike(issued.shown, gated.shown, part, whole):
                found.setdefault(
                    (whole, issued.number), Conflict(whole, issued.number, Leak.ALL_ALIKE)
                )
    if before:
        known = _known(gated.shown, sources, before)
        for cell in exposed_cells(table, rules, gated.small, gated.hidden, gated.withheld, known):
            found.setdefault((cell, last), Conflict(cell, last, Leak.HIDDEN_NOW))
    for issued in before:
        hidden = {cell for cell, shown in issued.shown.items() if shown is None}
        known = {
            cell: (table.counts[cell], table.counts[cell])
            for cell in hidden
            if issued.sources.get(cell[0]) == sources.get(cell[0])
            and gated.shown.get(cell) is not None
        }
        if not known:
            continue
        exposed = exposed_cells(issued.table, rules, issued.small, hidden, issued.withheld, known)
        for cell in exposed:
            found.setdefault((cell, issued.number), Conflict(cell, issued.number, Leak.HIDDEN_THEN))
    return sorted(found.values(), key=lambda each: (each.cell, each.number))


def _told(table: Table, shown: Mapping[Cell, int | None]) -> dict[Cell, int]:
    return {cell: table.counts[cell] for cell, count in shown.items() if count is not None}


def small_change(before: int | None, now: int | None, rules: RuleSet) -> bool:
    """Tell whether two shown counts say for certain that a few came or went, and not nobody."""
    if before is None or now is None or before == now:
        return False
    (least, most), (low, high) = rules.reach(before), rules.reach(now)
    fewest, largest = (low - most, high - least) if now > before else (least - high, most - low)
    return fewest > 0 and largest < rules.threshold


def _all_alike(
    before: Mapping[Cell, int | None], now: Mapping[Cell, int | None], part: Cell, whole: Cell
) -> bool:
    """Tell whether the difference is a group of 100 %, or one of 0 % that is too small for that."""
    came, more = _difference(before, now, whole), _difference(before, now, part)
    if not came or more is None:
        return False
    return more == came or (more == 0 and abs(came) < LEAST_BASE)


def _difference(
    before: Mapping[Cell, int | None], now: Mapping[Cell, int | None], cell: Cell
) -> int | None:
    then, count = before.get(cell), now.get(cell)
    return None if then is None or count is None else count - then


def remedies(
    table: Table,
    sources: Mapping[str, str],
    before: Sequence[Issued],
    rules: RuleSet,
    forced: frozenset[Cell] = frozenset(),
) -> list[Remedy]:
    """Return the cures that work, cheapest first; none means: wait until more has happened.

    ``forced`` cells are hidden whatever happens.
    """
    plain = pass_gate(table, rules, Earlier(forced))
    found = []
    for cure in (Cure.KEEP, Cure.HIDE):
        gated = _cured(cure, table, plain, sources, before, rules, set(forced))
        if gated is not None:
            lost = len(gated.hidden - plain.hidden)
            found.append(Remedy(cure, gated, lost))
    return sorted(found, key=lambda remedy: remedy.cells_lost)


def hidden_beside(
    table: Table,
    forced: frozenset[Cell],
    sources: Mapping[str, str],
    before: Sequence[Issued],
    rules: RuleSet,
) -> tuple[Gated, list[Conflict]]:
    """Return what may be shown with nobody to choose a cure, and what it would have given away.

    ``forced`` cells are hidden whatever happens. Where hiding what conflicts isn't enough,
    everything is hidden.
    """
    gated = pass_gate(table, rules, Earlier(forced))
    conflicts = conflicts_of(table, gated, sources, before, rules)
    if not conflicts and not gated.exposed:
        return gated, []
    found = remedies(table, sources, before, rules, forced)
    cured = next((one.gated for one in found if one.cure is Cure.HIDE), None)
    if cured is None:
        nothing: dict[Cell, int | None] = dict.fromkeys(table.counts)
        cured = Gated(nothing, frozenset(table.counts), frozenset(), frozenset())
    return cured, conflicts


_ROUNDS = 10


def _cured(
    cure: Cure,
    table: Table,
    gated: Gated,
    sources: Mapping[str, str],
    before: Sequence[Issued],
    rules: RuleSet,
    forced: set[Cell],
) -> Gated | None:
    latest = _latest(before)
    kept: dict[Cell, int] = {}
    never = frozenset(cell for cell in table.counts if cell not in latest)
    for _round in range(_ROUNDS):
        conflicts = conflicts_of(table, gated, sources, before, rules)
        if not conflicts and not gated.exposed:
            return gated
        for conflict in conflicts:
            cell = conflict.cell
            if conflict.leak in (Leak.SMALL_CHANGE, Leak.ALL_ALIKE):
                if cure is Cure.KEEP and cell not in kept:
                    kept[cell] = latest[cell]
                else:
                    kept.pop(cell, None)
                    forced.add(cell)
            elif conflict.leak is Leak.FEW_LEFT:
                kept.pop(cell, None)
                forced.add(cell)
            elif conflict.leak is Leak.HIDDEN_THEN:
                issued = next(each for each in before if each.number == conflict.number)
                forced |= {each for each, shown in issued.shown.items() if shown is None} & set(
                    table.counts
                )
        kept = {cell: count for cell, count in kept.items() if cell not in forced}
        known = _known(gated.shown, sources, before)
        gated = pass_gate(table, rules, Earlier(frozenset(forced), kept, known, never))
    return None


def _latest(before: Sequence[Issued]) -> dict[Cell, int]:
    return {
        cell: shown
        for issued in before
        for cell, shown in issued.shown.items()
        if shown is not None
    }


def _known(
    shown: Mapping[Cell, int | None], sources: Mapping[str, str], before: Sequence[Issued]
) -> dict[Cell, tuple[int, int | None]]:
    """Return what earlier publications tell about every cell that may be hidden now.

    As in the audit, what was shown is taken as known before rounding. A row with other data than
    then may have changed either way: nothing of it is certain.
    """
    return {
        cell: (issued.table.counts[cell], issued.table.counts[cell])
        for issued in before
        for cell, count in issued.shown.items()
        if count is not None
        and cell in shown
        and issued.sources.get(cell[0]) == sources.get(cell[0])
    }
