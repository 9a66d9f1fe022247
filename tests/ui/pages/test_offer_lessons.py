"""Calling a lesson off and adding one from the page of an offer."""

from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from meedoenbalie.domain.lesson_days import Lesson
from meedoenbalie.services import catalogue
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.pages.offers.lessons import LessonList
from meedoenbalie.ui.pages.offers.page import OffersPage
from meedoenbalie.ui.widgets.date_list import to_qdate
from tests.ui.pages.frame import Frame, OpenFrame, button, click, texts
from tests.ui.pages.making import add_offer


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    return open_frame({"offers": OffersPage})


def opened(frame: Frame) -> OffersPage:
    frame.go("offers")
    return cast(OffersPage, frame.page())


def changes(desk: Desk) -> tuple[tuple[Lesson, ...], tuple[Lesson, ...]]:
    found = catalogue.offer_by_code(desk, "T01").lesson_changes
    return found.cancelled, found.extra


def test_one_lesson_is_called_off_goes_on_after_all_and_can_be_undone(
    frame: Frame, desk: Desk
) -> None:
    add_offer(desk, "T01", "Taal", "wo 10:00-12:00", start_dates=(date(2026, 3, 4),))
    page = opened(frame)
    click(button(page.detail, "Afzeggen: wo 11 mrt 10:00–12:00"))
    frame.settle()
    lesson = Lesson(on=date(2026, 3, 11), start=600, end=720)
    assert changes(desk) == ((lesson,), ())
    assert "wo 11 mrt 10:00–12:00 vervalt" in texts(page.detail)
    click(button(page.detail, "Gaat door: wo 11 mrt 10:00–12:00 vervalt"))
    frame.settle()
    assert changes(desk) == ((), ())
    QTest.keyClick(page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    frame.settle()
    assert changes(desk) == ((lesson,), ())


def test_an_extra_lesson_is_added(frame: Frame, desk: Desk) -> None:
    add_offer(desk, "T01", "Taal", "wo 10:00-12:00", start_dates=(date(2026, 3, 4),))
    page = opened(frame)
    lessons = page.detail.findChild(LessonList)
    assert lessons is not None
    lessons.day.setDate(to_qdate(date(2026, 3, 6)))
    click(lessons.add)
    frame.settle()
    assert changes(desk) == ((), (Lesson(on=date(2026, 3, 6), start=600, end=720),))
    assert "vr 6 mrt 10:00–12:00 (extra)" in texts(page.detail)


def test_without_days_or_times_it_says_so(frame: Frame, desk: Desk) -> None:
    add_offer(desk, "T01", "Taal", "di avond")
    assert "Niet te zeggen: de dagen, tijden of startdatum zijn niet bekend." in texts(
        opened(frame).detail
    )
