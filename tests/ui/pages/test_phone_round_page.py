"""The phone round by keys: a number, one letter, or only Enter for each question."""

from datetime import date, timedelta
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.places import PlacesFigure
from meedoenbalie.domain.providers import ProviderTalk
from meedoenbalie.services import catalogue, providers, undoing
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.pages.phone_round.page import PhoneRoundPage
from tests.opened_desk import TODAY
from tests.ui.pages.frame import Frame, OpenFrame, button, click, press, texts, type_text
from tests.ui.pages.making import focused

SPRING = date(2026, 4, 6)


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    return open_frame({"phone_round": PhoneRoundPage}, ("offers",))


def add(desk: Desk, code: str, provider: str = "Buurtkracht", **values: Any) -> Offer:
    old = {"places": 3, "places_confirmed_on": TODAY - timedelta(40)}
    return catalogue.add_offer(
        desk,
        provider,
        **{"code": code, "kind": OfferKind.ACTIVITY, "title": f"Aanbod {code}", **old, **values},
    ).result


def opened(frame: Frame) -> PhoneRoundPage:
    frame.go("phone_round")
    return cast(PhoneRoundPage, frame.page())


def stored(desk: Desk, code: str) -> Offer:
    return catalogue.offer_by_code(desk, code)


def talks(desk: Desk) -> list[str]:
    with desk.read() as reader:
        return [talk.summary for talk in reader.find(ProviderTalk, order_by="summary")]


def test_the_whole_round_goes_by_single_keys(frame: Frame, desk: Desk) -> None:
    add(desk, "M01", places_confirmed_on=TODAY - timedelta(60))
    add(desk, "M02", "De Schakel", places_confirmed_on=TODAY - timedelta(50))
    add(desk, "M03", "Taalhuis")
    page = opened(frame)
    assert "0 van 3 gevraagd" in texts(page.head)
    assert focused() is page.answer
    press(page.answer, Qt.Key.Key_Return)
    frame.settle()
    assert (stored(desk, "M01").places, stored(desk, "M01").places_confirmed_on) == (3, TODAY)
    assert "1 van 3 gevraagd" in texts(page.head)
    type_text(focused(), "v")
    frame.settle()
    assert stored(desk, "M02").places == 0
    type_text(focused(), "12")
    press(focused(), Qt.Key.Key_Return)
    frame.settle()
    assert stored(desk, "M03").places == 12
    assert "Er is niemand te bellen." in texts(page.list)
    click(button(page.list, "Naar Aanbod"))
    assert frame.shell.current_key() == "offers"


def test_an_answer_can_be_taken_back_and_is_asked_again(frame: Frame, desk: Desk) -> None:
    add(desk, "M01")
    add(desk, "M02", "De Schakel")
    page = opened(frame)
    type_text(page.answer, "7")
    press(page.answer, Qt.Key.Key_Return)
    frame.settle()
    assert stored(desk, "M01").places == 7
    QTest.keyClick(focused(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    frame.settle()
    assert stored(desk, "M01").places == 3
    assert "0 van 2 gevraagd" in texts(page.head)
    assert talks(desk) == []


def test_nobody_answering_puts_the_provider_last_and_is_kept(frame: Frame, desk: Desk) -> None:
    add(desk, "M01", places_confirmed_on=TODAY - timedelta(60))
    add(desk, "M02", places_confirmed_on=TODAY - timedelta(55))
    other = add(desk, "M03", "De Schakel")
    page = opened(frame)
    type_text(page.answer, "g")
    frame.settle()
    assert talks(desk) == ["Belronde: geen gehoor."]
    assert page.table.current_id() == (other.id, None)
    press(page.answer, Qt.Key.Key_Down)
    frame.settle()
    assert "Laatst gesproken: vandaag. Belronde: geen gehoor." in texts(page.detail)
    undoing.undo(desk)
    assert talks(desk) == []


def test_skipping_comes_back_at_the_end_and_an_empty_box_asks_again(
    frame: Frame, desk: Desk
) -> None:
    first = add(desk, "M01", places=None, places_confirmed_on=None)
    second = add(desk, "M02", "De Schakel")
    page = opened(frame)
    press(page.answer, Qt.Key.Key_Return)
    frame.settle()
    assert stored(desk, "M01").places_confirmed_on is None
    assert focused() is page.answer
    type_text(page.answer, "o")
    frame.settle()
    assert page.table.current_id() == (second.id, None)
    press(page.answer, Qt.Key.Key_Return)
    frame.settle()
    assert page.table.current_id() == (first.id, None)


def test_whom_to_call_and_for_which_start_stands_there(frame: Frame, desk: Desk) -> None:
    figure = PlacesFigure(
        on=SPRING, places=2, total=8, confirmed_on=TODAY - timedelta(23), asked_by="Joost"
    )
    offer = add(
        desk, "T01", places=None, start_dates=(SPRING,), start_places=(figure,), phone="050-123"
    )
    providers.save_contact(desk, offer.provider_id, name="Els", job="plaatsen", phone="06-99")
    page = opened(frame)
    said = texts(page.detail)
    for words in (
        "Buurtkracht",
        "050-123",
        "Els · plaatsen · 06-99",
        "start ma 6 apr",
        "2 plaatsen · bevestigd op 7 feb (3 weken geleden) · gevraagd door Joost",
    ):
        assert words in said
    click(button(page.detail, "Vol"))
    frame.settle()
    assert stored(desk, "T01").figure(SPRING).full
