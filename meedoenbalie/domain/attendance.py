"""Attendance after the start: the hours that were made, week by week, against what was agreed.

Source: facts — offered and attended hours are agreed and absence is recorded (Divosa); an
MDT-traject is completed when the hours are made *and* the planned activities are done
(Subsidieregeling MDT 2023).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self
from uuid import UUID

from pydantic import field_validator, model_validator

from meedoenbalie.domain.iso_week import IsoWeek
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.record import EnumText, Field, Record, no_bsn
from meedoenbalie.domain.referrals import EventKind, Happened, replay
from meedoenbalie.domain.week import MINUTES_A_DAY

MOST_MINUTES = 7 * MINUTES_A_DAY
"""The minutes of a week."""


class Absence(StrEnum):
    """Whether somebody who was away had said so. Why is never asked."""

    NOTIFIED = "notified"
    NOT_NOTIFIED = "not_notified"


class Attendance(Record):
    """The minutes that somebody made in one ISO week (``2026-W10``) of a referral.

    ``agreed_minutes`` is what the schedule asked in that week; None when nobody knows.
    ``absence`` is only said of a week in which less was made than agreed.

    Raises pydantic.ValidationError with ``malformed_week``, ``absent_and_present`` or ``bsn_like``.
    """

    referral_id: UUID = Field(foreign_key="referral.id", index=True)
    week: str = Field(max_length=8)
    agreed_minutes: int | None = Field(default=None, ge=0, le=MOST_MINUTES)
    made_minutes: int = Field(ge=0, le=MOST_MINUTES)
    absence: Absence | None = Field(default=None, sa_type=EnumText(Absence))
    noted_on: date
    noted_by: str = Field(default="", max_length=80)

    _no_bsn = no_bsn("noted_by")

    @field_validator("week")
    @classmethod
    def _is_a_week(cls, week: str) -> str:
        return str(IsoWeek.parse(week))

    @model_validator(mode="after")
    def _away_is_not_there(self) -> Self:
        if self.absence is not None and not is_short(self.made_minutes, self.agreed_minutes):
            raise ValueError("absent_and_present")
        return self


def is_short(made: int, agreed: int | None) -> bool:
    """Tell whether less was made than agreed; where nothing is agreed, whether nothing was made."""
    return made < agreed if agreed is not None else made == 0


@dataclass(frozen=True, slots=True)
class HoursMade:
    """The minutes that were noted for one referral; ``needed`` is None when no total is agreed."""

    made: int
    needed: int | None

    @property
    def enough(self) -> bool | None:
        """Whether the agreed hours are made; None when nobody knows how many that are."""
        return None if self.needed is None else self.made >= self.needed


def hours_made(weeks: Iterable[Attendance], offer: Offer) -> HoursMade:
    """Return what was made in these weeks against the hours of the whole offer."""
    needed = offer.hours_total * 60 if offer.hours_total is not None else None
    return HoursMade(sum(week.made_minutes for week in weeks), needed)


def started_on(events: Iterable[Happened]) -> date | None:
    """Return the first day of taking part, by the events that count; None before the start."""
    for event, _standing in replay(events):
        if event.kind is EventKind.STARTED:
            return event.happened_on
    return None


def asks_activities(offer: Offer) -> bool:
    """Tell whether the end of an offer also asks if its planned activities are done."""
    return offer.kind is OfferKind.MDT_TRAJECT
