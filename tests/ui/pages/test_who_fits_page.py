"""Wie past hierbij? From an offer to the residents it fits, and from them to the next step."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from meedoenbalie.domain.people import Site
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.registration import add_site
from meedoenbalie.ui.pages.offers.page import OffersPage
from meedoenbalie.ui.pages.who_fits.page import WhoFitsPage
from tests.ui.pages.frame import Frame, OpenFrame, button, click, press, texts
from tests.ui.pages.making import add_offer, add_resident

ELSEWHERE = ("residents", "matching", "refer", "offer_form")


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    return open_frame({"offers": OffersPage, "who_fits": WhoFitsPage}, ELSEWHERE)


def names(page: WhoFitsPage) -> list[str]:
    model = page.residents.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def opened(frame: Frame, offer: UUID) -> WhoFitsPage:
    frame.go("who_fits", offer)
    page = frame.page()
    assert isinstance(page, WhoFitsPage)
    return page


def test_the_button_beside_an_offer_lists_whom_it_fits_best_first(
    frame: Frame, desk: Desk, site: Site
) -> None:
    offer = add_offer(desk, "M01", "Koken", minimum_age=16)
    add_resident(desk, site, "Semhar Tesfay")
    add_resident(desk, site, "Omar Haddad", birth_date=None, birth_year=2010)
    add_resident(desk, site, "Te Jong", birth_date=date(2014, 1, 1))
    frame.go("offers", offer.id)
    page = frame.page()
    click(button(page, "Wie past hierbij?"))
    frame.settle()
    who = frame.page()
    assert isinstance(who, WhoFitsPage)
    first, second = names(who)
    assert first.startswith("Semhar Tesfay, past,")
    assert second.startswith("Omar Haddad, past als…,")
    assert "1 past nu, 1 past als er iets verandert" in texts(who.list)
    assert "Koken" in texts(who.head)
    assert "past: Leeftijd 19, mag 16 t/m 30" in texts(who.detail)


def test_from_a_resident_one_goes_to_dossier_advice_and_referral(
    frame: Frame, desk: Desk, site: Site
) -> None:
    offer = add_offer(desk, "M01", "Koken")
    resident = add_resident(desk, site)
    page = opened(frame, offer.id)
    for words, key, target in (
        ("Dossier", "residents", resident.id),
        ("Matchen", "matching", resident.id),
        ("Doorverwijzen…", "refer", (resident.id, offer.id)),
    ):
        frame.go("who_fits")
        click(button(page.detail, words))
        assert frame.asked_elsewhere(key) == [target]
    frame.go("who_fits")
    press(page.residents, Qt.Key.Key_Return)
    assert frame.asked_elsewhere("refer") == [(resident.id, offer.id)] * 2


def test_what_would_make_it_fit_is_asked_beside_the_name(
    frame: Frame, desk: Desk, site: Site
) -> None:
    offer = add_offer(desk, "M01", "Koken", literacy_needed="gealfabetiseerd")
    add_resident(desk, site, dutch_level="A1")
    page = opened(frame, offer.id)
    assert "Leest en schrijft Semhar ons schrift? Dan past dit." in texts(page.detail)


def test_only_residents_of_the_azc_that_is_shown_stand_there(
    open_frame: OpenFrame, desk: Desk, site: Site
) -> None:
    far = add_site(desk, "VDW", "azc Veldwijker").result
    offer = add_offer(desk, "M01", "Koken", travel_minutes={"RTW": 10, "VDW": 10})
    add_resident(desk, far, "Elders Wonend")
    add_resident(desk, site)
    frame = open_frame({"who_fits": WhoFitsPage}, ELSEWHERE)
    frame.shell.set_site(far)
    page = opened(frame, offer.id)
    assert [name.partition(",")[0] for name in names(page)] == ["Elders Wonend"]


def test_a_narrow_window_shows_why_before_it_refers(frame: Frame, desk: Desk, site: Site) -> None:
    offer = add_offer(desk, "M01", "Koken")
    resident = add_resident(desk, site)
    frame.shell.resize(640, 400)
    page = opened(frame, offer.id)
    assert not page.detail.isVisible()
    page.residents.setFocus()
    press(page.residents, Qt.Key.Key_Return)
    frame.settle()
    assert page.detail.isVisible()
    click(button(page.detail, "Doorverwijzen…"))
    assert frame.asked_elsewhere("refer") == [(resident.id, offer.id)]


def test_nobody_is_said_in_words_with_a_way_back(frame: Frame, desk: Desk) -> None:
    offer = add_offer(desk, "M01", "Koken")
    page = opened(frame, offer.id)
    assert "Dit past nu bij niemand die een plek zoekt." in texts(page.list)
    click(button(page.list, "Terug naar het aanbod"))
    frame.settle()
    assert isinstance(frame.page(), OffersPage)


def test_it_is_covered_when_a_resident_looks_along() -> None:
    assert WhoFitsPage.shows_others
