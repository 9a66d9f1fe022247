"""Places at an offer, as a provider told them: a number without a day is no fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Self
from uuid import UUID

from pydantic import model_validator

from meedoenbalie.domain.record import EnumText, Field, Record, Value, no_bsn


class PlacesFigure(Value):
    """How many places there are at one start date; ``on`` None: for the offer as a whole.

    ``places`` is what the provider said to be free on ``confirmed_on``, None when nobody knows;
    ``total`` how large the group is. ``asked_by`` is the user who asked.
    """

    on: date | None = Field(default=None)
    places: int | None = Field(default=None, ge=0, le=100_000)
    total: int | None = Field(default=None, ge=0, le=100_000)
    confirmed_on: date | None = Field(default=None)
    asked_by: str = Field(default="", max_length=80)

    _no_bsn = no_bsn("asked_by")

    @property
    def full(self) -> bool:
        """Tell whether the provider said that no place is left."""
        return self.places == 0

    def age(self, day: date) -> int | None:
        """Days since the provider confirmed the places; None when nobody ever did."""
        return None if self.confirmed_on is None else max(0, (day - self.confirmed_on).days)

    def is_stale(self, day: date, confirm_days: int) -> bool:
        """Tell whether the figure is older than ``confirm_days``, or was never confirmed."""
        age = self.age(day)
        return age is None or age > confirm_days


class HoldEnding(StrEnum):
    """Why a place isn't held any more, when it ended before its last day."""

    RELEASED = "released"
    REFERRED = "referred"


class PlaceHold(Record):
    """A place that the desk asked a provider to keep for one resident, for some days.

    It holds up to and including ``until``, and ends by itself after it. ``start_on`` is the start
    date that it is for, None for the offer as a whole. ``ended_on`` with ``ending`` when it ended
    sooner: released by the desk, or because the referral was sent.
    """

    resident_id: UUID = Field(foreign_key="resident.id", index=True)
    offer_id: UUID = Field(foreign_key="offer.id", index=True)
    start_on: date | None = Field(default=None)
    made_on: date
    made_by: str = Field(default="", max_length=80)
    until: date
    ended_on: date | None = Field(default=None)
    ending: HoldEnding | None = Field(default=None, sa_type=EnumText(HoldEnding))

    _no_bsn = no_bsn("made_by")

    @model_validator(mode="after")
    def _lasts(self) -> Self:
        if self.until < self.made_on:
            raise ValueError("hold_before_today")
        return self

    def holds_on(self, day: date) -> bool:
        """Tell whether the place is kept on a day."""
        return self.ended_on is None and self.until >= day


def less_held(figure: PlacesFigure, held: int) -> PlacesFigure:
    """Return a figure from which so many held places are taken off, down to none."""
    if figure.places is None or not held:
        return figure
    return figure.model_copy(update={"places": max(0, figure.places - held)})


def held_by_start(holds: Iterable[PlaceHold]) -> Counter[date | None]:
    """Count the places that are held at each start date; None for the offer as a whole."""
    return Counter(hold.start_on for hold in holds)
