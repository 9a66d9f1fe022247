"""Every form keeps what is half-typed, brings it back quietly, and forgets what is saved."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from meedoenbalie.domain.lessons import LessonPhase, WorkingElement
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.services import drafts, lessons, registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.drafts import PAUSE_MS, DraftKeeper
from meedoenbalie.ui.page import Page
from meedoenbalie.ui.pages.handreiking.page import HandreikingPage
from meedoenbalie.ui.pages.offer_texts.page import OfferTextsPage
from meedoenbalie.ui.pages.offers.form import OfferFormPage
from meedoenbalie.ui.pages.refer.page import ReferPage
from meedoenbalie.ui.pages.referrals.page import ReferralsPage
from meedoenbalie.ui.pages.resident_form.page import ResidentFormPage
from meedoenbalie.ui.pages.residents.page import ResidentsPage
from meedoenbalie.ui.pages.today.page import TodayPage
from tests.ui.pages.frame import Frame, OpenFrame, button, click, press, texts, type_text
from tests.ui.pages.making import add_offer, add_resident, focused, refer

PAGES = {
    "today": TodayPage,
    "residents": ResidentsPage,
    "resident_form": ResidentFormPage,
    "offer_form": OfferFormPage,
    "offer_texts": OfferTextsPage,
    "handreiking": HandreikingPage,
    "refer": ReferPage,
    "referrals": ReferralsPage,
}
RESTORED = "Kladje van ma 2 mrt 12:00 teruggezet."
BSN = "111222333"


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    """A window with every page that has a form."""
    return open_frame(PAGES, ("matching", "offers"))


def keeper(frame: Frame) -> DraftKeeper:
    """What keeps the form of the page in front."""
    (found,) = frame.page().findChildren(DraftKeeper)
    return found


def said(frame: Frame) -> str:
    """The notice about a draft, or nothing when it isn't shown."""
    notice = keeper(frame).notice
    return notice.accessibleName() if notice.isVisible() else ""


def leave_and_return(frame: Frame, open_frame: OpenFrame, key: str, target: object) -> Frame:
    """Leave the page, and open it in another window, as after the program ended."""
    frame.go("today")
    again = open_frame(PAGES, ("matching", "offers"))
    again.go(key, target)
    return again


def line(frame: Frame, name: str) -> QLineEdit:
    page = frame.page()
    assert isinstance(page, ResidentFormPage)
    box = page.fields.bound[name].field.box
    assert isinstance(box, QLineEdit)
    return box


# -- when ------------------------------------------------------------------------------------


def test_what_is_typed_is_kept_two_seconds_after_the_last_sign(frame: Frame, desk: Desk) -> None:
    frame.go("resident_form", "new")
    type_text(line(frame, "given_name"), "Sem")
    frame.settle()
    timer = keeper(frame)._timer
    assert drafts.mine(desk) == []
    assert (timer.isActive(), timer.interval()) == (True, PAUSE_MS)
    timer.timeout.emit()
    frame.settle()
    assert [one.typed for one in drafts.mine(desk)] == [{"given_name": "Sem"}]
    type_text(line(frame, "given_name"), "har")
    timer.timeout.emit()
    frame.settle()
    assert [one.typed for one in drafts.mine(desk)] == [{"given_name": "Semhar"}]


def test_leaving_the_page_keeps_it_at_once(frame: Frame, desk: Desk) -> None:
    frame.go("resident_form", "new")
    type_text(line(frame, "given_name"), "Semhar")
    frame.go("today")
    assert [one.typed for one in drafts.mine(desk)] == [{"given_name": "Semhar"}]


def test_what_is_saved_leaves_no_draft(frame: Frame, desk: Desk, site: Site) -> None:
    frame.go("resident_form", "new")
    type_text(line(frame, "given_name"), "Semhar")
    keeper(frame).keep()
    form = frame.page()
    assert isinstance(form, ResidentFormPage)
    form.save()
    frame.settle()
    assert drafts.mine(desk) == []
    frame.go("resident_form", "new")
    assert line(frame, "given_name").text() == ""


def test_what_is_typed_back_to_how_it_was_leaves_no_draft(frame: Frame, desk: Desk) -> None:
    frame.go("resident_form", "new")
    type_text(line(frame, "given_name"), "S")
    keeper(frame).keep()
    press(line(frame, "given_name"), Qt.Key.Key_Backspace)
    frame.go("today")
    assert drafts.mine(desk) == []


# -- throwing away, beginning anew, BSN --------------------------------------------------------


def test_a_draft_is_thrown_away_and_can_still_be_put_back(frame: Frame, desk: Desk) -> None:
    frame.go("resident_form", "new")
    type_text(line(frame, "given_name"), "Semhar")
    frame.go("today")
    reopened(frame)
    assert said(frame) == RESTORED
    click(button(frame.page(), "Weggooien"))
    frame.settle()
    assert line(frame, "given_name").text() == ""
    assert said(frame) == "Kladje weggegooid."
    assert drafts.mine(desk) == []
    click(button(frame.page(), "Toch terugzetten"))
    frame.settle()
    assert line(frame, "given_name").text() == "Semhar"
    assert [one.typed for one in drafts.mine(desk)] == [{"given_name": "Semhar"}]


