"""Lessons that the desk learned."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from meedoenbalie.domain.lessons import LearnedLesson, LessonStatus
from meedoenbalie.domain.people import Role
from meedoenbalie.services.desk import DESK_ROLES, EVERYONE, Desk, Done
from meedoenbalie.services.lesson_figures import freeze
from meedoenbalie.storage.queries import lessons as queries
from meedoenbalie.storage.unit_of_work import Reader

__all__ = ["add_lesson", "change_lesson", "find_lessons"]

_WRITERS = DESK_ROLES | {Role.PROGRAMME}


def add_lesson(desk: Desk, **values: Any) -> Done[LearnedLesson]:
    """Write down a learned lesson; without a number it gets the next one.

    Raises pydantic.ValidationError.
    """
    with desk.write("add_lesson", roles=_WRITERS) as uow:
        values.setdefault("number", _next_number(uow))
        lesson = uow.insert(LearnedLesson.model_validate(values))
    return Done(lesson, frozenset(uow.changed))


def change_lesson(desk: Desk, lesson_id: UUID, **values: Any) -> Done[LearnedLesson]:
    """Change fields of a lesson. Raises UnknownRecord and pydantic.ValidationError."""
    with desk.write("change_lesson", roles=_WRITERS) as uow:
        lesson = uow.update(uow.get(LearnedLesson, lesson_id), **values)
        if lesson.status is LessonStatus.PUBLISHED:
            freeze(uow, lesson_id, desk.clock.now())
    return Done(lesson, frozenset(uow.changed))


def find_lessons(desk: Desk, words: str = "") -> list[LearnedLesson]:
    """Return lessons by number; with words those in which each is found."""
    with desk.read("read_lessons", EVERYONE) as reader:
        return queries.lessons(reader, words)


def _next_number(reader: Reader) -> str:
    taken = {lesson.number for lesson in reader.find(LearnedLesson)}
    highest = max((int(n[1:]) for n in taken if n[:1] == "L" and n[1:].isdecimal()), default=0)
    return f"L{highest + 1:02d}"
