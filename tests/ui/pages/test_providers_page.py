"""Providers by keyboard: whom to call, what was said, what was agreed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Site
from meedoenbalie.services import providers
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.providers import ProviderFile
from meedoenbalie.ui.pages.offers.page import OffersPage
from meedoenbalie.ui.pages.providers.page import ProvidersPage
from tests.opened_desk import TODAY
from tests.ui.pages.frame import Frame, OpenFrame, button, click, press, texts, type_text
from tests.ui.pages.making import add_offer, add_resident, focused, refer


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    return open_frame({"offers": OffersPage, "providers": ProvidersPage}, ("offer_form",))


@pytest.fixture
def offer(desk: Desk) -> Offer:
    return add_offer(desk, "M01", "Samen in de buurt")


def opened(frame: Frame, target: object = None) -> ProvidersPage:
    frame.go("providers", target)
    frame.settle()
    page = frame.page()
    assert isinstance(page, ProvidersPage)
    return page


def kept(desk: Desk, offer: Offer) -> ProviderFile:
    return providers.provider_file(desk, offer.provider_id)


def test_the_provider_of_an_offer_is_one_press_away(frame: Frame, desk: Desk, offer: Offer) -> None:
    add_offer(desk, "A01", "Tuin", provider="De Wilde Tuin")
    frame.go("offers", offer.id)
    frame.settle()
    click(button(frame.page(), "Over deze aanbieder"))
    frame.settle()
    page = frame.page()
    assert isinstance(page, ProvidersPage)
    assert page.table.current_id() == offer.provider_id
    assert "Buurtkracht" in texts(page.detail)
    click(button(page, "Terug naar Aanbod"))
    assert frame.shell.current_key() == "offers"


def test_somebody_is_added_by_keyboard(frame: Frame, desk: Desk, offer: Offer) -> None:
    page = opened(frame, offer.provider_id)
    assert "Nog niemand. Voeg toe wie u belt of mailt." in texts(page.detail)
    press(button(page.detail, "Contactpersoon toevoegen"), Qt.Key.Key_Space)
    type_text(focused(), "Els Timmer")
    for words in ("plaatsen", "06-12345678", "els@buurt.nl"):
        press(focused(), Qt.Key.Key_Tab)
        type_text(focused(), words)
    assert page.unsaved()
    press(focused(), Qt.Key.Key_Return)
    frame.settle()
    (els,) = kept(desk, offer).contacts
    assert (els.name, els.job, els.phone, els.email) == (
        "Els Timmer",
        "plaatsen",
        "06-12345678",
        "els@buurt.nl",
    )
    assert not page.unsaved()
    assert page.form.isHidden()
    assert page.table.hasFocus()
    assert "Els Timmer · plaatsen, 06-12345678 · els@buurt.nl" in texts(page.detail)


def test_a_row_is_changed_with_f2_and_taken_away_with_delete(
    frame: Frame, desk: Desk, offer: Offer
) -> None:
    providers.save_contact(desk, offer.provider_id, name="Els", job="plaatsen")
    page = opened(frame, offer.provider_id)
    page.cards[0].focus_row(0)
    press(focused(), Qt.Key.Key_F2)
    type_text(focused(), " Timmer")
    press(focused(), Qt.Key.Key_Return)
    frame.settle()
    assert [one.name for one in kept(desk, offer).contacts] == ["Els Timmer"]
    page.cards[0].focus_row(0)
    press(focused(), Qt.Key.Key_Delete)
    frame.settle()
    assert kept(desk, offer).contacts == ()
    assert page.table.hasFocus()


def test_a_talk_and_an_agreement_are_written_down(frame: Frame, desk: Desk, offer: Offer) -> None:
    providers.record_talk(
        desk, offer.provider_id, summary="Kennisgemaakt", held_on=TODAY - timedelta(14)
    )
    page = opened(frame, offer.provider_id)
    assert "laatste: 14 dagen geleden" in texts(page.detail)
    click(button(page.detail, "Contactmoment vastleggen"))
    type_text(focused(), "Els")
    summary = page.form.fields["summary"].box
    type_text(summary, "Drie plaatsen vanaf maandag.")
    click(page.form.save)
    frame.settle()
    assert kept(desk, offer).talks[0].summary == "Drie plaatsen vanaf maandag."
    assert "laatste: vandaag" in texts(page.detail)
    assert "2 maart 2026 · Marleen met Els, Drie plaatsen vanaf maandag." in texts(page.detail)

    click(button(page.detail, "Afspraak vastleggen"))
    type_text(focused(), "De balie belt na.")
    type_text(page.form.fields["risks"].box, "Buurtkracht verzekert.")
    click(page.form.save)
    frame.settle()
    (agreement,) = kept(desk, offer).agreements
    assert (agreement.tasks, agreement.risks) == ("De balie belt na.", "Buurtkracht verzekert.")


def test_a_bsn_is_refused_at_its_input_and_the_rest_stays(
    frame: Frame, desk: Desk, offer: Offer
) -> None:
    page = opened(frame, offer.provider_id)
    click(button(page.detail, "Contactmoment vastleggen"))
    summary = page.form.fields["summary"].box
    assert isinstance(summary, QPlainTextEdit)
    type_text(summary, "Over 111222333 gesproken")
    click(page.form.save)
    frame.settle()
    assert "Dit lijkt op een BSN" in page.form.fields["summary"].error()
    assert focused() is summary
    assert kept(desk, offer).talks == ()
    summary.setPlainText("Over de intake gesproken")
    click(page.form.save)
    frame.settle()
    assert len(kept(desk, offer).talks) == 1


def test_name_and_number_of_the_provider_are_changed_from_the_list(
    frame: Frame, desk: Desk, offer: Offer
) -> None:
    add_offer(desk, "T01", "Taal", provider="Taalhuis")
    page = opened(frame, offer.provider_id)
    page.table.setFocus()
    press(page.table, Qt.Key.Key_Return)
    name = focused()
    type_text(page.form.fields["phone"].box, "010-123")
    page.form.fields["name"].box.setProperty("text", "Taalhuis")
    press(name, Qt.Key.Key_Return)
    frame.settle()
    assert "Er is al een aanbieder die Taalhuis heet" in texts(page.form)
    page.form.fields["name"].box.setProperty("text", "Buurtkracht West")
    click(page.form.save)
    frame.settle()
    assert kept(desk, offer).provider.name == "Buurtkracht West"
    assert "010-123" in texts(page.detail)


def test_offers_show_their_open_referrals_and_lead_there(
    frame: Frame, desk: Desk, site: Site, offer: Offer
) -> None:
    refer(desk, add_resident(desk, site), offer)
    page = opened(frame, offer.provider_id)
    assert "Samen in de buurt, 1 open doorverwijzing" in texts(page.cards[3])
    page.cards[3].focus_row(0)
    press(focused(), Qt.Key.Key_Return)
    frame.settle()
    assert frame.shell.current_key() == "offers"


def test_esc_leaves_the_form_and_searching_finds(frame: Frame, desk: Desk, offer: Offer) -> None:
    add_offer(desk, "T01", "Taal", provider="Taalhuis")
    page = opened(frame)
    click(button(page.detail, "Afspraak vastleggen"))
    press(focused(), Qt.Key.Key_Escape)
    assert page.form.isHidden()
    type_text(page.search, "taalh")
    press(page.search, Qt.Key.Key_Return)
    frame.settle()
    assert page.table.model().rowCount() == 1
    assert "Taalhuis" in texts(page.detail)
