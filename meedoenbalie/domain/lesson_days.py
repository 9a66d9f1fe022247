"""On which days an offer takes place: its week, the holidays, and what is otherwise for once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import model_validator

from meedoenbalie.domain.record import Field, Value
from meedoenbalie.domain.week import MINUTES_A_DAY, TimeSlot


class SchoolRegion(StrEnum):
    """The three regions in which Dutch schools have their holidays."""

    NORTH = "noord"
    MIDDLE = "midden"
    SOUTH = "zuid"


class Lesson(Value):
    """One time that something takes place; ``start`` and ``end`` in minutes since midnight.

    Raises pydantic.ValidationError when it ends at or before its start.
    """

    on: date
    start: int = Field(ge=0, lt=MINUTES_A_DAY)
    end: int = Field(gt=0, le=MINUTES_A_DAY)

    @model_validator(mode="after")
    def _ends_after_its_start(self) -> Self:
        if self.end <= self.start:
            raise ValueError("end_before_start")
        return self

    @property
    def order(self) -> tuple[date, int, int]:
        """Sorts lessons by day and time."""
        return self.on, self.start, self.end


class LessonChanges(Value):
    """What is otherwise for once: lessons that don't take place, and lessons that are added."""

    cancelled: tuple[Lesson, ...] = ()
    extra: tuple[Lesson, ...] = ()

    def without(self, lesson: Lesson) -> LessonChanges:
        """Return the changes after a lesson is called off; one that was added just goes."""
        if lesson in self.extra:
            return self.changed(extra=_sorted(set(self.extra) - {lesson}))
        return self.changed(cancelled=_sorted({*self.cancelled, lesson}))

    def with_extra(self, lesson: Lesson) -> LessonChanges:
        """Return the changes after a lesson is added; one that was called off just comes back."""
        if lesson in self.cancelled:
            return self.changed(cancelled=_sorted(set(self.cancelled) - {lesson}))
        return self.changed(extra=_sorted({*self.extra, lesson}))


NO_CHANGES = LessonChanges()


@dataclass(frozen=True, slots=True)
class Holiday:
    """A school holiday of one region, both days included."""

    name: str
    region: SchoolRegion
    first: date
    last: date

    def has(self, day: date) -> bool:
        """Tell whether a day falls in it."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Timetable:
    """When something takes place, from ``first`` to ``last`` (None: no end is known).

    ``slots`` recur every ``interval_weeks`` weeks, counted from the week of ``first``. In
    ``holidays`` it stops; ``changes`` are otherwise for once, and may lie outside these days.
    """

    slots: tuple[TimeSlot, ...]
    first: date
    last: date | None = None
    interval_weeks: int = 1
    changes: LessonChanges = NO_CHANGES
    holidays: tuple[Holiday, ...] = ()

    def in_holiday(self, day: date) -> bool:
        """Tell whether it stops on a day because of a holiday."""
        return any(holiday.has(day) for holiday in self.holidays)


def _sorted(lessons: Iterable[Lesson]) -> tuple[Lesson, ...]:
    return tuple(sorted(lessons, key=lambda lesson: lesson.order))


def in_order(lessons: Iterable[Lesson]) -> Sequence[Lesson]:
    """Return lessons by day and time, each once."""
    return _sorted(set(lessons))
