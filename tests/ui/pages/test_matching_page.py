"""Matching somebody at the desk: what fits, why not, what would help, and the week of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from meedoenbalie.domain.people import DutchLevel, Resident, Site
from meedoenbalie.domain.week import Commitment, Weekday
from meedoenbalie.services import catalogue, registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.page import Page
from meedoenbalie.ui.pages.matching.page import MatchingPage
from meedoenbalie.ui.pages.matching.week_side import WeekSide
from meedoenbalie.ui.pages.refer.target import FromPlan
from meedoenbalie.ui.table_model import ROW_ROLE
from tests.ui.pages.frame import (
    Frame,
    OpenFrame,
    button,
    click,
    press,
    texts,
    type_text,
)
from tests.ui.pages.making import add_offer, add_resident, focused, refer

OTHERS = ("refer", "referrals", "import", "conversation", "resident_form")


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    return open_frame({"matching": MatchingPage}, OTHERS)


def opened(frame: Frame, resident: Resident | None = None) -> MatchingPage:
    frame.go("matching", resident.id if resident is not None else None)
    return matching(frame.page())


def matching(page: Page) -> MatchingPage:
    assert isinstance(page, MatchingPage)
    return page


def said(page: MatchingPage) -> list[str]:
    """What a screen reader says of each row."""
    model = page.entries.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]


def side(page: MatchingPage) -> WeekSide:
    found = [one for one in page.detail.findChildren(WeekSide) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def open_tab(frame: Frame, page: MatchingPage, number: int) -> None:
    place = page.tabs.tabRect(number).center()
    QTest.mouseClick(page.tabs, Qt.MouseButton.LeftButton, pos=place)
    frame.settle()


def tab_texts(page: MatchingPage) -> list[str]:
    return [page.tabs.tabText(number) for number in range(page.tabs.count())]


def test_a_resident_is_found_by_typing_and_enter_shows_what_fits(
    frame: Frame, desk: Desk, site: Site
) -> None:
    add_resident(desk, site, "Emre Yıldız")
    add_resident(desk, site, "Semhar Tesfay")
    add_offer(desk, "M01", "Samen in de buurt")
    add_offer(desk, "T01", "Nederlands", "di 9:30-12:00")
    page = opened(frame)
    assert page.picker.search.hasFocus()
    type_text(page.picker.search, "semh")
    press(page.picker.search, Qt.Key.Key_Return)
    frame.settle()
    assert page.strip.isVisible()
    assert said(page)[0].startswith("1. Samen in de buurt + Nederlands. Past.")
    assert tab_texts(page) == ["Weekplannen 1", "MDT-trajecten 1", "Taalcursussen 1"]
    assert page.entries.hasFocus()


def test_a_button_matches_the_resident_that_is_selected(
    frame: Frame, desk: Desk, site: Site
) -> None:
    add_resident(desk, site)
    frame.go("matching")
    page = frame.page()
    assert isinstance(page, MatchingPage)
    click(button(page.picker, "Matchen"))
    frame.settle()
    assert "Semhar Tesfay" in texts(page)
    assert not page.picker.isVisible()


def test_reasons_say_what_fits_and_what_does_not(frame: Frame, desk: Desk, site: Site) -> None:
    resident = add_resident(desk, site)
    add_offer(desk, "T01", "Taal A1", level_from=DutchLevel.A1, level_to=DutchLevel.A2)
    add_offer(desk, "T02", "Taal B2", level_from=DutchLevel.B2)
    page = opened(frame, resident)
    open_tab(frame, page, 2)
    rows = said(page)
    assert "past: Nederlands A1 past" in rows[0]
    assert rows[1].startswith("Past niet")
    assert "past niet: " in rows[2]
    assert "Semhar heeft nu A1" in rows[2]


def test_one_change_that_is_enough_stands_with_its_question(
    frame: Frame, desk: Desk, site: Site
) -> None:
    resident = add_resident(desk, site, max_travel_minutes=20)
    add_offer(desk, "M01", "Verder weg", travel_minutes={"RTW": 30})
    page = opened(frame, resident)
    open_tab(frame, page, 1)
    rows = said(page)
    assert "Net niet · één wijziging is genoeg, nagerekend" in rows
    nearly = rows[rows.index("Net niet · één wijziging is genoeg, nagerekend") + 1]
    assert "past niet: 30 minuten reizen, Semhar wil hoogstens 20" in nearly
    assert "wat zou helpen: Kan Semhar 30 minuten reizen? Dan past dit." in nearly


def test_when_nothing_fits_the_page_says_what_would_open_most(
    frame: Frame, desk: Desk, site: Site
) -> None:
    resident = add_resident(desk, site, max_travel_minutes=10)
    add_offer(desk, "M01", "Ver", travel_minutes={"RTW": 60})
    add_offer(desk, "M02", "Verder", "wo 13:00-15:00", travel_minutes={"RTW": 90})
    page = opened(frame, resident)
    open_tab(frame, page, 1)
    first = said(page)[0]
    assert first.startswith("Geen MDT-traject past nu.")
    assert "Kan Semhar 90 minuten reizen? Dan passen er 2 uit het aanbod." in first
    assert "Kan Semhar 60 minuten reizen? Dan past er 1 uit het aanbod." in first


def test_the_week_shows_offers_own_appointments_and_how_heavy_it_is(
    frame: Frame, desk: Desk, site: Site
) -> None:
    swimming = Commitment(day=Weekday.FRIDAY, start=19 * 60, end=20 * 60, label="zwemmen")
    resident = add_resident(desk, site, commitments=(swimming,))
    add_offer(desk, "M01", "Samen in de buurt", "ma 13:00-15:00")
    add_offer(desk, "T01", "Nederlands", "di 9:30-12:00")
    week = side(opened(frame, resident))
    assert "maandag 13:00–15:00, MDT, Samen in de buurt" in week.planner.text()
    assert "dinsdag 9:30–12:00, taal, Nederlands" in week.planner.text()
    assert "vrijdag 19:00–20:00, vaste afspraak, Zwemmen" in week.planner.text()
    said_of_load = week.load.accessibleName()
    assert "MDT 2 u, taal 2 u 30, reizen 40 min" in said_of_load
    assert "onder de grens van 24 u" in said_of_load


def test_what_clashes_is_drawn_as_a_conflict(frame: Frame, desk: Desk, site: Site) -> None:
    school = Commitment(day=Weekday.MONDAY, start=12 * 60, end=14 * 60, label="school")
    resident = add_resident(desk, site, commitments=(school,))
    add_offer(desk, "M01", "Samen in de buurt", "ma 13:00-15:00")
    page = opened(frame, resident)
    open_tab(frame, page, 1)
    words = side(page).planner.text()
    assert "maandag 12:00–14:00, vaste afspraak, School, botst" in words
    assert "MDT, Samen in de buurt, botst" in words


def test_arrows_walk_the_entries_and_pass_over_the_headings(
    frame: Frame, desk: Desk, site: Site
) -> None:
    resident = add_resident(desk, site)
    add_offer(desk, "M01", "Past wel")
    add_offer(desk, "M02", "Past niet", minimum_age=25)
    page = opened(frame, resident)
    open_tab(frame, page, 1)
    page.entries.setFocus()
    press(page.entries, Qt.Key.Key_Down)
    row = page.entries.currentIndex().data(ROW_ROLE)
    assert row.title == "Past niet"


def test_telling_about_a_week_plan_is_recorded_for_both_offers_in_place(
    frame: Frame, desk: Desk, site: Site
) -> None:
    resident = add_resident(desk, site)
    add_offer(desk, "M01", "Samen in de buurt")
    add_offer(desk, "T01", "Nederlands", "di 9:30-12:00")
    page = opened(frame, resident)
    click(button(page.detail, "Voorlichting vastleggen"))
    frame.settle()
    assert focused().accessibleName() == "In welke taal?"
    click(button(page.detail, "Vastleggen"))
    frame.settle()
    informed = registration.dossier(desk, resident.id).informed
    assert {offer.code for _given, offer in informed} == {"M01", "T01"}
    assert {given.language for given, _offer in informed} == {"tir"}
    assert page.inform.hasFocus()
    assert "Voorgelicht over Nederlands op 2 maart 2026, in het Tigrinya" in texts(page.detail)


def test_a_leaflet_is_made_in_the_language_of_the_resident_and_counts_as_told(
    frame: Frame, desk: Desk, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    resident = add_resident(desk, site)
    add_offer(desk, "M01", "Samen in de buurt")
    add_offer(desk, "T01", "Nederlands", "di 9:30-12:00")
    page = opened(frame, resident)
    out = tmp_path / "folder.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(out), "PDF")))
    click(button(page.detail, "Voorlichting vastleggen"))
    frame.settle()
    click(button(page.detail, "Folder maken…"))
    frame.settle()
    assert out.read_bytes().startswith(b"%PDF")
    informed = registration.dossier(desk, resident.id).informed
    assert {offer.code for _given, offer in informed} == {"M01", "T01"}
    assert {(given.language, given.channel) for given, _offer in informed} == {("tir", "folder")}
    assert "De folder is gemaakt." in texts(page.detail)


def test_a_language_without_leaflets_is_told_and_nothing_is_recorded(
    frame: Frame, desk: Desk, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    resident = add_resident(desk, site, preferred_language="rus", languages=("rus",))
    add_offer(desk, "M01", "Samen in de buurt")
    page = opened(frame, resident)
    open_tab(frame, page, 1)
    out = tmp_path / "folder.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(out), "PDF")))
    click(button(page.detail, "Voorlichting vastleggen"))
    frame.settle()
    click(button(page.detail, "Folder maken…"))
    frame.settle()
    assert not out.exists()
    assert registration.dossier(desk, resident.id).informed == ()
    assert "In deze taal is er geen folder" in texts(page.detail)


def test_esc_leaves_the_question_about_the_language(frame: Frame, desk: Desk, site: Site) -> None:
    resident = add_resident(desk, site)
    add_offer(desk, "M01", "Samen in de buurt")
    page = opened(frame, resident)
    open_tab(frame, page, 1)
    click(button(page.detail, "Voorlichting vastleggen"))
    frame.settle()
    press(focused(), Qt.Key.Key_Escape)
    frame.settle()
    assert page.refer.isVisible()
    assert registration.dossier(desk, resident.id).informed == ()


def test_enter_refers_to_both_offers_of_a_plan(frame: Frame, desk: Desk, site: Site) -> None:
    resident = add_resident(desk, site)
    mdt = add_offer(desk, "M01", "Samen in de buurt")
    course = add_offer(desk, "T01", "Nederlands", "di 9:30-12:00")
    page = opened(frame, resident)
    press(page.entries, Qt.Key.Key_Return)
    both = (mdt.id, course.id)
    assert frame.asked_elsewhere("refer") == [FromPlan(resident.id, both, frozenset(both))]


def test_a_referral_that_runs_is_named_and_its_offer_is_left_out(
    frame: Frame, desk: Desk, site: Site
) -> None:
    resident = add_resident(desk, site)
    offer = add_offer(desk, "M01", "Samen in de buurt")
    add_offer(desk, "M02", "Koken")
    referral = refer(desk, resident, offer)
    page = opened(frame, resident)
    open_tab(frame, page, 1)
    assert not any("Samen in de buurt" in row for row in said(page))
    click(button(page.strip, "Doorverwijzingen van Semhar: 1"))
    assert frame.asked_elsewhere("referrals") == [referral.id]


def test_what_is_saved_elsewhere_changes_the_advice(frame: Frame, desk: Desk, site: Site) -> None:
    resident = add_resident(desk, site)
    offer = add_offer(desk, "M01", "Samen in de buurt")
    page = opened(frame, resident)
    open_tab(frame, page, 1)
    assert ". Past." in said(page)[0]
    done = catalogue.confirm_places(desk, offer.id, 0)
    frame.shell.saved("vol", done.changed)
    frame.settle()
    assert not any(row.startswith("1. ") for row in said(page))


def test_a_desk_without_offers_leads_to_reading_a_list(
    frame: Frame, desk: Desk, site: Site
) -> None:
    page = opened(frame, add_resident(desk, site))
    click(button(page.list, "Aanbod inlezen"))
    assert frame.asked_elsewhere("import") == ["offers"]


def test_the_last_resident_is_remembered(frame: Frame, desk: Desk, site: Site) -> None:
    resident = add_resident(desk, site)
    add_offer(desk, "M01", "Samen in de buurt")
    opened(frame, resident)
    frame.go("import")
    frame.go("matching")
    assert matching(frame.page()).strip.isVisible()


def test_looking_along_shows_this_resident_only(frame: Frame, desk: Desk, site: Site) -> None:
    add_offer(desk, "M01", "Samen in de buurt")
    page = opened(frame, add_resident(desk, site))
    frame.shell.toggle_shared_view()
    assert page.isVisible()
    click(button(page.strip, "Andere bewoner"))
    assert page.strip.isVisible()
    assert not page.picker.isVisible()
    frame.shell.toggle_shared_view()
    click(button(page.strip, "Andere bewoner"))
    frame.settle()
    assert page.picker.isVisible()
    frame.shell.toggle_shared_view()
    assert not page.isVisible()


def test_a_name_that_nobody_has_is_said(frame: Frame, desk: Desk, site: Site) -> None:
    add_resident(desk, site)
    page = opened(frame)
    type_text(page.picker.search, "zzz")
    press(page.picker.search, Qt.Key.Key_Return)
    frame.settle()
    assert "Geen bewoner met deze naam" in texts(page)


def test_a_start_far_off_and_hours_that_nobody_knows_are_said(
    frame: Frame, desk: Desk, site: Site
) -> None:
    resident = add_resident(desk, site)
    add_offer(
        desk,
        "M01",
        "Samen in de buurt",
        "nader te bepalen",
        start_dates=(date(2026, 6, 1),),
        continuous_intake=False,
    )
    page = opened(frame, resident)
    open_tab(frame, page, 1)
    assert "start 1 jun · 3 plaatsen" in said(page)[0]
    assert "Samen in de buurt: tijden niet bekend" in texts(page)
