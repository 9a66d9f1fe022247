"""Lessons that desks learned, for the handreiking."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import field_validator

from meedoenbalie.domain.identifiers import contains_bsn
from meedoenbalie.domain.markup import laid_bare, plain_line, read_line
from meedoenbalie.domain.record import EnumText, Field, Record, no_bsn

BLOCK_TEXTS = ("situation", "what_worked", "evidence")
"""The texts of a lesson that may hold paragraphs, lists and boxes (``domain.markup``)."""
LINE_TEXTS = ("tip", "mind", "holds_for")
"""Those of one line: emphasis and links only."""


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


def no_bsn_in_markup() -> Any:
    """Return a validator that refuses a BSN in the marked-up texts of a lesson: ``bsn_like``."""
    return field_validator(*BLOCK_TEXTS, *LINE_TEXTS)(_without_bsn)


def _without_bsn(text: str) -> str:
    if any(map(contains_bsn, laid_bare(text))):
        raise ValueError("bsn_like")
    return text


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

    _no_bsn = no_bsn("number", "site_name", "written_by", "reviewed_by")

    _no_bsn_in_markup = no_bsn_in_markup()


def headline(tip: str, situation: str) -> str:
    """Return what a lesson is called in a list: its tip, or what happened, without markup."""
    return "".join(run.text for run in read_line(tip)) if tip else plain_line(situation)


def in_outline(lessons: Iterable[LearnedLesson]) -> list[LearnedLesson]:
    """Return lessons by phase and in the order that people gave them, the rest by number."""
    order = list(LessonPhase)
    return sorted(
        lessons,
        key=lambda one: (order.index(one.phase), not one.place, one.place, one.number),
    )
