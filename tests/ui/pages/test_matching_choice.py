"""The young person chooses at the desk, and the week plans keep to what was asked of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from meedoenbalie.domain.people import DutchLevel, Site
from meedoenbalie.domain.week import Daypart, Weekday
from meedoenbalie.services import choosing, undoing
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.pages.matching.entries import Entry
from meedoenbalie.ui.pages.matching.entry_side import EntrySide
from meedoenbalie.ui.pages.matching.page import MatchingPage
from meedoenbalie.ui.pages.refer.page import ReferPage
from meedoenbalie.ui.pages.refer.target import FromPlan
from meedoenbalie.ui.pages.resident_form.page import ResidentFormPage
from meedoenbalie.ui.pages.resident_form.target import FieldOf
from meedoenbalie.ui.table_model import ROW_ROLE
from tests.ui.pages.frame import Frame, OpenFrame, button, click, press, texts
from tests.ui.pages.making import add_offer, add_resident
from tests.ui.pages.test_matching_page import OTHERS, open_tab, opened, said


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    return open_frame({"matching": MatchingPage}, OTHERS)


def segment(page: MatchingPage, name: str) -> QAbstractButton:
    """A segment beside the list, as a screen reader knows it."""
    (side,) = [one for one in page.detail.findChildren(EntrySide) if one.isVisible()]
    (found,) = [one for one in side.findChildren(QAbstractButton) if one.accessibleName() == name]
    return found


def entries(page: MatchingPage) -> list[str]:
    model = page.entries.model()
    rows = [model.index(n, 0).data(ROW_ROLE) for n in range(model.rowCount())]
    return [row.key for row in rows if isinstance(row, Entry)]


def test_a_key_notes_the_choice_and_the_chosen_offer_stands_on_top(
    frame: Frame, desk: Desk, site: Site
) -> None:
    who = add_resident(desk, site, interests=("koken",))
    add_offer(desk, "M01", "Samen koken")
    garden = add_offer(desk, "M02", "Moestuin", "wo 13:00-15:00")
    page = opened(frame, who)
    open_tab(frame, page, 1)
    assert entries(page) == ["M01", "M02"]
    page.entries.select_id("M02")
    press(page.entries, Qt.Key.Key_1)
    frame.settle()
    assert choosing.own_choices(desk, who.id).ranks == {garden.id: 1}
    assert entries(page) == ["M02", "M01"]
    assert "Eigen keus: 1e keus" in said(page)[0]
    assert "Eigen keus opgeslagen: 1e keus, Moestuin" in texts(frame.shell)
    assert page.strip.choice.accessibleName() == "Eigen keus: 1 gekozen van hoogstens 3"


def test_the_same_key_again_takes_the_choice_back_and_undo_brings_it_again(
    frame: Frame, desk: Desk, site: Site
) -> None:
    who = add_resident(desk, site)
    offer = add_offer(desk, "M01", "Samen koken")
    page = opened(frame, who)
    open_tab(frame, page, 1)
    press(page.entries, Qt.Key.Key_2)
    frame.settle()
    press(page.entries, Qt.Key.Key_2)
    frame.settle()
    assert choosing.own_choices(desk, who.id).ranks == {}
    undoing.undo(desk)
    assert choosing.own_choices(desk, who.id).ranks == {offer.id: 2}


def test_a_no_stays_visible_and_is_in_no_plan(frame: Frame, desk: Desk, site: Site) -> None:
    who = add_resident(desk, site)
    add_offer(desk, "M01", "Samen koken")
    add_offer(desk, "T01", "Nederlands", "di 9:30-12:00")
    page = opened(frame, who)
    assert entries(page) == ["M01+T01"]
    open_tab(frame, page, 1)
    press(page.entries, Qt.Key.Key_N)
    frame.settle()
    rows = said(page)
    assert "Semhar zei nee · blijft hier staan, wordt niet voorgesteld" in rows
    assert "Eigen keus: nee" in rows[-1]
    open_tab(frame, page, 0)
    assert entries(page) == ["M01"]


def test_a_choice_is_made_with_a_button_too(frame: Frame, desk: Desk, site: Site) -> None:
    who = add_resident(desk, site)
    mdt = add_offer(desk, "M01", "Samen koken")
    taal = add_offer(desk, "T01", "Nederlands", "di 9:30-12:00")
    page = opened(frame, who)
    segment(page, "Eigen keus van Semhar: 1e").click()
    frame.settle()
    assert choosing.own_choices(desk, who.id).ranks == {mdt.id: 1, taal.id: 1}


def test_pressing_the_choice_in_the_row_notes_it(frame: Frame, desk: Desk, site: Site) -> None:
    who = add_resident(desk, site)
    offer = add_offer(desk, "M01", "Samen koken")
    page = opened(frame, who)
    open_tab(frame, page, 1)
    rect = page.entries.visualRect(page.entries.model().index(0, 0))
    box = page.entries.choice_box(page.entries.model().index(0, 0))
    assert rect.contains(box)
    left = box.topLeft()
    left.setX(left.x() + 8)
    left.setY(box.center().y())
    QTest.mouseClick(page.entries.viewport(), Qt.MouseButton.LeftButton, pos=left)
    frame.settle()
    assert choosing.own_choices(desk, who.id).ranks == {offer.id: 1}


def test_no_to_everything_is_said_above_the_list(frame: Frame, desk: Desk, site: Site) -> None:
    who = add_resident(desk, site)
    add_offer(desk, "M01", "Samen koken")
    page = opened(frame, who)
    page.strip.choice.menu().actions()[0].trigger()
    frame.settle()
    assert choosing.own_choices(desk, who.id).no_to_all
    assert said(page)[0].startswith("Semhar zei nee tegen alles wat is voorgesteld")
    page.strip.choice.menu().actions()[0].trigger()
    frame.settle()
    assert not choosing.own_choices(desk, who.id).no_to_all


def test_a_pinned_offer_and_a_free_daypart_change_the_plans_at_once(
    frame: Frame, desk: Desk, site: Site
) -> None:
    who = add_resident(desk, site)
    add_offer(desk, "M01", "Samen koken", "ma 13:00-15:00")
    add_offer(desk, "M02", "Moestuin", "wo 13:00-15:00")
    add_offer(desk, "T01", "Nederlands", "di 9:30-12:00")
    page = opened(frame, who)
    assert entries(page) == ["M01+T01", "M02+T01"]
    page.entries.select_id("M02+T01")
    frame.settle()
    segment(page, "In het weekplan: Moestuin: Vast").click()
    frame.settle()
    assert entries(page) == ["M02+T01"]
    assert page.advice.ask.accessibleName() == "Voorwaarden 1"
    page.advice.ask.click()
    page.advice.conditions.grid.cell(Weekday.WEDNESDAY, Daypart.AFTERNOON).click()
    frame.settle()
    assert said(page)[0].startswith("Geen weekplan met deze voorwaarden.")
    page.advice.conditions.grid.cell(Weekday.WEDNESDAY, Daypart.AFTERNOON).click()
    frame.settle()
    assert entries(page) == ["M02+T01"]


def test_the_question_that_could_change_most_leads_to_its_field(
    frame: Frame, desk: Desk, site: Site
) -> None:
    who = add_resident(desk, site, dutch_level=None)
    for number in range(6):
        levels = {"level_from": DutchLevel.A2, "level_to": DutchLevel.B1}
        add_offer(desk, f"T0{number}", f"Taal {number}", "di 9:30-12:00", **levels)
    page = opened(frame, who)
    assert "Vraag dit eerst: niveau nederlands" in texts(page).lower().replace("vraag", "Vraag")
    click(button(page.advice.questions, "Vul in: Niveau Nederlands"))
    (target,) = frame.asked_elsewhere("resident_form")
    assert target == FieldOf(who.id, "dutch_level")


@pytest.mark.parametrize(
    ("rank", "words"),
    [(1, "Samen koken is de 1e keus van Semhar."), (None, "Semhar zei nee tegen Samen koken.")],
)
def test_referring_tells_what_the_young_person_said(
    open_frame: OpenFrame, desk: Desk, site: Site, rank: int | None, words: str
) -> None:
    who = add_resident(desk, site)
    offer = add_offer(desk, "M01", "Samen koken")
    if rank is None:
        choosing.say_no(desk, who.id, [offer.id])
    else:
        choosing.choose(desk, who.id, [offer.id], rank)
    frame = open_frame({"refer": ReferPage}, ("referrals", "matching"))
    frame.go("refer", FromPlan(who.id, (offer.id,), frozenset({offer.id})))
    assert f"{words} Genoteerd op 2 maart 2026 door Marleen." in texts(frame.page())


def test_the_form_begins_at_the_field_that_was_asked(
    open_frame: OpenFrame, desk: Desk, site: Site
) -> None:
    who = add_resident(desk, site)
    frame = open_frame({"resident_form": ResidentFormPage}, ("residents",))
    frame.go("resident_form", FieldOf(who.id, "max_travel_minutes"))
    page = frame.page()
    assert isinstance(page, ResidentFormPage)
    assert page.fields.bound["max_travel_minutes"].field.box.hasFocus()
