"""The list of offers: what is certain, what is old, and confirming it in place."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from meedoenbalie.domain.offer_terms import OfferForm
from meedoenbalie.domain.people import DutchLevel, Site
from meedoenbalie.domain.week import Daypart
from meedoenbalie.services import catalogue
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.settings import set_position
from meedoenbalie.ui.pages.offers.filters import Trait
from meedoenbalie.ui.pages.offers.form import OfferFormPage
from meedoenbalie.ui.pages.offers.page import OffersPage
from tests.opened_desk import TODAY
from tests.ui.pages.frame import Frame, OpenFrame, button, click, press, texts, type_text
from tests.ui.pages.making import add_offer, focused


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    return open_frame({"offers": OffersPage, "offer_form": OfferFormPage}, ("import",))


def opened(frame: Frame, target: object = None) -> OffersPage:
    frame.go("offers", target)
    page = frame.page()
    assert isinstance(page, OffersPage)
    return page


def cells(page: OffersPage, column: int) -> list[str]:
    model = page.table.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(row, column).data(role)) for row in range(model.rowCount())]


def titles(page: OffersPage) -> list[str]:
    return [cell.partition(",")[0] for cell in cells(page, 1)]


def test_a_desk_without_offers_leads_to_reading_a_list(frame: Frame) -> None:
    page = opened(frame)
    assert "Nog geen aanbod" in texts(page.list)
    click(button(page.list, "Aanbod inlezen"))
    assert frame.asked_elsewhere("import") == ["offers"]


def test_full_unknown_and_old_places_are_said_in_words(frame: Frame, desk: Desk) -> None:
    add_offer(desk, "M01", "Vers", places=3)
    add_offer(desk, "M02", "Vol", places=0)
    add_offer(desk, "M03", "Oud", places_confirmed_on=TODAY - timedelta(40))
    add_offer(desk, "M04", "Onbekend", places=None, places_confirmed_on=None)
    page = opened(frame)
    assert cells(page, 3) == ["3 / 8", "0 / 8, vol", "3 / 8", "? / 8, plaatsen niet bekend"]
    assert cells(page, 4) == [
        "3 dagen",
        "3 dagen",
        "5 weken, niet meer zeker",
        "nooit, niet meer zeker",
    ]


def test_old_places_are_confirmed_with_a_number_and_enter(frame: Frame, desk: Desk) -> None:
    offer = add_offer(desk, "M01", "Oud", places_confirmed_on=TODAY - timedelta(40))
    page = opened(frame)
    click(button(page.detail, "Plaatsen bevestigen"))
    number = focused()
    type_text(number, "5")
    press(number, Qt.Key.Key_Return)
    frame.settle()
    stored = catalogue.offer_by_code(desk, "M01")
    assert (stored.places, stored.places_confirmed_on) == (5, TODAY)
    assert cells(page, 4) == ["vandaag"]
    assert page.table.hasFocus()
    assert page.table.current_id() == offer.id
    assert button(page.detail, "Wie past hierbij?").kind == "primary"


def test_esc_leaves_the_number_without_changing_anything(frame: Frame, desk: Desk) -> None:
    add_offer(desk, "M01", "Vers")
    page = opened(frame)
    click(button(page.detail, "Bevestigen"))
    type_text(focused(), "7")
    press(focused(), Qt.Key.Key_Escape)
    frame.settle()
    assert catalogue.offer_by_code(desk, "M01").places == 3
    assert button(page.detail, "Bevestigen").isVisible()


def test_searching_finds_an_offer_by_its_provider(frame: Frame, desk: Desk) -> None:
    add_offer(desk, "M01", "Koken", provider="Buurtkracht")
    add_offer(desk, "M02", "Tuin", provider="De Wilde Tuin")
    page = opened(frame)
    type_text(page.search, "wilde")
    press(page.search, Qt.Key.Key_Return)
    frame.settle()
    assert titles(page) == ["Tuin"]


def test_filters_combine_and_an_empty_result_shows_how_to_clear_them(
    frame: Frame, desk: Desk
) -> None:
    add_offer(desk, "M01", "Avond", "di avond", level_from=DutchLevel.A2)
    add_offer(desk, "M02", "Middag", "di 13:00-15:00", places=0)
    add_offer(desk, "T01", "Les", "wo 9:30-12:00", level_from=DutchLevel.A0, level_to=DutchLevel.A1)
    page = opened(frame)
    click(page.filters.free)
    assert titles(page) == ["Avond", "Les"]
    page.filters.level.choose(DutchLevel.A1)
    assert titles(page) == ["Les"]
    page.filters.daypart.choose(Daypart.EVENING)
    assert "Geen aanbod met deze filters." in texts(page.list)
    click(button(page.list, "Filters wissen"))
    frame.settle()
    assert len(titles(page)) == 3
    assert not page.filters.free.isChecked()


def test_the_terms_of_an_offer_can_be_filtered_by(frame: Frame, desk: Desk) -> None:
    add_offer(
        desk, "A01", "Koffie", kind="activity", forms=("weekend", "buddy"), childcare=True,
        first_step=True, support_languages=("tir",), travel_minutes={"RTW": 40},
    )  # fmt: skip
    add_offer(desk, "M01", "Koken", forms=("day",), accessible=True, travel_minutes={"RTW": 10})
    add_offer(desk, "M02", "Tuin", conduct_certificate=False, travel_minutes={})
    page = opened(frame)
    filters = page.filters
    for menu, value, left in (
        (filters.form, OfferForm.BUDDY, ["Koffie"]),
        (filters.language, "tir", ["Koffie"]),
        (filters.trait, Trait.ACCESSIBLE, ["Koken"]),
        (filters.trait, Trait.CHILDCARE, ["Koffie"]),
        (filters.trait, Trait.CERTIFICATE_FREE, ["Tuin"]),
        (filters.within, 15, ["Koken"]),
    ):
        filters.clear()
        menu.choose(value)
        assert titles(page) == left
    assert "1 van 3; van 1 is de reistijd niet bekend" in texts(page.list)


def test_words_are_looked_for_at_every_key_without_waiting(frame: Frame, desk: Desk) -> None:
    add_offer(desk, "M01", "Fietswerkplaats", place="Lindedorp")
    add_offer(desk, "M02", "Tuin en keuken")
    page = opened(frame)
    page.search.setText("werkplaats linde")
    frame.settle()
    assert titles(page) == ["Fietswerkplaats"]
    page.search.setText("tu")
    frame.settle()
    assert titles(page) == ["Tuin en keuken"]
    assert "Tuin en keuken" in texts(page.detail)


def test_another_offer_is_read_from_its_top(frame: Frame, desk: Desk) -> None:
    add_offer(desk, "M01", "Koken", description="lang " * 300)
    add_offer(desk, "M02", "Tuin", description="lang " * 300)
    page = opened(frame)
    bar = page.detail.scroller.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    press(page.table, Qt.Key.Key_Down)
    frame.settle()
    assert "Tuin" in texts(page.detail)
    assert bar.value() == 0


def test_an_estimated_way_is_called_an_estimate(frame: Frame, desk: Desk, site: Site) -> None:
    set_position(desk, site.id, (52.0, 5.0))
    add_offer(desk, "M01", "Koken", travel_minutes={}, latitude=52.01, longitude=5.0)
    page = opened(frame)
    words = "nog niet zeker: Geschat vanaf azc Rietwaard: 20 minuten lopen, 10 minuten fietsen"
    assert words in texts(page.detail)
    page.filters.within.choose(15)
    assert titles(page) == ["Koken"]


def test_the_terms_are_told_and_what_nobody_asked_stands_in_one_line(
    frame: Frame, desk: Desk
) -> None:
    add_offer(
        desk, "T01", "Taal op de werkvloer", forms=("day", "work_floor"), group_from=2, group_to=6,
        childcare=True, tuned_to=("M01",), conduct_certificate=True,
        certificate_state="geregeld", certificate_valid_until=date(2027, 3, 1),
        work_permit_valid_until=date(2026, 2, 1), cost_cents=1250, cost_payer="gemeente",
    )  # fmt: skip
    add_offer(desk, "M01", "Koken")
    page = opened(frame)
    page.search.setText("T01")
    frame.settle()
    said = texts(page.detail)
    for words in (
        "past: Vorm: overdag, op de werkvloer",
        "past: Groep van 2 tot 6",
        "past: Er is kinderopvang",
        "past: Afgestemd op Koken, opgave aanbieder",
        "past: VOG: geregeld, tot 1 maart 2027",
        "nog niet zeker: Verklaring vrijwilligerswerk: ontvangen, verlopen op 1 februari 2026",
        "dat betaalt de gemeente",
        "nog niet zeker: Nog niet gevraagd: lezen en schrijven, toegankelijkheid",
    ):
        assert words in said


def test_the_detail_says_what_is_asked_and_what_nobody_knows(
    frame: Frame, desk: Desk, site: Site
) -> None:
    add_offer(
        desk, "M01", "Koken", "ma 13:00-15:00", cost_cents=0, hours_total=90, weeks=20,
        minimum_age=12, maximum_age=30, travel_minutes={}, start_dates=(date(2026, 3, 16),),
        continuous_intake=False,
    )  # fmt: skip
    said = texts(opened(frame).detail)
    for words in (
        "90 u in 20 weken",
        "12–30 jaar bij start",
        "16 maart 2026",
        "over 14 dagen",
        "past: Gratis voor de jongere, opgave Buurtkracht",
        "past: Onder de 16 mag, met akkoord van voogd of ouder",
        "nog niet zeker: Reistijd vanaf azc Rietwaard niet bekend",
    ):
        assert words in said


def test_enter_on_a_row_opens_the_offer_to_change_it(frame: Frame, desk: Desk) -> None:
    add_offer(desk, "M01", "Koken")
    page = opened(frame)
    page.table.setFocus()
    press(page.table, Qt.Key.Key_Return)
    frame.settle()
    form = frame.page()
    assert isinstance(form, OfferFormPage)
    assert form.title() == "Aanbod wijzigen"


def test_an_offer_can_be_asked_for_by_another_page(frame: Frame, desk: Desk) -> None:
    add_offer(desk, "M01", "Koken")
    wanted = add_offer(desk, "M02", "Tuin")
    page = opened(frame)
    click(page.filters.free)
    frame.go("offers", wanted.id)
    assert page.table.current_id() == wanted.id
    assert not page.filters.free.isChecked()
