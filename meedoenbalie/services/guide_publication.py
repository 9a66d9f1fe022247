"""The figures in a handreiking of all azc's go to the world too: they are a publication.

They pass the same gate and stand in the same register as the published figures. What an earlier
publication and this one would give away together is hidden in this one, so that there is always a
handreiking; the message says what was hidden and why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from meedoenbalie.clock import Clock
from meedoenbalie.domain.edition_figures import EditionFigure
from meedoenbalie.domain.editions import EditionLesson
from meedoenbalie.domain.handreiking import IssuedFigures, ShownFigures
from meedoenbalie.domain.lesson_figures import REACHED, cells_of
from meedoenbalie.domain.lesson_figures import REASON as ENDED
from meedoenbalie.domain.live_count import COUNT_KEYS
from meedoenbalie.domain.publication.differencing import Conflict, Issued, hidden_beside
from meedoenbalie.domain.publication.gate import Gated, pass_gate
from meedoenbalie.domain.publication.printed import Beside
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


@dataclass(frozen=True, slots=True)
class GuideFigures:
    """What a handreiking prints: its own figures, and those of its lessons by the lesson's name."""

    shown: ShownFigures
    issued: IssuedFigures
    of_lessons: Mapping[str, tuple[EditionFigure, ...]]


def issue_figures(
    collection: Collection, path: Path, clock: Clock, lessons: Sequence[EditionLesson]
) -> GuideFigures:
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
    hold = Beside([*(_as_printed(each.content) for each in before), _by_names(gated.shown)], rules)
    of_lessons = {lesson.name: tuple(_held(lesson, hold)) for lesson in lessons}
    found = registered_now(
        len(before) + 1, clock, rules, counts, gated, sources, GUIDE, of_lessons=hold.cells
    )
    same = [each for each in before if each.content.get("kind") == GUIDE]
    if same and all(
        same[-1].content.get(part, []) == found.content[part] for part in ("shown", "of_lessons")
    ):
        number = same[-1].number
    else:
        register(collection, found)
        number = found.number
    left_out = sum(len(one.figures) - len(of_lessons[one.name]) for one in lessons)
    issued_now = IssuedFigures(number, tuple(conflicts), left_out)
    return GuideFigures(_shown(gated), issued_now, of_lessons)


def _held(lesson: EditionLesson, hold: Beside) -> Iterator[EditionFigure]:
    """Yield the figures of a lesson that may be printed: as its azc published them, or not."""
    for figure in lesson.figures:
        told = cells_of(figure.query, figure.shown)
        # What a desk counts without naming an azc is of its own.
        if hold.whole({(row or lesson.site, name): count for (row, name), count in told.items()}):
            yield figure


def _as_printed(content: Mapping[str, Any]) -> dict[Cell, int | None]:
    """Return what an earlier publication told, by the names that figures of lessons have."""
    told = {(row, name): count for row, name, count in content["shown"]}
    of_lessons = {(row, name): count for row, name, count in content.get("of_lessons", ())}
    return _by_names(told) | of_lessons


def _by_names(shown: Mapping[Cell, int | None]) -> dict[Cell, int | None]:
    found: dict[Cell, int | None] = {}
    for (row, name), count in shown.items():
        if name in COUNT_KEYS:
            found[row, f"{REACHED}-{name}"] = count
        elif name.startswith(REASON):
            found[row, f"{ENDED}-{name.removeprefix(REASON)}"] = count
    return found


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
