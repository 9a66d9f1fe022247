"""Lessons are written down, reviewed and published; a refused text changes nothing."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from meedoenbalie.domain.lessons import LessonPhase, LessonStatus, WorkingElement, in_outline
from meedoenbalie.domain.markup import Spot, Unprintable
from meedoenbalie.domain.people import Role, Site, User
from meedoenbalie.domain.personal_details import Detail
from meedoenbalie.services.changes import lesson_changes
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.lessons import (
    NamesSomebody,
    NotPrintable,
    OwnLesson,
    add_lesson,
    change_lesson,
    find_lessons,
    move_lesson,
)
from meedoenbalie.services.messages import explain
from meedoenbalie.services.people import invite
from meedoenbalie.services.registration import register_resident
from meedoenbalie.services.stores import LEAST_COST
from meedoenbalie.services.undoing import undo
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


@pytest.mark.parametrize(
    ("text", "detail", "found"),
    [
        ("Vraag het aan Sem**har**.", Detail.NAME, "Semhar"),
        ("> Tip: vraag het aan *S*emhar", Detail.NAME, "Semhar"),
        ("Vraag het [aan haar](https://x.nl/Semhar).", Detail.NAME, "Semhar"),
        ("Bel 06-12*34*5678.", Detail.NUMBER, "06-12345678"),
        ("[Mail haar](mailto:wie@azc.nl)", Detail.MAIL, "mailto:wie@azc.nl"),
    ],
)
def test_markup_hides_no_person(
    desk: Desk, site: Site, text: str, detail: Detail, found: str
) -> None:
    register_resident(desk, site.id, given_name="Semhar", family_name="Tesfay")
    lesson = add_lesson(desk, situation=text, **VALUES).result
    with pytest.raises(NamesSomebody) as refused:
        change_lesson(desk, lesson.id, status=LessonStatus.REVIEWED)
    assert (detail, found) in [(one.detail, one.text) for one in refused.value.found]


def test_markup_hides_no_bsn(desk: Desk) -> None:
    for text in ("Bel over 1112**22333**.", "[klik](https://x.nl/111222333)"):
        with pytest.raises(ValidationError, match="bsn_like"):
            add_lesson(desk, situation=text, **VALUES)


def test_what_cannot_be_printed_stops_a_lesson_that_others_would_read(desk: Desk) -> None:
    lesson = add_lesson(desk, situation="Kijk:\n\n![foto](foto.png)", **VALUES).result
    with pytest.raises(NotPrintable) as refused:
        change_lesson(desk, lesson.id, status=LessonStatus.REVIEWED, nobody=True)
    assert refused.value.found == {"situation": (Spot(3, Unprintable.IMAGE),)}
    assert "Wat gebeurde er: Regel 3: Een plaatje kan er niet bij." in str(explain(refused.value))
    assert find_lessons(desk)[0].status is LessonStatus.DRAFT
    change_lesson(desk, lesson.id, status=LessonStatus.PUBLISHED, situation="Kijk **goed**.")
    with pytest.raises(NotPrintable):
        change_lesson(desk, lesson.id, what_worked="<b>vet</b>")
    with pytest.raises(NotPrintable) as refused:
        change_lesson(desk, lesson.id, tip="Bel\x0b eerst")
    assert "Tip: Regel 1: Er staat een teken in dat geen tekst is." in str(explain(refused.value))


def test_a_word_is_found_whatever_markup_stands_in_it(desk: Desk) -> None:
    lesson = add_lesson(desk, situation="De **rooster**tekening hielp.", **VALUES).result
    assert find_lessons(desk, "roostertekening") == [lesson]


@pytest.mark.file_only("a colleague comes in with a key slot")
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


def outline(desk: Desk) -> list[tuple[LessonPhase, str]]:
    return [(one.phase, one.number) for one in in_outline(find_lessons(desk))]


def test_a_lesson_is_moved_within_its_phase_and_into_another_and_back_with_undo(
    desk: Desk,
) -> None:
    matching, intake = LessonPhase.MATCHING, LessonPhase.INTAKE
    first, second, third = (
        add_lesson(desk, number=number, situation="Zo ging het.", **VALUES).result
        for number in ("L01", "L02", "L03")
    )
    move_lesson(desk, third.id, matching, first.id)
    assert [number for _phase, number in outline(desk)] == ["L03", "L01", "L02"]
    move_lesson(desk, third.id, matching, None)
    assert [number for _phase, number in outline(desk)] == ["L01", "L02", "L03"]
    moved = move_lesson(desk, second.id, intake, None).result
    assert (moved.phase, moved.status) == (intake, LessonStatus.DRAFT)
    assert outline(desk) == [(intake, "L02"), (matching, "L01"), (matching, "L03")]
    undo(desk)
    assert [number for _phase, number in outline(desk)] == ["L01", "L02", "L03"]
    with pytest.raises(UnknownRecord):
        move_lesson(desk, second.id, intake, first.id)


@given(moves=st.lists(st.tuples(st.integers(0, 3), st.none() | st.integers(0, 3)), max_size=6))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_moves_give_the_order_that_pen_and_paper_give(
    desk: Desk, moves: list[tuple[int, int | None]]
) -> None:
    for number in range(4 - len(find_lessons(desk))):
        add_lesson(desk, number=f"L{number}", situation="Zo ging het.", **VALUES)
    order = [one.id for one in in_outline(find_lessons(desk))]
    for which, before in moves:
        lesson = sorted(order)[which]
        follows = sorted(order)[before] if before is not None else None
        if follows == lesson:
            continue
        move_lesson(desk, lesson, LessonPhase.MATCHING, follows)
        order.remove(lesson)
        order.insert(order.index(follows) if follows is not None else len(order), lesson)
    assert [one.id for one in in_outline(find_lessons(desk))] == order
