"""Doubles in the window: a notice while typing, pairs side by side, merged and taken apart."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from meedoenbalie.domain.merged import NotDouble
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.registration import change_resident, record_contact, register_resident
from meedoenbalie.ui.pages.doubles.notice import DoubleNotice
from meedoenbalie.ui.pages.doubles.page import DoublesPage
from meedoenbalie.ui.pages.merge.page import MergePage
from meedoenbalie.ui.pages.resident_form.page import NEW, ResidentFormPage
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


@pytest.fixture
def both(desk: Desk, site: Site) -> tuple[Resident, Resident]:
    one = register_resident(
        desk, site.id, given_name="Semhar", family_name="Tesfay", birth_date=date(2006, 7, 14)
    ).result
    other = register_resident(
        desk,
        site.id,
        given_name="Semhar",
        family_name="Tesfai",
        birth_date=date(2006, 7, 14),
        v_number="9971803025",
    ).result
    record_contact(desk, other.id, "Kennismaking")
    register_resident(desk, site.id, given_name="Hodan", family_name="Abdi")
    return one, other


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    return open_frame(
        {
            "doubles": DoublesPage,
            "merge": MergePage,
            "residents": ResidentsPage,
            "resident_form": ResidentFormPage,
        }
    )


def pairs_page(frame: Frame) -> DoublesPage:
    page = frame.page()
    assert isinstance(page, DoublesPage)
    return page


def merge_page(frame: Frame) -> MergePage:
    page = frame.page()
    assert isinstance(page, MergePage)
    return page


def people(desk: Desk) -> list[str]:
    with desk.read() as reader:
        return [one.reference for one in reader.find(Resident, order_by="reference")]


def said(frame: Frame, notice: DoubleNotice) -> str:
    """Wait for the pause after typing and for the answer."""
    frame.qtbot.waitUntil(lambda: not notice.waiting(), timeout=PATIENCE_MS)
    frame.settle()
    return notice.notice.accessibleName() if notice.isVisible() else ""


def test_from_the_list_to_one_dossier_by_keyboard(
    frame: Frame, desk: Desk, both: tuple[Resident, Resident]
) -> None:
    frame.go("residents")
    button(frame.page(), "Mogelijke dubbelen (1)").click()
    frame.settle()
    page = pairs_page(frame)
    press(page.pairs, Qt.Key.Key_Return)
    frame.settle()
    merge = merge_page(frame)
    assert merge.choices is not None
    assert "RTW-0001 blijft, RTW-0002 gaat erin op." in texts(merge)
    assert "contactmoment (1)" in texts(merge)
    assert merge.choices.from_other() == ["v_number"]

    # The cursor stands in the first difference; the arrow takes what stands at the right.
    focus = QApplication.focusWidget()
    assert focus is merge.choices.tile("family_name", 1)
    press(focus, Qt.Key.Key_Right)
    assert merge.choices.from_other() == ["family_name", "v_number"]
    merge.merge.click()
    frame.settle()

    assert frame.shell.current_key() == "residents"
    assert people(desk) == ["RTW-0001", "RTW-0003"]
    with desk.read() as reader:
        kept = reader.get(Resident, both[0].id)
    assert (kept.family_name, kept.v_number) == ("Tesfai", "9971803025")
    assert not page.isVisible()


def test_a_number_and_what_kind_of_number_it_is_come_from_the_same_dossier(
    frame: Frame, desk: Desk, both: tuple[Resident, Resident]
) -> None:
    for one, channel, value in zip(
        both, ("telefoon", "e-mail"), ("06 00 12 34 56", "semhar@example.org"), strict=True
    ):
        with desk.read() as reader:
            version = reader.get(Resident, one.id).version
        change_resident(desk, one.id, version, contact_channel=channel, contact_value=value)
    frame.go("merge", (both[0].id, both[1].id))
    choices = merge_page(frame).choices
    assert choices is not None
    click(choices.tile("contact_channel", 2))
    assert choices.from_other() == ["v_number", "contact_channel", "contact_value"]
    click(choices.tile("contact_value", 1))
    assert choices.from_other() == ["v_number"]


def test_the_other_one_can_stay(frame: Frame, desk: Desk, both: tuple[Resident, Resident]) -> None:
    frame.go("merge", (both[0].id, both[1].id))
    page = merge_page(frame)
    page.swap.click()
    frame.settle()
    assert "RTW-0002 blijft, RTW-0001 gaat erin op." in texts(page)
    page.merge.click()
    frame.settle()
    assert people(desk) == ["RTW-0002", "RTW-0003"]


def test_two_people_are_remembered_and_not_shown_again(
    frame: Frame, desk: Desk, both: tuple[Resident, Resident]
) -> None:
    frame.go("doubles")
    page = pairs_page(frame)
    press(page.pairs, Qt.Key.Key_Delete)
    frame.settle()
    assert "Er zijn nu geen mogelijke dubbelen." in texts(page)
    with desk.read() as reader:
        assert reader.count(NotDouble) == 1
    frame.go("residents")
    assert "Mogelijke dubbelen" not in texts(frame.page())


def test_what_was_chosen_stays_when_another_desk_changes_something(
    frame: Frame, both: tuple[Resident, Resident]
) -> None:
    frame.go("merge", (both[0].id, both[1].id))
    page = merge_page(frame)
    assert page.choices is not None
    page.choices.tile("family_name", 2).click()
    page.choices.tile("v_number", 1).click()
    chosen = page.choices.from_other()
    frame.shell.heard(frozenset({"contact"}))
    frame.settle()
    assert page.choices.from_other() == chosen == ["family_name"]


def test_what_was_merged_becomes_two_again_and_says_what_stayed(
    frame: Frame, desk: Desk, both: tuple[Resident, Resident]
) -> None:
    frame.go("merge", (both[0].id, both[1].id))
    merge_page(frame).merge.click()
    frame.settle()
    with desk.read() as reader:
        kept = reader.get(Resident, both[0].id)
    change_resident(desk, kept.id, kept.version, notes="komt vaker")
    frame.go("doubles")
    page = pairs_page(frame)
    page.former.selectRow(0)
    page.split.click()
    frame.settle()
    assert people(desk) == ["RTW-0001", "RTW-0002", "RTW-0003"]
    assert "RTW-0001 en RTW-0002 zijn weer twee dossiers." in texts(page)


def test_while_typing_it_says_who_may_be_there_already(
    frame: Frame, both: tuple[Resident, Resident]
) -> None:
    frame.go("resident_form", NEW)
    page = frame.page()
    assert isinstance(page, ResidentFormPage)
    type_text(page.fields.bound["given_name"].field.box, "Semhar")
    assert said(frame, page.doubles) == ""
    type_text(page.fields.bound["family_name"].field.box, "Tesfaj")
    type_text(page.fields.bound["birth_date"].field.box, "14-07-2006")
    told = said(frame, page.doubles)
    assert "RTW-000" in told
    assert "Komt overeen: naam, geboortedatum." in told

    frame.shell.toggle_shared_view()
    frame.settle()
    assert said(frame, page.doubles) == "Even nakijken"
    assert "Semhar Tesfay" not in texts(page.doubles)
    frame.shell.toggle_shared_view()
    frame.settle()

    button(page.doubles, "Straks").click()
    type_text(page.fields.bound["given_name"].field.box, "a")
    assert said(frame, page.doubles) == ""


def test_whoever_is_changed_is_not_a_double_of_themselves(
    frame: Frame, desk: Desk, site: Site
) -> None:
    made = register_resident(
        desk, site.id, given_name="Semhar", family_name="Tesfay", birth_date=date(2006, 7, 14)
    ).result
    frame.go("resident_form", made.id)
    page = frame.page()
    assert isinstance(page, ResidentFormPage)
    type_text(page.fields.bound["given_name"].field.box, "a")
    assert said(frame, page.doubles) == ""


def test_without_two_dossiers_merging_says_where_to_choose_them(frame: Frame) -> None:
    frame.go("merge")
    page = merge_page(frame)
    assert not page.merge.isEnabled()
    assert "Kies eerst bij Mogelijke dubbelen" in texts(page)
    button(page, "Mogelijke dubbelen").click()
    frame.settle()
    pairs_page(frame)