def reopened(frame: Frame) -> None:
    """Let the page forget its own form, so that what comes back comes from the store."""
    frame.go("resident_form", "new")
    page = frame.page()
    assert isinstance(page, ResidentFormPage)
    page._target = ""
    frame.go("resident_form", "new")


def test_somebody_else_can_be_begun_while_a_draft_waits(frame: Frame, desk: Desk) -> None:
    frame.go("resident_form", "new")
    type_text(line(frame, "given_name"), "Semhar")
    frame.go("today")
    reopened(frame)
    click(button(frame.page(), "Nieuw beginnen"))
    type_text(line(frame, "given_name"), "Filmon")
    frame.go("today")
    assert {one.typed["given_name"] for one in drafts.mine(desk)} == {"Semhar", "Filmon"}
    said_today = texts(frame.page())
    assert "Gesprek met Semhar" in said_today
    assert "Gesprek met Filmon" in said_today
    click(button(frame.page(), "Verder typen: Gesprek met Semhar"))
    frame.settle()
    assert line(frame, "given_name").text() == "Semhar"


def test_a_number_like_a_bsn_is_not_kept_and_the_form_says_so(frame: Frame, desk: Desk) -> None:
    frame.go("resident_form", "new")
    type_text(line(frame, "given_name"), "Semhar")
    type_text(line(frame, "contact_value"), BSN)
    keeper(frame).keep()
    frame.settle()
    assert [one.typed for one in drafts.mine(desk)] == [{"given_name": "Semhar"}]
    assert "dit lijkt op een BSN. Dat mogen we niet bewaren." in said(frame)
    assert line(frame, "contact_value").text() == BSN


def test_a_draft_over_data_that_a_colleague_changed_says_so(
    frame: Frame, open_frame: OpenFrame, desk: Desk, site: Site
) -> None:
    semhar = add_resident(desk, site)
    frame.go("resident_form", semhar.id)
    type_text(line(frame, "guardian"), "Nidos")
    frame.go("today")
    registration.change_resident(desk, semhar.id, semhar.version, native_name="ሰምሃር")
    again = leave_and_return(frame, open_frame, "resident_form", semhar.id)
    assert "De gegevens zijn sindsdien gewijzigd." in said(again)
    assert line(again, "guardian").text() == "Nidos"
    assert line(again, "native_name").text() == "ሰምሃር"


# -- each form -------------------------------------------------------------------------------


def test_every_kind_of_input_of_a_resident_comes_back(
    frame: Frame, open_frame: OpenFrame, desk: Desk, site: Site
) -> None:
    frame.go("resident_form", "new")
    page = frame.page()
    assert isinstance(page, ResidentFormPage)
    typed = {
        "birth_date": "31-02-20",
        "dutch_level": "A1",
        "languages": {"tags": ["tir", "eng"], "line": "Klingon"},
        "availability": [["MO", "morning"], ["TH", "evening"]],
        "commitments": [["TU", "9:00", "", "zwemles"]],
        "notes": "komt liever\nmet z’n tweeën",
    }
    page.fields.put_frozen(typed)
    again = leave_and_return(frame, open_frame, "resident_form", "new")
    page = again.page()
    assert isinstance(page, ResidentFormPage)
    frozen = page.fields.frozen()
    assert {name: frozen[name] for name in typed} == typed
    assert said(again) == RESTORED


def test_a_contact_moment_waits_for_its_own_resident(
    frame: Frame, open_frame: OpenFrame, desk: Desk, site: Site
) -> None:
    semhar, rima = add_resident(desk, site), add_resident(desk, site, "Rima Haddad")
    frame.go("residents", semhar.id)
    page = frame.page()
    assert isinstance(page, ResidentsPage)
    type_text(page.dossier.history.summary, "Komt dinsdag")
    frame.go("residents", rima.id)
    assert page.dossier.history.summary.text() == ""
    again = leave_and_return(frame, open_frame, "residents", semhar.id)
    page = again.page()
    assert isinstance(page, ResidentsPage)
    assert page.dossier.history.summary.text() == "Komt dinsdag"
    page.dossier.begin_talk()
    click(button(page, "Contactmoment vastleggen"))
    again.settle()
    assert drafts.mine(desk) == []


