"""The hours of a started referral: two keys for this week, and what Afgerond asks of an MDT."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QProgressBar

from meedoenbalie.domain.attendance import Absence, Attendance
from meedoenbalie.domain.iso_week import IsoWeek
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.referrals import EventKind, Outcome, PlannedActivities, Referral
from meedoenbalie.services import attendance, referring, registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.pages.referrals.detail import ReferralDetail
from meedoenbalie.ui.pages.referrals.hours import HoursSection
from meedoenbalie.ui.pages.referrals.hours_form import HoursForm
from meedoenbalie.ui.pages.referrals.page import ReferralsPage
from meedoenbalie.ui.pages.referrals.step_form import StepForm
from tests.opened_desk import TODAY
from tests.ui.pages.frame import Frame, OpenFrame, click, press, texts, type_text
from tests.ui.pages.making import add_offer, add_resident, days_ago, focused, refer

WEEK = IsoWeek.of(TODAY)


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    return open_frame({"referrals": ReferralsPage}, ("matching", "refer", "residents"))


@pytest.fixture
def resident(desk: Desk, site: Site) -> Resident:
    return add_resident(desk, site)


def begun(desk: Desk, resident: Resident, code: str = "M01") -> Referral:
    offer = add_offer(desk, code, "Techniek", "ma 13:00-17:00", hours_total=80)
    referral = refer(desk, resident, offer, days=30)
    for days, kind in ((28, EventKind.ACCEPTED), (21, EventKind.STARTED)):
        referring.record_event(days_ago(desk, days), referral.id, kind)
    return referral


@pytest.fixture
def referral(desk: Desk, resident: Resident) -> Referral:
    return begun(desk, resident)


def detail(frame: Frame) -> ReferralDetail:
    page = frame.page()
    assert isinstance(page, ReferralsPage)
    assert page.referral is not None
    return page.referral


def opened(frame: Frame) -> ReferralDetail:
    frame.go("referrals", None)
    frame.settle()
    return detail(frame)


def hours(frame: Frame) -> HoursSection:
    found = detail(frame).hours
    assert found is not None
    return found


def form(frame: Frame) -> HoursForm:
    found = detail(frame).form
    assert isinstance(found, HoursForm)
    return found


def step_form(frame: Frame) -> StepForm:
    found = detail(frame).form
    assert isinstance(found, StepForm)
    return found


def noted(desk: Desk) -> list[tuple[str, int, int | None, Absence | None]]:
    with desk.read() as reader:
        found = reader.find(Attendance, order_by="week")
    return [(one.week, one.made_minutes, one.agreed_minutes, one.absence) for one in found]


def test_this_week_is_noted_with_two_keys(frame: Frame, desk: Desk, referral: Referral) -> None:
    opened(frame)
    assert "Uren: 0 van 80 uur" in texts(hours(frame))
    QTest.keyClick(focused(), Qt.Key.Key_U, Qt.KeyboardModifier.AltModifier)
    # A button shows that it is pressed, and clicks a moment later.
    frame.qtbot.waitUntil(lambda: detail(frame).form is not None)
    frame.settle()
    assert focused() is form(frame).made
    assert form(frame).made.text() == "4"
    press(form(frame).made, Qt.Key.Key_Return)
    frame.settle()
    assert noted(desk) == [("2026-W10", 240, 240, None)]
    assert "Uren: 4 van 80 uur" in texts(hours(frame))
    assert "week 10 van 2026" in texts(hours(frame))
    bar = hours(frame).findChild(QProgressBar)
    assert bar is not None
    assert (bar.value(), bar.maximum(), bar.accessibleName()) == (240, 4800, "4 van 80 uur")


def test_less_than_agreed_asks_only_whether_that_was_told(
    frame: Frame, desk: Desk, referral: Referral
) -> None:
    opened(frame)
    click(hours(frame).note)
    frame.settle()
    assert not form(frame).absence.isVisible()
    type_text(form(frame).made, "1,5")
    frame.settle()
    assert form(frame).absence.isVisible()
    form(frame).absence.set_value(Absence.NOTIFIED.value)
    press(form(frame).made, Qt.Key.Key_Return)
    frame.settle()
    assert noted(desk) == [("2026-W10", 90, 240, Absence.NOTIFIED)]
    assert "1 u 30 van 4 u · afgemeld" in texts(hours(frame))


def test_another_week_is_chosen_and_what_stands_there_can_be_taken_away(
    frame: Frame, desk: Desk, referral: Referral
) -> None:
    attendance.note_hours(desk, referral.id, WEEK.earlier(1), 120, 240)
    opened(frame)
    click(hours(frame).note)
    frame.settle()
    assert form(frame).away.isHidden()
    form(frame).week.set_value(str(WEEK.earlier(1)))
    assert (form(frame).made.text(), form(frame).agreed.text()) == ("2", "4")
    assert form(frame).week.currentText() == "week 9 van 2026 · 2 u genoteerd"
    click(form(frame).away)
    frame.settle()
    assert noted(desk) == []


def test_what_is_no_number_or_more_than_a_week_is_told_beside_the_box(
    frame: Frame, desk: Desk, referral: Referral
) -> None:
    opened(frame)
    click(hours(frame).note)
    frame.settle()
    for wrong, told in (
        ("vier", "Typ een getal, bijvoorbeeld 8 of 7,5."),
        ("", "Vul in hoeveel uur er is gemaakt; 0 kan ook."),
        ("169", "Zo veel uren heeft een week niet. Kijk het na."),
    ):
        form(frame).made.clear()
        type_text(form(frame).made, wrong)
        press(form(frame).made, Qt.Key.Key_Return)
        assert told in texts(form(frame))
    assert noted(desk) == []


def test_before_the_start_there_are_no_hours(frame: Frame, desk: Desk, resident: Resident) -> None:
    refer(desk, resident, add_offer(desk, "M01", "Techniek"))
    assert opened(frame).hours is None


def test_completing_an_mdt_tells_the_hours_and_asks_about_the_activities(
    frame: Frame, desk: Desk, resident: Resident, referral: Referral
) -> None:
    attendance.note_hours(desk, referral.id, WEEK, 240, 240)
    opened(frame)
    click(detail(frame).steps[EventKind.COMPLETED])
    frame.settle()
    finishing = step_form(frame).finishing
    assert finishing is not None
    assert "4 van 80 uur genoteerd." in finishing.notice.accessibleName()
    assert "Klopt het toch?" in finishing.notice.accessibleName()
    step_form(frame).outcome.set_value(Outcome.REACHED.value)
    click(step_form(frame).record)
    assert "Kies een antwoord." in texts(finishing)
    finishing.answer.set_value(PlannedActivities.DONE.value)
    click(step_form(frame).record)
    frame.settle()
    events = registration.dossier(desk, resident.id).referrals[0].events
    assert events[-1].kind is EventKind.COMPLETED
    assert events[-1].activities is PlannedActivities.DONE
    assert "activiteiten gedaan" in texts(detail(frame))


def test_hours_enough_and_activities_done_give_no_warning(
    frame: Frame, desk: Desk, referral: Referral
) -> None:
    attendance.note_hours(desk, referral.id, WEEK, 80 * 60)
    opened(frame)
    click(detail(frame).steps[EventKind.COMPLETED])
    frame.settle()
    finishing = step_form(frame).finishing
    assert finishing is not None
    assert finishing.notice.accessibleName() == "80 van 80 uur genoteerd."
    finishing.answer.set_value(PlannedActivities.NOT_ALL.value)
    assert "Klopt het toch?" in finishing.notice.accessibleName()


def test_a_language_course_is_completed_without_that_question(
    frame: Frame, desk: Desk, resident: Resident
) -> None:
    begun(desk, resident, "T01")
    opened(frame)
    click(detail(frame).steps[EventKind.COMPLETED])
    frame.settle()
    assert step_form(frame).finishing is None


def test_half_typed_hours_are_there_again(frame: Frame, desk: Desk, referral: Referral) -> None:
    opened(frame)
    click(hours(frame).note)
    frame.settle()
    type_text(form(frame).made, "3")
    detail(frame).close_form()
    frame.settle()
    click(hours(frame).note)
    frame.settle()
    assert form(frame).made.text() == "3"
