"""From a dossier: a talk with its next step, a task that is done, a consent taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from meedoenbalie.domain.consent import ConsentAnswer
from meedoenbalie.domain.follow_ups import FollowUp, Repeat
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.services import consents, drafts, follow_ups, registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.pages.residents.dossier_view import HISTORY
from meedoenbalie.ui.pages.residents.history import HistoryTab
from meedoenbalie.ui.pages.residents.page import ResidentsPage
from tests.opened_desk import TODAY
from tests.services.test_worklist import Past
from tests.ui.pages.frame import Frame, OpenFrame, button, click, press, texts, type_text

DATA = 4
OTHERS = ("referrals", "refer", "matching", "resident_form", "dossier_rights", "import")


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    return open_frame({"residents": ResidentsPage}, OTHERS)


@pytest.fixture
def past(desk: Desk, site: Site) -> Past:
    return Past(desk, site)


@pytest.fixture
def semhar(past: Past) -> Resident:
    return past.resident("Semhar")


def opened(frame: Frame, who: Resident, tab: int = HISTORY) -> ResidentsPage:
    frame.go("residents", (who.id, tab))
    page = frame.page()
    assert isinstance(page, ResidentsPage)
    return page


def history_of(frame: Frame, who: Resident) -> HistoryTab:
    return opened(frame, who).dossier.history


def all_of(desk: Desk) -> list[FollowUp]:
    with desk.read() as reader:
        return reader.find(FollowUp, order_by="due_on")


def test_a_talk_with_a_next_step_stands_on_the_list_of_its_day(
    frame: Frame, desk: Desk, semhar: Resident
) -> None:
    history = history_of(frame, semhar)
    assert not history.when.isVisible()
    type_text(history.summary, "Fiets is geregeld")
    type_text(history.step, "Vraag hoe het ging")
    assert history.when.isVisible()
    history.when.owner.set_value("Marleen")
    history.when.repeat.set_value(Repeat.WEEKLY)
    click(history.button)
    frame.settle()
    (one,) = all_of(desk)
    assert (one.text, one.owner, one.repeat) == ("Vraag hoe het ging", "Marleen", Repeat.WEEKLY)
    assert (one.resident_id, one.due_on) == (semhar.id, TODAY + timedelta(days=1))
    assert registration.dossier(desk, semhar.id).contacts[0].summary == "Fiets is geregeld"
    assert history.step.text() == ""
    assert not history.when.isVisible()
    assert "Vraag hoe het ging" in texts(history.to_do)
    assert "elke week · voor Marleen" in texts(history.to_do)


def test_a_bsn_in_the_next_step_is_refused_there_and_nothing_is_written(
    frame: Frame, desk: Desk, semhar: Resident
) -> None:
    history = history_of(frame, semhar)
    type_text(history.summary, "Even gesproken")
    type_text(history.step, "Zoek 111222333 op")
    click(history.button)
    frame.settle()
    assert "lijkt op een BSN" in history.step_field.error()
    assert history.step.text() == "Zoek 111222333 op"
    assert registration.dossier(desk, semhar.id).contacts == ()


def test_a_next_step_that_was_half_typed_comes_back_with_its_day(
    frame: Frame, desk: Desk, past: Past, semhar: Resident
) -> None:
    other = past.resident("Emre")
    history = history_of(frame, semhar)
    type_text(history.step, "Bel maandag")
    history.when.repeat.set_value(Repeat.MONTHLY)
    history_of(frame, other)
    assert history.step.text() == ""
    assert len(drafts.mine(desk)) == 1
    history_of(frame, semhar)
    assert history.step.text() == "Bel maandag"
    assert history.when.chosen() == (TODAY + timedelta(days=1), "", Repeat.MONTHLY)


def test_a_task_is_ticked_off_in_the_dossier_by_button_and_by_space(
    frame: Frame, desk: Desk, semhar: Resident
) -> None:
    for text in ("eerst", "later"):
        follow_ups.plan(desk, text, TODAY, resident_id=semhar.id)
    history = history_of(frame, semhar)
    click(button(history.to_do, "Afvinken: eerst"))
    frame.settle()
    assert "eerst" not in texts(history.to_do)
    history.to_do.focus_row(0)
    row = history.to_do.focused_row()
    assert row == 0
    focused = frame.shell.window().focusWidget()
    press(focused, Qt.Key.Key_Space)
    frame.settle()
    assert not history.to_do.isVisible()
    assert {one.done_by for one in all_of(desk)} == {"Marleen"}


def test_taking_a_consent_back_is_one_press_says_whom_to_call_and_can_be_undone(
    frame: Frame, desk: Desk, past: Past, semhar: Resident
) -> None:
    offer = past.offer(phone="0612345678")
    consents.record_consent(desk, semhar.id, offer.provider_id, ConsentAnswer.YES)
    past.sent(semhar, offer, 0)
    past.drafted(semhar, past.offer("M02"), 0)
    page = opened(frame, semhar, DATA)
    click(button(page.dossier.data, "Intrekken: De Schakel, Doorverwijzen"))
    frame.settle()
    said = texts(frame.shell.status)
    assert "Toestemming ingetrokken. Bel De Schakel 0612345678: het staat op Vandaag." in said
    assert "1 concept mag niet meer weg" in said
    assert "Niet delen met De Schakel" in texts(page.dossier.data)
    assert [one.kind for one in all_of(desk)] == ["withdrawn"]
    frame.shell.undoing.undo()
    frame.settle()
    assert "Gegevens delen met De Schakel" in texts(page.dossier.data)
    assert all_of(desk) == []


def test_no_and_still_thinking_leave_nothing_to_take_back(
    frame: Frame, desk: Desk, past: Past, semhar: Resident
) -> None:
    offer = past.offer()
    consents.record_consent(desk, semhar.id, offer.provider_id, ConsentAnswer.THINKING)
    page = opened(frame, semhar, DATA)
    assert "De Schakel: denkt er nog over na" in texts(page.dossier.data)
    assert "Intrekken" not in texts(page.dossier.data)
