"""What is due for erasure, in the window: choose, erase or keep longer."""

from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.registration import register_resident
from meedoenbalie.services.settings import settings_of
from meedoenbalie.ui.pages.keeping.page import KeepingPage
from meedoenbalie.ui.pages.settings.keeping import KeepingCard
from meedoenbalie.ui.pages.settings.page import SettingsPage
from tests.ui.pages.frame import Frame, OpenFrame, button, click, press, texts, type_text


@pytest.fixture
def three(desk: Desk, site: Site) -> list[Resident]:
    return [
        register_resident(desk, site.id, given_name=name, departed_on=date(2025, 6, day)).result
        for day, name in ((1, "Maryam"), (2, "Zahra"), (3, "Semhar"))
    ]


@pytest.fixture
def frame(open_frame: OpenFrame, three: list[Resident]) -> Frame:
    opened = open_frame({"keeping": KeepingPage}, ("dossier_rights",))
    opened.go("keeping")
    return opened


def page_of(frame: Frame) -> KeepingPage:
    page = frame.page()
    assert isinstance(page, KeepingPage)
    return page


def choose(page: KeepingPage, *places: int) -> None:
    flags = QItemSelectionModel.SelectionFlag
    for place in places:
        index = page.table.model().index(place, 0)
        page.table.selectionModel().select(index, flags.Select | flags.Rows)


def ctrl_click(page: KeepingPage, place: int) -> None:
    where = page.table.visualRect(page.table.model().index(place, 0)).center()
    QTest.mouseClick(
        page.table.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ControlModifier,
        where,
    )
    QApplication.processEvents()


def here(desk: Desk) -> list[str]:
    with desk.read() as reader:
        return sorted(resident.given_name for resident in reader.find(Resident))


def test_who_is_chosen_is_erased_when_their_number_is_typed(frame: Frame, desk: Desk) -> None:
    page = page_of(frame)
    assert page.table.model().index(0, 2).data() == "vertrokken op 1 juni 2025"
    assert not page.erase.isEnabled()
    choose(page, 0, 2)
    type_text(page.number, "3")
    assert not page.erase.isEnabled()
    page.number.clear()
    type_text(page.number, "2")
    click(button(page, "Voorgoed wissen"))
    frame.settle()
    assert here(desk) == ["Zahra"]
    assert "2 bewoners zijn voorgoed gewist." in texts(page)
    assert page.table.model().rowCount() == 1


def test_rows_are_chosen_and_left_out_again_with_the_mouse(frame: Frame) -> None:
    page = page_of(frame)
    for place in (0, 1, 2, 1):
        ctrl_click(page, place)
    assert [item.resident.given_name for item in page.chosen()] == ["Maryam", "Semhar"]
    assert "Typ het aantal: 2 rijen" in texts(page)


def test_who_is_kept_longer_is_no_longer_proposed(frame: Frame, desk: Desk) -> None:
    page = page_of(frame)
    assert not page.keep.isEnabled()
    choose(page, 1)
    click(button(page, "Langer bewaren"))
    frame.settle()
    assert here(desk) == ["Maryam", "Semhar", "Zahra"]
    assert page.table.model().rowCount() == 2
    with desk.read() as reader:
        assert reader.find(Resident, given_name="Zahra")[0].keep_until == date(2026, 9, 2)


def test_enter_shows_what_is_held_about_somebody(frame: Frame, three: list[Resident]) -> None:
    page = page_of(frame)
    page.table.setCurrentIndex(page.table.model().index(0, 0))
    press(page.table, Qt.Key.Key_Return)
    frame.settle()
    assert frame.asked_elsewhere("dossier_rights") == [three[0].id]


def test_an_empty_list_says_so(open_frame: OpenFrame, desk: Desk, site: Site) -> None:
    register_resident(desk, site.id, given_name="Maryam")
    opened = open_frame({"keeping": KeepingPage})
    opened.go("keeping")
    assert "Er is nu niets te wissen." in texts(opened.page())


def test_the_settings_keep_the_terms_and_lead_to_what_is_due(
    open_frame: OpenFrame, desk: Desk, three: list[Resident]
) -> None:
    opened = open_frame({"settings": SettingsPage}, ("keeping",))
    opened.go("settings")
    page = opened.page()
    card = page.findChild(KeepingCard)
    assert isinstance(card, KeepingCard)
    assert card.due.text() == "3 voorstellen om te wissen. U beslist."
    card.keep.set_value(12)
    card.keep.editingFinished.emit()
    opened.settle()
    assert settings_of(desk).keep_months == 12
    assert card.due.text() == "Er is nu niets te wissen."
    card.look.click()
    opened.settle()
    assert opened.shell.current_key() == "keeping"
