"""Vandaag keeps a half-written hand-over and a half-typed follow-up, and brings them back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from meedoenbalie.domain.follow_ups import FollowUp, Repeat
from meedoenbalie.domain.people import Site
from meedoenbalie.services import drafts, follow_ups
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.pages.today.page import TodayPage
from tests.opened_desk import TODAY
from tests.services.test_worklist import Past
from tests.ui.pages.frame import Frame, OpenFrame, button, click, texts, type_text
from tests.ui.pages.making import focused

OTHERS = ("residents", "referrals", "offers")
RESTORED = "Kladje van ma 2 mrt 12:00 teruggezet."
DAY = timedelta(days=1)


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    return open_frame({"today": TodayPage}, OTHERS)


@pytest.fixture
def past(desk: Desk, site: Site) -> Past:
    return Past(desk, site)


def opened(frame: Frame) -> TodayPage:
    frame.go("today")
    page = frame.page()
    assert isinstance(page, TodayPage)
    return page


def reopened(frame: Frame, open_frame: OpenFrame) -> tuple[Frame, TodayPage]:
    """Leave the page, and open it in another window, as after the program ended."""
    frame.go("residents")
    again = open_frame({"today": TodayPage}, OTHERS)
    return again, opened(again)


def click_and_settle(frame: Frame, words: str) -> None:
    click(button(frame.page(), words))
    frame.settle()


def test_a_half_written_hand_over_comes_back_and_is_gone_when_it_is_handed_over(
    frame: Frame, open_frame: OpenFrame, desk: Desk, site: Site
) -> None:
    page = opened(frame)
    click_and_settle(frame, "Overdracht schrijven")
    QTest.keyClicks(page.hand_over.text, "De sleutel ligt")
    again, page = reopened(frame, open_frame)
    assert page.hand_over.text.isVisible()
    assert page.hand_over.text.toPlainText() == "De sleutel ligt"
    assert page.hand_over.keeper.notice.accessibleName() == RESTORED
    assert "Overdracht: De sleutel ligt" in texts(page.drafts)
    click_and_settle(again, "Overdragen")
    assert drafts.mine(desk) == []
    assert not page.drafts.isVisible()
    assert not page.hand_over.keeper.notice.isVisible()


def test_a_new_follow_up_comes_back_with_its_day_and_repeat(
    frame: Frame, open_frame: OpenFrame, desk: Desk, site: Site
) -> None:
    page = opened(frame)
    click_and_settle(frame, "Opvolgtaak")
    type_text(page.form.text, "sleutel halen")
    page.form.when.day.setDate(page.form.when.day.date().addDays(6))
    page.form.when.repeat.set_value(Repeat.WEEKLY)
    again, page = reopened(frame, open_frame)
    assert page.form.isVisible()
    assert page.form.text.text() == "sleutel halen"
    assert page.form.keeper.notice.accessibleName() == RESTORED
    assert "Opvolgtaak: sleutel halen" in texts(page.drafts)
    click_and_settle(again, "Inplannen")
    with desk.read() as reader:
        (one,) = reader.find(FollowUp)
    assert (one.text, one.due_on, one.repeat) == ("sleutel halen", TODAY + 7 * DAY, Repeat.WEEKLY)
    assert drafts.mine(desk) == []


def test_a_changed_follow_up_comes_back_and_goes_with_the_resident_it_is_about(
    frame: Frame, open_frame: OpenFrame, desk: Desk, past: Past
) -> None:
    semhar = past.resident("Semhar")
    follow_ups.plan(desk, "bel", TODAY, resident_id=semhar.id)
    page = opened(frame)
    QTest.keyClick(focused(), Qt.Key.Key_F2)
    frame.settle()
    type_text(page.form.text, " de school")
    again, page = reopened(frame, open_frame)
    (kept,) = drafts.mine(desk)
    assert kept.subject_id == semhar.id
    assert page.form.text.text() == "bel de school"
    click_and_settle(again, "Wijziging bewaren")
    with desk.read() as reader:
        (one,) = reader.find(FollowUp)
    assert (one.text, one.due_on) == ("bel de school", TODAY)
    assert drafts.mine(desk) == []


def test_a_change_of_what_is_done_meanwhile_goes_on_as_a_new_one_about_the_same_resident(
    frame: Frame, open_frame: OpenFrame, desk: Desk, past: Past
) -> None:
    semhar = past.resident("Semhar")
    planned = follow_ups.plan(desk, "bel", TODAY, resident_id=semhar.id).result
    page = opened(frame)
    QTest.keyClick(focused(), Qt.Key.Key_F2)
    frame.settle()
    type_text(page.form.text, " de school")
    frame.go("residents")
    follow_ups.do(desk, planned.id, planned.version)
    again, page = reopened(frame, open_frame)
    assert page.form.text.text() == "bel de school"
    type_text(page.form.text, " om 9 uur")
    page.form.keeper.keep()
    again.settle()
    assert [one.subject_id for one in drafts.mine(desk)] == [semhar.id]
    click_and_settle(again, "Inplannen")
    with desk.read() as reader:
        (one,) = reader.find(FollowUp, done_on=None)
    assert (one.text, one.resident_id) == ("bel de school om 9 uur", semhar.id)
    assert drafts.mine(desk) == []


def test_a_draft_that_is_thrown_away_leaves_the_form_and_the_list(
    frame: Frame, open_frame: OpenFrame, desk: Desk, site: Site
) -> None:
    page = opened(frame)
    click_and_settle(frame, "Opvolgtaak")
    type_text(page.form.text, "sleutel halen")
    again, page = reopened(frame, open_frame)
    click(button(page.form, "Weggooien"))
    again.settle()
    assert page.form.text.text() == ""
    assert drafts.mine(desk) == []
    assert not page.drafts.isVisible()
    click(button(page.form, "Toch terugzetten"))
    again.settle()
    assert page.form.text.text() == "sleutel halen"
    assert len(drafts.mine(desk)) == 1


def test_what_was_closed_is_gone_on_with_from_the_list(
    frame: Frame, open_frame: OpenFrame, site: Site
) -> None:
    page = opened(frame)
    click_and_settle(frame, "Overdracht schrijven")
    QTest.keyClicks(page.hand_over.text, "De sleutel ligt")
    again, page = reopened(frame, open_frame)
    click(button(page.hand_over, "Sluiten"))
    assert not page.hand_over.text.isVisible()
    page.drafts.focus_row(0)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    again.settle()
    assert focused() is page.hand_over.text
    assert page.hand_over.text.toPlainText() == "De sleutel ligt"


def test_a_number_like_a_bsn_is_not_kept_and_the_forms_say_so(
    frame: Frame, desk: Desk, site: Site
) -> None:
    page = opened(frame)
    click_and_settle(frame, "Overdracht schrijven")
    QTest.keyClicks(page.hand_over.text, "Bel 111222333")
    click_and_settle(frame, "Opvolgtaak")
    type_text(page.form.text, "bel over 111222333")
    for form in (page.hand_over, page.form):
        form.keeper.keep()
    frame.settle()
    assert "111222333" not in str(drafts.mine(desk))
    assert "lijkt op een BSN" in page.hand_over.keeper.notice.accessibleName()
    assert "lijkt op een BSN" in page.form.keeper.notice.accessibleName()
