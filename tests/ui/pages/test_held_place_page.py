"""Holding a place, holding it longer and giving it back, from the screens where one meets it."""

from datetime import date, timedelta
from typing import cast

import pytest
from PySide6.QtCore import Qt

from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.places import PlacesFigure
from meedoenbalie.services import catalogue, holding, registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.pages.held_place.page import HeldPlacePage
from meedoenbalie.ui.pages.offers.page import OffersPage
from meedoenbalie.ui.pages.residents.page import ResidentsPage
from meedoenbalie.ui.pages.today.page import TodayPage
from meedoenbalie.ui.widgets.date_list import to_qdate
from tests.opened_desk import TODAY
from tests.ui.pages.frame import Frame, OpenFrame, button, click, press, texts
from tests.ui.pages.making import focused

SPRING, SUMMER = date(2026, 4, 6), date(2026, 6, 1)


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    pages = {
        "held_place": HeldPlacePage,
        "offers": OffersPage,
        "residents": ResidentsPage,
        "today": TodayPage,
    }
    return open_frame(pages, ("refer",))


@pytest.fixture
def semhar(desk: Desk, site: Site) -> Resident:
    return registration.register_resident(
        desk, site.id, given_name="Semhar", family_name="Tesfay"
    ).result


@pytest.fixture
def course(desk: Desk) -> Offer:
    return catalogue.add_offer(
        desk,
        "Taalhuis",
        code="T01",
        kind=OfferKind.LANGUAGE_COURSE,
        title="Taal op de fiets",
        start_dates=(SPRING, SUMMER),
        start_places=(
            PlacesFigure(on=SPRING, places=0, confirmed_on=TODAY - timedelta(30)),
            PlacesFigure(on=SUMMER, places=4, total=8, confirmed_on=TODAY),
        ),
    ).result


def test_a_place_is_held_at_the_first_start_with_room(
    frame: Frame, desk: Desk, semhar: Resident, course: Offer
) -> None:
    frame.go("held_place", (semhar.id, course.id))
    page = cast(HeldPlacePage, frame.page())
    assert "Semhar Tesfay bij Taal op de fiets" in texts(page)
    assert page.start.currentText() == "start ma 1 jun · 4 plaatsen"
    page.until.setDate(to_qdate(TODAY + timedelta(days=5)))
    click(page.hold)
    frame.settle()
    (line,) = holding.holds_of_resident(desk, semhar.id)
    assert (line.hold.start_on, line.hold.until) == (SUMMER, TODAY + timedelta(days=5))
    assert "Vastgehouden tot en met za 7 mrt" in texts(page)
    click(page.release)
    frame.settle()
    assert holding.holds_of_resident(desk, semhar.id) == ()


def test_what_was_chosen_stays_when_another_desk_changes_something(
    frame: Frame, semhar: Resident, course: Offer
) -> None:
    frame.go("held_place", (semhar.id, course.id))
    page = cast(HeldPlacePage, frame.page())
    page.start.setCurrentIndex(0)
    page.until.setDate(to_qdate(TODAY + timedelta(days=5)))
    frame.shell.heard(frozenset({"offer"}))
    frame.settle()
    assert page.start.value() == SPRING
    assert page.until.date() == to_qdate(TODAY + timedelta(days=5))


def test_it_shows_at_the_offer_and_in_the_dossier_and_both_lead_to_it(
    frame: Frame, desk: Desk, semhar: Resident, course: Offer
) -> None:
    holding.hold_place(desk, semhar.id, course.id, SUMMER)
    frame.go("offers", course.id)
    page = cast(OffersPage, frame.page())
    said = texts(page.detail)
    assert "3 plaatsen · vandaag bevestigd" in said
    assert "vol · bevestigd op 31 jan (4 weken geleden) · niet meer zeker" in said
    assert "Semhar" not in said
    click(button(page.detail, "Bekijken: Plaats vastgehouden tot en met do 5 mrt (1)"))
    frame.settle()
    assert frame.shell.current_key() == "held_place"
    frame.go("residents", semhar.id)
    residents = cast(ResidentsPage, frame.page())
    click(button(residents, "Bekijken: Taal op de fiets, tot en met do 5 mrt"))
    frame.settle()
    held = cast(HeldPlacePage, frame.page())
    click(held.refer)
    assert frame.asked_elsewhere("refer") == [(semhar.id, course.id)]


def test_what_ends_tomorrow_stands_on_today_and_enter_opens_it(
    frame: Frame, desk: Desk, semhar: Resident, course: Offer
) -> None:
    holding.hold_place(desk, semhar.id, course.id, SUMMER, TODAY + timedelta(days=1))
    frame.go("today")
    page = cast(TodayPage, frame.page())
    assert "Plaats voor Semhar Tesfay bij Taal op de fiets" in texts(page)
    assert "eindigt morgen" in texts(page)
    press(focused(), Qt.Key.Key_Return)
    frame.settle()
    held = cast(HeldPlacePage, frame.page())
    held.until.setDate(to_qdate(TODAY + timedelta(days=9)))
    click(held.hold)
    frame.settle()
    assert holding.holds_of_offer(desk, course.id)[0].hold.until == TODAY + timedelta(days=9)


def test_a_refusal_says_what_to_do(
    frame: Frame, desk: Desk, site: Site, semhar: Resident, course: Offer
) -> None:
    frame.go("held_place", (semhar.id, course.id))
    page = cast(HeldPlacePage, frame.page())
    page.start.setCurrentIndex(0)
    click(page.hold)
    frame.settle()
    assert "Er is geen plaats meer vrij. Vraag het de aanbieder." in texts(page)
