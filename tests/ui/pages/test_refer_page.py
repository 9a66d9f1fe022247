"""Referring: nothing goes without consent and receiver; the text says no more than agreed."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox

from meedoenbalie.domain.consent import Consent, ConsentAnswer, SharedField
from meedoenbalie.domain.offers import Offer, OfferKind, Provider
from meedoenbalie.domain.people import DutchLevel, Resident, Site
from meedoenbalie.domain.referrals import EventKind, Reason, ReferralState
from meedoenbalie.domain.week import Daypart, FreeDaypart, Weekday
from meedoenbalie.services import referring, registration
from meedoenbalie.services.catalogue import OfferLine
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.registration import DossierReferral
from meedoenbalie.ui.pages.refer.consent_block import ConsentBlock
from meedoenbalie.ui.pages.refer.mail_text import Sender, mail_for
from meedoenbalie.ui.pages.refer.page import ReferPage
from meedoenbalie.ui.pages.refer.sending import SendingPane
from tests.opened_desk import TODAY
from tests.ui.pages.frame import Frame, OpenFrame, button, click, press, texts, type_text
from tests.ui.pages.making import add_offer, add_resident, agree, focused, refer

OTHERS = ("matching", "referrals")


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    return open_frame({"refer": ReferPage}, OTHERS)


def opened(frame: Frame, resident: Resident, *offers: Offer) -> ReferPage:
    frame.go("refer", (resident.id, *(offer.id for offer in offers)))
    frame.settle()
    page = frame.page()
    assert isinstance(page, ReferPage)
    return page


def asking(page: ReferPage) -> ConsentBlock:
    assert page.consent is not None
    return page.consent


def sending(page: ReferPage) -> SendingPane:
    assert page.sending is not None
    return page.sending


def referrals(desk: Desk, resident: Resident) -> tuple[DossierReferral, ...]:
    return registration.dossier(desk, resident.id).referrals


def consents(desk: Desk, resident: Resident) -> list[Consent]:
    return [consent for consent, _who in registration.dossier(desk, resident.id).consents]


def answer(frame: Frame, page: ReferPage, given_answer: ConsentAnswer) -> None:
    click(asking(page).answers[given_answer])
    frame.settle()


def test_nothing_is_ticked_and_the_three_answers_are_equal(
    frame: Frame, desk: Desk, site: Site
) -> None:
    page = opened(frame, add_resident(desk, site), add_offer(desk, "M01", "Samen in de buurt"))
    block = asking(page)
    assert not any(box.isChecked() for box in block.boxes.values())
    assert next(iter(block.boxes.values())).hasFocus()
    assert {one.kind for one in block.answers.values()} == {"normal"}
    assert block.language.code() == "tir"


def test_a_yes_needs_to_say_what_may_be_known(frame: Frame, desk: Desk, site: Site) -> None:
    resident = add_resident(desk, site)
    page = opened(frame, resident, add_offer(desk, "M01", "Samen in de buurt"))
    answer(frame, page, ConsentAnswer.YES)
    assert "Vink aan wat Buurtkracht mag weten." in texts(page)
    assert consents(desk, resident) == []


def test_the_way_from_consent_to_verstuurd(frame: Frame, desk: Desk, site: Site) -> None:
    resident = add_resident(desk, site)
    offer = add_offer(desk, "M01", "Samen in de buurt")
    page = opened(frame, resident, offer)
    assert not sending(page).send.isEnabled()
    for field in (SharedField.NAME_AND_CONTACT, SharedField.AGE):
        press(asking(page).boxes[field], Qt.Key.Key_Space)
    answer(frame, page, ConsentAnswer.YES)
    consent = consents(desk, resident)[0]
    assert consent.shared == (SharedField.NAME_AND_CONTACT, SharedField.AGE)
    assert (consent.language, consent.valid_until) == ("tir", date(2026, 9, 2))
    assert sending(page).send.toolTip() == "Zet eerst klaar."

    click(button(page, "MDT klaarzetten"))
    frame.settle()
    made = referrals(desk, resident)
    assert [one.standing.state for one in made] == [ReferralState.DRAFT]

    click(sending(page).send)
    frame.settle()
    sent = referrals(desk, resident)[0]
    assert sent.standing.state is ReferralState.SENT
    assert sent.events[-1].receiver == "Els Timmer"
    assert sent.events[-1].consent_on == TODAY
    assert "Navragen op do 12 mrt." in texts(page)
    click(button(page, "Naar doorverwijzingen"))
    assert frame.asked_elsewhere("referrals") == [sent.referral.id]


def test_without_consent_it_stays_a_draft_and_says_why(
    frame: Frame, desk: Desk, site: Site
) -> None:
    resident = add_resident(desk, site)
    page = opened(frame, resident, add_offer(desk, "M01", "Samen in de buurt"))
    click(button(page, "MDT klaarzetten"))
    frame.settle()
    answer(frame, page, ConsentAnswer.THINKING)
    assert consents(desk, resident)[0].answer is ConsentAnswer.THINKING
    assert not sending(page).send.isEnabled()
    assert "er is geen toestemming" in sending(page).send.toolTip()
    assert "Semhar" not in sending(page).body.toPlainText().replace("niets over Semhar", "")
    assert [one.standing.state for one in referrals(desk, resident)] == [ReferralState.DRAFT]


def test_without_a_receiver_verstuurd_waits(frame: Frame, desk: Desk, site: Site) -> None:
    resident = add_resident(desk, site)
    offer = add_offer(desk, "M01", "Samen in de buurt", contact_name="")
    agree(desk, resident, offer)
    page = opened(frame, resident, offer)
    click(button(page, "MDT klaarzetten"))
    frame.settle()
    assert "er is geen ontvanger" in sending(page).send.toolTip()
    type_text(sending(page).receiver, "Rob Hoek")
    assert sending(page).send.isEnabled()
    assert sending(page).body.toPlainText().startswith("Beste Rob Hoek,")
    click(sending(page).send)
    frame.settle()
    assert referrals(desk, resident)[0].events[-1].receiver == "Rob Hoek"


def test_each_provider_of_a_week_plan_is_asked_about_apart(
    frame: Frame, desk: Desk, site: Site
) -> None:
    resident = add_resident(desk, site)
    mdt = add_offer(desk, "M01", "Samen in de buurt")
    course = add_offer(desk, "T01", "Nederlands", "di 9:30-12:00", provider="Taalhuis")
    page = opened(frame, resident, mdt, course)
    assert "Nog geen toestemming" in texts(page.footer)
    press(asking(page).boxes[SharedField.AGE], Qt.Key.Key_Space)
    answer(frame, page, ConsentAnswer.YES)
    assert "MDT heeft toestemming, Taal nog niet" in texts(page.footer)
    click(page.cards[1])
    frame.settle()
    assert "Toestemming voor Taalhuis" in texts(page)
    assert not any(box.isChecked() for box in asking(page).boxes.values())
    click(button(page, "Taal klaarzetten"))
    frame.settle()
    click(button(page, "MDT klaarzetten"))
    frame.settle()
    assert {one.offer.code for one in referrals(desk, resident)} == {"M01", "T01"}
    assert len(consents(desk, resident)) == 1


def test_under_16_the_guardian_agrees_before_it_goes(frame: Frame, desk: Desk, site: Site) -> None:
    resident = add_resident(desk, site, birth_date=date(2011, 1, 1), guardian="Nidos")
    offer = add_offer(desk, "M01", "Samen in de buurt", minimum_age=12)
    page = opened(frame, resident, offer)
    press(asking(page).boxes[SharedField.AGE], Qt.Key.Key_Space)
    answer(frame, page, ConsentAnswer.YES)
    click(button(page, "MDT klaarzetten"))
    frame.settle()
    assert "akkoord van de ouder of voogd" in sending(page).send.toolTip()
    click(button(page, "Ouder of voogd is akkoord"))
    frame.settle()
    assert consents(desk, resident)[0].guardian_agreed
    click(sending(page).send)
    frame.settle()
    assert referrals(desk, resident)[0].standing.state is ReferralState.SENT


def test_a_second_open_referral_is_warned_about(frame: Frame, desk: Desk, site: Site) -> None:
    resident = add_resident(desk, site)
    offer = add_offer(desk, "M01", "Samen in de buurt")
    first = refer(desk, resident, offer)
    page = opened(frame, resident, offer)
    assert "Semhar heeft al een open doorverwijzing naar Samen in de buurt." in texts(page)
    click(button(page, "Toon die"))
    assert frame.asked_elsewhere("referrals") == [first.id]


@pytest.mark.parametrize("linked", [True, False])
def test_what_comes_in_the_place_of_one_that_failed_is_linked_unless_somebody_says_no(
    frame: Frame, desk: Desk, site: Site, linked: bool
) -> None:
    resident = add_resident(desk, site)
    first = refer(desk, resident, add_offer(desk, "M01", "Samen in de buurt"))
    referring.record_event(desk, first.id, EventKind.DECLINED, reason=Reason.FULL)
    page = opened(frame, resident, add_offer(desk, "M02", "Moestuin"))
    box = next(one for one in page.findChildren(QCheckBox) if "Vervolg op" in one.text())
    assert box.isChecked()
    assert "Samen in de buurt (Afgewezen door aanbieder" in box.text()
    if not linked:
        box.click()
    click(button(page, "MDT klaarzetten"))
    frame.settle()
    made = next(one for one in referrals(desk, resident) if one.referral.id != first.id)
    assert made.referral.follows_id == (first.id if linked else None)
    assert "Vervolg op" not in texts(page)


def test_another_try_at_the_same_offer_says_what_it_goes_on_from(
    frame: Frame, desk: Desk, site: Site
) -> None:
    resident = add_resident(desk, site)
    offer = add_offer(desk, "M01", "Samen in de buurt")
    first = refer(desk, resident, offer)
    referring.record_event(desk, first.id, EventKind.WITHDRAWN)
    page = opened(frame, resident, offer)
    assert "Vervolg op Samen in de buurt (Ingetrokken" in texts(page)
    assert page.going_on is not None
    assert page.going_on.follows == first.id


def test_a_draft_that_lies_ready_is_taken_up_again(frame: Frame, desk: Desk, site: Site) -> None:
    resident = add_resident(desk, site)
    offer = add_offer(desk, "M01", "Samen in de buurt")
    referring.prepare_referral(desk, resident.id, offer.id)
    page = opened(frame, resident, offer)
    agree(desk, resident, offer)
    frame.shell.saved("", frozenset({"consent"}))
    frame.settle()
    click(sending(page).send)
    frame.settle()
    assert [one.standing.state for one in referrals(desk, resident)] == [ReferralState.SENT]


def test_a_consent_that_was_taken_back_meanwhile_stops_it(
    frame: Frame, desk: Desk, site: Site
) -> None:
    resident = add_resident(desk, site)
    offer = add_offer(desk, "M01", "Samen in de buurt")
    agree(desk, resident, offer, valid_until=TODAY)
    page = opened(frame, resident, offer)
    click(button(page, "MDT klaarzetten"))
    frame.settle()
    referring.record_consent(desk, resident.id, offer.provider_id, ConsentAnswer.NO)
    click(sending(page).send)
    frame.settle()
    assert "er is geen toestemming" in texts(page)
    assert [one.standing.state for one in referrals(desk, resident)] == [ReferralState.DRAFT]


def test_the_text_can_be_changed_and_copied(frame: Frame, desk: Desk, site: Site) -> None:
    resident = add_resident(desk, site)
    offer = add_offer(desk, "M01", "Samen in de buurt")
    agree(desk, resident, offer)
    page = opened(frame, resident, offer)
    click(sending(page).edit)
    assert focused() is sending(page).body
    type_text(sending(page).body, "Hoi! ")
    click(sending(page).copy)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Aan: Els Timmer, Buurtkracht\nOnderwerp: Nieuwe deelnemer")
    assert "Hoi! Beste Els Timmer," in copied
    assert "Tesfay" not in copied


def test_asking_again_keeps_the_earlier_answer_until_there_is_another(
    frame: Frame, desk: Desk, site: Site
) -> None:
    resident = add_resident(desk, site)
    offer = add_offer(desk, "M01", "Samen in de buurt")
    agree(desk, resident, offer)
    page = opened(frame, resident, offer)
    assert not page.unsaved()
    click(button(page, "Opnieuw vragen"))
    frame.settle()
    press(focused(), Qt.Key.Key_Space)
    assert page.unsaved()
    assert len(consents(desk, resident)) == 1


def test_going_back_shows_the_same_resident_in_matching(
    frame: Frame, desk: Desk, site: Site
) -> None:
    resident = add_resident(desk, site)
    page = opened(frame, resident, add_offer(desk, "M01", "Samen in de buurt"))
    click(button(page, "Terug naar Matchen"))
    assert frame.asked_elsewhere("matching") == [resident.id]


def test_the_steps_go_below_the_question_when_the_window_is_narrow(
    frame: Frame, desk: Desk, site: Site
) -> None:
    page = opened(frame, add_resident(desk, site), add_offer(desk, "M01", "Samen in de buurt"))
    frame.shell.setMinimumSize(640, 400)
    frame.shell.resize(760, 700)
    frame.settle()
    assert sending(page).isVisible()
    assert page.form.isAncestorOf(sending(page))
    frame.shell.resize(1280, 800)
    frame.settle()
    assert page.aside is not None
    assert page.aside.isAncestorOf(sending(page))


SITE = Site(code="RTW", name="azc Rietwaard")
SHARED = {
    SharedField.NAME_AND_CONTACT: ("Quirijn", "Xanadu"),
    SharedField.AGE: ("19 jaar",),
    SharedField.LEVEL_AND_LANGUAGES: ("Tigrinya", "B2"),
    SharedField.AVAILABILITY: ("za ochtend",),
    SharedField.OWN_WORDS: ("vliegeren",),
}


@given(st.sets(st.sampled_from(SharedField)))
def test_the_text_never_says_what_was_not_agreed(shared: set[SharedField]) -> None:
    resident = Resident(
        site_id=SITE.id,
        reference="RTW-0001",
        given_name="Quirijn",
        family_name="Xanadu",
        birth_date=date(2006, 6, 1),
        languages=("tir",),
        dutch_level=DutchLevel.B2,
        availability=(FreeDaypart(day=Weekday.SATURDAY, daypart=Daypart.MORNING),),
        interests=("vliegeren",),
        contact_value="06-00001111",
        guardian="Nidos",
        notes="huilt snel",
    )
    provider = Provider(name="Buurtkracht")
    offer = Offer(provider_id=provider.id, code="M01", kind=OfferKind.MDT_TRAJECT, title="Koken")
    consent = Consent(
        resident_id=resident.id,
        provider_id=UUID(int=1),
        answer=ConsentAnswer.YES,
        answered_on=TODAY,
        shared=tuple(shared),
    )
    sender = Sender("Marleen", SITE, TODAY)
    said = mail_for(resident, OfferLine(offer, provider), consent, "Els Timmer", sender).whole
    for field, words in SHARED.items():
        if field not in shared:
            assert not any(word in said for word in words)
    for secret in ("Xanadu", "06-00001111", "Nidos", "huilt snel", "RTW-0001"):
        assert secret not in said
