"""The week as plain values and words, for the planner, the glyph and the load bar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from meedoenbalie.domain.week import Weekday
from meedoenbalie.i18n import _, formats, labels

BlockKind = Literal["mdt", "language", "own", "travel"]
"""What a block of time is for."""

Cell = tuple[int, int]
"""A part of a day: day 0 to 6 from Monday, part 0 to 2 from morning."""


@dataclass(frozen=True, slots=True)
class WeekBlock:
    """A stretch of one day: ``day`` 0 to 6 from Monday, ``start`` and ``end`` in minutes.

    ``label`` is short and stands in the block; ``detail`` is said and shown in the tooltip.
    """

    day: int
    start: int
    end: int
    kind: BlockKind
    label: str = ""
    detail: str = ""
    conflict: bool = False


def day_names() -> tuple[str, ...]:
    """Return the seven days in full, Monday first."""
    return tuple(labels.weekday(day) for day in Weekday)


def short_day_names() -> tuple[str, ...]:
    """Return the seven days in two letters, Monday first."""
    return tuple(labels.weekday_short(day) for day in Weekday)


def duration(minutes: int) -> str:
    """Return a duration as *4 u 30*."""
    return formats.duration(minutes)


def clock(minutes: int) -> str:
    """Return minutes since midnight as *9:30*."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def kind_name(kind: BlockKind) -> str:
    """Return what a block is for, in words."""
    return {
        "mdt": _("MDT"),
        "language": _("taal"),
        "own": _("vaste afspraak"),
        "travel": _("reizen"),
    }[kind]


def block_text(block: WeekBlock) -> str:
    """Return all that a block shows: *dinsdag 9:30–12:00, taal, Nederlands A1–A2, botst*."""
    when = f"{day_names()[block.day]} {clock(block.start)}–{clock(block.end)}"
    label = block.label if block.label.lower() != kind_name(block.kind).lower() else ""
    conflict = _("botst") if block.conflict else ""
    parts = (when, kind_name(block.kind), label, block.detail, conflict)
    return ", ".join(part for part in parts if part)


def week_text(blocks: Iterable[WeekBlock]) -> str:
    """Return the whole week as sentences, day by day; travelling is left out."""
    shown = sorted(
        (block for block in blocks if block.kind != "travel"), key=lambda b: (b.day, b.start)
    )
    if not shown:
        return _("De week is leeg.")
    return ". ".join(block_text(block) for block in shown) + "."


def cells_text(cells: Iterable[Cell]) -> str:
    """Return parts of days in words: *dinsdagochtend, donderdagochtend*."""
    parts = (_("ochtend"), _("middag"), _("avond"))
    names = day_names()
    return ", ".join(f"{names[day]}{parts[part]}" for day, part in sorted(cells))


def cells_of(blocks: Sequence[WeekBlock], kind: BlockKind) -> frozenset[Cell]:
    """Return the parts of days in which blocks of that kind begin."""
    return frozenset(
        (block.day, 0 if block.start < 12 * 60 else 1 if block.start < 18 * 60 else 2)
        for block in blocks
        if block.kind == kind
    )
