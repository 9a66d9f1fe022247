"""Figures as they are printed, each with its seal: of lessons, and of the last chapter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from meedoenbalie.domain.lesson_figures import (
    LessonFigure,
    PrintedFigure,
    refusal,
    seal,
    shown,
)
from meedoenbalie.domain.live_query import Counts, Measure, Query
from meedoenbalie.services.asking import as_known_at
from meedoenbalie.services.desk import Desk
from meedoenbalie.storage.moving import earlier_seals
from meedoenbalie.storage.unit_of_work import Reader

PURPOSE = b"meedoenbalie figures of lessons"

GENERAL = {
    "steps": Query(measure=Measure.COUNTS),
    "reasons": Query(measure=Measure.REASONS),
}
"""What the last chapter shows of every edition, by the name of its figure."""


def printed(
    key: bytes, figure_id: str, caption: str, query: Query, counts: Counts, frozen_at: datetime
) -> PrintedFigure:
    """Return a figure hidden and rounded, sealed with the key of its store or collection."""
    return PrintedFigure(
        figure_id,
        caption,
        query,
        shown(query, counts),
        frozen_at,
        seal(key, figure_id, query, counts, frozen_at),
    )


def of_lessons(desk: Desk, reader: Reader) -> dict[UUID, tuple[PrintedFigure, ...]]:
    """Return the frozen figures of each lesson as they are printed.

    A figure that the numbers could no longer carry when it was frozen is left out.
    """
    key = sealing_key(desk)
    found: dict[UUID, tuple[PrintedFigure, ...]] = {}
    for figure in reader.find(LessonFigure, order_by="caption"):
        if figure.counts is None or figure.frozen_at is None:
            continue
        if refusal(figure.query, figure.counts) is None:
            one = printed(
                key, str(figure.id), figure.caption, figure.query, figure.counts, figure.frozen_at
            )
            found[figure.lesson_id] = (*found.get(figure.lesson_id, ()), one)
    return found


def general(key: bytes, now: datetime, ask: Callable[[Query], Counts]) -> tuple[PrintedFigure, ...]:
    """Return the figures of the last chapter, from whoever can answer them."""
    return tuple(printed(key, name, "", query, ask(query), now) for name, query in GENERAL.items())


def of_desk(desk: Desk, reader: Reader) -> tuple[PrintedFigure, ...]:
    """Return the figures of the last chapter, over all data of the desk as they are now."""
    now = desk.clock.now()
    return general(sealing_key(desk), now, as_known_at(reader, now))


def sealing_key(desk: Desk) -> bytes:
    """Return the key of the store with which figures are sealed."""
    return desk.database.derived_key(PURPOSE)


def known_seals(desk: Desk, reader: Reader) -> list[bytes]:
    """Return that key, and those of where the store lay before it was moved."""
    return [sealing_key(desk), *earlier_seals(reader)]
