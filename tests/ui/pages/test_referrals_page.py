"""The referrals of a desk: what waits, what happened, and recording what happened now."""

from __future__ import annotations

from datetime import date, timedelta
from threading import Event
from uuid import UUID

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.referrals import (
    EventKind,
    Outcome,
    PlannedActivities,
    Reason,
    Referral,
    ReferralEvent,
    ReferralState,
    Standing,
)
from meedoenbalie.services import referring, registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.referring import ReferralLine
from meedoenbalie.services.referring_together import refer_together
from meedoenbalie.ui.pages.referrals.detail import ReferralDetail
from meedoenbalie.ui.pages.referrals.filters import Show
from meedoenbalie.ui.pages.referrals.page import ReferralsPage
from meedoenbalie.ui.pages.referrals.step_form import InPlace, StepForm, asks
from meedoenbalie.ui.widgets.buttons import Button
from tests.opened_desk import TODAY
from tests.ui.pages.frame import Frame, OpenFrame, button, click, press, texts, type_text
from tests.ui.pages.making import add_offer, add_resident, agree, days_ago, focused, refer

OTHERS = ("matching", "refer", "residents", "weekly_report")


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    return open_frame({"referrals": ReferralsPage}, OTHERS)


def opened(frame: Frame, target: object = None) -> ReferralsPage:
    frame.go("referrals", target)
    frame.settle()
    page = frame.page()
    assert isinstance(page, ReferralsPage)
    return page


def detail(page: ReferralsPage) -> ReferralDetail:
    assert page.referral is not None
    return page.referral


def form(page: ReferralsPage) -> InPlace:
    found = detail(page).form
    assert found is not None
    return found


def names(page: ReferralsPage) -> list[str]:
    model = page.table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def standing(desk: Desk, referral: Referral) -> Standing:
    found = [line for line in referring.find_referrals(desk) if line.id == referral.id]
    return found[0].standing


def step(frame: Frame, page: ReferralsPage, kind: EventKind) -> None:
    click(detail(page).steps[kind])
    frame.settle()


