"""Lessons that the desk learned."""

from __future__ import annotations

from typing import Any

from meedoenbalie.domain.lessons import LearnedLesson
from meedoenbalie.services.desk import Desk, Done
from meedoenbalie.storage.queries import lessons as queries

__all__ = ["add_lesson", "find_lessons"]


def add_lesson(desk: Desk, **values: Any) -> Done[LearnedLesson]:
    """Write down a learned lesson. Raises pydantic.ValidationError."""
    with desk.write("add_lesson") as uow:
        lesson = uow.insert(LearnedLesson.model_validate(values))
    return Done(lesson, frozenset(uow.changed))


def find_lessons(desk: Desk, words: str = "") -> list[LearnedLesson]:
    """Return lessons by number; with words those in which each is found."""
    with desk.read() as reader:
        return queries.lessons(reader, words)
