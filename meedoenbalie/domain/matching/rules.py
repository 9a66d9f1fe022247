"""The values that matching goes by, and the circumstances in which it is done.

No value has a default in code: each stands in a file with its source and the day it holds from.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Self

from pydantic import model_validator

from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import DutchLevel, ResidencePhase, Resident, WeekWeight
from meedoenbalie.domain.record import Field, Value
from meedoenbalie.domain.week import MINUTES_A_DAY, ScheduleKind


class Weights(Value):
    """What each part of the score weighs; only their proportion counts."""

    interests: int = Field(ge=0, le=100)
    travel: int = Field(ge=0, le=100)
    start: int = Field(ge=0, le=100)
    load: int = Field(ge=0, le=100)
    places: int = Field(ge=0, le=100)
    cost: int = Field(ge=0, le=100)
    company: int = Field(ge=0, le=100)

    @property
    def total(self) -> int:
        """The sum of all weights."""
        parts = (self.interests, self.travel, self.start, self.load, self.places)
        return sum(parts) + self.cost + self.company


class MatchingRules(Value):
    """Every number and list that a criterion goes by.

    Ages in whole years; ``*_minutes`` in minutes (travel one way, load a week, rest between two
    appointments); ``afternoon_from`` and ``evening_from`` in minutes since midnight.
    ``travel_stretch_minutes``, ``extra_dayparts``, ``weeks_per_level`` and ``later_start_weeks``
    tell how far a change may reach and still count as small; ``maximum_changes`` how many such
    changes an offer may need and still be called *fits if*. ``start_horizon_weeks`` is the wait at
    which an early start no longer adds to the score. ``certificate_weeks`` is how long a VOG may
    take; ``week_weight_minutes`` how much a week of each weight holds in all; from
    ``reads_from_level`` on a level of Dutch includes reading. A way that nobody entered
    is estimated as the straight line times ``detour_percent``, at ``*_metres_a_minute``.

    Raises pydantic.ValidationError when a value is out of range.
    """

    mdt_minimum_age: int = Field(ge=0, le=120)
    mdt_maximum_age: int = Field(ge=0, le=120)
    guardian_below_age: int = Field(ge=0, le=30)
    default_travel_minutes: int = Field(ge=0, le=600)
    travel_stretch_minutes: int = Field(ge=0, le=600)
    rest_minutes: int = Field(ge=0, le=600)
    weekly_limit_minutes: int = Field(ge=0, le=7 * MINUTES_A_DAY)
    week_weight_minutes: dict[WeekWeight, int]
    afternoon_from: int = Field(ge=0, le=MINUTES_A_DAY)
    evening_from: int = Field(ge=0, le=MINUTES_A_DAY)
    extra_dayparts: int = Field(ge=0, le=21)
    weeks_per_level: int = Field(ge=1, le=520)
    certificate_weeks: int = Field(ge=0, le=104)
    reads_from_level: DutchLevel
    detour_percent: int = Field(ge=100, le=500)
    walking_metres_a_minute: int = Field(ge=1, le=1000)
    cycling_metres_a_minute: int = Field(ge=1, le=1000)
    later_start_weeks: int = Field(ge=0, le=520)
    start_horizon_weeks: int = Field(ge=1, le=520)
    maximum_changes: int = Field(ge=0, le=10)
    permit_kinds: tuple[OfferKind, ...]
    permit_needed: tuple[ResidencePhase, ...]
    permit_asked: tuple[ResidencePhase, ...]
    weights: Weights

    @model_validator(mode="after")
    def _every_weight_has_its_minutes(self) -> Self:
        minutes = self.week_weight_minutes
        if minutes.keys() != set(WeekWeight) or min(minutes.values()) < 0:
            raise ValueError("week_weight_missing")
        return self

    @model_validator(mode="after")
    def _evening_follows_afternoon(self) -> Self:
        if self.evening_from < self.afternoon_from:
            raise ValueError("evening_before_afternoon")
        return self


@dataclass(frozen=True, slots=True)
class Context:
    """The day, the resident's site and the rules.

    Of the site its code, the age in days of stale places, and its ``position`` (degrees, WGS 84).
    """

    day: date
    site: str
    confirm_days: int
    rules: MatchingRules
    position: tuple[float, float] | None = None


def travel_minutes(offer: Offer, context: Context) -> int | None:
    """Return the minutes of travel one way from the site; None when nobody knows them.

    An online offer at one's own time is followed at the azc: 0. One with other times may be partly
    online, so what is known of the road counts.
    """
    schedule = offer.schedule
    if schedule.online and schedule.kind is ScheduleKind.FLEXIBLE and not schedule.choices:
        return 0
    return offer.travel_minutes.get(context.site)


def travel_limit(resident: Resident, context: Context) -> int:
    """Return how many minutes one way may take: the resident's own answer, or the rule's."""
    if resident.max_travel_minutes is not None:
        return resident.max_travel_minutes
    return context.rules.default_travel_minutes
