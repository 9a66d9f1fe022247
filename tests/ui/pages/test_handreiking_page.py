"""The handreiking grows from lessons: written, reviewed, published, and made into a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QObject, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QScrollArea

from meedoenbalie.domain.lessons import LearnedLesson, LessonPhase, LessonStatus, WorkingElement
from meedoenbalie.domain.live_query import Contrast
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.referrals import ReferralState
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.lesson_figures import figures_of
from meedoenbalie.services.lessons import add_lesson, change_lesson, find_lessons
from meedoenbalie.ui.pages.edition_differences import DifferencesView
from meedoenbalie.ui.pages.handreiking.learned_here import learned_of
from meedoenbalie.ui.pages.handreiking.lesson_list import LessonRow
from meedoenbalie.ui.pages.handreiking.page import HandreikingPage
from meedoenbalie.ui.widgets.text import Text
from tests.services.test_proving import filled
from tests.ui.pages.frame import (
    PATIENCE_MS,
    Frame,
    OpenFrame,
    button,
    click,
    press,
    texts,
    type_text,
)
from tests.ui.pages.making import add_resident, focused


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    return open_frame({"handreiking": HandreikingPage})


def opened(frame: Frame) -> HandreikingPage:
    frame.go("handreiking")
    page = frame.page()
    assert isinstance(page, HandreikingPage)
    return page


def learned(desk: Desk, tip: str, **values: object) -> LearnedLesson:
    usual: dict[str, Any] = {"phase": LessonPhase.INTAKE, "element": WorkingElement.CONTACT}
    return add_lesson(desk, situation="De week was vol.", tip=tip, **{**usual, **values}).result


def test_the_first_lesson_is_written_and_published(frame: Frame, desk: Desk) -> None:
    page = opened(frame)
    assert "Nog geen lessen." in texts(page)
    click(button(page, "Eerste les schrijven"))
    assert focused() is page.form.tip
    type_text(page.form.tip, "Teken de week samen.")
    type_text(page.form.situation, "De week was al vol.")
    click(button(page, "Opslaan"))
    frame.settle()
    [lesson] = find_lessons(desk)
    assert (lesson.number, lesson.status, lesson.site_name) == (
        "L01",
        LessonStatus.DRAFT,
        "azc Rietwaard",
    )
    segments = page.form.status.findChildren(QAbstractButton)
    click(next(segment for segment in segments if segment.text() == "Gepubliceerd"))
    click(button(page, "Opslaan"))
    frame.settle()
    assert find_lessons(desk)[0].status is LessonStatus.PUBLISHED
    assert "Intake | 1 van 3" in texts(page.lessons)
    assert page.lessons.rows[0].accessibleName() == "Teken de week samen., gepubliceerd"


def test_an_empty_lesson_and_a_bsn_are_refused_at_their_field(frame: Frame, desk: Desk) -> None:
    page = opened(frame)
    click(page.add)
    type_text(page.form.evidence, "Gehoord van 111222333.")
    click(button(page, "Opslaan"))
    frame.settle()
    assert page.form.fields["situation"].error() == "Dit mag niet leeg zijn."
    assert page.form.fields["evidence"].error().startswith("Dit lijkt op een BSN.")
    assert focused() is page.form.situation
    assert find_lessons(desk) == []
    assert page.form.evidence.toPlainText() == "Gehoord van 111222333."


def test_choosing_another_lesson_saves_what_was_typed(frame: Frame, desk: Desk) -> None:
    learned(desk, "Vraag eerst wat iemand wil.")
    second = learned(desk, "Tien minuten is genoeg.")
    page = opened(frame)
    first_row = page.lessons.rows[0]
    first_row.setFocus()
    type_text(page.form.what_worked, "Rust.")
    press(first_row, Qt.Key.Key_Down)
    frame.settle()
    assert find_lessons(desk)[0].what_worked == "Rust."
    assert page.form.tip.text() == second.tip
    assert not page.unsaved()


def test_what_was_typed_can_be_put_back(frame: Frame, desk: Desk) -> None:
    learned(desk, "Vraag eerst wat iemand wil.")
    page = opened(frame)
    type_text(page.form.tip, " Altijd.")
    assert page.unsaved()
    click(button(page, "Terugzetten"))
    assert page.form.tip.text() == "Vraag eerst wat iemand wil."
    assert not page.save.isEnabled()


def test_the_pdf_is_a_concept_while_checks_are_open(
    frame: Frame, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        learned(desk, f"Tip {number}.", status=LessonStatus.PUBLISHED, evidence="Acht kwamen.")
    page = opened(frame)
    said = texts(page.detail)
    assert "Intake:" not in said
    assert "Nazorg: 0 van 3 geleerde lessen." in said
    out = tmp_path / "gids"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    click(button(page, "PDF maken (Concept)"))
    frame.settle()
    assert out.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
    assert "Het concept is gemaakt. gids.pdf" in texts(page.detail)
    assert button(page, "Openen").isEnabled()


def test_a_pdf_that_cannot_be_written_is_explained(
    frame: Frame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(frame)
    out = tmp_path / "weg" / "gids.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    assert page.print_document()
    frame.settle()
    assert "niet gevonden" in texts(page.detail)
    assert page.make.isEnabled()


def test_a_lesson_gets_a_figure_that_is_seen_before_it_is_added(frame: Frame, desk: Desk) -> None:
    lesson = learned(desk, "Laat iemand meegaan.")
    filled(desk)
    page = opened(frame)
    assert "Nog geen cijfer. Een les met een cijfer overtuigt meer." in texts(page.figures)
    click(button(page, "Cijfer toevoegen"))
    frame.settle()
    form = page.figures.form
    assert form is not None
    assert "23 van 44." in texts(form)
    form.contrast.set_value(Contrast.LINKED)
    frame.settle()
    assert "Te weinig voor een deel" in texts(form)
    assert not button(page, "Cijfer bijzetten").isEnabled()
    form.contrast.set_value(Contrast.COMPANY)
    frame.settle()
    type_text(form.caption, "Samen gaan helpt")
    click(button(page, "Cijfer bijzetten"))
    frame.settle()
    [seen] = figures_of(desk, lesson.id)
    assert (seen.query.contrast, seen.refusal) == (Contrast.COMPANY, None)
    shown = texts(page.figures)
    assert "Samen gaan helpt" in shown
    assert "Samen met een vriend 22 van 24, Alleen 1 van 20." in shown
    click(button(page, "Cijfer weghalen"))
    frame.settle()
    assert figures_of(desk, lesson.id) == []


def test_a_name_is_pointed_out_and_somebody_says_that_it_is_nobody(
    frame: Frame, desk: Desk, site: Site
) -> None:
    add_resident(desk, site, "Noor Haddad")
    learned(desk, "Vraag het Noor.")
    page = opened(frame)
    segments = page.form.status.findChildren(QAbstractButton)
    click(next(segment for segment in segments if segment.text() == "Nagekeken"))
    click(page.save)
    frame.settle()
    assert "‘Noor’ (naam van een bewoner)" in texts(page.pointed)
    assert "Hier staat ‘Noor’." in texts(page.form)
    assert find_lessons(desk)[0].status is LessonStatus.DRAFT
    page.pointed.box.setChecked(True)
    click(page.save)
    frame.settle()
    assert find_lessons(desk)[0].status is LessonStatus.REVIEWED
    assert not page.pointed.isVisible()
    assert "Geschreven door Marleen · nagelezen door Marleen" in texts(page)


def test_a_lesson_begins_where_it_was_learned(frame: Frame) -> None:
    frame.go("handreiking", learned_of(ReferralState.NO_SHOW))
    page = frame.page()
    assert isinstance(page, HandreikingPage)
    assert page.form.phase.value() == LessonPhase.ACTIVATION
    assert page.form.situation.toPlainText() == ""
    assert page.form.situation.hasFocus()


def test_a_long_sentence_is_told_while_one_writes_and_stands_in_no_way(
    frame: Frame, desk: Desk
) -> None:
    learned(desk, "Wacht.")
    page = opened(frame)
    assert not page.form.plain.isVisible()
    page.form.situation.setPlainText("Wij belden " + "nog een keer " * 6 + "en toen kwam hij.")
    assert "Lange zin (24 woorden)" in page.form.plain.text()
    click(page.save)
    frame.settle()
    assert "nog een keer" in find_lessons(desk)[0].situation


def tips(page: HandreikingPage) -> list[str]:
    return [row.text() for row in page.lessons.rows]


def test_lessons_are_put_in_order_with_the_keyboard_and_by_dragging(
    frame: Frame, desk: Desk
) -> None:
    for tip in ("Eerst", "Dan", "Laatst"):
        learned(desk, tip, phase=LessonPhase.MATCHING)
    page = opened(frame)
    assert tips(page) == ["Eerst", "Dan", "Laatst"]
    row = page.lessons.rows[0]
    QTest.keyClick(row, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    frame.settle()
    assert tips(page) == ["Dan", "Eerst", "Laatst"]
    QTest.keyClick(page.lessons.rows[0], Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    frame.settle()
    assert [one.phase for one in find_lessons(desk) if one.tip == "Dan"] == [LessonPhase.ACTIVATION]
    dragged = page.lessons.rows[2]
    there = page.lessons.rows[1]
    drop(page, dragged, there.y() + 2)
    frame.settle()
    assert tips(page) == ["Dan", "Laatst", "Eerst"]


class Dropped(QDropEvent):
    """A lesson let go over the list; the source of a real drag can't be set from outside."""

    def __init__(self, row: LessonRow, y: int, data: QMimeData) -> None:
        move, left = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
        super().__init__(QPointF(20, y), move, data, left, Qt.KeyboardModifier.NoModifier)
        self.row = row

    def source(self) -> QObject:
        return self.row


