"""Wie veranderde wat: for the whole desk, and for one resident, offer and referral."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt

from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import DutchLevel, Resident, Role, Site, User
from meedoenbalie.domain.referrals import EventKind
from meedoenbalie.services.catalogue import add_offer, confirm_places
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.referring import prepare_referral, record_event
from meedoenbalie.services.registration import change_resident, register_resident
from meedoenbalie.ui.pages.history.page import HistoryPage
from meedoenbalie.ui.pages.offers.page import OffersPage
from meedoenbalie.ui.pages.referrals.page import ReferralsPage
from meedoenbalie.ui.pages.residents.page import ResidentsPage
from tests.ui.pages.frame import Frame, OpenFrame, button, click, press, texts


@pytest.fixture
def semhar(desk: Desk, site: Site) -> Resident:
    made = register_resident(desk, site.id, given_name="Semhar", birth_date=date(2006, 7, 1)).result
    joost = replace(desk, user=User(name="Joost", roles=(Role.DESK,)))
    return change_resident(joost, made.id, 1, dutch_level=DutchLevel.A1).result


@pytest.fixture
def offer(desk: Desk) -> Offer:
    made = add_offer(
        desk, "Buurtkracht", code="M01", kind="mdt_traject", title="Samen in de buurt", places=2
    ).result
    return confirm_places(desk, made.id, 4).result


def unfold(frame: Frame) -> str:
    """Unfold who changed what, and return what stands on the page then."""
    click(button(frame.page(), "Wie veranderde wat"))
    frame.settle()
    return texts(frame.page())


def test_every_step_of_the_desk_is_listed_and_the_chosen_one_is_told_field_by_field(
    desk: Desk, semhar: Resident, offer: Offer, open_frame: OpenFrame
) -> None:
    frame = open_frame({"history": HistoryPage})
    frame.go("history")
    page = frame.page()
    assert isinstance(page, HistoryPage)
    listed = [page.table.model().index(row, 2).data() for row in range(5)]
    assert listed == [
        "Plaatsen bevestigd",
        "Aanbod toegevoegd",
        "Bewoner gewijzigd",
        "Bewoner toegevoegd",
        "Balie gemaakt",
    ]
    assert "Plaatsen: 2 → 4" in texts(page)
    page.table.setFocus(Qt.FocusReason.OtherFocusReason)
    for _turn in range(2):
        press(page.table, Qt.Key.Key_Down)
    frame.settle()
    assert "Niveau Nederlands: A1" in texts(page.detail)
    assert "Joost · " in texts(page.detail)
    assert not page.older.isVisible()


def test_what_is_undone_elsewhere_appears_at_once(
    desk: Desk, semhar: Resident, open_frame: OpenFrame
) -> None:
    frame = open_frame({"history": HistoryPage})
    frame.go("history")
    frame.shell.undoing.undo()
    frame.settle()
    page = frame.page()
    assert isinstance(page, HistoryPage)
    # Joost changed the resident since, so that Marleen's own step stays.
    assert frame.shell.undoing.notice.isVisible()
    assert page.table.model().index(0, 2).data() == "Bewoner gewijzigd"
    frame.shell.undoing.hide_notice()
    confirm = add_offer(desk, "Taalhuis", code="T01", kind="activity", title="Taalcafé")
    frame.shell.saved("Aanbod toegevoegd", confirm.changed)
    frame.settle()
    frame.shell.undoing.undo()
    frame.settle()
    assert page.table.model().index(0, 2).data() == "Ongedaan gemaakt: aanbod toegevoegd"


def test_a_dossier_tells_who_changed_what_when_somebody_asks(
    desk: Desk, semhar: Resident, open_frame: OpenFrame
) -> None:
    frame = open_frame({"residents": ResidentsPage}, ("resident_form", "dossier_rights"))
    frame.go("residents", semhar.id)
    page = frame.page()
    assert isinstance(page, ResidentsPage)
    page.dossier.tabs.setCurrentIndex(page.dossier.tabs.count() - 1)
    said = unfold(frame)
    assert "Bewoner gewijzigd: bewoner Semhar" in said
    assert "Niveau Nederlands: A1" in said
    assert "Geboortedatum: 1 juli 2006" in said


def test_an_offer_and_a_referral_tell_it_too(
    desk: Desk, semhar: Resident, offer: Offer, open_frame: OpenFrame
) -> None:
    referral = prepare_referral(desk, semhar.id, offer.id).result.referral
    record_event(desk, referral.id, EventKind.WITHDRAWN, note="Ander plan")
    frame = open_frame(
        {"offers": OffersPage, "referrals": ReferralsPage}, ("residents", "refer", "matching")
    )
    frame.go("offers", offer.id)
    assert "Plaatsen: 2 → 4" in unfold(frame)
    frame.go("referrals", referral.id)
    assert "Opmerking: Ander plan" in unfold(frame)
