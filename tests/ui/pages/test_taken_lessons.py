"""Lessons of other azc's: an edition is looked at, compared and taken in; one is tried here."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QFileDialog

from meedoenbalie.domain.editions import TriedResult
from meedoenbalie.domain.people import Site
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.editions import look_at_edition, take_edition, taken_here
from meedoenbalie.ui.pages.handreiking.page import HandreikingPage
from meedoenbalie.ui.pages.taken_lessons.page import TakenLessonsPage
from tests.opened_desk import TODAY
from tests.services.test_edition_figures import a_figure
from tests.services.test_editions import OTHER_SEED, a_lesson, published, written
from tests.ui.pages.frame import Frame, OpenFrame, button, click, texts, type_text


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    return open_frame({"handreiking": HandreikingPage, "taken_lessons": TakenLessonsPage})


def opened(frame: Frame) -> TakenLessonsPage:
    frame.go("taken_lessons")
    page = frame.page()
    assert isinstance(page, TakenLessonsPage)
    return page


def choose(
    frame: Frame, page: TakenLessonsPage, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    click(button(page, "Editie innemen…"))
    frame.settle()


def taken(desk: Desk, file: Path) -> None:
    take_edition(desk, file, look_at_edition(desk, file).fingerprint)


def segment(page: TakenLessonsPage, words: str) -> QAbstractButton:
    assert page.form is not None
    return next(
        one for one in page.form.result.findChildren(QAbstractButton) if one.text() == words
    )


def test_an_edition_is_compared_first_and_what_differs_is_read_before_it_is_taken(
    frame: Frame, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame.go("handreiking")
    click(button(frame.page(), "Van andere azc’s"))
    frame.settle()
    page = opened(frame)
    assert "Nog geen lessen van andere azc’s" in texts(page)
    file = written(tmp_path, 1, a_lesson(), a_lesson("MD", tip="Bel vooraf."))
    choose(frame, page, file, monkeypatch)
    code = look_at_edition(desk, file).fingerprint
    assert code in texts(page)
    assert "Editie 1: 2 nieuwe lessen." in texts(page)
    assert taken_here(desk).lessons == ()
    click(button(page, "Vingerafdruk klopt, innemen"))
    frame.settle()
    assert "editie 1 · 2 lessen · 0 hier geprobeerd" in texts(page)

    second = written(tmp_path, 2, a_lesson(tip="Teken de week samen."))
    choose(frame, page, second, monkeypatch)
    said = texts(page)
    assert "Editie 2: 1 anders verwoord, 1 vervallen." in said
    assert "[erbij:  samen]" in said
    click(button(page, "Innemen"))
    frame.settle()
    assert [one.tip for one in taken_here(desk).lessons] == ["Teken de week samen."]
    choose(frame, page, file, monkeypatch)
    assert "Deze editie is er al, of er is een nieuwere." in texts(page)
    assert "Vingerafdruk klopt" not in texts(page)


def test_what_came_of_a_lesson_is_noted_changed_and_taken_away(
    frame: Frame, desk: Desk, site: Site, tmp_path: Path
) -> None:
    own = published(desk, site, "L01", "Stuur een bericht.")
    taken(desk, written(tmp_path, 1, a_lesson(tip="Bel vooraf.")))
    page = opened(frame)
    assert page.form is not None
    assert not page.form.save.isEnabled(), "first what came of it"
    click(segment(page, "hielp niet"))
    type_text(page.form.note, "Niemand nam op.")
    page.form.against.set_value(str(own.id))
    click(button(page, "Opslaan"))
    frame.settle()
    (kept,) = taken_here(desk, site.id).tried.values()
    assert (kept.result, kept.note, kept.against_id, kept.tried_on) == (
        TriedResult.NOT,
        "Niemand nam op.",
        own.id,
        TODAY,
    )
    assert page.table.model().index(0, 2).data() == "hielp niet"
    assert page.form is not None
    assert page.form.note.toPlainText() == "Niemand nam op."
    click(segment(page, "hielp"))
    click(button(page, "Opslaan"))
    frame.settle()
    (kept,) = taken_here(desk, site.id).tried.values()
    assert kept.result is TriedResult.HELPED
    click(button(page, "Weghalen"))
    frame.settle()
    assert taken_here(desk, site.id).tried == {}


def test_a_lesson_is_found_by_its_words_and_a_bad_file_is_refused_in_words(
    frame: Frame, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(
        desk, written(tmp_path, 1, a_lesson(tip="Bel vooraf."), a_lesson("MD", tip="Drink koffie."))
    )
    page = opened(frame)
    type_text(page.search, "koffie")
    frame.settle()
    assert [page.table.model().index(0, 0).data(), page.table.model().rowCount()] == [
        "Drink koffie.",
        1,
    ]
    broken = tmp_path / "stuk.editie"
    broken.write_bytes(b"niets")
    choose(frame, page, broken, monkeypatch)
    assert "beschadigd" in texts(page)
    choose(frame, page, written(tmp_path, 7, seed=OTHER_SEED), monkeypatch)
    assert "Vergelijk eerst de vingerafdruk" in texts(page)
    assert len(taken_here(desk).lessons) == 2


def test_an_edition_can_be_dropped_on_the_page(frame: Frame, desk: Desk, tmp_path: Path) -> None:
    page = opened(frame)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(written(tmp_path, 1, a_lesson())))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    entering = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    page.dragEnterEvent(entering)
    assert entering.isAccepted()
    page.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
    frame.settle()
    assert "Editie 1: 1 nieuwe les." in texts(page)


def test_figures_of_a_lesson_are_seen_with_their_question_and_day(
    frame: Frame, desk: Desk, tmp_path: Path
) -> None:
    taken(desk, written(tmp_path, 1, a_lesson().changed(figures=(a_figure(),))))
    page = opened(frame)
    shown = texts(page.detail)
    assert "Wie begon" in shown
    assert "25 van 35. 71% (marge" in shown
    assert "Geteld op 2 maart 2026." in shown
