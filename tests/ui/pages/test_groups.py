"""Finding a group by filters, ticking residents with the keyboard, and acting on who is ticked."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from meedoenbalie.domain.follow_ups import FollowUp
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.people import DutchLevel, Resident, Site
from meedoenbalie.domain.referrals import InformationGiven, Referral
from meedoenbalie.domain.week import Daypart, FreeDaypart, Weekday
from meedoenbalie.services import catalogue, erasing, groups, registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.pages.residents import group_acts
from meedoenbalie.ui.pages.residents.group_dialogs import (
    FollowUpForm,
    InformForm,
    InviteDialog,
    ReferForm,
)
from meedoenbalie.ui.pages.residents.group_form import GroupForm
from meedoenbalie.ui.pages.residents.group_name import NameForm
from meedoenbalie.ui.pages.residents.page import ResidentsPage
from meedoenbalie.ui.widgets.chips import FilterChip
from tests.ui.pages.frame import Frame, OpenFrame, button, click, press, texts, type_text

D = TypeVar("D", bound=QDialog)
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def add(desk: Desk, site: Site, given: str, **values: Any) -> Resident:
    return registration.register_resident(desk, site.id, given_name=given, **values).result


@pytest.fixture
def page(open_frame: OpenFrame, desk: Desk, site: Site) -> ResidentsPage:
    """The list with Ali, Bana, Cawo and Dina; Bana and Dina have level A1."""
    evening = FreeDaypart(day=Weekday.TUESDAY, daypart=Daypart.EVENING)
    add(desk, site, "Ali", dutch_level=DutchLevel.A2)
    add(desk, site, "Bana", dutch_level=DutchLevel.A1, contact_value="bana@voorbeeld.example")
    add(desk, site, "Cawo")
    add(desk, site, "Dina", dutch_level=DutchLevel.A1, availability=(evening,))
    frame = open_frame({"residents": ResidentsPage}, ("resident_form", "import"))
    frame.go("residents")
    found = frame.page()
    assert isinstance(found, ResidentsPage)
    found.setProperty("frame", frame)
    return found


def frame_of(page: ResidentsPage) -> Frame:
    frame = page.property("frame")
    assert isinstance(frame, Frame)
    return frame


def names(page: ResidentsPage) -> list[str]:
    model = page.residents.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def dialog(page: ResidentsPage, kind: type[D]) -> D:
    """The dialog of a kind that is open now."""
    frame_of(page).settle()
    (found,) = [each for each in page.findChildren(kind) if each.isVisible()]
    return found


def ticked(page: ResidentsPage) -> list[str]:
    lines = registration.resident_lines(page.shell.desk, page.ticks.ids())
    return [line.given_name for line in lines]


def chips(page: ResidentsPage) -> list[str]:
    return [
        chip.text()
        for chip in page.groups.findChildren(FilterChip)
        if chip.isVisible() and chip.isChecked()
    ]


def filter_on_a1(page: ResidentsPage) -> None:
    click(button(page.list, "Filters…"))
    form = dialog(page, GroupForm)
    form.lowest.set_value(DutchLevel.A1)
    form.highest.set_value(DutchLevel.A1)
    click(button(form, "Toon bewoners"))
    frame_of(page).settle()


def test_filters_are_chips_that_can_be_taken_away(page: ResidentsPage) -> None:
    assert chips(page) == ["Nu hier"]
    filter_on_a1(page)
    assert names(page) == ["Bana", "Dina"]
    assert chips(page) == ["A1"]
    click(button(page.list, "Filters…"))
    form = dialog(page, GroupForm)
    assert form.lowest.value() == DutchLevel.A1
    form.free.cell(Weekday.TUESDAY, Daypart.EVENING).setChecked(True)
    click(button(form, "Toon bewoners"))
    frame_of(page).settle()
    assert names(page) == ["Dina"]
    assert chips(page) == ["A1", "vrij: di avond"]
    (level,) = [c for c in page.groups.findChildren(FilterChip) if c.text() == "A1"]
    click(level)
    frame_of(page).settle()
    assert chips(page) == ["vrij: di avond"]
    click(button(page.list, "Filters wissen"))
    frame_of(page).settle()
    assert names(page) == ["Ali", "Bana", "Cawo", "Dina"]
    assert chips(page) == ["Nu hier"]


def test_a_range_of_ages_the_wrong_way_round_is_told_and_stays(page: ResidentsPage) -> None:
    click(button(page.list, "Filters…"))
    form = dialog(page, GroupForm)
    type_text(form.youngest, "20")
    type_text(form.oldest, "18")
    click(button(form, "Toon bewoners"))
    assert form.isVisible()
    assert "Draai ze om" in texts(form)


def test_nobody_in_a_group_says_how_to_see_everybody_again(page: ResidentsPage) -> None:
    filter_on_a1(page)
    type_text(page.search, "cawo")
    frame_of(page).settle()
    assert "Geen bewoners met deze filters." in texts(page.list)


def test_a_group_is_kept_and_chosen_by_its_name(page: ResidentsPage) -> None:
    filter_on_a1(page)
    click(button(page.list, "Bewaren…"))
    form = dialog(page, NameForm)
    click(button(form, "Bewaren"))
    frame_of(page).settle()
    assert "Dit mag niet leeg zijn." in texts(form)
    type_text(form.name, "Beginners")
    press(form.name, Qt.Key.Key_Return)
    frame_of(page).settle()
    assert chips(page) == ["Beginners", "A1"]
    page.groups.clear()
    frame_of(page).settle()
    (kept,) = groups.saved_groups(page.shell.desk)
    (action,) = [a for a in page.groups.menu.actions() if a.text() == "Beginners"]
    action.trigger()
    frame_of(page).settle()
    assert names(page) == ["Bana", "Dina"]
    assert kept.owner == ""


def test_residents_are_ticked_by_keyboard(page: ResidentsPage) -> None:
    page.residents.setFocus()
    assert not page.tick_bar.isVisible()
    press(page.residents, Qt.Key.Key_Space)
    assert ticked(page) == ["Ali"]
    QTest.keyClick(page.residents, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(page.residents, Qt.Key.Key_Down, SHIFT)
    frame_of(page).settle()
    assert ticked(page) == ["Ali", "Bana", "Cawo"]
    assert "3 gekozen" in texts(page.tick_bar)
    press(page.residents, Qt.Key.Key_Space)
    assert ticked(page) == ["Ali", "Bana"]
    press(page.residents, Qt.Key.Key_Escape)
    assert ticked(page) == []
    QTest.keyClick(page.residents, Qt.Key.Key_A, CONTROL)
    frame_of(page).settle()
    assert ticked(page) == ["Ali", "Bana", "Cawo", "Dina"]
    index = page.residents.model().index(0, 0)
    assert "aangevinkt" in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_ticks_reach_over_rows_that_were_never_read(
    page: ResidentsPage, desk: Desk, site: Site
) -> None:
    for number in range(150):
        add(desk, site, f"Elif {number:03d}")
    page.refresh({"resident"})
    frame_of(page).settle()
    page.residents.setFocus()
    press(page.residents, Qt.Key.Key_Space)
    page.residents.stretch_wanted.emit(0, 153)
    frame_of(page).settle()
    assert len(page.ticks) == 154
    assert ticked(page)[-1] == "Elif 149"


def test_who_was_erased_is_ticked_no_longer(page: ResidentsPage, desk: Desk) -> None:
    page.residents.setFocus()
    QTest.keyClick(page.residents, Qt.Key.Key_A, CONTROL)
    frame_of(page).settle()
    erasing.erase(desk, page.ticks.ids()[1])
    page.refresh({"resident"})
    frame_of(page).settle()
    assert ticked(page) == ["Ali", "Cawo", "Dina"]
    assert len(page.ticks) == 3


def test_a_group_is_informed_together(page: ResidentsPage, desk: Desk) -> None:
    offer = catalogue.add_offer(
        desk, "De Schakel", code="M01", kind=OfferKind.MDT_TRAJECT, title="Techniek"
    ).result
    page.residents.setFocus()
    QTest.keyClick(page.residents, Qt.Key.Key_A, CONTROL)
    frame_of(page).settle()
    page.acts.inform.trigger()
    form = dialog(page, InformForm)
    assert "Voor 4 bewoners." in texts(form)
    form.language.set_value("tir")
    click(button(form, "Vastleggen"))
    frame_of(page).settle()
    with desk.read() as reader:
        given = reader.find(InformationGiven)
    assert {(item.offer_id, item.language, item.channel) for item in given} == {
        (offer.id, "tir", "bijeenkomst")
    }
    assert len(given) == 4
    assert "Voorlichting vastgelegd bij 4 bewoners" in texts(frame_of(page).shell)


def test_a_group_is_referred_together(page: ResidentsPage, desk: Desk) -> None:
    catalogue.add_offer(
        desk, "De Schakel", code="A01", kind=OfferKind.ACTIVITY, title="Koken", group_to=1
    )
    page.residents.setFocus()
    QTest.keyClick(page.residents, Qt.Key.Key_A, CONTROL)
    frame_of(page).settle()
    page.acts.refer.trigger()
    form = dialog(page, ReferForm)
    assert "Geen aanbod neemt nu een groep." in texts(form)
    form.reject()
    offer = catalogue.add_offer(
        desk,
        "De Schakel",
        code="A02",
        kind=OfferKind.ACTIVITY,
        title="Tuinieren",
        group_from=2,
        group_to=5,
    ).result
    page.acts.refer.trigger()
    form = dialog(page, ReferForm)
    assert "A02 · Tuinieren · groep van 2–5" in form.offer.currentText()
    click(button(form, "Klaarzetten"))
    frame_of(page).settle()
    with desk.read() as reader:
        made = reader.find(Referral)
    assert {one.offer_id for one in made} == {offer.id}
    assert len({one.group_id for one in made}) == 1
    assert "4 doorverwijzingen klaargezet" in texts(frame_of(page).shell)


def test_a_follow_up_is_planned_for_who_is_ticked(page: ResidentsPage, desk: Desk) -> None:
    page.residents.setFocus()
    press(page.residents, Qt.Key.Key_Space)
    page.acts.follow_up.trigger()
    form = dialog(page, FollowUpForm)
    click(button(form, "Plannen"))
    frame_of(page).settle()
    assert form.isVisible()
    type_text(form.text, "Bellen over de folder")
    click(button(form, "Plannen"))
    frame_of(page).settle()
    with desk.read() as reader:
        (planned,) = reader.find(FollowUp)
    assert planned.text == "Bellen over de folder"
    assert planned.resident_id == page.ticks.ids()[0]


def test_a_list_to_invite_is_copied_and_printed_with_its_mark(page: ResidentsPage) -> None:
    page.residents.setFocus()
    press(page.residents, Qt.Key.Key_Down)
    press(page.residents, Qt.Key.Key_Space)
    page.acts.invite.trigger()
    asked = dialog(page, InviteDialog)
    assert asked.document().toPlainText().startswith("Persoonsgegevens · 2 maart 2026")
    click(button(asked, "Kopiëren"))
    copied = QGuiApplication.clipboard().text()
    assert "Bana" in copied
    assert "bana@voorbeeld.example" in copied
    assert "Ali" not in copied


def test_who_is_ticked_is_exported(
    page: ResidentsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lijst.xlsx"
    monkeypatch.setattr(group_acts, "ask_where", lambda *_: path)
    page.residents.setFocus()
    press(page.residents, Qt.Key.Key_Space)
    page.acts.export.trigger()
    frame_of(page).settle()
    rows = list(load_workbook(path).worksheets[0].iter_rows(values_only=True))
    assert [row[1] for row in rows] == ["Voornaam", "Ali"]


def test_nothing_of_a_group_shows_while_a_resident_looks_along(page: ResidentsPage) -> None:
    page.residents.setFocus()
    press(page.residents, Qt.Key.Key_Space)
    assert page.tick_bar.isVisible()
    frame_of(page).shell.toggle_shared_view()
    frame_of(page).settle()
    assert not page.tick_bar.isVisible()
    assert not page.groups.isVisible()
