"""What the hands do: copy a table, and find widths and filters as they were left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.people import Site, User
from meedoenbalie.services import catalogue
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.pages.offers.page import OffersPage
from meedoenbalie.ui.pages.referrals.filters import Show
from meedoenbalie.ui.pages.referrals.page import ReferralsPage
from meedoenbalie.ui.table_model import Column, TableModel
from meedoenbalie.ui.widgets.list_delegate import RowTable
from tests.ui.pages.frame import Frame, OpenFrame, click, open_frame
from tests.ui.pages.making import add_offer, add_resident, refer

__all__ = ["open_frame"]

pytestmark = pytest.mark.usefixtures("look")

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

Row = tuple[str, str, str]


@pytest.fixture
def table(qtbot: QtBot) -> RowTable:
    """Rows of which the second column has a line below, and the last is hidden."""
    model: TableModel[Row] = TableModel(
        (
            Column("Naam", lambda row: row[0]),
            Column("Aanbod", lambda row: row[1], 100, subtitle=lambda row: row[2]),
            Column("Geheim", lambda row: "niet te zien", 100),
        ),
        identify=lambda row: row[0],
    )
    made = RowTable(model, "Lijst")
    model.set_rows(
        [
            ("Hodan", "Keuken", "De Schakel"),
            ("Rima", "=1+1", ""),
            ("Idris", "+31 6 12", ""),
            ("Eva", "een\ttab", ""),
        ]
    )
    made.setColumnHidden(2, True)
    qtbot.addWidget(made)
    made.show()
    return made


def clipboard() -> list[list[str]]:
    return [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]


def test_ctrl_c_copies_the_row_with_its_headings_and_only_what_is_shown(table: RowTable) -> None:
    table.select_id("Hodan")
    QTest.keyClick(table, Qt.Key.Key_C, CTRL)
    assert clipboard() == [["Naam", "Aanbod"], ["Hodan", "Keuken · De Schakel"]]


def test_the_whole_table_is_copied_and_no_cell_becomes_a_formula(table: RowTable) -> None:
    QTest.keyClick(table, Qt.Key.Key_C, CTRL | SHIFT)
    copied = clipboard()
    assert [row[0] for row in copied] == ["Naam", "Hodan", "Rima", "Idris", "Eva"]
    assert copied[2][1] == "'=1+1"
    # A telephone stays as it is, and a tab in a text makes no new cell.
    assert copied[3][1] == "+31 6 12"
    assert copied[4][1] == "een tab"
    assert {len(row) for row in copied} == {2}


def test_a_spreadsheet_gets_cells_of_text(table: RowTable) -> None:
    QTest.keyClick(table, Qt.Key.Key_C, CTRL | SHIFT)
    html = QGuiApplication.clipboard().mimeData().html()
    assert html.count("<tr>") == 5
    assert "<th>Naam</th>" in html
    assert "mso-number-format" in html
    assert "niet te zien" not in html


def test_rows_that_were_never_read_are_not_fetched_to_be_copied(qtbot: QtBot) -> None:
    asked: list[int] = []
    model: TableModel[str] = TableModel((Column("Naam", str),), identify=str)
    table = RowTable(model, "Lijst")
    qtbot.addWidget(table)
    model.set_size(100_000, lambda first, _number: asked.append(first), {0: ["Hodan", "Rima"]})
    table.copy_all()
    assert clipboard() == [["Naam"], ["Hodan"], ["Rima"]]
    assert len(asked) <= 1


@pytest.fixture
def open_offers(desk: Desk, site: Site, open_frame: OpenFrame) -> Callable[[Desk], Frame]:
    """Open Aanbod as somebody, on a desk with an MDT-traject and a language course."""
    add_offer(desk, "M01", "Techniek", weeks=20)
    catalogue.add_offer(
        desk, "De Schakel", code="T01", kind=OfferKind.LANGUAGE_COURSE, title="Taalcafé"
    )

    def open_(seen: Desk) -> Frame:
        pages = {"offers": OffersPage, "referrals": ReferralsPage}
        frame = open_frame(pages, ("phone_round", "import", "offer_form"))
        frame.shell.desk = seen
        frame.go("offers")
        return frame

    return open_


def offers(frame: Frame) -> OffersPage:
    page = frame.page()
    assert isinstance(page, OffersPage)
    return page


def test_filters_are_remembered_for_this_user_and_for_nobody_else(
    desk: Desk, open_offers: Callable[[Desk], Frame]
) -> None:
    first = offers(open_offers(desk))
    first.filters.kind.choose(OfferKind.LANGUAGE_COURSE)
    click(first.filters.free)
    again = offers(open_offers(desk))
    assert again.filters.kind.value() is OfferKind.LANGUAGE_COURSE
    assert again.filters.free.isChecked()
    somebody = replace(desk, user=User(name="Joost", roles=desk.user.roles))
    assert offers(open_offers(somebody)).filters.kind.value() is None


def test_what_another_page_asks_to_show_takes_no_filter_away(
    desk: Desk, open_offers: Callable[[Desk], Frame]
) -> None:
    frame = open_offers(desk)
    offers(frame).filters.kind.choose(OfferKind.LANGUAGE_COURSE)
    frame.go("offers", catalogue.find_offers(desk)[0].offer.id)
    assert offers(frame).filters.kind.value() is None
    assert offers(open_offers(desk)).filters.kind.value() is OfferKind.LANGUAGE_COURSE


def test_the_group_of_referrals_one_works_through_is_remembered(
    desk: Desk, site: Site, open_offers: Callable[[Desk], Frame]
) -> None:
    refer(desk, add_resident(desk, site), add_offer(desk, "M02", "Zorg", weeks=10), days=3)
    frame = open_offers(desk)
    frame.go("referrals")
    page = frame.page()
    assert isinstance(page, ReferralsPage)
    click(page.chips.chips[Show.OPEN])
    again = open_offers(desk)
    again.go("referrals")
    page = again.page()
    assert isinstance(page, ReferralsPage)
    assert page.chips.chosen is Show.OPEN
    assert page.chips.chips[Show.OPEN].isChecked()


def test_a_column_stays_as_wide_as_it_was_dragged(
    desk: Desk, open_offers: Callable[[Desk], Frame]
) -> None:
    head = offers(open_offers(desk)).table.horizontalHeader()
    place = next(place for place in range(head.count()) if place not in (0, 1))
    before, edge = head.sectionSize(place), head.sectionViewportPosition(place)
    right = QPoint(edge + before - 1, head.height() // 2)
    QTest.mousePress(head.viewport(), Qt.MouseButton.LeftButton, pos=right)
    QTest.mouseMove(head.viewport(), right + QPoint(20, 0))
    QTest.mouseMove(head.viewport(), right + QPoint(40, 0))
    QTest.mouseRelease(head.viewport(), Qt.MouseButton.LeftButton, pos=right + QPoint(40, 0))
    wider = head.sectionSize(place)
    assert wider > before
    assert offers(open_offers(desk)).table.horizontalHeader().sectionSize(place) == wider
