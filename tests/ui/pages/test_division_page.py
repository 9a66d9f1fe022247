"""Verdeling: a proposal, moving somebody with its cost, taking back, keeping and taking over."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.referrals import ReferralState
from meedoenbalie.services import drafts
from meedoenbalie.services.choosing import choose
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.referring import find_referrals
from meedoenbalie.ui.drafts import keep_all
from meedoenbalie.ui.pages.division.page import DivisionPage
from tests.opened_desk import TODAY
from tests.ui.pages.frame import Frame, texts
from tests.ui.pages.making import add_offer, add_resident

OpenFrame = Callable[..., Frame]


@pytest.fixture
def scarce(desk: Desk, site: Site) -> list[Resident]:
    """Three young people, one place near and one far; the first chose the far one."""
    add_offer(desk, "M01", "Naast de deur", places=1, travel_minutes={"RTW": 1})
    far = add_offer(desk, "M02", "Ver weg", places=1, travel_minutes={"RTW": 40})
    people = [
        add_resident(desk, site, name, arrival_date=TODAY - timedelta(days))
        for name, days in (("Aylin Demirci", 70), ("Biniam Okbay", 30), ("Tareq Saleh", 5))
    ]
    choose(desk, people[0].id, [far.id], 1)
    return people


def opened(frame: Frame) -> DivisionPage:
    frame.go("division")
    page = frame.page()
    assert isinstance(page, DivisionPage)
    return page


def shown(page: DivisionPage) -> dict[str, str]:
    rows = page.table.model()
    return {rows.index(row, 1).data(): rows.index(row, 2).data() for row in range(rows.rowCount())}


def move(frame: Frame, page: DivisionPage, who: UUID, words: str) -> None:
    """Choose a line of *Verplaats naar…* that begins with these words."""
    page.table.select_id(who)
    frame.settle()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    menu = next(menu for menu in page.findChildren(QMenu) if menu.isVisible())
    line = next(line for line in menu.actions() if line.text().startswith(words))
    line.trigger()
    menu.close()
    frame.settle()


@pytest.mark.usefixtures("scarce")
def test_the_page_says_who_gets_what_by_which_choice_and_who_waits(
    open_frame: OpenFrame, scarce: list[Resident]
) -> None:
    frame = open_frame({"division": DivisionPage})
    page = opened(frame)
    assert shown(page) == {
        "Aylin Demirci": "Ver weg",
        "Biniam Okbay": "Naast de deur",
        "Tareq Saleh": "Geen plaats",
    }
    assert page.table.model().index(1, 3).data().startswith("1e keus (")
    page.table.select_id(scarce[2].id)
    frame.settle()
    why = page._why.accessibleName()
    assert why.startswith("Waarom heeft Tareq geen plaats?")
    assert "Biniam 4 weken, Tareq 0 weken" in why
    assert "lost dit op" in why


def test_a_move_says_first_what_it_costs_and_is_taken_back_with_ctrl_z(
    open_frame: OpenFrame, scarce: list[Resident]
) -> None:
    frame = open_frame({"division": DivisionPage})
    page = opened(frame)
    before = shown(page)
    move(frame, page, scarce[2].id, "Naast de deur")
    assert "Biniam Okbay: −" in page.cost.accessibleName()
    assert shown(page) == before
    QTest.mouseClick(page.cost.leave, Qt.MouseButton.LeftButton)
    frame.settle()
    assert shown(page) == before
    move(frame, page, scarce[2].id, "Naast de deur")
    QTest.mouseClick(page.cost.go, Qt.MouseButton.LeftButton)
    frame.settle()
    after = shown(page)
    assert (after["Tareq Saleh"], after["Biniam Okbay"]) == ("Naast de deur", "Geen plaats")
    QTest.keyClick(page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    frame.settle()
    assert shown(page) == before
    QTest.keyClick(page.table, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    frame.settle()
    assert shown(page) == after


def test_what_is_ticked_becomes_drafts_and_nothing_is_sent(
    open_frame: OpenFrame, desk: Desk, scarce: list[Resident]
) -> None:
    frame = open_frame({"division": DivisionPage})
    page = opened(frame)
    page.table.select_id(scarce[1].id)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert page.accept.text().startswith("1 voorstel ")
    QTest.mouseClick(page.accept, Qt.MouseButton.LeftButton)
    frame.settle()
    lines = find_referrals(desk)
    assert [(line.resident_name, line.standing.state) for line in lines] == [
        ("Aylin Demirci", ReferralState.DRAFT)
    ]
    assert shown(page) == {"Biniam Okbay": "Naast de deur", "Tareq Saleh": "Geen plaats"}


def test_what_was_decided_comes_back_after_closing(
    open_frame: OpenFrame, desk: Desk, scarce: list[Resident]
) -> None:
    frame = open_frame({"division": DivisionPage})
    page = opened(frame)
    move(frame, page, scarce[2].id, "Naast de deur")
    QTest.mouseClick(page.cost.go, Qt.MouseButton.LeftButton)
    frame.settle()
    keep_all(page)
    frame.settle()
    assert [draft.kind for draft in drafts.mine(desk)] == ["division"]
    again = open_frame({"division": DivisionPage})
    assert shown(opened(again))["Tareq Saleh"] == "Naast de deur"


def test_friends_are_noted_on_the_page_and_go_together(
    open_frame: OpenFrame, scarce: list[Resident]
) -> None:
    frame = open_frame({"division": DivisionPage})
    page = opened(frame)
    page.table.select_id(scarce[1].id)
    frame.settle()
    QTest.mouseClick(page.side.friends, Qt.MouseButton.LeftButton)
    form = page.friends
    assert not form.save.isEnabled()
    item = form.list.findItems("Tareq Saleh", Qt.MatchFlag.MatchExactly)[0]
    item.setCheckState(Qt.CheckState.Checked)
    QTest.mouseClick(form.save, Qt.MouseButton.LeftButton)
    frame.settle()
    told = shown(page)
    assert told["Biniam Okbay"] == told["Tareq Saleh"] == "Geen plaats"
    page.table.select_id(scarce[1].id)
    frame.settle()
    assert "Gaat weer alleen" in page.side.friends.accessibleName()


def test_an_empty_desk_says_what_to_do(open_frame: OpenFrame, qtbot: QtBot) -> None:
    frame = open_frame({"division": DivisionPage})
    page = opened(frame)
    assert not page.accept.isEnabled()
    assert page._no_places.isVisible()
    assert page._no_places.button.text() == "Naar &Aanbod"


def test_the_proposal_is_printed_as_it_stands(
    open_frame: OpenFrame,
    scarce: list[Resident],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    frame = open_frame({"division": DivisionPage}, ("residents", "offers"))
    page = opened(frame)
    frame.settle()
    out = tmp_path / "voorstel.xlsx"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", staticmethod(lambda *_given: (str(out), ""))
    )
    assert page.print_document()
    frame.settle()
    (sheet,) = load_workbook(out).worksheets
    names = {cell.value for cell in sheet["A"]}
    assert {who.full_name for who in scarce} <= names
    assert "Geen plaats" in {cell.value for cell in sheet["B"]}
    assert "Het voorstel is gemaakt." in texts(page)
