"""Vandaag by keyboard: done, put off, handed over, changed; and all of it can be undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from meedoenbalie.clock import Clock, fixed_clock
from meedoenbalie.domain.follow_ups import FollowUp, HandOver, Repeat
from meedoenbalie.domain.people import Role, Site, User
from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.services import follow_ups, hand_overs, registration, rights
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.pages.today.page import TodayPage
from tests.opened_desk import TODAY
from tests.services.test_worklist import Past
from tests.ui.pages.frame import Frame, OpenFrame, button, click, press, texts, type_text

OTHERS = ("referrals", "residents", "offers", "dossier_rights", "keeping", "settings")
DAY = timedelta(days=1)


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    return open_frame({"today": TodayPage}, OTHERS)


@pytest.fixture
def past(desk: Desk, site: Site) -> Past:
    return Past(desk, site)


@pytest.fixture
def joost(desk: Desk) -> Desk:
    with desk.write("invite_user") as uow:
        user = uow.insert(User(name="Joost", roles=(Role.DESK,)))
    return replace(desk, user=user)


def opened(frame: Frame) -> TodayPage:
    frame.go("today")
    page = frame.page()
    assert isinstance(page, TodayPage)
    return page


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def key(frame: Frame, code: Qt.Key) -> None:
    press(focused(), code)
    frame.settle()


def all_of(desk: Desk) -> list[FollowUp]:
    with desk.read() as reader:
        return reader.find(FollowUp, order_by="due_on")


def menu_of(frame: Frame, page: TodayPage) -> QMenu:
    """Press the menu key on the row that has the keyboard."""
    row = focused()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(row, event)
    menu = page.acts.menu
    assert menu is not None
    return menu


def choose(frame: Frame, menu: QMenu, start: str) -> None:
    def found(inside: QMenu) -> list[QAction]:
        hits = []
        for action in inside.actions():
            more = action.menu()
            if isinstance(more, QMenu):
                hits += found(more)
            elif action.text().replace("&", "").startswith(start):
                hits.append(action)
        return hits

    (action,) = found(menu)
    action.trigger()
    menu.hide()
    frame.settle()


def test_space_ticks_off_the_keyboard_stays_and_undo_brings_it_back(
    frame: Frame, desk: Desk, past: Past
) -> None:
    semhar = past.resident("Semhar")
    for text in ("eerst", "dan", "tot slot"):
        follow_ups.plan(desk, text, TODAY - DAY, resident_id=semhar.id)
    page = opened(frame)
    key(frame, Qt.Key.Key_Down)
    second = focused().accessibleName().split(",")[0]
    key(frame, Qt.Key.Key_Space)
    assert [one.text for one in all_of(desk) if one.done_on] == [second]
    assert second not in texts(page.follow_up)
    assert focused().accessibleName().split(",")[0] in {"eerst", "dan", "tot slot"} - {second}
    frame.shell.undoing.undo()
    frame.settle()
    assert second in texts(page.follow_up)
    assert not any(one.done_on for one in all_of(desk))


def test_a_late_task_says_how_late_and_its_button_ticks_it_off(
    frame: Frame, desk: Desk, past: Past
) -> None:
    semhar = past.resident("Semhar")
    follow_ups.plan(desk, "Bel na de eerste week", TODAY - 3 * DAY, resident_id=semhar.id)
    page = opened(frame)
    said = texts(page.follow_up)
    assert "3 dagen te laat" in said
    assert "1 te laat" in said
    click(button(page.follow_up, "Afvinken: Bel na de eerste week"))
    frame.settle()
    assert [one.done_by for one in all_of(desk)] == ["Marleen"]


def test_enter_opens_the_resident_whom_a_task_is_about(
    frame: Frame, desk: Desk, past: Past
) -> None:
    semhar = past.resident("Semhar")
    follow_ups.plan(desk, "bel", TODAY, resident_id=semhar.id)
    opened(frame)
    key(frame, Qt.Key.Key_Return)
    assert frame.asked_elsewhere("residents") == [semhar.id]


def test_the_menu_key_puts_a_task_off_until_next_monday(
    frame: Frame, desk: Desk, past: Past
) -> None:
    follow_ups.plan(desk, "bel", TODAY, resident_id=past.resident("Semhar").id)
    page = opened(frame)
    choose(frame, menu_of(frame, page), "Uitstellen tot ma 9 mrt")
    assert [one.snoozed_until for one in all_of(desk)] == [date(2026, 3, 9)]
    assert not page.follow_up.isVisible()


def test_a_referral_without_answer_can_be_put_off_too_and_undone(
    frame: Frame, desk: Desk, past: Past
) -> None:
    past.sent(past.resident("Hodan"), past.offer(), 15)
    page = opened(frame)
    choose(frame, menu_of(frame, page), "Uitstellen tot morgen")
    assert "Hodan → M01" not in texts(page)
    frame.shell.undoing.undo()
    frame.settle()
    assert "Hodan → M01" in texts(page.unanswered)


def test_a_task_is_handed_over_to_a_colleague(
    frame: Frame, desk: Desk, joost: Desk, past: Past
) -> None:
    follow_ups.plan(desk, "bel", TODAY, resident_id=past.resident("Semhar").id)
    page = opened(frame)
    choose(frame, menu_of(frame, page), "Joost")
    assert [one.owner for one in all_of(desk)] == ["Joost"]
    assert "voor Joost" in texts(page.follow_up)


def test_delete_takes_away_what_somebody_planned_and_not_what_a_rule_made(
    open_frame: OpenFrame, desk: Desk, past: Past
) -> None:
    zahra = past.resident("Zahra", birth_date=TODAY.replace(year=TODAY.year - 16))
    follow_ups.plan(desk, "bel", TODAY - DAY, resident_id=zahra.id)
    frame = open_frame({"today": TodayPage}, OTHERS)
    page = opened(frame)
    key(frame, Qt.Key.Key_Delete)
    (made,) = all_of(desk)
    assert made.age == 16
    assert "Zahra wordt 16 op 2 mrt" in texts(page.follow_up)
    page.follow_up.focus_row(0)
    key(frame, Qt.Key.Key_Delete)
    assert all_of(desk) == [made]


def test_f2_changes_what_was_planned(frame: Frame, desk: Desk, past: Past) -> None:
    follow_ups.plan(desk, "bel", TODAY, resident_id=past.resident("Semhar").id)
    page = opened(frame)
    key(frame, Qt.Key.Key_F2)
    assert focused() is page.form.text
    page.form.text.selectAll()
    type_text(page.form.text, "mail in plaats van bellen")
    key(frame, Qt.Key.Key_Return)
    (one,) = all_of(desk)
    assert (one.text, one.due_on) == ("mail in plaats van bellen", TODAY)
    assert not page.form.isVisible()
    assert focused().accessibleName().startswith("mail in plaats van bellen")


def test_a_new_task_is_planned_and_a_bsn_is_refused_at_its_field(
    frame: Frame, desk: Desk, site: Site
) -> None:
    page = opened(frame)
    click(button(page, "Opvolgtaak"))
    type_text(page.form.text, "bel over 111222333")
    page.form.when.repeat.set_value(Repeat.WEEKLY)
    click(button(page.form, "Inplannen"))
    frame.settle()
    assert all_of(desk) == []
    assert "BSN" in texts(page.form)
    assert page.unsaved()
    page.form.text.selectAll()
    type_text(page.form.text, "sleutel halen")
    click(button(page.form, "Inplannen"))
    frame.settle()
    (one,) = all_of(desk)
    assert (one.text, one.due_on, one.repeat) == ("sleutel halen", TODAY + DAY, Repeat.WEEKLY)
    assert (one.site_id, one.resident_id) == (site.id, None)
    assert not page.unsaved()


def test_an_empty_task_asks_what_has_to_be_done_and_esc_goes_back(
    frame: Frame, desk: Desk, past: Past
) -> None:
    follow_ups.plan(desk, "bel", TODAY, resident_id=past.resident("Semhar").id)
    page = opened(frame)
    click(button(page, "Opvolgtaak"))
    key(frame, Qt.Key.Key_Return)
    assert "Schrijf in een paar woorden" in texts(page.form)
    key(frame, Qt.Key.Key_Escape)
    assert not page.form.isVisible()
    assert focused().accessibleName().startswith("bel")


def test_the_note_of_a_colleague_is_on_top_until_it_is_read(
    frame: Frame, desk: Desk, joost: Desk, past: Past
) -> None:
    semhar = past.resident("Semhar")
    hand_overs.hand_over(joost, "Semhar komt om 15:00 terug", resident_id=semhar.id)
    page = opened(frame)
    said = texts(page.hand_over)
    assert "Overdracht van Joost, vandaag" in said
    assert "Semhar komt om 15:00 terug" in said
    click(button(page.hand_over, "Semhar openen"))
    assert frame.asked_elsewhere("residents") == [semhar.id]
    page = opened(frame)
    click(button(page.hand_over, "Gelezen: Overdracht van Joost, vandaag"))
    frame.settle()
    assert "Semhar komt om 15:00" not in texts(page.hand_over)


def test_writing_a_note_leaves_it_for_the_colleague(
    frame: Frame, desk: Desk, joost: Desk, site: Site
) -> None:
    page = opened(frame)
    click(button(page.hand_over, "Overdracht schrijven"))
    click(button(page.hand_over, "Overdragen"))
    assert "Schrijf in een paar woorden" in texts(page.hand_over)
    QTest.keyClicks(page.hand_over.text, "De rest van de lijst is af")
    assert page.unsaved()
    click(button(page.hand_over, "Overdragen"))
    frame.settle()
    assert [one.note.text for one in hand_overs.unread(joost)] == ["De rest van de lijst is af"]
    with desk.read() as reader:
        assert reader.count(HandOver) == 1
    assert not page.unsaved()


def test_a_request_to_see_data_says_until_when_and_opens_the_page(
    frame: Frame, desk: Desk, past: Past
) -> None:
    zahra = past.resident("Zahra")
    rights.access_asked(past.ago(10), zahra.id)
    page = opened(frame)
    assert "Gevraagd op 20 feb · klaar uiterlijk 20 mrt" in texts(page.follow_up)
    click(button(page.follow_up, "Inzage maken: Maak inzage voor Zahra"))
    assert frame.asked_elsewhere("dossier_rights") == [zahra.id]


def test_a_proposal_to_erase_opens_the_list(frame: Frame, desk: Desk, past: Past) -> None:
    leaver = past.resident("Vertrokken")
    registration.change_resident(desk, leaver.id, leaver.version, departed_on=TODAY - 300 * DAY)
    page = opened(frame)
    assert "1 voorstel om te wissen" in texts(page.follow_up)
    key(frame, Qt.Key.Key_Return)
    assert frame.shell.current_key() == "keeping"


def test_a_failed_back_up_stands_on_top(frame: Frame, desk: Desk, past: Past) -> None:
    follow_ups.plan(desk, "bel", TODAY - DAY, resident_id=past.resident("Semhar").id)
    page = opened(frame)
    frame.shell.backups.failure = "De USB-stick is vol."
    frame.shell.backups.changed.emit()
    frame.settle()
    assert focused().accessibleName().startswith("De back-up is niet gemaakt")
    assert focused().accessibleName().startswith("De back-up is niet gemaakt")
    assert "De USB-stick is vol." in texts(page.follow_up)


def test_the_next_day_brings_its_own_work(open_frame: OpenFrame, desk: Desk, past: Past) -> None:
    past.resident("Zahra", birth_date=date(2010, 3, 31))
    now = [fixed_clock(TODAY).now()]
    moving = replace(desk, clock=Clock(lambda: now[0]))
    frame = open_frame({"today": TodayPage}, OTHERS)
    frame.shell.desk = moving
    follow_ups.plan(desk, "morgen", TODAY + DAY)
    page = opened(frame)
    assert "morgen" not in texts(page.follow_up)
    assert all_of(desk)[0].text == "morgen"
    now[0] += DAY
    frame.shell.days.look()
    frame.settle()
    assert "morgen" in texts(page.follow_up)
    assert "Zahra wordt 16 op 31 mrt" in texts(page.follow_up)


def test_what_a_rule_says_about_an_offer_opens_its_referral(
    open_frame: OpenFrame, desk: Desk, past: Past
) -> None:
    eighteen = TODAY + 20 * DAY
    zahra = past.resident("Zahra", birth_date=eighteen.replace(year=eighteen.year - 18))
    referral = past.sent(zahra, past.offer("A01", maximum_age=17), 2)
    past.then(referral, EventKind.ACCEPTED, 1)
    frame = open_frame({"today": TodayPage}, OTHERS)
    page = opened(frame)
    assert "Zahra kan bij A01 beginnen tot en met 21 mrt" in texts(page.follow_up)
    assert "bij de start hoogstens 17 jaar" in texts(page.follow_up)
    page.follow_up.focus_row(0)
    key(frame, Qt.Key.Key_Return)
    assert frame.asked_elsewhere("referrals") == [referral.id]
