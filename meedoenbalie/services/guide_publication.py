"""The figures in a handreiking of all azc's go to the world too: they are a publication.

They pass the same gate and stand in the same register as the published figures. What an earlier
publication and this one would give away together is hidden in this one, so that there is always a
handreiking; the message says what was hidden and why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from meedoenbalie.clock import Clock
from meedoenbalie.domain.handreiking import IssuedFigures, ShownFigures
from meedoenbalie.domain.live_count import COUNT_KEYS
from meedoenbalie.domain.publication.differencing import Conflict, Issued, hidden_beside
from meedoenbalie.domain.publication.gate import Gated, pass_gate
from meedoenbalie.domain.publication.rules import RuleSet
from meedoenbalie.domain.publication.table import REASON, Cell, Table
from meedoenbalie.services.collecting import Counts, counts_of, table_to_publish
from meedoenbalie.services.publication_register import (
    GUIDE,
    issued_of,
    registered_now,
    rules_now,
    sources_of,
    table_of_guide,
)

if TYPE_CHECKING:
    from pathlib import Path

    from meedoenbalie.collection.collected import Collection


def issue_figures(
    collection: Collection, path: Path, clock: Clock
) -> tuple[ShownFigures, IssuedFigures]:
    """Return the figures of an edition as they may be printed, registered as a publication.

    The same figures as those of the last edition aren't registered twice.
    """
    from meedoenbalie.collection.publications import register, registered

    counts = counts_of(collection)
    before = registered(collection)
    rules = rules_now(path, clock.today(), before)
    issued = [issued_of(each) for each in before]
    sources = sources_of(collection)
    gated, conflicts = _gated(counts, sources, issued, rules)
    found = registered_now(len(before) + 1, clock, rules, counts, gated, sources, GUIDE)
    same = [each for each in before if each.content.get("kind") == GUIDE]
    if same and same[-1].content["shown"] == found.content["shown"]:
        number = same[-1].number
    else:
        register(collection, found)
        number = found.number
    return _shown(gated), IssuedFigures(number, tuple(conflicts))


def _gated(
    counts: Counts, sources: Mapping[str, str], issued: Sequence[Issued], rules: RuleSet
) -> tuple[Gated, list[Conflict]]:
    """Return what may be printed, and what would have been given away without hiding more."""
    table = table_of_guide(counts)
    forced = _sums_that_stay_hidden(counts, rules)
    return hidden_beside(table, forced, sources, issued, rules)


def _sums_that_stay_hidden(counts: Counts, rules: RuleSet) -> frozenset[Cell]:
    """Return the totals that nobody may know, for an azc could be worked out with them."""
    table: Table = table_to_publish(counts)
    withheld = pass_gate(table, rules).withheld
    names = {
        table.sums[number][0][1] for number in withheld if table.sums[number] and number in withheld
    }
    return frozenset(("", name) for name in names & set(COUNT_KEYS))


def _shown(gated: Gated) -> ShownFigures:
    return ShownFigures(
        {name: gated.shown.get(("", name)) for name in COUNT_KEYS},
        {
            name.removeprefix(REASON): shown
            for (_row, name), shown in gated.shown.items()
            if name.startswith(REASON)
        },
    )
