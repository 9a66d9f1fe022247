"""What the leaflet says of an offer: written in each language, and read by a native speaker."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

from meedoenbalie.domain.offer_texts import OfferText
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.referrals import InformationGiven
from meedoenbalie.services import leaflets
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.pages.offer_texts.page import OfferTextsPage
from meedoenbalie.ui.pages.offers.page import OffersPage
from meedoenbalie.ui.widgets.choices import ChoiceTile
from tests.opened_desk import TODAY
from tests.reports.pdf_text import texts as texts_of_pdf
from tests.ui.pages.frame import Frame, OpenFrame, button, click, press, texts, type_text
from tests.ui.pages.making import add_offer, focused

SAVE, RECORD = "Opslaan", "Nagekeken vastleggen"


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    return open_frame({"offers": OffersPage, "offer_texts": OfferTextsPage}, ("offer_form",))


@pytest.fixture
def offer(desk: Desk) -> Offer:
    return add_offer(desk, "M01", "Samen in de buurt", description="Spelmiddag voor kinderen.")


def opened(frame: Frame, offer: Offer, language: str = "Engels") -> OfferTextsPage:
    frame.go("offer_texts", offer.id)
    page = frame.page()
    assert isinstance(page, OfferTextsPage)
    choose(frame, page, language)
    return page


def tile(page: OfferTextsPage, language: str) -> ChoiceTile:
    tiles = page.tiles.findChildren(ChoiceTile)
    (found,) = [one for one in tiles if one.isVisible() and one.text() == language]
    return found


def choose(frame: Frame, page: OfferTextsPage, language: str) -> None:
    click(tile(page, language))
    frame.settle()


def box(page: OfferTextsPage, name: str) -> QWidget:
    return page.texts.lines[name].box


def stored(desk: Desk, offer: Offer) -> dict[str, OfferText]:
    return {text.language: text for text in leaflets.offer_texts(desk, offer.id)}


def save(frame: Frame, page: OfferTextsPage) -> None:
    click(button(page, SAVE))
    frame.settle()


def record(frame: Frame, page: OfferTextsPage, name: str) -> None:
    type_text(page.check.name, name)
    click(button(page, RECORD))
    frame.settle()


def test_the_page_is_reached_from_the_offer_and_leads_back_to_it(
    frame: Frame, offer: Offer
) -> None:
    frame.go("offers", offer.id)
    click(button(frame.page(), "Teksten voor de folder…"))
    frame.settle()
    page = frame.page()
    assert isinstance(page, OfferTextsPage)
    assert "Samen in de buurt" in texts(page.head)
    assert focused() is box(page, "title")
    press(focused(), Qt.Key.Key_Escape)
    frame.settle()
    assert frame.shell.current_key() == "offers"


def test_a_text_is_typed_beside_the_dutch_of_the_provider_and_saved(
    frame: Frame, desk: Desk, offer: Offer
) -> None:
    page = opened(frame, offer)
    assert page.texts.lines["title"].dutch.text() == "Samen in de buurt"
    assert page.texts.lines["what_you_do"].dutch.text() == "Spelmiddag voor kinderen."
    assert page.texts.lines["bring"].dutch.text() == "De aanbieder schreef hier niets over."
    assert "Engels nog niet" in texts(page.tiles)
    type_text(box(page, "title"), "Together")
    type_text(box(page, "what_you_do"), "Games with children.")
    type_text(box(page, "benefit"), "You practise Dutch.")
    type_text(box(page, "bring"), "Water")
    save(frame, page)
    text = stored(desk, offer)["eng"]
    assert (text.title, text.what_you_do) == ("Together", "Games with children.")
    assert (text.benefit, text.bring) == ("You practise Dutch.", "Water")
    assert "Engels niet nagekeken" in texts(page.tiles)
    assert not page.save.isEnabled()
    assert not page.unsaved()


def test_only_the_dutch_is_told_how_to_say_it_plainer(frame: Frame, offer: Offer) -> None:
    page = opened(frame, offer, "Nederlands")
    type_text(box(page, "benefit"), "Je leert eveneens Nederlands.")
    assert "Moeilijk woord: eveneens. Liever: ook." in texts(page)
    choose(frame, page, "Engels")
    assert "Moeilijk woord" not in texts(page)


def test_what_was_written_in_dutch_for_the_leaflet_goes_before_the_list_of_the_provider(
    frame: Frame, desk: Desk, offer: Offer
) -> None:
    page = opened(frame, offer, "Nederlands")
    assert page.texts.lines["title"].dutch.text() == "Samen in de buurt"
    type_text(box(page, "bring"), "Een fles water")
    save(frame, page)
    assert "Nederlands geschreven" in texts(page.tiles)
    assert "niet nodig" in page.check.state.text()
    assert not page.check.record.isVisible()
    choose(frame, page, "Tigrinya")
    assert page.texts.lines["bring"].dutch.text() == "Een fles water"
    assert page.texts.lines["title"].dutch.text() == "Samen in de buurt"


def test_a_native_speaker_reads_a_text_and_a_change_takes_that_away(
    frame: Frame, desk: Desk, offer: Offer
) -> None:
    leaflets.set_offer_text(desk, offer.id, "en", title="Together")
    page = opened(frame, offer)
    record(frame, page, "Grace O.")
    text = stored(desk, offer)["eng"]
    assert (text.checked_by, text.checked_on) == ("Grace O.", TODAY)
    assert "nagekeken door Grace O. op 2 mrt" in texts(page.tiles)
    assert "Nagekeken door Grace O. op 2 maart 2026" in page.check.state.text()
    assert not page.check.record.isVisible()
    type_text(box(page, "title"), " again")
    save(frame, page)
    assert stored(desk, offer)["eng"].checked_on is None
    assert "Engels niet nagekeken" in texts(page.tiles)
    assert page.check.record.isVisible()


def test_only_a_saved_text_can_be_checked_and_somebody_must_be_named(
    frame: Frame, desk: Desk, offer: Offer
) -> None:
    page = opened(frame, offer)
    assert not page.check.record.isEnabled()
    type_text(box(page, "title"), "Together")
    assert not page.check.record.isEnabled()
    save(frame, page)
    click(button(page, RECORD))
    frame.settle()
    assert page.check.field.error() == "Schrijf op wie de tekst las."
    assert page.check.name.hasFocus()
    type_text(page.check.name, "Grace 111222333")
    press(page.check.name, Qt.Key.Key_Return)
    frame.settle()
    assert "BSN" in page.check.field.error()
    assert not stored(desk, offer)["eng"].checked


def test_another_language_saves_what_was_typed_first(
    frame: Frame, desk: Desk, offer: Offer
) -> None:
    page = opened(frame, offer)
    type_text(box(page, "title"), "Together")
    choose(frame, page, "Tigrinya")
    assert stored(desk, offer)["eng"].title == "Together"
    assert tile(page, "Tigrinya").isChecked()
    assert not tile(page, "Engels").isChecked()
    assert page.texts.values()["title"] == ""


def test_a_text_that_may_not_be_kept_stays_on_the_screen_with_its_language(
    frame: Frame, desk: Desk, offer: Offer
) -> None:
    page = opened(frame, offer)
    type_text(box(page, "bring"), "bel 111222333")
    choose(frame, page, "Tigrinya")
    assert "BSN" in page.texts.lines["bring"].field.error()
    assert tile(page, "Engels").isChecked()
    assert page.texts.values()["bring"] == "bel 111222333"
    assert stored(desk, offer) == {}


def test_arabic_is_written_from_the_right_and_other_languages_from_the_left(
    frame: Frame, offer: Offer
) -> None:
    page = opened(frame, offer, "Arabisch")
    right, left = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
    assert {box(page, name).layoutDirection() for name in page.texts.lines} == {right}
    edit = box(page, "bring")
    assert isinstance(edit, QPlainTextEdit)
    # Before a sign is typed the cursor stands at the side where the text will begin.
    assert edit.cursorRect().left() > edit.width() / 2
    choose(frame, page, "Tigrinya")
    assert {box(page, name).layoutDirection() for name in page.texts.lines} == {left}
    assert edit.cursorRect().left() < edit.width() / 2


def test_the_leaflet_can_be_seen_and_nobody_counts_as_told(
    frame: Frame, desk: Desk, offer: Offer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "folder.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(out), ""))
    page = opened(frame, offer)
    type_text(box(page, "title"), "Together in the street")
    click(button(page, "Folder bekijken…"))
    frame.settle()
    assert "De folder is gemaakt. Er is niets vastgelegd." in texts(page)
    (printed,) = texts_of_pdf(out)
    assert "Together in the street" in printed
    assert "azc Rietwaard" in printed
    with desk.read() as reader:
        assert reader.find(InformationGiven) == []


def test_without_an_azc_nobody_can_be_asked_and_the_button_says_so(
    frame: Frame, desk: Desk, offer: Offer, site: Site
) -> None:
    page = opened(frame, offer)
    assert page.preview.isEnabled()
    with desk.write("change_settings") as uow:
        uow.delete(uow.get(Site, site.id))
    frame.shell.site = None
    page.refresh(frozenset({"site"}))
    frame.settle()
    assert not page.preview.isEnabled()
    assert "locatie" in page.preview.toolTip()


def test_a_leaflet_that_cannot_be_made_is_said_and_can_be_asked_again(
    frame: Frame, offer: Offer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = [str(tmp_path / "weg" / "folder.pdf"), ""]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (chosen.pop(0), ""))
    page = opened(frame, offer)
    click(button(page, "Folder bekijken…"))
    frame.settle()
    assert "weg" in texts(page.form)
    assert list(tmp_path.glob("**/*.pdf")) == []
    click(button(page, "Folder bekijken…"))
    frame.settle()
    assert not chosen


def test_opening_another_offer_loses_nothing(frame: Frame, desk: Desk, offer: Offer) -> None:
    other = add_offer(desk, "M02", "Koken")
    page = opened(frame, offer)
    type_text(box(page, "title"), "Together")
    frame.go("offers")
    frame.go("offer_texts", other.id)
    assert stored(desk, offer)["eng"].title == "Together"
    assert "Koken" in texts(page.head)
    assert page.texts.values()["title"] == ""


def test_a_change_elsewhere_leaves_what_is_being_typed(
    frame: Frame, desk: Desk, offer: Offer
) -> None:
    page = opened(frame, offer)
    type_text(box(page, "title"), "Together")
    done = leaflets.set_offer_text(desk, offer.id, "ti", title="ሓቢርና")
    frame.shell.saved("", done.changed)
    frame.settle()
    assert page.texts.values()["title"] == "Together"
    assert "Tigrinya niet nagekeken" in texts(page.tiles)
