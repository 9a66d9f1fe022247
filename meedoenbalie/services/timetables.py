"""On which days an offer takes place, and a lesson that is otherwise for once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from meedoenbalie.domain.lesson_days import Lesson, LessonChanges, Timetable
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.recurrence import lessons_of
from meedoenbalie.domain.week import TimeSlot
from meedoenbalie.services.desk import Desk, Done
from meedoenbalie.services.school_holidays import SchoolHolidays, holidays_path, school_holidays

__all__ = [
    "Lesson",
    "SchoolHolidays",
    "add_lesson_day",
    "cancel_lesson",
    "coming_lessons",
    "holidays_of",
    "timetable",
]

AHEAD = timedelta(weeks=10)
"""How far lessons are looked ahead."""


def holidays_of(desk: Desk) -> SchoolHolidays:
    """Return the school holidays that hold for this store. Raises InvalidRules and OSError."""
    return school_holidays(holidays_path(desk.database.path))


def timetable(
    offer: Offer,
    start: date | None,
    holidays: SchoolHolidays,
    slots: tuple[TimeSlot, ...] = (),
) -> Timetable | None:
    """Return when an offer takes place for who starts on a day; None when that would be a guess.

    It is one when the times are those of a daypart, or once a month, or of several choices, or
    when nobody knows in which weeks a fortnight falls. ``slots`` are those of the choice that was
    made. Without a start, the first start date that is known counts.
    """
    schedule = offer.schedule
    chosen = slots or (schedule.choices[0] if len(schedule.choices) == 1 else ())
    first = start or min(offer.start_dates, default=None)
    which_weeks = schedule.interval_weeks == 1 or bool(offer.start_dates)
    certain = not (schedule.approximate or schedule.monthly) and which_weeks
    unsure = not certain or not chosen or first is None
    if unsure and not offer.lesson_changes.extra:
        return None
    begin = first or min(lesson.on for lesson in offer.lesson_changes.extra)
    ends = [offer.ends_on] if offer.ends_on else []
    if offer.weeks and first is not None:
        ends.append(first + timedelta(weeks=offer.weeks, days=-1))
    return Timetable(
        slots=() if unsure else chosen,
        first=begin,
        last=min(ends, default=None),
        interval_weeks=schedule.interval_weeks,
        changes=offer.lesson_changes,
        holidays=holidays.of(offer.holiday_region) if offer.holiday_region else (),
    )


def coming_lessons(desk: Desk, offer: Offer) -> list[Lesson]:
    """Return the lessons of the next weeks, and those that are called off, by day.

    Raises InvalidRules for a file of holidays that can't be used, and OSError.
    """
    today = desk.clock.today()
    until = today + AHEAD
    holidays = holidays_of(desk)
    starts = offer.start_dates or ((today,) if offer.continuous_intake else (None,))
    tables = [timetable(offer, start, holidays) for start in starts]
    found = {
        lesson
        for table in tables
        if table is not None
        for lesson in lessons_of(table, today, until)
    }
    found |= {one for one in offer.lesson_changes.cancelled if today <= one.on <= until}
    return sorted(found, key=lambda one: one.order)


def cancel_lesson(desk: Desk, offer_id: UUID, lesson: Lesson) -> Done[Offer]:
    """Call one lesson off. Raises UnknownRecord."""
    return _change(desk, "cancel_lesson", offer_id, lambda known: known.without(lesson))


def add_lesson_day(desk: Desk, offer_id: UUID, lesson: Lesson) -> Done[Offer]:
    """Add a lesson for once, or take back that one was called off. Raises UnknownRecord."""
    return _change(desk, "add_lesson_day", offer_id, lambda known: known.with_extra(lesson))


def _change(
    desk: Desk, action: str, offer_id: UUID, change: Callable[[LessonChanges], LessonChanges]
) -> Done[Offer]:
    with desk.write(action) as uow:
        offer = uow.get(Offer, offer_id)
        offer = uow.update(offer, lesson_changes=change(offer.lesson_changes))
    return Done(offer, frozenset(uow.changed))
