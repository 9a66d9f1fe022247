"""Figures of lessons: asked of the desk's own data, live until the lesson is published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from meedoenbalie.domain.intervals import Interval
from meedoenbalie.domain.lesson_figures import (
    LessonFigure,
    Refusal,
    intervals,
    refusal,
)
from meedoenbalie.domain.lessons import LearnedLesson, LessonStatus
from meedoenbalie.domain.live_query import Counts, Query
from meedoenbalie.domain.people import Role
from meedoenbalie.services.asking import as_known_at
from meedoenbalie.services.desk import DESK_ROLES, EVERYONE, Desk, Done
from meedoenbalie.storage.unit_of_work import UnitOfWork

__all__ = [
    "FigureRefused",
    "SeenFigure",
    "add_figure",
    "figures_of",
    "freeze",
    "preview",
    "take_away_figure",
]

_WRITERS = DESK_ROLES | {Role.PROGRAMME}


class FigureRefused(Exception):
    """The numbers can't carry the figure; ``reason`` says why, and nothing was stored."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class SeenFigure:
    """An answer as the desk sees it: exact. ``figure`` is None while nothing is kept yet."""

    query: Query
    counts: Counts
    refusal: Refusal | None
    intervals: tuple[Interval | None, ...]
    figure: LessonFigure | None = None


def preview(desk: Desk, query: Query) -> SeenFigure:
    """Return what a query gives now."""
    with desk.read("read_lessons", EVERYONE) as reader:
        return _seen(query, as_known_at(reader, desk.clock.now())(query))


def figures_of(desk: Desk, lesson_id: UUID) -> list[SeenFigure]:
    """Return the figures of a lesson: frozen ones as they were, the others as they are now."""
    with desk.read("read_lessons", EVERYONE) as reader:
        found = reader.find(LessonFigure, order_by="caption", lesson_id=lesson_id)
        live = any(figure.counts is None for figure in found)
        ask = as_known_at(reader, desk.clock.now()) if live else None
        return [
            _seen(
                one.query,
                ask(one.query) if ask is not None and one.counts is None else one.counts or {},
                one,
            )
            for one in found
        ]


def add_figure(desk: Desk, lesson_id: UUID, caption: str, query: Query) -> Done[LessonFigure]:
    """Give a lesson a figure; that of a published lesson is frozen at once.

    Raises UnknownRecord, pydantic.ValidationError, and FigureRefused when the numbers can't carry
    it.
    """
    with desk.write("add_figure", roles=_WRITERS) as uow:
        lesson = uow.get(LearnedLesson, lesson_id)
        why_not = refusal(query, as_known_at(uow, desk.clock.now())(query))
        if why_not is not None:
            raise FigureRefused(why_not)
        figure = uow.insert(LessonFigure(lesson_id=lesson_id, caption=caption.strip(), query=query))
        if lesson.status is LessonStatus.PUBLISHED:
            freeze(uow, lesson_id, desk.clock.now())
            figure = uow.get(LessonFigure, figure.id)
    return Done(figure, frozenset(uow.changed))


def take_away_figure(desk: Desk, figure_id: UUID) -> Done[None]:
    """Take a figure from its lesson. Raises UnknownRecord."""
    with desk.write("take_away_figure", roles=_WRITERS) as uow:
        uow.delete(uow.get(LessonFigure, figure_id))
    return Done(None, frozenset(uow.changed))


def freeze(uow: UnitOfWork, lesson_id: UUID, now: datetime) -> None:
    """Keep the counts of a lesson's live figures as they are: called when it is published."""
    live = [one for one in uow.find(LessonFigure, lesson_id=lesson_id) if one.counts is None]
    if not live:
        return
    ask = as_known_at(uow, now)
    for figure in live:
        uow.update(figure, counts=ask(figure.query), frozen_at=now)


def _seen(query: Query, counts: Counts, figure: LessonFigure | None = None) -> SeenFigure:
    return SeenFigure(query, counts, refusal(query, counts), intervals(query, counts), figure)
