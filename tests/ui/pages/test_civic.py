"""Inburgering at the desk: recorded for a reason, judged beside the form, counted in Cijfers."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.services.civic_integration import civic_standing, record_civic
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.pages.civic.page import CivicPage
from meedoenbalie.ui.pages.figures.civic_tab import CivicTab
from meedoenbalie.ui.pages.figures.page import FiguresPage
from tests.ui.pages.frame import Frame, OpenFrame, click, press, texts
from tests.ui.pages.making import add_resident

pytestmark = pytest.mark.usefixtures("look")

GUIDED = {
    "purpose": "guidance",
    "civic_group": "asielstatushouder",
    "duty_from": date(2024, 5, 1),
    "route": "b1",
    "level_reached": "A1",
}


@pytest.fixture
def frame(open_frame: OpenFrame) -> Frame:
    return open_frame({"civic": CivicPage, "figures": FiguresPage})


@pytest.fixture
def resident(desk: Desk, site: Site) -> Resident:
    return add_resident(desk, site)


def form_of(frame: Frame, resident: Resident) -> CivicPage:
    frame.go("civic", resident.id)
    page = frame.page()
    assert isinstance(page, CivicPage)
    return page


def test_a_reason_comes_first_and_what_is_saved_is_judged_beside_it(
    frame: Frame, desk: Desk, resident: Resident
) -> None:
    page = form_of(frame, resident)
    assert "Leg iets vast en sla op." in texts(page)
    click(page.save_button)
    frame.settle()
    assert "Zonder reden leggen we niets vast." in texts(page.fields)
    assert civic_standing(desk, resident.id).record is None
    page.fields.choice("purpose").set_value("guidance")
    page.fields.choice("civic_group").set_value("asielstatushouder")
    day = page.fields.line("duty_from")
    day.setFocus()
    QTest.keyClicks(day, "31-2-2024")
    click(page.save_button)
    frame.settle()
    assert "31-2-2024 bestaat niet" in texts(page.fields)
    day.clear()
    QTest.keyClicks(day, "1-5-2024")
    QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    frame.settle()
    told = texts(page.outcome)
    for words in ("Wi2021", "plicht loopt", "tot en met 1 mei 2027", "DUO beslist.", "Vraag dit:"):
        assert words in told
    assert "leerroute" in told
    assert "Stcrt. 2021, 49155" in told
    record = civic_standing(desk, resident.id).record
    assert record is not None
    assert record.duty_from == date(2024, 5, 1)


def test_the_ruling_is_told_with_a_button_and_then_it_says_so(
    frame: Frame, desk: Desk, resident: Resident
) -> None:
    page = form_of(frame, resident)
    turkish = page.fields.choice("turkish_with_mvv")
    assert turkish.isHidden() or not turkish.isVisible()
    page.fields.choice("purpose").set_value("ruling")
    page.fields.choice("civic_group").set_value("gezinsmigrant")
    assert turkish.isVisible()
    turkish.set_value(True)
    click(page.save_button)
    frame.settle()
    assert "Vertel dit zelf aan Semhar Tesfay." in texts(page.ruling)
    click(page.told_ruling)
    frame.settle()
    assert not page.told_ruling.isVisible()
    click(page.told_costs)
    frame.settle()
    assert "Verteld op 2 maart 2026." in texts(page.ruling)
    # Another group: the question and its answer go.
    page.fields.choice("civic_group").set_value("asielstatushouder")
    click(page.save_button)
    frame.settle()
    record = civic_standing(desk, resident.id).record
    assert record is not None
    assert record.turkish_with_mvv is None


def test_taking_it_away_is_one_button(frame: Frame, desk: Desk, resident: Resident) -> None:
    record_civic(desk, resident.id, GUIDED)
    page = form_of(frame, resident)
    click(page.forget)
    frame.settle()
    assert civic_standing(desk, resident.id).record is None
    assert not page.forget.isVisible()


def test_cohorts_stand_beside_the_country_and_two_keys_lead_to_a_person(
    frame: Frame, desk: Desk, site: Site, resident: Resident
) -> None:
    record_civic(desk, resident.id, GUIDED)
    for number in range(10):
        who = add_resident(desk, site, f"Bewoner {number}")
        ended = {"ending": "voldaan", "ended_on": date(2025, 1, 1)} if number < 3 else {}
        record_civic(desk, who.id, {**GUIDED, "duty_from": date(2022, 3, 1), **ended})
    frame.go("figures", "civic")
    page = frame.page()
    assert isinstance(page, FiguresPage)
    tab = page.pane
    assert isinstance(tab, CivicTab)
    assert tab.table is not None
    model = tab.table.model()
    shown = [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    assert shown == [
        ["Wi2021", "2022", "10", "3", "7", "30%", "niet gegeven", "20%"],
        ["Wi2021", "2024", "1", "0", "1", "te klein", "niet gegeven", "niet gegeven"],
        ["Wi2021", "alle", "11", "3", "8", "27%", "111.639", "10%"],
    ]
    said = texts(tab)
    for words in (
        "41% (tijdelijk) vrijgesteld",
        "33% voldaan",
        "26% overig (berekend)",
        "zomer 2025",
    ):
        assert words in said
    tab.table.setFocus()
    tab.table.setCurrentIndex(model.index(1, 0))
    press(tab.table, Qt.Key.Key_Return)
    frame.settle()
    inside = QApplication.focusWidget()
    assert inside is not None
    press(inside, Qt.Key.Key_Return)
    frame.settle()
    assert frame.shell.current_key() == "civic"
    opened = frame.page()
    assert isinstance(opened, CivicPage)
    assert opened.person() == resident.id
    frame.go("figures", "civic")
    (public,) = (one for one in tab.findChildren(QAbstractButton) if one.text() == "Te publiceren")
    click(public)
    frame.settle()
    assert tab.table.model().index(1, 2).data() == "–"
