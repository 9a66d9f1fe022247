"""Lessons in words: one day, what is called off or added, and in which holidays it stops."""

from __future__ import annotations

from meedoenbalie.domain.lesson_days import Lesson, LessonChanges, SchoolRegion
from meedoenbalie.i18n import _, formats


def lesson(value: Lesson) -> str:
    """One lesson: *ma 9 mrt 9:30–12:00*."""
    times = f"{formats.clock(value.start)}–{formats.clock(value.end)}"
    return f"{formats.weekday_and_day(value.on)} {times}"


def changes(value: LessonChanges) -> str:
    """What is called off and what is added, in the order of the days."""
    told = [(one, _("vervalt: {lesson}")) for one in value.cancelled]
    told += [(one, _("extra: {lesson}")) for one in value.extra]
    told.sort(key=lambda each: each[0].order)
    return ", ".join(words.format(lesson=lesson(one)) for one, words in told)


def region(value: SchoolRegion) -> str:
    """A region of school holidays."""
    return {
        SchoolRegion.NORTH: _("regio Noord"),
        SchoolRegion.MIDDLE: _("regio Midden"),
        SchoolRegion.SOUTH: _("regio Zuid"),
    }[value]