def primary(frame: Frame, widget: QWidget) -> None:
    QTest.keyClick(widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    frame.settle()


@pytest.fixture
def resident(desk: Desk, site: Site) -> Resident:
    return add_resident(desk, site)


@pytest.fixture
def referral(desk: Desk, resident: Resident) -> Referral:
    return refer(desk, resident, add_offer(desk, "M01", "Techniek"), days=5)


def test_a_desk_without_referrals_leads_to_matching(frame: Frame) -> None:
    page = opened(frame)
    click(button(page.list, "Naar Matchen"))
    assert frame.asked_elsewhere("matching") == []


def test_groups_are_counted_and_what_waits_too_long_comes_first(
    frame: Frame, desk: Desk, site: Site
) -> None:
    offer = add_offer(desk, "M01", "Techniek")
    refer(desk, add_resident(desk, site, "Amal Nasser"), offer, days=3)
    refer(desk, add_resident(desk, site, "Hodan Abdi"), offer, days=15)
    ended = refer(desk, add_resident(desk, site, "Emre Yıldız"), offer, days=20)
    referring.record_event(days_ago(desk, 2), ended.id, EventKind.DECLINED, reason=Reason.FULL)
    page = opened(frame)
    assert names(page) == ["Hodan Abdi", "Amal Nasser", "Emre Yıldız"]
    said = {show: chip.accessibleName() for show, chip in page.chips.chips.items()}
    assert said == {
        Show.ALL: "Alle 3",
        Show.OPEN: "Open 2",
        Show.NO_RESPONSE: "Geen reactie 1",
        Show.TO_TELL: "Nog terugkoppelen 1",
        Show.ENDED: "Beëindigd 1",
    }
    assert "15 dagen geen reactie" in texts(detail(page))
    click(page.chips.chips[Show.TO_TELL])
    frame.settle()
    assert names(page) == ["Emre Yıldız"]


def test_what_is_open_stands_there_before_what_ended_was_read(
    frame: Frame, desk: Desk, site: Site, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    offer = add_offer(desk, "M01", "Techniek")
    refer(desk, add_resident(desk, site, "Amal Nasser"), offer, days=3)
    ended = refer(desk, add_resident(desk, site, "Emre Yıldız"), offer, days=20)
    referring.record_event(
        days_ago(desk, 9),
        ended.id,
        EventKind.DECLINED,
        reason=Reason.FULL,
        told_on=TODAY - timedelta(days=9),
    )
    find, may_go_on = referring.find_referrals, Event()

    def one_after_the_other(
        desk: Desk, site_id: UUID | None = None, *, since: date | None = None
    ) -> list[ReferralLine]:
        if since != TODAY:
            may_go_on.wait()
        return find(desk, site_id, since=since)

    monkeypatch.setattr(referring, "find_referrals", one_after_the_other)
    frame.shell.go("referrals")
    page = frame.page()
    assert isinstance(page, ReferralsPage)
    try:
        qtbot.waitUntil(lambda: names(page) == ["Amal Nasser"])
    finally:
        may_go_on.set()
    frame.settle()
    assert names(page) == ["Amal Nasser", "Emre Yıldız"]
    assert page.table.currentIndex().row() == 0


def test_a_name_is_found_without_its_accents_and_filters_can_be_cleared(
    frame: Frame, desk: Desk, site: Site
) -> None:
    offer = add_offer(desk, "M01", "Techniek")
    refer(desk, add_resident(desk, site, "Emre Yıldız"), offer)
    refer(desk, add_resident(desk, site, "Amal Nasser"), offer)
    page = opened(frame)
    type_text(page.search, "yildiz tech")
    press(page.search, Qt.Key.Key_Return)
    assert names(page) == ["Emre Yıldız"]
    type_text(page.search, "x")
    press(page.search, Qt.Key.Key_Return)
    assert "Geen doorverwijzingen met deze filters." in texts(page.list)
    click(button(page.list, "Filters wissen"))
    frame.settle()
    assert len(names(page)) == 2


def test_a_group_that_is_done_says_so(frame: Frame, referral: Referral) -> None:
    page = opened(frame)
    click(page.chips.chips[Show.NO_RESPONSE])
    assert "Iedereen reageerde op tijd." in texts(page.list)


def test_only_the_steps_that_are_allowed_now_are_shown(
    frame: Frame, desk: Desk, referral: Referral
) -> None:
    page = opened(frame)
    assert set(detail(page).steps) == standing(desk, referral).allowed()


def test_a_step_without_a_question_is_recorded_at_once(
    frame: Frame, desk: Desk, referral: Referral
) -> None:
    page = opened(frame)
    step(frame, page, EventKind.RECEIVED)
    now = standing(desk, referral)
    assert (now.state, now.since) == (ReferralState.RECEIVED, TODAY)
    assert page.table.current_id() == referral.id
    assert page.table.hasFocus()


def test_another_day_the_way_and_who_said_it_go_with_a_step(
    frame: Frame, desk: Desk, resident: Resident, referral: Referral
) -> None:
    page = opened(frame)
    click(button(page.detail, "Andere dag…"))
    assert focused() is detail(page).when.day
    press(focused(), Qt.Key.Key_Down)
    detail(page).when.channel.set_value("telefoon")
    type_text(detail(page).when.reported_by, "Rob Hoek")
    step(frame, page, EventKind.ACCEPTED)
    event = registration.dossier(desk, resident.id).referrals[0].events[-1]
    assert event.happened_on == TODAY - timedelta(1)
    assert (event.channel, event.reported_by) == ("telefoon", "Rob Hoek")
    assert "Gemeld door Rob Hoek · telefoon · Marleen" in texts(detail(page))


def test_a_day_before_the_last_step_or_after_today_cannot_be_chosen(
    frame: Frame, referral: Referral
) -> None:
    when = detail(opened(frame)).when
    assert when.day.minimumDate() == QDate(2026, 2, 25)
    assert when.day.maximumDate() == QDate(2026, 3, 2)


def test_an_end_without_success_asks_a_reason_and_ctrl_enter_saves_it(
    frame: Frame, desk: Desk, referral: Referral
) -> None:
    page = opened(frame)
    step(frame, page, EventKind.DECLINED)
    asked = form(page)
    assert isinstance(asked, StepForm)
    assert asked.reason.hasFocus()
    primary(frame, asked.reason)
    assert "Kies een reden." in texts(asked)
    assert standing(desk, referral).state is ReferralState.SENT
    asked.reason.set_value(Reason.FULL.value)
    type_text(asked.note, "Vol tot mei")
    primary(frame, asked.note)
    now = standing(desk, referral)
    assert (now.state, now.reason) == (ReferralState.DECLINED, Reason.FULL)
    assert "Reden: vol · Vol tot mei" in texts(detail(page))


def test_esc_leaves_the_question_and_nothing_is_recorded(
    frame: Frame, desk: Desk, referral: Referral
) -> None:
    page = opened(frame)
    step(frame, page, EventKind.WITHDRAWN)
    press(focused(), Qt.Key.Key_Escape)
    frame.settle()
    assert detail(page).form is None
    assert page.main.isVisible()
    assert standing(desk, referral).state is ReferralState.SENT


def test_the_way_from_accepted_to_told_back(frame: Frame, desk: Desk, referral: Referral) -> None:
    page = opened(frame)
    step(frame, page, EventKind.ACCEPTED)
    click(page.main)
    frame.settle()
    assert standing(desk, referral).state is ReferralState.STARTED
    click(page.main)
    frame.settle()
    asked = form(page)
    assert isinstance(asked, StepForm)
    assert asked.finishing is not None
    asked.finishing.answer.set_value(PlannedActivities.DONE.value)
    asked.outcome.set_value(Outcome.REACHED.value)
    click(asked.record)
    frame.settle()
    assert "Teruggekoppeld: nog niet." in texts(detail(page))
    assert page.main.accessibleName() == "Terugkoppelen…"
    click(page.main)
    frame.settle()
    assert focused() is detail(page).when.day
    click(form(page).record)
    frame.settle()
    now = standing(desk, referral)
    assert now.closed_loop
    assert now.told_on == TODAY
    assert "Teruggekoppeld op 2 maart 2026" in texts(detail(page))
    assert EventKind.TOLD not in detail(page).steps


def test_reopening_needs_a_note(frame: Frame, desk: Desk, referral: Referral) -> None:
    referring.record_event(desk, referral.id, EventKind.DECLINED, reason=Reason.FULL)
    page = opened(frame)
    step(frame, page, EventKind.REOPENED)
    click(form(page).record)
    assert "Schrijf er in het kort bij waarom." in texts(form(page))
    type_text(focused(), "Toch plaats")
    click(form(page).record)
    frame.settle()
    assert standing(desk, referral).state is ReferralState.SENT


def test_a_wrong_event_is_corrected_in_place_and_stays_visible(
    frame: Frame, desk: Desk, referral: Referral
) -> None:
    referring.record_event(desk, referral.id, EventKind.RECEIVED)
    page = opened(frame)
    click(button(page.detail, "Herstellen…: Ontvangst bevestigd"))
    frame.settle()
    click(form(page).record)
    assert "Schrijf er in het kort bij waarom." in texts(form(page))
    type_text(focused(), "hoorde bij een ander")
    click(form(page).record)
    frame.settle()
    assert standing(desk, referral).state is ReferralState.SENT
    said = texts(detail(page).timeline)
    assert "Ontvangst bevestigd, hersteld" in said
    assert "Hersteld door Marleen, ma 2 mrt: hoorde bij een ander" in said


def test_herstellen_shows_on_the_event_that_has_the_keyboard(
    frame: Frame, desk: Desk, referral: Referral
) -> None:
    referring.record_event(desk, referral.id, EventKind.RECEIVED)
    page = opened(frame)
    older = [
        entry
        for entry in detail(page).timeline.findChildren(QWidget)
        if entry.accessibleName().startswith("Verwezen, wacht op reactie")
        and entry.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    older[0].setFocus()
    frame.settle()
    assert button(page.detail, "Herstellen…: Verwezen, wacht op reactie").isVisible()
    press(older[0], Qt.Key.Key_Tab)
    frame.settle()
    assert focused().accessibleName() == "Herstellen…: Verwezen, wacht op reactie"
    page.table.setFocus()
    frame.settle()
    assert not any(
        one.isVisible() and one.accessibleName().endswith("wacht op reactie")
        for one in detail(page).timeline.findChildren(type(page.main))
    )


def test_a_step_that_somebody_else_recorded_meanwhile_is_refused_in_words(
    frame: Frame, desk: Desk, referral: Referral
) -> None:
    page = opened(frame)
    referring.record_event(desk, referral.id, EventKind.DECLINED, reason=Reason.FULL)
    step(frame, page, EventKind.RECEIVED)
    assert "Deze stap kan nu niet." in texts(detail(page))
    assert detail(page).isEnabled()


def test_a_draft_goes_on_where_it_is_sent(frame: Frame, desk: Desk, resident: Resident) -> None:
    offer = add_offer(desk, "M01", "Techniek")
    referring.prepare_referral(desk, resident.id, offer.id)
    page = opened(frame)
    assert page.main.accessibleName() == "Verder met versturen"
    click(detail(page).steps[EventKind.SENT])
    assert frame.asked_elsewhere("refer") == [(resident.id, offer.id)]


def test_a_reminder_is_copied_and_noted_when_it_has_gone(
    frame: Frame, desk: Desk, resident: Resident, referral: Referral
) -> None:
    page = opened(frame)
    click(button(page, "Herinnering maken…"))
    frame.settle()
    click(button(page.detail, "Kopiëren"))
    text = QGuiApplication.clipboard().text()
    assert "Beste Els Timmer," in text
    assert "Op 25 februari 2026 verwees ik Semhar naar Techniek." in text
    assert "Tesfay" not in text
    click(button(page.detail, "Is verstuurd"))
    frame.settle()
    contacts = registration.dossier(desk, resident.id).contacts
    assert [contact.summary for contact in contacts] == ["Herinnering gestuurd: Techniek"]
    assert "Herinnering gestuurd: Techniek" in texts(detail(page).timeline)


def test_what_was_said_on_the_telephone_is_noted(
    frame: Frame, desk: Desk, resident: Resident, referral: Referral
) -> None:
    page = opened(frame)
    click(button(page, "Gebeld…"))
    frame.settle()
    type_text(focused(), "Belt morgen terug")
    click(form(page).record)
    frame.settle()
    contact = registration.dossier(desk, resident.id).contacts[0]
    assert (contact.summary, contact.detail) == ("Gebeld over Techniek", "Belt morgen terug")


def test_a_referral_can_be_asked_for_by_another_page(
    frame: Frame, desk: Desk, site: Site, referral: Referral
) -> None:
    other = refer(
        desk, add_resident(desk, site, "Amal Nasser"), add_offer(desk, "M02", "Koken", "wo avond")
    )
    page = opened(frame)
    click(page.chips.chips[Show.ENDED])
    opened(frame, other.id)
    assert page.table.current_id() == other.id
    assert "Amal Nasser" in texts(detail(page))


def test_what_was_entered_in_error_has_no_steps_left(
    frame: Frame, desk: Desk, resident: Resident
) -> None:
    made = referring.prepare_referral(desk, resident.id, add_offer(desk, "M01", "Techniek").id)
    page = opened(frame)
    step(frame, page, EventKind.ENTERED_IN_ERROR)
    type_text(focused(), "dubbel")
    click(form(page).record)
    frame.settle()
    assert standing(desk, made.result.referral).state is ReferralState.ENTERED_IN_ERROR
    assert detail(page).steps == {}
    assert page.main.accessibleName() == "Opnieuw matchen"


def test_the_dossier_and_the_week_report_are_one_press_away(
    frame: Frame, resident: Resident, referral: Referral
) -> None:
    page = opened(frame)
    click(button(page.detail, "Dossier"))
    assert frame.asked_elsewhere("residents") == [resident.id]
    page = opened(frame)
    click(button(page, "Weekrapport"))
    assert frame.asked_elsewhere("weekly_report") == []


def test_only_the_chosen_azc_is_shown(frame: Frame, desk: Desk, referral: Referral) -> None:
    other = registration.add_site(desk, "VDW", "azc Verderweg").result
    page = opened(frame)
    frame.shell.set_site(other)
    frame.settle()
    assert names(page) == []


def test_no_two_buttons_have_the_same_letter(frame: Frame, desk: Desk, referral: Referral) -> None:
    page = opened(frame)
    way = (EventKind.RECEIVED, EventKind.WAITLISTED, EventKind.ACCEPTED, EventKind.STARTED)
    for kind in (*way, EventKind.PAUSED, EventKind.STOPPED):
        done = referring.record_event(desk, referral.id, kind)
        frame.shell.saved("", done.changed)
        frame.settle()
        shown = [one.text() for one in page.findChildren(Button) if one.isVisible()]
        letters = [text.partition("&")[2][:1].lower() for text in shown if "&" in text]
        assert len(letters) == len(set(letters)), shown
        assert all("&" in one.text() for one in detail(page).steps.values())


@pytest.mark.parametrize("kind", list(EventKind))
def test_every_end_without_success_asks_a_reason(kind: EventKind) -> None:
    asked = asks(kind)
    ended_badly = kind in (
        EventKind.DECLINED,
        EventKind.WITHDRAWN,
        EventKind.NO_SHOW,
        EventKind.STOPPED,
    )
    assert asked.reason is ended_badly
    assert asked.note_needed is (kind in (EventKind.REOPENED, EventKind.ENTERED_IN_ERROR))


def test_a_referral_of_last_year_is_read_with_its_year_in_mind(
    frame: Frame, desk: Desk, site: Site
) -> None:
    born = date(2006, 6, 1)
    resident = add_resident(desk, site, "Amal Nasser", birth_date=born)
    refer(desk, resident, add_offer(desk, "M01", "Techniek"), days=90)
    page = opened(frame)
    assert "90 dagen geen reactie" in texts(detail(page))


def test_what_ended_long_ago_is_shown_when_asked_for(frame: Frame, desk: Desk, site: Site) -> None:
    offer = add_offer(desk, "M01", "Techniek")
    old = refer(desk, add_resident(desk, site, "Ali"), offer, days=500)
    then = days_ago(desk, 480)
    for kind in (EventKind.ACCEPTED, EventKind.STARTED, EventKind.COMPLETED):
        referring.record_event(then, old.id, kind)
    referring.record_event(then, old.id, EventKind.TOLD, told_on=then.clock.today())
    refer(desk, add_resident(desk, site, "Semhar"), add_offer(desk, "M02", "Koken"), days=3)
    page = opened(frame)
    assert len(names(page)) == 1
    click(page.older)
    frame.settle()
    assert len(names(page)) == 2
    click(page.older)
    frame.settle()
    frame.go("referrals", old.id)
    frame.settle()
    assert page.older.isChecked()
    assert page.table.current_id() == old.id


def test_what_a_provider_reports_takes_two_keys_from_the_list(
    frame: Frame, desk: Desk, referral: Referral
) -> None:
    page = opened(frame)
    page.table.setFocus()
    press(page.table, Qt.Key.Key_T)
    assert "Gemeld via telefoon" in texts(detail(page))
    assert "2 Aangenomen" in texts(detail(page))
    press(page.table, Qt.Key.Key_2)
    frame.settle()
    with desk.read() as reader:
        last = reader.find(ReferralEvent, referral_id=referral.id, order_by="sequence")[-1]
    assert (last.kind, last.channel, last.reported_by, last.happened_on) == (
        EventKind.ACCEPTED,
        "telefoon",
        "Els Timmer",
        TODAY,
    )
    # Another key than a number is one of the list again; Esc takes the first one back.
    press(page.table, Qt.Key.Key_M)
    press(page.table, Qt.Key.Key_Escape)
    press(page.table, Qt.Key.Key_1)
    frame.settle()
    assert standing(desk, referral).state is ReferralState.ACCEPTED


def test_a_reported_end_asks_its_reason_with_the_way_filled_in(
    frame: Frame, desk: Desk, referral: Referral
) -> None:
    page = opened(frame)
    page.table.setFocus()
    press(page.table, Qt.Key.Key_L)
    press(page.table, Qt.Key.Key_4)
    frame.settle()
    asked = form(page)
    assert isinstance(asked, StepForm)
    asked.reason.set_value(Reason.FULL.value)
    primary(frame, asked.record)
    with desk.read() as reader:
        last = reader.find(ReferralEvent, referral_id=referral.id, order_by="sequence")[-1]
    assert (last.kind, last.channel) == (EventKind.DECLINED, "langs geweest")


def test_ctrl_down_goes_from_one_that_asks_something_to_the_next(
    frame: Frame, desk: Desk, site: Site
) -> None:
    offer = add_offer(desk, "M01", "Techniek")
    silent = [
        refer(desk, add_resident(desk, site, f"Stil {number}"), offer, days=20 + number)
        for number in range(2)
    ]
    fresh = refer(desk, add_resident(desk, site, "Pas Verstuurd"), offer, days=1)
    page = opened(frame, fresh.id)
    seen = []
    for _step in range(3):
        QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
        frame.settle()
        seen.append(page.table.current_id())
    assert seen == [silent[1].id, silent[0].id, silent[1].id]
    QTest.keyClick(page.table, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    frame.settle()
    assert page.table.current_id() == silent[0].id
    for one in silent:
        referring.record_event(desk, one.id, EventKind.ACCEPTED)
    frame.go("referrals", fresh.id)
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    frame.settle()
    assert page.table.current_id() == fresh.id


def test_two_keys_record_what_was_reported_and_the_next_that_asks_something_is_chosen(
    frame: Frame, desk: Desk, site: Site
) -> None:
    offer = add_offer(desk, "M01", "Techniek")
    silent = [
        refer(desk, add_resident(desk, site, f"Stil {number}"), offer, days=20 + number)
        for number in range(3)
    ]
    page = opened(frame)
    assert page.table.current_id() == silent[2].id
    page.table.setFocus()
    for key in (Qt.Key.Key_T, Qt.Key.Key_2):
        press(page.table, key)
    frame.settle()
    assert page.table.current_id() == silent[1].id
    assert page.table.hasFocus()
    assert "Vastgelegd: Aangenomen · Stil 2" in texts(frame.shell.status)
    # An end asks its reason first. Leaving that question stays where it is.
    press(page.table, Qt.Key.Key_M)
    press(page.table, Qt.Key.Key_4)
    frame.settle()
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    step(frame, page, EventKind.RECEIVED)
    assert page.table.current_id() == silent[1].id
    press(page.table, Qt.Key.Key_M)
    press(page.table, Qt.Key.Key_1)
    frame.settle()
    assert [standing(desk, one).state for one in silent] == [
        ReferralState.SENT,
        ReferralState.ACCEPTED,
        ReferralState.ACCEPTED,
    ]
    assert page.table.current_id() == silent[0].id


def test_in_a_filtered_list_what_comes_next_takes_the_place_of_what_is_done(
    frame: Frame, desk: Desk, site: Site
) -> None:
    offer = add_offer(desk, "M01", "Techniek")
    silent = [
        refer(desk, add_resident(desk, site, f"Stil {number}"), offer, days=20 - number)
        for number in range(3)
    ]
    page = opened(frame)
    click(page.chips.chips[Show.NO_RESPONSE])
    frame.settle()
    page.table.select_id(silent[1].id)
    frame.settle()
    step(frame, page, EventKind.ACCEPTED)
    assert names(page) == ["Stil 0", "Stil 2"]
    assert page.table.current_id() == silent[2].id


def test_what_goes_on_from_one_that_failed_is_linked_both_ways(
    frame: Frame, desk: Desk, resident: Resident, referral: Referral
) -> None:
    referring.record_event(desk, referral.id, EventKind.DECLINED, reason=Reason.FULL)
    garden = add_offer(desk, "M02", "Moestuin")
    again = referring.prepare_referral(desk, resident.id, garden.id, follows=referral.id)
    second = again.result.referral
    page = opened(frame, referral.id)
    click(button(detail(page), "Opnieuw doorverwezen naar Moestuin: concept"))
    frame.settle()
    assert page.table.current_id() == second.id
    click(button(detail(page), "Vervolg op Techniek: afgewezen door aanbieder"))
    frame.settle()
    assert page.table.current_id() == referral.id


def test_when_one_of_a_week_plan_ended_another_plan_is_sought_around_the_rest(
    frame: Frame, desk: Desk, resident: Resident, referral: Referral
) -> None:
    course = add_offer(desk, "T01", "Taal in de wijk", week="wo 10:00-12:00")
    referring.prepare_referral(desk, resident.id, course.id, beside={referral.offer_id})
    page = opened(frame, referral.id)
    assert "Eén weekplan met Taal in de wijk" in texts(detail(page))
    referring.record_event(desk, referral.id, EventKind.DECLINED, reason=Reason.FULL)
    frame.shell.saved("", frozenset({"referral_event"}))
    frame.settle()
    assert "Taal in de wijk loopt nog." in texts(detail(page))
    click(button(detail(page), "Nieuw weekplan zoeken"))
    assert frame.asked_elsewhere("matching") == [resident.id]


def test_an_answer_is_recorded_for_the_whole_group_at_once(
    frame: Frame, desk: Desk, site: Site
) -> None:
    offer = add_offer(desk, "M01", "Samen bouwen")
    people = [add_resident(desk, site, f"Bewoner {number}") for number in range(3)]
    made = refer_together(desk, [one.id for one in people], offer.id).result.referrals
    for one, each in zip(people, made, strict=True):
        agree(desk, one, offer)
        referring.record_event(desk, each.id, EventKind.SENT, receiver="Els Timmer")
    page = opened(frame, made[0].id)
    assert "Gaat samen met Bewoner 1, Bewoner 2." in texts(detail(page))
    detail(page).group.all.setChecked(True)
    step(frame, page, EventKind.ACCEPTED)
    assert {standing(desk, each).state for each in made} == {ReferralState.ACCEPTED}
    assert not detail(page).group.for_all, "the next step is asked anew"