def test_an_offer_waits_with_what_cannot_be_read(
    frame: Frame, open_frame: OpenFrame, desk: Desk
) -> None:
    offer = add_offer(desk, "M01", "Samen in de buurt")
    frame.go("offer_form", offer.id)
    page = frame.page()
    assert isinstance(page, OfferFormPage)
    assert page.fields is not None
    box = page.fields.inputs["cost_cents"].box
    type_text(box, "een tientje")
    again = leave_and_return(frame, open_frame, "offer_form", offer.id)
    page = again.page()
    assert isinstance(page, OfferFormPage)
    assert page.fields is not None
    box = page.fields.inputs["cost_cents"].box
    assert isinstance(box, QLineEdit)
    assert box.text() == "een tientje"
    assert said(again) == RESTORED


def test_a_text_for_the_leaflet_waits_in_its_language(
    frame: Frame, open_frame: OpenFrame, desk: Desk
) -> None:
    offer = add_offer(desk, "M01", "Samen in de buurt")
    frame.go("offer_texts", offer.id)
    page = frame.page()
    assert isinstance(page, OfferTextsPage)
    type_text(page.texts.lines["title"].box, "Together")
    place = page.place()
    again = leave_and_return(frame, open_frame, "offer_texts", place)
    page = again.page()
    assert isinstance(page, OfferTextsPage)
    assert page.texts.values()["title"] == "Together"
    assert said(again) == RESTORED


def test_a_lesson_that_is_there_and_one_that_is_new_wait_apart(
    frame: Frame, open_frame: OpenFrame, desk: Desk
) -> None:
    lessons.add_lesson(
        desk,
        phase=LessonPhase.INTAKE,
        element=WorkingElement.CONTACT,
        situation="Het was druk.",
        tip="Bel samen.",
    )
    frame.go("handreiking")
    click(button(frame.page(), "Les toevoegen"))
    type_text(focused(), "Begin op tijd")
    again = leave_and_return(frame, open_frame, "handreiking", None)
    page = again.page()
    assert isinstance(page, HandreikingPage)
    assert page.form.tip.text() == "Bel samen."
    assert said(again) == ""
    click(button(page, "Les toevoegen"))
    again.settle()
    assert page.form.tip.text() == "Begin op tijd"
    assert said(again) == RESTORED
    page.form.situation.setPlainText("Het was druk.")
    click(button(page, "Opslaan"))
    again.settle()
    assert drafts.mine(desk) == []


def test_ticks_of_a_consent_and_the_receiver_wait_while_it_is_discussed(
    frame: Frame, open_frame: OpenFrame, desk: Desk, site: Site
) -> None:
    semhar, offer = add_resident(desk, site), add_offer(desk, "M01", "Samen in de buurt")
    target = (semhar.id, offer.id)
    frame.go("refer", target)
    page = frame.page()
    assert isinstance(page, ReferPage)
    assert page.consent is not None
    assert page.sending is not None
    first = next(iter(page.consent.boxes))
    page.consent.boxes[first].click()
    page.sending.receiver.setText("Fatma")
    again = leave_and_return(frame, open_frame, "refer", target)
    page = again.page()
    assert isinstance(page, ReferPage)
    assert page.consent is not None
    assert page.sending is not None
    assert [field for field, box in page.consent.boxes.items() if box.isChecked()] == [first]
    assert page.sending.receiver.text() == "Fatma"
    assert [one.subject_id for one in drafts.mine(desk)] == [semhar.id]


def stopping(frame: Frame, referral: UUID) -> QPlainTextEdit:
    """Open the form for a withdrawal and return its note."""
    frame.go("referrals", referral)
    page = frame.page()
    assert isinstance(page, ReferralsPage)
    assert page.referral is not None
    page.referral.step(EventKind.WITHDRAWN)
    frame.settle()
    return note_of(page)


def note_of(page: Page) -> QPlainTextEdit:
    assert isinstance(page, ReferralsPage)
    assert page.referral is not None
    assert page.referral.form is not None
    note: QWidget = page.referral.form.boxes()["note"]
    assert isinstance(note, QPlainTextEdit)
    return note


def test_a_step_waits_and_vandaag_leads_back_into_its_form(
    frame: Frame, desk: Desk, site: Site
) -> None:
    referral = refer(desk, add_resident(desk, site), add_offer(desk, "M01", "Samen in de buurt"))
    type_text(stopping(frame, referral.id), "Wil liever werken")
    frame.go("today")
    click(button(frame.page(), "Verder typen: Stap bij de doorverwijzing van Semhar Tesfay"))
    frame.settle()
    assert note_of(frame.page()).toPlainText() == "Wil liever werken"


def test_esc_leaves_a_step_and_opening_it_again_brings_it_back(
    frame: Frame, desk: Desk, site: Site
) -> None:
    referral = refer(desk, add_resident(desk, site), add_offer(desk, "M01", "Samen in de buurt"))
    note = stopping(frame, referral.id)
    type_text(note, "Wil liever werken")
    press(note, Qt.Key.Key_Escape)
    frame.settle()
    assert stopping(frame, referral.id).toPlainText() == "Wil liever werken"
    assert said(frame) == RESTORED