def drop(page: HandreikingPage, row: LessonRow, y: int) -> None:
    """Let a lesson go."""
    data = QMimeData()
    page.lessons.dropEvent(Dropped(row, y, data))


def test_the_page_beside_the_form_follows_what_is_typed(frame: Frame, desk: Desk) -> None:
    learned(desk, "Teken de week", phase=LessonPhase.MATCHING)
    frame.shell.resize(1500, 900)
    page = opened(frame)
    assert page.preview.isVisible()
    assert "bladzijde 1 van 1" in texts(page.preview)
    before = page.preview.image.pixmap().toImage()
    type_text(page.form.tip, " en praat erover, langzaam en samen")
    page.preview.make()
    frame.settle()
    assert page.preview.image.pixmap().toImage() != before
    frame.shell.resize(1000, 800)
    frame.settle()
    assert not page.preview.isVisible()


@pytest.mark.parametrize("width", [1280, 1500])
def test_form_and_page_fit_beside_each_other(frame: Frame, desk: Desk, width: int) -> None:
    learned(desk, "Teken de week", phase=LessonPhase.MATCHING)
    frame.shell.resize(width, 900)
    page = opened(frame)
    assert page.preview.isVisible()
    for pane in (page.detail, page.preview):
        for scroller in pane.findChildren(QScrollArea):
            assert scroller.horizontalScrollBar().maximum() == 0


