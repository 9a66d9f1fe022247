"""Finding residents and reading their dossier, as the desk does it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from meedoenbalie.domain.consent import ConsentAnswer
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.people import DutchLevel, Resident, Site
from meedoenbalie.domain.week import Commitment, Weekday
from meedoenbalie.services import catalogue, informing, referring, registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.pages.resident_form.page import ResidentFormPage
from meedoenbalie.ui.pages.residents.page import ResidentsPage
from tests.ui.pages.frame import (
    PATIENCE_MS,
    Frame,
    OpenFrame,
    button,
    click,
    press,
    texts,
    type_text,
)

OTHERS = ("matching", "referrals", "refer", "import")


def add(desk: Desk, site: Site, given: str, family: str = "", **values: Any) -> Resident:
    return registration.register_resident(
        desk, site.id, given_name=given, family_name=family, **values
    ).result


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    pages = {"residents": ResidentsPage, "resident_form": ResidentFormPage}
    return open_frame(pages, OTHERS)


def opened(frame: Frame, target: object = None) -> ResidentsPage:
    frame.go("residents", target)
    page = frame.page()
    assert isinstance(page, ResidentsPage)
    return page


def names(page: ResidentsPage) -> list[str]:
    model = page.residents.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_an_empty_desk_says_what_to_do_and_leads_to_the_form(frame: Frame) -> None:
    page = opened(frame)
    assert "Geen bewoners op deze locatie" in texts(page.list)
    click(button(page.list, "Bewoner toevoegen"))
    assert isinstance(frame.page(), ResidentFormPage)


def test_typing_part_of_a_name_finds_the_resident_without_accents(
    frame: Frame, desk: Desk, site: Site
) -> None:
    add(desk, site, "Emre", "Yıldız")
    add(desk, site, "Semhar", "Tesfay")
    page = opened(frame)
    assert names(page) == ["Emre Yıldız", "Semhar Tesfay"]
    assert page.count.text() == "2 bewoners"
    with frame.qtbot.waitSignal(page.search.searched, timeout=PATIENCE_MS):
        type_text(page.search, "yildi")
    frame.settle()
    assert names(page) == ["Emre Yıldız"]
    assert page.count.text() == "1 bewoner"


def test_esc_clears_the_search_and_shows_everybody_again(
    frame: Frame, desk: Desk, site: Site
) -> None:
    add(desk, site, "Emre", "Yıldız")
    add(desk, site, "Semhar", "Tesfay")
    page = opened(frame)
    page.search.setFocus()
    type_text(page.search, "nobody")
    press(page.search, Qt.Key.Key_Return)
    frame.settle()
    assert "Geen bewoners met deze filters" in texts(page.list)
    press(page.search, Qt.Key.Key_Escape)
    frame.settle()
    assert len(names(page)) == 2


def test_down_from_the_search_and_arrows_walk_the_list_and_the_dossier_follows(
    frame: Frame, desk: Desk, site: Site
) -> None:
    add(desk, site, "Emre", "Yıldız")
    add(desk, site, "Semhar", "Tesfay")
    page = opened(frame)
    page.search.setFocus()
    press(page.search, Qt.Key.Key_Down)

    assert page.residents.hasFocus()
    press(page.residents, Qt.Key.Key_Down)
    frame.settle()
    assert page.dossier.accessibleName() == "Semhar Tesfay"


def test_typing_letters_in_a_long_list_jumps_without_reading_all_of_it(
    frame: Frame, desk: Desk, site: Site
) -> None:
    for number in range(200):
        add(desk, site, f"Amal {number:03d}")
    add(desk, site, "Semhar", "Tesfay")
    page = opened(frame)
    page.residents.setFocus()
    type_text(page.residents, "s")
    frame.settle()
    assert page.residents.currentIndex().row() == 200
    assert page.dossier.accessibleName() == "Semhar Tesfay"


def test_somebody_who_left_is_shown_when_the_filter_is_off(
    frame: Frame, desk: Desk, site: Site
) -> None:
    add(desk, site, "Emre", "Yıldız")
    add(desk, site, "Semhar", "Tesfay", departed_on=date(2026, 2, 1))
    page = opened(frame)
    assert names(page) == ["Emre Yıldız"]
    click(page.here)
    frame.settle()
    assert names(page) == ["Emre Yıldız", "Semhar Tesfay"]


def test_opening_somebody_whom_the_filters_hide_takes_them_away(
    frame: Frame, desk: Desk, site: Site
) -> None:
    add(desk, site, "Emre", "Yıldız")
    gone = add(desk, site, "Semhar", "Tesfay", departed_on=date(2026, 2, 1))
    page = opened(frame)
    page.search.setText("emre")
    press(page.search, Qt.Key.Key_Return)
    frame.settle()
    frame.go("residents", gone.id)
    assert page.dossier.accessibleName() == "Semhar Tesfay"
    assert not page.here.isChecked()


def test_in_a_narrow_window_the_dossier_comes_forward_and_esc_goes_back(
    frame: Frame, desk: Desk, site: Site
) -> None:
    semhar = add(desk, site, "Semhar", "Tesfay")
    frame.shell.resize(640, 480)
    page = opened(frame)
    assert page.list.isVisible()
    assert not page.detail.isVisible()
    frame.go("residents", semhar.id)
    assert page.dossier.isVisible()
    assert not page.list.isVisible()
    press(page.dossier.tabs.tabBar(), Qt.Key.Key_Escape)
    assert page.list.isVisible()


def test_the_dossier_shows_what_is_known_and_says_what_was_not_asked(
    frame: Frame, desk: Desk, site: Site
) -> None:
    add(
        desk,
        site,
        "Semhar",
        "Tesfay",
        birth_date=date(2007, 3, 14),
        languages=("tir", "eng"),
        dutch_level=DutchLevel.A1,
        interests=("met kinderen", "koken"),
        commitments=(Commitment(day=Weekday.THURSDAY, start=1020, end=1140, label="Keuken"),),
    )
    page = opened(frame)
    said = texts(page.dossier)
    assert "RTW-0001 · 18 jaar · Tigrinya, Engels · Nederlands A1" in said
    assert "1  met kinderen" in said
    assert "Keuken do 17:00–19:00" in said
    assert "Verblijfsfase: nog niet gevraagd" in said


def test_writing_down_a_contact_moment_counts_it_and_moves_the_next_step(
    frame: Frame, desk: Desk, site: Site
) -> None:
    add(desk, site, "Semhar", "Tesfay")
    page = opened(frame)
    assert "een eerste gesprek" in texts(page.dossier)
    click(button(page.dossier, "Gesprek vastleggen"))
    history = page.dossier.history
    assert history.summary.hasFocus()
    type_text(history.summary, "Eerste gesprek")
    click(history.button)
    frame.settle()
    assert page.dossier.tabs.tabText(3) == "Contactmomenten 1"
    assert history.summary.text() == ""
    page.dossier.tabs.setCurrentIndex(0)
    assert "zoeken wat past" in texts(page.dossier)


def test_a_bsn_in_a_contact_moment_is_refused_at_the_field_and_the_text_stays(
    frame: Frame, desk: Desk, site: Site
) -> None:
    add(desk, site, "Semhar", "Tesfay")
    page = opened(frame)
    page.dossier.tabs.setCurrentIndex(3)
    history = page.dossier.history
    type_text(history.summary, "nummer 111222333")
    click(history.button)
    frame.settle()
    assert "lijkt op een BSN" in history.summary_field.error()
    assert history.summary.text() == "nummer 111222333"
    assert page.unsaved()


def test_the_next_step_leads_from_telling_to_consent_to_referring(
    frame: Frame, desk: Desk, site: Site
) -> None:
    resident = add(desk, site, "Hodan", "Warsame")
    offer = catalogue.add_offer(
        desk, "De Schakel", code="M01", kind=OfferKind.MDT_TRAJECT, title="Techniek"
    ).result
    informing.give_information(desk, resident.id, offer.id, "som")
    page = opened(frame)
    assert "Voor De Schakel is nog geen toestemming" in texts(page.dossier)
    done = referring.record_consent(desk, resident.id, offer.provider_id, ConsentAnswer.YES)
    frame.shell.saved("Toestemming vastgelegd", done.changed)
    frame.settle()
    assert "Volgende stap: doorverwijzen." in texts(page.dossier)
    click(button(page.dossier, "Doorverwijzen"))
    assert frame.asked_elsewhere("refer") == [(resident.id, offer.id)]


def test_matching_and_importing_are_one_press_away(frame: Frame, desk: Desk, site: Site) -> None:
    resident = add(desk, site, "Semhar", "Tesfay")
    page = opened(frame)
    click(button(page.dossier, "Matchen"))
    assert frame.asked_elsewhere("matching") == [resident.id]
    frame.go("residents")
    click(button(page.head, "Inlezen…"))
    assert frame.asked_elsewhere("import") == ["residents"]


def test_a_referral_opens_from_its_tab_with_enter(frame: Frame, desk: Desk, site: Site) -> None:
    resident = add(desk, site, "Semhar", "Tesfay")
    offer = catalogue.add_offer(
        desk, "De Schakel", code="M01", kind=OfferKind.MDT_TRAJECT, title="Techniek"
    ).result
    referral = referring.prepare_referral(desk, resident.id, offer.id).result.referral
    page = opened(frame)
    assert page.dossier.tabs.tabText(2) == "Doorverwijzingen 1"
    page.dossier.tabs.setCurrentIndex(2)
    table = page.dossier.referrals.table
    table.setFocus()
    press(table, Qt.Key.Key_Return)
    assert frame.asked_elsewhere("referrals") == [referral.id]


def test_another_azc_shows_its_own_residents(
    qtbot: QtBot, desk: Desk, site: Site, open_frame: OpenFrame
) -> None:
    other = registration.add_site(desk, "KLD", "azc Kolderveen").result
    add(desk, site, "Semhar", "Tesfay")
    add(desk, other, "Emre", "Yıldız")
    frame = open_frame({"residents": ResidentsPage})
    frame.shell.set_site(site)
    page = opened(frame)
    assert names(page) == ["Semhar Tesfay"]
    frame.shell.set_site(other)
    frame.settle()
    assert names(page) == ["Emre Yıldız"]
