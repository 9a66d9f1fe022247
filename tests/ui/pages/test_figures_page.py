"""Cijfers: walk the week by keyboard, see who they are, what would help, and print for anybody."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QFileDialog

from meedoenbalie.domain.fairness import Dimension
from meedoenbalie.domain.matching.coverage import WEEK
from meedoenbalie.domain.people import Role, Site
from meedoenbalie.domain.week import Daypart, FreeDaypart, Weekday
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.pages.figures.coverage_tab import CoverageTab
from meedoenbalie.ui.pages.figures.fairness_tab import FairnessTab
from meedoenbalie.ui.pages.figures.page import TABS, FiguresPage
from meedoenbalie.ui.registry import pages_for
from tests.ui.pages.frame import Frame, OpenFrame, button, click, press, texts
from tests.ui.pages.making import add_offer, add_resident

A1 = 2
TUESDAY_EVENING = WEEK.index((Weekday.TUESDAY, Daypart.EVENING))
FREE = (FreeDaypart(day=Weekday.TUESDAY, daypart=Daypart.EVENING),)


@pytest.fixture
def frame(open_frame: OpenFrame, desk: Desk, site: Site) -> Frame:
    add_resident(desk, site, "Semhar Tesfay", availability=FREE, arrival_date=date(2025, 9, 1))
    add_resident(desk, site, "Hodan Abdi", availability=FREE, arrival_date=date(2026, 2, 2))
    add_offer(desk, "T01", "Nederlands A1", "di 19:00-21:00", places=1)
    return open_frame({"figures": FiguresPage}, ("residents",))


def page_of(frame: Frame, tab: str = "coverage") -> FiguresPage:
    frame.go("figures", tab)
    page = frame.page()
    assert isinstance(page, FiguresPage)
    return page


def coverage_tab(frame: Frame) -> CoverageTab:
    pane = page_of(frame).pane
    assert isinstance(pane, CoverageTab)
    return pane


def fairness_tab(frame: Frame) -> FairnessTab:
    pane = page_of(frame, "fairness").pane
    assert isinstance(pane, FairnessTab)
    return pane


def segment(tab: CoverageTab | FairnessTab, words: str) -> QAbstractButton:
    """The choice with these words."""
    every = tab.findChildren(QAbstractButton)
    return next(each for each in every if words in (each.text(), each.accessibleName()))


def stand_on(tab: CoverageTab, row: int, column: int) -> None:
    heat = tab.map.map
    heat.setFocus(Qt.FocusReason.OtherFocusReason)
    heat.setCurrentIndex(heat.heat.index(0, 0))
    for _step in range(row):
        press(heat, Qt.Key.Key_Down)
    for _step in range(column):
        press(heat, Qt.Key.Key_Right)


def test_the_arrows_walk_and_every_cell_says_its_numbers(frame: Frame) -> None:
    tab = coverage_tab(frame)
    stand_on(tab, A1, TUESDAY_EVENING)
    heat = tab.map.map
    index = heat.currentIndex()
    said = "A1, dinsdagavond: 2 bewoners, 1 plaats: 1 te weinig"
    assert (index.data(), tab.map.here.text()) == ("1", said)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == said
    assert heat.heat.headerData(A1, Qt.Orientation.Vertical) == "A1"
    assert heat.heat.headerData(TUESDAY_EVENING, Qt.Orientation.Horizontal) == "dinsdagavond"


def test_a_screen_reader_meets_the_map_as_a_table(frame: Frame) -> None:
    heat = coverage_tab(frame).map.map
    table = QAccessible.queryAccessibleInterface(heat)
    assert table.role() in (QAccessible.Role.Table, QAccessible.Role.Tree)
    assert table.text(QAccessible.Text.Name) == "Vraag min plaatsen, per niveau en dagdeel"


def test_two_keys_lead_from_a_cell_to_a_dossier(frame: Frame) -> None:
    tab = coverage_tab(frame)
    stand_on(tab, A1, TUESDAY_EVENING)
    press(tab.map.map, Qt.Key.Key_Return)
    people = tab.people.people
    assert people.hasFocus()
    # Who waits longest comes first.
    assert people.model().index(0, 0).data() == "Semhar Tesfay"
    wanted = people.current_id()
    press(people, Qt.Key.Key_Return)
    assert frame.asked_elsewhere("residents") == [wanted]


def test_escape_goes_back_from_the_persons_to_the_map(frame: Frame) -> None:
    tab = coverage_tab(frame)
    stand_on(tab, A1, TUESDAY_EVENING)
    press(tab.map.map, Qt.Key.Key_Return)
    press(tab.people.people, Qt.Key.Key_Escape)
    assert tab.map.map.hasFocus()
    assert tab.map.map.currentIndex().column() == TUESDAY_EVENING


def test_in_a_narrow_window_the_persons_come_into_view(frame: Frame) -> None:
    frame.shell.resize(640, 400)
    tab = coverage_tab(frame)
    stand_on(tab, A1, TUESDAY_EVENING)
    before = tab.verticalScrollBar().value()
    press(tab.map.map, Qt.Key.Key_Return)
    frame.qtbot.waitUntil(lambda: tab.verticalScrollBar().value() > before)
    assert not tab.people.people.visibleRegion().isEmpty()


def test_the_last_column_holds_the_persons_of_a_level(frame: Frame) -> None:
    tab = coverage_tab(frame)
    stand_on(tab, A1, len(WEEK))
    assert tab.map.map.currentIndex().data() == "2"
    press(tab.map.map, Qt.Key.Key_Return)
    assert tab.people.people.model().rowCount() == 2


def test_another_kind_shows_another_week(frame: Frame) -> None:
    tab = coverage_tab(frame)
    stand_on(tab, A1, TUESDAY_EVENING)
    click(segment(tab, "MDT-trajecten"))
    # Nobody has a place there, so both are short.
    assert tab.map.map.currentIndex().data() == "2"


def test_what_would_help_is_worked_out_when_asked_and_says_who(frame: Frame) -> None:
    tab = coverage_tab(frame)
    assert "Doorrekenen" in texts(tab)
    click(button(tab, "Doorrekenen"))
    frame.settle()
    assert tab.changes.found
    said = texts(tab.changes)
    assert "1 bewoner kan beginnen · past bij 1 zonder plaats" in said
    assert tab.changes.focused_row() == 0
    tab.changes.opened.emit(tab.changes.found[0])
    assert tab.people.people.hasFocus()
    assert tab.people.people.model().rowCount() == len(tab.changes.found[0].gained)


def test_stopping_leaves_the_button_to_begin_again(frame: Frame) -> None:
    tab = coverage_tab(frame)
    frame.tasks.began.connect(lambda job: job.cancel())
    click(button(tab, "Doorrekenen"))
    assert not tab.changes.start.isEnabled()
    frame.settle()
    assert tab.changes.found is None
    assert tab.changes.start.isVisible()
    assert tab.changes.start.isEnabled()


def test_what_was_worked_out_before_a_change_is_not_shown_after_it(frame: Frame) -> None:
    tab = coverage_tab(frame)
    click(button(tab, "Doorrekenen"))
    frame.shell.saved("Het aanbod is gewijzigd", {"offer"})
    frame.settle()
    assert tab.changes.found is None
    assert tab.changes.start.isEnabled()


def test_a_change_elsewhere_makes_the_numbers_new(frame: Frame, desk: Desk, site: Site) -> None:
    tab = coverage_tab(frame)
    add_resident(desk, site, "Aylin Demir", availability=FREE)
    frame.shell.saved("Aylin is ingeschreven", {"resident"})
    frame.settle()
    stand_on(tab, A1, TUESDAY_EVENING)
    assert tab.map.map.currentIndex().data() == "2"


def test_the_sheet_for_the_municipality_is_saved_where_one_says(
    frame: Frame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, out = page_of(frame), tmp_path / "gemeente.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (str(out), ""))
    click(page.paper)
    frame.settle()
    assert out.read_bytes().startswith(b"%PDF")
    assert "Het blad voor de gemeente is gemaakt." in texts(page)


def test_a_second_sheet_says_which_numbers_stand_as_on_the_first_and_why(
    frame: Frame, desk: Desk, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def printed(name: str, came: int) -> str:
        for _one in range(came):
            add_resident(desk, site, "Aylin Demir", availability=FREE)
        out = str(tmp_path / name)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (out, ""))
        click(page.paper)
        frame.settle()
        return texts(page)

    page = page_of(frame)
    assert "eerdere afdruk" not in printed("maandag.pdf", 15)
    second = printed("dinsdag.pdf", 1)
    assert "staan er zoals op een eerdere afdruk: het verschil is een klein groepje" in second


def test_nothing_is_made_when_nobody_says_where(
    frame: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(frame)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: ("", ""))
    assert page.print_document()
    frame.settle()
    assert "gemaakt" not in texts(page)


def test_fairness_begins_with_what_may_go_out(frame: Frame) -> None:
    tab = fairness_tab(frame)
    assert tab.table is not None
    rows = [tab.table.model().index(row, 1).data() for row in range(tab.table.model().rowCount())]
    assert rows == ["niet getoond"]
    click(segment(tab, "Intern"))
    assert tab.table.model().index(0, 1).data() == "2"
    # No percentage on so few.
    assert tab.table.model().index(0, 2).data() == "0"
    assert "Geen groep komt duidelijk minder vaak verder dan de andere." in texts(tab.gaps)


def test_groups_are_compared_by_what_one_chooses(frame: Frame) -> None:
    tab = fairness_tab(frame)
    click(segment(tab, "Taal"))
    assert tab.table is not None
    assert tab.table.accessibleName() == "Taal"
    assert tab.dimensions.value() == Dimension.LANGUAGE


def test_the_page_keeps_its_tab_and_only_one_of_them_prints(frame: Frame) -> None:
    page = page_of(frame, "fairness")
    assert (page.place(), page.paper.isVisible(), page.print_document()) == (
        "fairness",
        False,
        False,
    )
    assert page.help_part() == "Eerlijkheid"
    page = page_of(frame, "coverage")
    assert (page.place(), page.paper.isVisible()) == ("coverage", True)
    assert len(page.panes()) == 5
    assert len({tab.key for tab in TABS}) == len(TABS)


def test_the_programme_team_alone_does_not_see_the_desk_s_figures() -> None:
    assert "figures" in {entry.key for entry in pages_for({Role.COORDINATOR})}
    assert "figures" not in {entry.key for entry in pages_for({Role.PROGRAMME})}
