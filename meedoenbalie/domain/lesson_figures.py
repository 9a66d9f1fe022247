"""Figures of lessons: a query, frozen with its counts when the lesson is published.

What is printed is hidden and rounded as a publication needs; the exact counts stay in the store,
and a seal that nobody can make without its key says that they are the ones that were frozen.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from meedoenbalie.domain.disclosure import ROUNDING, THRESHOLD, publish, publish_one
from meedoenbalie.domain.intervals import LEAST_BASE, Interval, share, share_told
from meedoenbalie.domain.iso_week import IsoWeek
from meedoenbalie.domain.live_query import ARMS, Counts, Measure, Query, arms_of, canonical
from meedoenbalie.domain.publication.table import Cell
from meedoenbalie.domain.record import Field, JsonValue, Record, UtcMoment, no_bsn

Shown = Mapping[str, int | None]
REACHED, REASON = "reached", "reason"
"""How the cells of the last chapter begin: steps that were reached, and why referrals ended."""


class LessonFigure(Record):
    """A figure of a lesson. ``counts`` and ``frozen_at`` are None while it is live."""

    lesson_id: UUID = Field(foreign_key="learned_lesson.id", index=True)
    caption: str = Field(min_length=1, max_length=200)
    query: Query = Field(sa_type=JsonValue(Query))
    counts: dict[str, int] | None = Field(default=None, sa_type=JsonValue(dict[str, int]))
    frozen_at: datetime | None = Field(default=None, sa_type=UtcMoment)

    _no_bsn = no_bsn("caption")


class Refusal(StrEnum):
    """Why the numbers can't carry what a figure would say."""

    TOO_FEW = "too_few"
    OVERLAP = "overlap"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A frozen figure as the handreiking prints it: ``shown`` is hidden and rounded.

    One that another azc published has no ``id`` and no ``seal``.
    """

    id: str
    caption: str
    query: Query
    shown: Shown
    frozen_at: datetime
    seal: str


def refusal(query: Query, counts: Counts) -> Refusal | None:
    """Return why an answer may not be told, or None.

    A share needs a base of 10; a comparison that in both groups, and intervals that lie apart.
    """
    arms = arms_of(query, counts)
    if not arms:
        return None if any(counts.values()) else Refusal.NOTHING
    if any(arm.whole < LEAST_BASE for arm in arms):
        return Refusal.TOO_FEW
    if len(arms) == 2:
        one, other = (share(arm.part, arm.whole) for arm in arms)
        if one.overlaps(other):
            return Refusal.OVERLAP
    return None


def intervals(query: Query, counts: Counts) -> tuple[Interval | None, ...]:
    """Return each share with its interval; None where its base is too small for one."""
    return tuple(share_told(arm.part, arm.whole) for arm in arms_of(query, counts))


def shown(query: Query, counts: Counts) -> dict[str, int | None]:
    """Return counts as they may be printed: small ones hidden, the others rounded.

    Of a share those who reached the step and those who didn't are cells of one table, so that
    neither tells the other; its base adds up the rounded cells.
    """
    if query.measure is Measure.COUNTS:
        return {key: publish_one(count) for key, count in counts.items()}
    if query.measure is Measure.REASONS:
        return dict(publish(counts).cells)
    found: dict[str, int | None] = {}
    names = ARMS if query.compares else ("",)
    for name, arm in zip(names, arms_of(query, counts), strict=True):
        table = publish({"reached": arm.part, "not": arm.whole - arm.part})
        found[f"{name}reached"] = table.cells["reached"]
        found[f"{name}base"] = None if table.hidden else table.total
    return found


def cells_of(query: Query, printed: Shown) -> dict[Cell, int | None]:
    """Return what is printed of a figure as cells by which prints are held beside each other.

    Two figures that ask the same have the same cells; so has one that asks what the last chapter of
    a handreiking tells.
    """
    asked = query.model_copy(update={"site": ""})
    if asked == Query(measure=Measure.COUNTS):
        name = REACHED
    elif asked == Query(measure=Measure.REASONS):
        name = REASON
    else:
        name = f"figure-{hashlib.sha256(canonical(asked.model_dump(mode='json'))).hexdigest()}"
    return {(query.site, f"{name}-{key}"): shown for key, shown in printed.items()}


def shown_share(part: int | None, whole: int | None) -> Interval | None:
    """Return the share of two printed counts with its interval, or None where it may not be told.

    From the rounded counts, so that it tells no more than these.
    """
    if part is None or whole is None or whole < LEAST_BASE or part in (0, whole):
        return None
    return share(part, whole)


def shown_arms(query: Query, printed: Shown) -> tuple[tuple[int | None, int | None], ...]:
    """Return reached and base of each share that is printed."""
    names = ARMS if query.compares else ("",)
    return tuple((printed[f"{name}reached"], printed[f"{name}base"]) for name in names)


def seal(key: bytes, figure_id: str, query: Query, counts: Counts, frozen_at: datetime) -> str:
    """Return the seal of a frozen figure in hexadecimals: HMAC-SHA256 over all that it says."""
    said = {
        "id": figure_id,
        "query": query.model_dump(mode="json"),
        "counts": dict(counts),
        "shown": shown(query, counts),
        "threshold": THRESHOLD,
        "rounding": ROUNDING,
        "frozen_at": frozen_at.isoformat(),
    }
    return hmac.new(key, canonical(said), hashlib.sha256).hexdigest()


def seen_week(day: date) -> str:
    """Return the ISO week up to which a figure that is frozen on a day looks."""
    return str(IsoWeek.of(day))
