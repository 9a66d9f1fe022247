"""A recurring week: days, dayparts, time slots and schedules.

Times are wall-clock minutes since midnight in the Netherlands, 0 to 1440; durations are minutes.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Self

from pydantic import model_validator

from meedoenbalie.domain.record import Field, Value, no_bsn

MINUTES_A_DAY = 24 * 60


class Weekday(StrEnum):
    """Days by their RFC 5545 code, Monday first."""

    MONDAY = "MO"
    TUESDAY = "TU"
    WEDNESDAY = "WE"
    THURSDAY = "TH"
    FRIDAY = "FR"
    SATURDAY = "SA"
    SUNDAY = "SU"

    @property
    def number(self) -> int:
        """0 for Monday to 6 for Sunday."""
        return _DAY_NUMBER[self]


_DAY_NUMBER = {day: index for index, day in enumerate(Weekday)}


class Daypart(StrEnum):
    """The three parts of a day that desks plan in."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class TimeSlot(Value):
    """A recurring stretch of one day of the week, in minutes since midnight.

    Raises pydantic.ValidationError when it ends at or before its start.
    """

    day: Weekday
    start: int = Field(ge=0, lt=MINUTES_A_DAY)
    end: int = Field(gt=0, le=MINUTES_A_DAY)

    @model_validator(mode="after")
    def _ends_after_its_start(self) -> Self:
        if self.end <= self.start:
            raise ValueError("end_before_start")
        return self

    @property
    def minutes(self) -> int:
        """Length in minutes."""
        return self.end - self.start

    def overlaps(self, other: TimeSlot, gap: int = 0) -> bool:
        """Tell whether both take place at once, or less than ``gap`` minutes apart."""
        return (
            self.day == other.day and self.start < other.end + gap and other.start < self.end + gap
        )


class Commitment(TimeSlot):
    """A resident's own recurring time, with what it is for ("zwemles")."""

    label: str = Field(default="", max_length=200)

    _no_bsn = no_bsn("label")


class FreeDaypart(Value):
    """A part of a day on which a resident says to be free."""

    day: Weekday
    daypart: Daypart


class ScheduleKind(StrEnum):
    """How certain the times of an offer are."""

    FIXED = "fixed"
    FLEXIBLE = "flexible"
    UNKNOWN = "unknown"


class WeekSchedule(Value):
    """When an offer takes place, with the words it was written in.

    ``slots`` is one occurrence; it recurs every ``interval_weeks`` weeks, or monthly.
    ``alternatives`` holds other choices of which a participant takes one. ``weekly_minutes`` is the
    mean load a week (a flexible range counts with its maximum) and None when nobody knows it: never
    0 for unknown.
    ``approximate`` marks dayparts without times, filled in from configuration.
    """

    text: str = Field(default="", max_length=500)
    kind: ScheduleKind = ScheduleKind.UNKNOWN
    slots: tuple[TimeSlot, ...] = ()
    alternatives: tuple[tuple[TimeSlot, ...], ...] = ()
    approximate: bool = False
    weekly_minutes: int | None = Field(default=None, ge=0, le=7 * MINUTES_A_DAY)
    weekly_minutes_min: int | None = Field(default=None, ge=0, le=7 * MINUTES_A_DAY)
    interval_weeks: int = Field(default=1, ge=1, le=52)
    monthly: bool = False
    online: bool = False
    dayparts: int | None = Field(default=None, ge=1, le=21)

    _no_bsn = no_bsn("text")

    @property
    def choices(self) -> tuple[tuple[TimeSlot, ...], ...]:
        """Every set of slots of which a participant takes one; empty when no times are known."""
        if self.alternatives:
            return self.alternatives
        return (self.slots,) if self.slots else ()


def first_clash(
    slots: Iterable[TimeSlot], others: Iterable[TimeSlot], gap: int = 0
) -> tuple[TimeSlot, TimeSlot] | None:
    """Return the first pair that overlaps or lies less than ``gap`` minutes apart, else None."""
    taken = tuple(others)
    for slot in slots:
        for other in taken:
            if slot.overlaps(other, gap):
                return slot, other
    return None
