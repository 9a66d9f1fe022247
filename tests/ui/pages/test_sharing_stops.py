"""Nothing about somebody leaves the desk without a yes that holds, under 16 the guardian's too."""

from __future__ import annotations

from datetime import date

import pytest

from meedoenbalie.domain.consent import ConsentAnswer
from meedoenbalie.domain.people import GuardianKind, Resident, Site
from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.services import referring, registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.pages.refer.consent_block import ConsentBlock
from meedoenbalie.ui.pages.refer.page import ReferPage
from meedoenbalie.ui.pages.refer.sending import SendingPane
from meedoenbalie.ui.pages.referrals.page import ReferralsPage
from meedoenbalie.ui.pages.referrals.reminder import ReminderForm, reminder_text
from tests.opened_desk import TODAY
from tests.ui.pages.frame import Frame, OpenFrame, button, click, texts
from tests.ui.pages.making import add_offer, add_resident, agree, refer

FIFTEEN = date(TODAY.year - 15, 1, 1)


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    return open_frame({"refer": ReferPage}, ("matching", "referrals"))


def zahra_of(desk: Desk, site: Site) -> Resident:
    return add_resident(
        desk, site, "Zahra Rahimi", birth_date=FIFTEEN, guardian_kind=GuardianKind.NIDOS
    )


def opened(frame: Frame, resident: Resident, offer_id: object) -> ReferPage:
    frame.go("refer", (resident.id, offer_id))
    page = frame.page()
    assert isinstance(page, ReferPage)
    return page


def test_the_mail_names_nobody_under_16_until_the_guardian_agrees(
    frame: Frame, desk: Desk, site: Site
) -> None:
    zahra = zahra_of(desk, site)
    offer = add_offer(desk, "M01", "Samen in de buurt")
    agree(desk, zahra, offer)
    page = opened(frame, zahra, offer.id)
    (pane,) = page.findChildren(SendingPane)
    assert pane.mail() is None
    assert "Ouder of voogd is nog niet akkoord" in pane.body.toPlainText()
    assert not pane.copy.isVisible()
    agree(desk, zahra, offer, guardian_agreed=True)
    frame.shell.saved("", {"consent"})
    frame.settle()
    (pane,) = page.findChildren(SendingPane)
    assert "Zahra (15 jaar)" in pane.body.toPlainText()


def test_of_who_came_alone_it_is_the_guardian_at_nidos_who_agrees(
    frame: Frame, desk: Desk, site: Site
) -> None:
    zahra = zahra_of(desk, site)
    page = opened(frame, zahra, add_offer(desk, "M01", "Samen in de buurt").id)
    (block,) = page.findChildren(ConsentBlock)
    assert block.guardian.text() == "De voogd van Nidos (naam nog vragen) is akkoord"


def test_a_reminder_names_nobody_under_16_without_the_guardian(desk: Desk, site: Site) -> None:
    older = add_resident(desk, site, "Semhar Tesfay")
    offer = add_offer(desk, "M01", "Samen in de buurt")
    refer(desk, older, offer)
    held = registration.dossier(desk, older.id)
    assert "Semhar" in reminder_text(held, held.referrals[0], "Marleen", TODAY)
    registration.change_resident(desk, older.id, older.version, birth_date=FIFTEEN)
    held = registration.dossier(desk, older.id)
    assert "een jongere" in reminder_text(held, held.referrals[0], "Marleen", TODAY)


def test_a_provider_is_asked_how_it_goes_only_with_a_yes_to_that(
    open_frame: OpenFrame, desk: Desk, site: Site
) -> None:
    semhar = add_resident(desk, site)
    offer = add_offer(desk, "M01", "Samen in de buurt")
    referral = refer(desk, semhar, offer)
    for step in (EventKind.ACCEPTED, EventKind.STARTED):
        referring.record_event(desk, referral.id, step)
    frame = open_frame({"referrals": ReferralsPage, "refer": ReferPage}, ("matching",))
    frame.go("referrals", referral.id)
    page = frame.page()
    click(button(page, "Mail: hoe gaat het…"))
    frame.settle()
    assert "Semhar zei nog niet dat Buurtkracht mag vertellen hoe het gaat." in texts(page)
    frame.go("refer", (semhar.id, offer.id))
    click(button(frame.page(), "Vragen of u mag horen hoe het gaat"))
    frame.settle()
    assert "Dan mag Buurtkracht u vertellen hoe het met Semhar gaat." in texts(frame.page())
    click(button(frame.page(), "Ja, dat mag"))
    frame.settle()
    assert "Horen hoe het gaat: mag" in texts(frame.page())
    frame.go("referrals", referral.id)
    frame.settle()
    click(button(page, "Mail: hoe gaat het…"))
    frame.settle()
    (form,) = page.findChildren(ReminderForm)
    assert "Hoe gaat het met Semhar bij Samen in de buurt?" in form.text.toPlainText()


def test_a_no_on_the_page_says_which_provider_to_call(frame: Frame, desk: Desk, site: Site) -> None:
    semhar = add_resident(desk, site)
    offer = add_offer(desk, "M01", "Samen in de buurt")
    refer(desk, semhar, offer)
    page = opened(frame, semhar, offer.id)
    click(button(page, "Opnieuw vragen"))
    frame.settle()
    click(button(page, "Nee, liever niet"))
    frame.settle()
    assert "Bel Buurtkracht: het staat op Vandaag" in texts(frame.shell.status)
    last = registration.dossier(desk, semhar.id).consents[0][0]
    assert last.answer is ConsentAnswer.NO
    assert referring.find_referrals(desk)[0].standing.is_open
