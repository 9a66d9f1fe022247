"""Lessons that desks learned, for the handreiking."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from meedoenbalie.domain.record import EnumText, Field, Record, no_bsn


class LessonPhase(StrEnum):
    """The phases along which a handreiking is built."""

    INTAKE = "intake"
    ORIENTATION = "orientation"
    ACTIVATION = "activation"
    MATCHING = "matching"
    AFTERCARE = "aftercare"


class WorkingElement(StrEnum):
    """What works in support. Source: interim evaluation Wi2021, study *werkzame elementen*."""

    CONTENT = "content"
    CONTACT = "contact"
    COOPERATION = "cooperation"


class LessonStatus(StrEnum):
    """How far a lesson is on its way to the handreiking."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    PUBLISHED = "published"


class LearnedLesson(Record):
    """What a desk learned: what happened, what worked, a tip, and on what it rests.

    ``mind`` is what to look out for, ``holds_for`` for whom the lesson holds.

    ``written_by`` and ``reviewed_by`` are colleagues; empty for a lesson that was read in.
    ``place`` orders the lessons of a phase; those that nobody put in order have 0 and come last.
    """

    number: str = Field(min_length=1, max_length=40, unique=True, index=True)
    phase: LessonPhase = Field(sa_type=EnumText(LessonPhase))
    element: WorkingElement = Field(sa_type=EnumText(WorkingElement))
    situation: str = Field(min_length=1, max_length=2000)
    what_worked: str = Field(default="", max_length=2000)
    tip: str = Field(default="", max_length=500)
    site_name: str = Field(default="", max_length=120)
    evidence: str = Field(default="", max_length=1000)
    learned_on: date | None = Field(default=None)
    status: LessonStatus = Field(default=LessonStatus.DRAFT, sa_type=EnumText(LessonStatus))
    written_by: str = Field(default="", max_length=80)
    reviewed_by: str = Field(default="", max_length=80)
    mind: str = Field(default="", max_length=500)
    holds_for: str = Field(default="", max_length=300)
    place: int = Field(default=0, ge=0)

    _no_bsn = no_bsn("number", "situation", "what_worked", "tip", "site_name", "evidence")
    _no_bsn_of_bounds = no_bsn("mind", "holds_for")
    _no_bsn_of_colleagues = no_bsn("written_by", "reviewed_by")


def in_outline(lessons: Iterable[LearnedLesson]) -> list[LearnedLesson]:
    """Return lessons by phase and in the order that people gave them, the rest by number."""
    order = list(LessonPhase)
    return sorted(
        lessons,
        key=lambda one: (order.index(one.phase), not one.place, one.place, one.number),
    )
