"""Lessons of all azc's on their way back to the desks: editions, and what came of trying one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from meedoenbalie.domain.edition_figures import MOST, EditionFigure
from meedoenbalie.domain.lessons import LessonPhase, WorkingElement, no_bsn_in_markup
from meedoenbalie.domain.record import EnumText, Field, Record, UtcMoment, Value, no_bsn


class TriedResult(StrEnum):
    """What came of a lesson of somebody else that was tried here."""

    HELPED = "helped"
    PARTLY = "partly"
    NOT = "not"
    TOO_EARLY = "too_early"


class EditionLesson(Value):
    """A published lesson in an edition. ``site`` and ``number`` name it wherever it goes.

    ``tried`` counts the azc's that tried it, by result. ``against`` are the names, as ``name``
    gives them, of lessons that say the opposite. ``figures`` are those of the lesson as its azc
    published them.
    """

    site: str = Field(min_length=1, max_length=20)
    number: str = Field(min_length=1, max_length=40)
    phase: LessonPhase
    element: WorkingElement
    situation: str = Field(min_length=1, max_length=2000)
    what_worked: str = Field(default="", max_length=2000)
    tip: str = Field(default="", max_length=500)
    site_name: str = Field(default="", max_length=120)
    evidence: str = Field(default="", max_length=1000)
    mind: str = Field(default="", max_length=500)
    holds_for: str = Field(default="", max_length=300)
    tried: Mapping[TriedResult, int] = Field(default_factory=dict)
    against: tuple[str, ...] = ()
    figures: tuple[EditionFigure, ...] = Field(default=(), max_length=MOST)

    _no_bsn = no_bsn("site", "number", "site_name", "against")
    _no_bsn_in_markup = no_bsn_in_markup()

    @property
    def name(self) -> str:
        """The name of the lesson: azc and number."""
        return f"{self.site}/{self.number}"


class Edition(Value):
    """All published lessons at one moment. ``number`` counts up, so that the newest is known."""

    number: int = Field(ge=1)
    made_at: str = Field(min_length=10, max_length=40)
    sites: tuple[str, ...] = ()
    lessons: tuple[EditionLesson, ...] = Field(default=(), max_length=20_000)


class TakenEdition(Record):
    """The edition that a desk took in last; its key is pinned from the first one on."""

    number: int = Field(ge=1)
    made_at: str = Field(max_length=40)
    public_key: str = Field(max_length=64)
    taken_in_at: datetime = Field(sa_type=UtcMoment)
    taken_by: str = Field(default="", max_length=80)

    _no_bsn = no_bsn("made_at", "taken_by")


class TakenLesson(Record):
    """A lesson of another azc, as the newest edition has it; ``content`` is an EditionLesson."""

    site: str = Field(min_length=1, max_length=20, index=True)
    number: str = Field(min_length=1, max_length=40)
    content: str = Field(max_length=20_000)

    _no_bsn = no_bsn("site", "number", "content")

    @property
    def lesson(self) -> EditionLesson:
        """What the edition says."""
        return EditionLesson.model_validate_json(self.content)


class TriedLesson(Record):
    """*Hier geprobeerd*: what came of a lesson of another azc at a site.

    ``against_id`` is a lesson of the desk that says the opposite. The note stays at the desk.
    """

    site_id: UUID = Field(foreign_key="site.id", index=True)
    origin: str = Field(min_length=1, max_length=20)
    number: str = Field(min_length=1, max_length=40)
    result: TriedResult = Field(sa_type=EnumText(TriedResult))
    note: str = Field(default="", max_length=1000)
    tried_on: date
    noted_by: str = Field(default="", max_length=80)
    against_id: UUID | None = Field(default=None, index=True)

    _no_bsn = no_bsn("origin", "number", "note", "noted_by")
