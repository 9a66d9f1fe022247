"""A weight is saved only after the desk saw whose advice it changes."""

from __future__ import annotations

from datetime import timedelta

from meedoenbalie.domain.people import Site
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.weights import weights_of
from meedoenbalie.ui.pages.settings.page import SettingsPage
from meedoenbalie.ui.pages.settings.weights import WeightsCard
from tests.opened_desk import TODAY
from tests.ui.pages.frame import Frame, OpenFrame, button, click, texts
from tests.ui.pages.making import add_offer, add_resident


def opened(open_frame: OpenFrame) -> tuple[Frame, WeightsCard]:
    frame = open_frame({"settings": SettingsPage})
    frame.go("settings")
    page = frame.page()
    assert isinstance(page, SettingsPage)
    card = page.cards["weights"]
    assert isinstance(card, WeightsCard)
    return frame, card


def test_the_effect_is_shown_and_then_the_weights_are_saved_as_a_version(
    open_frame: OpenFrame, desk: Desk, site: Site
) -> None:
    add_resident(desk, site, interests=("koken",))
    add_offer(desk, "M01", "Samen koken", travel_minutes={"RTW": 44})
    add_offer(desk, "M02", "Moestuin", travel_minutes={"RTW": 1})
    frame, card = opened(open_frame)
    assert "Nog geen eigen keus" in texts(card)
    assert not card.look.isEnabled()
    card.boxes["interests"].setText("0")
    assert card.unsaved()
    assert not card.save.isEnabled()
    click(button(card, "Wie merkt dat?"))
    frame.settle()
    assert "Voor 1 van 1 bewoners" in texts(card)
    assert "Semhar Tesfay: bovenaan Moestuin in plaats van Samen koken" in texts(card)
    click(button(card, "Gewichten opslaan"))
    frame.settle()
    assert weights_of(desk, site.id).now.interests == 0
    assert "Versie 1, 2 maart 2026, Marleen: wensen 0" in texts(card)
    assert not card.unsaved()


def test_another_number_after_looking_has_to_be_looked_at_again(
    open_frame: OpenFrame, desk: Desk, site: Site
) -> None:
    add_resident(desk, site)
    frame, card = opened(open_frame)
    card.boxes["travel"].setText("90")
    click(button(card, "Wie merkt dat?"))
    frame.settle()
    assert card.save.isEnabled()
    assert "Voor geen van de 1 bewoners" in texts(card)
    card.boxes["travel"].setText("91")
    assert not card.save.isEnabled()


def test_nobody_is_named_while_a_resident_looks_along(
    open_frame: OpenFrame, desk: Desk, site: Site
) -> None:
    add_resident(desk, site, interests=("koken",))
    add_offer(desk, "M01", "Samen koken", travel_minutes={"RTW": 44})
    add_offer(desk, "M02", "Moestuin", travel_minutes={"RTW": 1})
    frame, card = opened(open_frame)
    frame.shell.toggle_shared_view()
    frame.settle()
    card.boxes["interests"].setText("0")
    click(button(card, "Wie merkt dat?"))
    frame.settle()
    assert "Voor 1 van 1 bewoners" in texts(card)
    assert "Semhar Tesfay" not in texts(card)


def test_who_waits_gets_a_place_when_waiting_weighs_and_that_is_shown_first(
    open_frame: OpenFrame, desk: Desk, site: Site
) -> None:
    long_here = {"arrival_date": TODAY - timedelta(weeks=12), "interests": ("sport",)}
    add_resident(desk, site, "Semhar Tesfay", **long_here)
    add_resident(desk, site, "Hodan Abdi", arrival_date=TODAY, interests=("koken",))
    add_offer(desk, "M01", "Samen koken", places=1)
    frame, card = opened(open_frame)
    assert "alleen bij Verdeling" in texts(card)
    card.waiting.setText("10")
    assert not card.save.isEnabled()
    click(button(card, "Wie merkt dat?"))
    frame.settle()
    said = texts(card)
    assert "Bij een verdeling van vandaag verandert de plaats van 2 bewoners." in said
    assert "Semhar Tesfay: bij verdelen Samen koken in plaats van geen plaats" in said
    click(button(card, "Gewichten opslaan"))
    frame.settle()
    assert weights_of(desk, site.id).waiting == 10
    assert "wachttijd 10" in texts(card)
    assert not card.unsaved()
    card.waiting.setText("11")
    assert not card.look.isEnabled(), "ten is the most"