def test_typing_makes_the_page_anew_after_a_moment_of_rest(frame: Frame, desk: Desk) -> None:
    learned(desk, "Teken de week", phase=LessonPhase.MATCHING)
    frame.shell.resize(1500, 900)
    page = opened(frame)
    before = page.preview.image.pixmap().toImage()
    type_text(page.form.tip, " samen")
    frame.qtbot.waitUntil(
        lambda: page.preview.image.pixmap().toImage() != before, timeout=PATIENCE_MS
    )


def test_what_is_written_over_is_compared_with_what_is_made(
    frame: Frame, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lesson = learned(desk, "Teken de week.", status=LessonStatus.PUBLISHED)
    page = opened(frame)
    out = tmp_path / "gids.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(out), ""))
    assert page.print_document()
    frame.settle()
    assert "Sinds de eerdere" not in texts(page.detail), "there was none"
    change_lesson(desk, lesson.id, tip="Teken de week samen.", nobody=True)
    click(page.compare)
    frame.settle()
    assert "Sinds de eerdere: 1 anders verwoord." in texts(page.detail)
    marked = page.detail.findChildren(DifferencesView)[0].findChildren(Text)
    assert "Teken de week [erbij:  samen] ." in [one.accessibleName() for one in marked]
    click(button(page, "Vergelijking sluiten"))
    frame.settle()
    assert "Sinds de eerdere" not in texts(page.detail)
    assert page.print_document()
    frame.settle()
    assert "Sinds de eerdere: 1 anders verwoord." in texts(page.detail)


def test_a_file_that_tells_no_lessons_is_explained(
    frame: Frame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(frame)
    other = tmp_path / "brief.pdf"
    other.write_bytes(b"geen editie")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(other), ""))
    click(page.compare)
    frame.settle()
    assert "Sinds de eerdere" not in texts(page.detail)
    assert "beschadigd" in texts(page.detail)
