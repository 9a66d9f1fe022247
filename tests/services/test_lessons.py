"""Lessons are written down, reviewed and published; a refused text changes nothing."""

from uuid import uuid4

import pytest
from pydantic import ValidationError

from meedoenbalie.domain.lessons import LessonPhase, LessonStatus, WorkingElement
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.lessons import add_lesson, change_lesson, find_lessons
from meedoenbalie.storage.errors import UnknownRecord

VALUES = {"phase": LessonPhase.MATCHING, "element": WorkingElement.CONTENT}


def test_a_lesson_without_a_number_gets_the_next_one(desk: Desk) -> None:
    add_lesson(desk, number="L09", situation="De week was vol.", **VALUES)
    add_lesson(desk, number="Utrecht 3", situation="De bus kwam niet.", **VALUES)
    assert add_lesson(desk, situation="De les viel uit.", **VALUES).result.number == "L10"


def test_a_lesson_is_reviewed_and_published(desk: Desk) -> None:
    lesson = add_lesson(desk, situation="De week was vol.", **VALUES).result
    for status in (LessonStatus.REVIEWED, LessonStatus.PUBLISHED):
        done = change_lesson(desk, lesson.id, status=status)
        assert done.changed == {"learned_lesson"}
    [kept] = find_lessons(desk)
    assert (kept.status, kept.situation) == (LessonStatus.PUBLISHED, "De week was vol.")


def test_a_number_that_looks_like_a_bsn_is_refused_and_the_lesson_stays(desk: Desk) -> None:
    lesson = add_lesson(desk, situation="De week was vol.", **VALUES).result
    with pytest.raises(ValidationError):
        change_lesson(desk, lesson.id, tip="Bel over 111222333.")
    assert find_lessons(desk) == [lesson]
    with pytest.raises(UnknownRecord):
        change_lesson(desk, uuid4(), tip="Teken de week.")
