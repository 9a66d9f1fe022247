"""The walk-in (*Inloop*): who comes in, in which order, and what is left of it the next day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from pydantic import field_validator, model_validator

from meedoenbalie.domain.record import EnumText, Field, Record, UtcMoment, new_id, no_bsn


class VisitPurpose(StrEnum):
    """What somebody comes for."""

    TALK = "talk"
    QUESTION = "question"
    LEAFLET = "leaflet"


class VisitState(StrEnum):
    """Where a visit stands: in the queue, at the table, over, or left before it was their turn."""

    WAITING = "waiting"
    TALKING = "talking"
    DONE = "done"
    LEFT = "left"


class Visit(Record):
    """Somebody who came in at the desk.

    ``day`` is the day at the desk, ``arrived_at``, ``taken_at`` and ``ended_at`` are moments (UTC).
    ``given_name`` is there to call somebody and is gone at the end of the day (AVG art. 5(1)(c) and
    (e)); ``language`` is an ISO 639-3 code. ``resident_id`` is set when the desk knows who it is,
    ``served_by`` names who sat at the table or gave the leaflet.

    Raises pydantic.ValidationError with ``missing_name`` for somebody who waits without a name:
    nobody could call them.
    """

    site_id: UUID = Field(foreign_key="site.id", index=True)
    day: date = Field(index=True)
    arrived_at: datetime = Field(sa_type=UtcMoment)
    given_name: str = Field(default="", max_length=80)
    language: str = Field(default="", max_length=8)
    purpose: VisitPurpose = Field(default=VisitPurpose.TALK, sa_type=EnumText(VisitPurpose))
    resident_id: UUID | None = Field(default=None, foreign_key="resident.id", index=True)
    state: VisitState = Field(default=VisitState.WAITING, sa_type=EnumText(VisitState))
    served_by: str = Field(default="", max_length=80)
    taken_at: datetime | None = Field(default=None, sa_type=UtcMoment)
    ended_at: datetime | None = Field(default=None, sa_type=UtcMoment)

    @field_validator("given_name", mode="before")
    @classmethod
    def _without_spaces(cls, value: Any) -> Any:
        return " ".join(value.split()) if isinstance(value, str) else value

    _no_bsn = no_bsn("given_name", "served_by")

    @model_validator(mode="after")
    def _can_be_called(self) -> Self:
        if self.state is VisitState.WAITING and not self.given_name:
            raise ValueError("missing_name")
        return self

    @property
    def is_over(self) -> bool:
        """Whether somebody was served or left."""
        return self.state in (VisitState.DONE, VisitState.LEFT)

    def without_name(self) -> Visit:
        """Return what stays of a visit when its day is over, as a record of its own.

        Who still waited, or sat at the table, had gone by then. Another identifier: nothing that
        was kept of the first one can be held against it.
        """
        still = {VisitState.WAITING: VisitState.LEFT, VisitState.TALKING: VisitState.DONE}
        kept: Visit = self.changed(
            id=new_id(), version=1, given_name="", state=still.get(self.state, self.state)
        )
        return kept


@dataclass(frozen=True, slots=True)
class VisitCounts:
    """Numbers of visits; ``leaflets`` were given one and had no talk."""

    spoken: int = 0
    talking: int = 0
    leaflets: int = 0
    waiting: int = 0
    left: int = 0

    @property
    def visits(self) -> int:
        """All who came in."""
        return self.spoken + self.talking + self.leaflets + self.waiting + self.left


def counts_of(visits: Iterable[tuple[VisitState, VisitPurpose, int]]) -> VisitCounts:
    """Count visits by what became of them; each comes with how many there are alike."""
    found = dict.fromkeys(("spoken", "talking", "leaflets", "waiting", "left"), 0)
    for state, purpose, number in visits:
        if state is VisitState.DONE:
            found["leaflets" if purpose is VisitPurpose.LEAFLET else "spoken"] += number
        else:
            found[state.value] += number
    return VisitCounts(**found)
