"""Vandaag: what waits, the first thing first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from meedoenbalie.domain.people import Site
from meedoenbalie.domain.referrals import EventKind, Reason
from meedoenbalie.services import registration, walk_in
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.navigation import NavEntry
from meedoenbalie.ui.pages.today.page import TodayPage
from tests.services.test_worklist import Past
from tests.ui.pages.frame import Frame, OpenFrame, button, click, press, texts

OTHERS = ("referrals", "residents", "offers", "weekly_report", "conversation")


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


def press_focused(frame: Frame) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    press(focused, Qt.Key.Key_Return)


def test_without_residents_it_says_how_to_begin(frame: Frame, site: Site) -> None:
    page = opened(frame)
    assert "Nog geen bewoners. Begin met een gesprek." in texts(page)
    click(button(page, "Nieuw gesprek"))
    assert frame.asked_elsewhere("conversation") == ["new"]


def test_when_all_is_done_it_offers_whom_nobody_spoke_yet(frame: Frame, past: Past) -> None:
    semhar = past.resident("Semhar")
    page = opened(frame)
    assert "Niets meer te doen vandaag. Er is 1 bewoner die u nog niet sprak." in texts(page)
    click(button(page, "Begin met Semhar"))
    assert frame.asked_elsewhere("residents") == [semhar.id]


def test_the_first_row_has_the_keyboard_and_enter_opens_it(frame: Frame, past: Past) -> None:
    referral = past.sent(past.resident("Filmon"), past.offer(), 9)
    past.then(referral, EventKind.DECLINED, 1, reason=Reason.FULL)
    opened(frame)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName().startswith("Vertel Filmon de uitkomst")
    press_focused(frame)
    assert frame.asked_elsewhere("referrals") == [referral.id]


def test_reminding_leads_to_the_referral_without_response(frame: Frame, past: Past) -> None:
    referral = past.sent(past.resident("Hodan"), past.offer(), 15)
    page = opened(frame)
    said = texts(page.unanswered)
    assert "Hodan → M01" in said
    assert "15 dagen" in said
    remind = button(page.unanswered, "Herinneren: Hodan → M01")
    click(remind)
    assert frame.asked_elsewhere("referrals") == [referral.id]


def test_what_was_put_ready_and_never_sent_shows_for_how_many_days(
    frame: Frame, past: Past
) -> None:
    forgotten = past.drafted(past.resident("Emre"), past.offer(), 4)
    past.drafted(past.resident("Hodan"), past.offer("M02"), 0)
    page = opened(frame)
    said = texts(page)
    assert "Verstuur Emre → M01" in said
    assert "nog niet verstuurd" in said
    assert "4 dagen" in said
    press_focused(frame)
    assert frame.asked_elsewhere("referrals") == [forgotten.id]


def test_arrows_go_on_in_the_next_card(frame: Frame, past: Past) -> None:
    draft = past.drafted(past.resident("Emre"), past.offer(), 1)
    waiting = past.sent(past.resident("Hodan"), past.offer("M02"), 15)
    opened(frame)
    first = QApplication.focusWidget()
    assert first is not None
    press(first, Qt.Key.Key_Down)
    press_focused(frame)
    assert frame.asked_elsewhere("referrals") == [waiting.id]
    assert draft.id != waiting.id


def test_more_than_a_few_rows_open_when_asked(frame: Frame, past: Past) -> None:
    offer = past.offer()
    for number in range(5):
        past.sent(past.resident(f"Jongere {number}"), offer, 12 + number)
    page = opened(frame)
    assert "Jongere 1" not in texts(page.unanswered)
    assert "de eerste 3 van 5" in texts(page.unanswered)
    click(button(page.unanswered, "Alle 5 tonen"))
    frame.settle()
    assert "Jongere 1" in texts(page.unanswered)


def test_the_navigation_counts_what_asks_for_work_and_follows_changes(
    frame: Frame, desk: Desk, past: Past
) -> None:
    resident = past.resident("Hodan")
    past.sent(resident, past.offer(), 15)
    page = opened(frame)
    entry = next(e for e in frame.shell.navigation.findChildren(NavEntry) if e.text() == "today")
    assert entry.accessibleDescription() == "1"
    assert "Gesproken 0" in texts(page)
    done = registration.record_contact(desk, resident.id, "gesprek")
    frame.shell.saved("Contactmoment vastgelegd", done.changed)
    frame.settle()
    assert "Gesproken 1" in texts(page)


def test_the_weekly_report_is_one_press_away(frame: Frame, site: Site) -> None:
    page = opened(frame)
    assert "Week 9 van 2026 is rond: het weekrapport staat klaar." in texts(page)
    click(button(page, "Weekrapport maken"))
    assert frame.shell.current_key() == "weekly_report"


def test_buttons_that_lead_nowhere_are_left_out(open_frame: OpenFrame, past: Past) -> None:
    past.sent(past.resident("Hodan"), past.offer(), 15)
    frame = open_frame({"today": TodayPage})
    page = opened(frame)
    assert "Hodan → M01" in texts(page.unanswered)
    assert "Herinneren" not in texts(page.unanswered)
    assert "Weekrapport maken" not in texts(page)


def test_the_walk_in_says_how_many_wait_and_who_is_next(
    open_frame: OpenFrame, desk: Desk, site: Site
) -> None:
    frame = open_frame({"today": TodayPage}, (*OTHERS, "walk_in"))
    page = opened(frame)
    assert "Er wacht niemand." in texts(page.walk_in)
    click(button(page, "Iemand komt binnen"))
    assert frame.asked_elsewhere("walk_in") == ["add"]
    for name in ("Abdirahman", "Selin"):
        frame.shell.saved("", walk_in.arrive(desk, site.id, name, "som").changed)
    page = opened(frame)
    assert "2 wachten, het langst 0 min." in texts(page.walk_in)
    click(button(page, "Volgende: Abdirahman"))
    assert frame.asked_elsewhere("walk_in") == ["add", "next"]
