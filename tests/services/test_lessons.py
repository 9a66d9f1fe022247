"""Lessons are written down, reviewed and published; a refused text changes nothing."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from pydantic import ValidationError

from meedoenbalie.domain.lessons import LessonPhase, LessonStatus, WorkingElement
from meedoenbalie.domain.people import Role, Site, User
from meedoenbalie.domain.personal_details import Detail
from meedoenbalie.services.changes import lesson_changes
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.lessons import (
    NamesSomebody,
    OwnLesson,
    add_lesson,
    change_lesson,
    find_lessons,
)
from meedoenbalie.services.people import invite
from meedoenbalie.services.registration import register_resident
from meedoenbalie.services.stores import LEAST_COST
from meedoenbalie.storage.errors import UnknownRecord
from tests.opened_desk import PASSPHRASE

VALUES: dict[str, Any] = {"phase": LessonPhase.MATCHING, "element": WorkingElement.CONTENT}


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


def test_what_may_be_about_a_person_is_pointed_out_before_others_read_it(
    desk: Desk, site: Site
) -> None:
    register_resident(desk, site.id, given_name="Semhar", family_name="Tesfay")
    lesson = add_lesson(
        desk,
        situation="Semhar kwam op 03-04-2006 ter wereld en belt met 06 12345678.",
        tip="Mail naar wie@azc.nl. Op dinsdag 12-15 uur is het stil; semhar is ook een woord.",
        **VALUES,
    ).result
    with pytest.raises(NamesSomebody) as refused:
        change_lesson(desk, lesson.id, status=LessonStatus.REVIEWED)
    assert [(one.field, one.detail, one.text) for one in refused.value.found] == [
        ("situation", Detail.NAME, "Semhar"),
        ("situation", Detail.DAY, "03-04-2006"),
        ("situation", Detail.NUMBER, "06 12345678"),
        ("tip", Detail.MAIL, "wie@azc.nl"),
    ]
    assert find_lessons(desk)[0].status is LessonStatus.DRAFT
    # Somebody looked: it is about nobody.
    reviewed = change_lesson(desk, lesson.id, nobody=True, status=LessonStatus.REVIEWED).result
    assert reviewed.reviewed_by == desk.user.name
    # What is written into it afterwards is looked at too.
    with pytest.raises(NamesSomebody):
        change_lesson(desk, lesson.id, tip="Vraag het Tesfay.")


def test_a_colleague_reviews_where_there_is_one(desk: Desk) -> None:
    lesson = add_lesson(desk, situation="De week was vol.", **VALUES).result
    assert (lesson.written_by, lesson.reviewed_by) == ("Marleen", "")
    invite(desk, PASSPHRASE, "Joost", [Role.DESK], LEAST_COST)
    with pytest.raises(OwnLesson):
        change_lesson(desk, lesson.id, status=LessonStatus.REVIEWED)
    joost = replace(desk, user=User(name="Joost", roles=(Role.DESK,)))
    done = change_lesson(joost, lesson.id, status=LessonStatus.REVIEWED).result
    assert done.reviewed_by == "Joost"
    back = change_lesson(desk, lesson.id, status=LessonStatus.DRAFT).result
    assert back.reviewed_by == ""


def test_earlier_versions_of_a_lesson_can_be_read(desk: Desk) -> None:
    lesson = add_lesson(desk, situation="De week was vol.", tip="Wacht.", **VALUES).result
    change_lesson(desk, lesson.id, tip="Eerst het rooster.")
    change, made = lesson_changes(desk, lesson.id)
    assert [(one.label, one.old, one.new) for one in change.fields] == [
        ("Tip", "Wacht.", "Eerst het rooster.")
    ]
    assert made.what == "geleerde les toegevoegd"
