"""The week planner: drawn for who sees, said for who listens, walked with the keyboard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from meedoenbalie.ui.widgets.week import WeekBlock, block_text, cells_of, week_text
from meedoenbalie.ui.widgets.week_glyph import WeekGlyph, glyph_text
from meedoenbalie.ui.widgets.week_planner import WeekPlanner
from tests.ui.pages.frame import PATIENCE_MS, press

pytestmark = pytest.mark.usefixtures("look")

COURSE = WeekBlock(1, 570, 720, "language", "Taal", "Nederlands A1–A2")
COURSE_AGAIN = WeekBlock(3, 570, 720, "language", "Taal", "Nederlands A1–A2")
TRAJECT = WeekBlock(0, 780, 900, "mdt", "MDT", "Samen in de buurt")
RIDE = WeekBlock(0, 760, 778, "travel")
SPORT = WeekBlock(4, 1140, 1230, "own", "Sport")


def open_planner(qtbot: QtBot, planner: WeekPlanner) -> list[QWidget]:
    """Show a planner and return its blocks in the order of the week."""
    qtbot.addWidget(planner)
    planner.resize(500, 400)
    with qtbot.waitActive(planner, timeout=PATIENCE_MS):
        planner.show()
        planner.activateWindow()
    blocks = [child for child in planner.children() if isinstance(child, QWidget)]
    return sorted(blocks, key=lambda block: (block.x() // 50, block.y()))


def test_the_week_is_said_day_by_day_without_the_rides() -> None:
    assert week_text([SPORT, RIDE, COURSE, TRAJECT]) == (
        "maandag 13:00–15:00, MDT, Samen in de buurt. "
        "dinsdag 9:30–12:00, taal, Nederlands A1–A2. "
        "vrijdag 19:00–20:30, vaste afspraak, Sport."
    )
    assert week_text([]) == "De week is leeg."


def test_every_block_is_a_widget_that_says_itself(qtbot: QtBot) -> None:
    planner = WeekPlanner([TRAJECT, COURSE, RIDE])
    blocks = open_planner(qtbot, planner)
    said = {block.accessibleName() for block in blocks}
    assert "dinsdag 9:30–12:00, taal, Nederlands A1–A2" in said
    assert "maandag 13:00–15:00, MDT, Samen in de buurt" in said
    assert planner.accessibleDescription() == planner.text() == week_text([TRAJECT, COURSE])


def test_what_clashes_lies_side_by_side_and_says_so(qtbot: QtBot) -> None:
    one = WeekBlock(4, 780, 900, "mdt", "MDT", conflict=True)
    other = WeekBlock(4, 840, 960, "own", "Zwemles", conflict=True)
    first, second = open_planner(qtbot, WeekPlanner([one, other]))
    assert not first.geometry().intersects(second.geometry())
    assert first.accessibleName().endswith("botst")


def test_the_arrows_walk_the_week_and_tab_leaves_it(qtbot: QtBot) -> None:
    planner = WeekPlanner([SPORT, COURSE, TRAJECT, RIDE, COURSE_AGAIN])
    open_planner(qtbot, planner)
    planner.walk(0)
    walked = []
    for _step in range(4):
        widget = QApplication.focusWidget()
        assert widget is not None
        walked.append(widget.accessibleName().split()[0])
        press(widget, Qt.Key.Key_Right)
    assert walked == ["maandag", "dinsdag", "donderdag", "vrijdag"]
    stops = [
        child
        for child in planner.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(stops) == 1


def test_early_and_late_blocks_are_not_cut_off(qtbot: QtBot) -> None:
    early = WeekBlock(2, 6 * 60, 7 * 60, "own", "Bidden")
    late = WeekBlock(6, 22 * 60, 24 * 60, "mdt", "MDT")
    for block in open_planner(qtbot, WeekPlanner([early, late], compact=True)):
        assert block.y() >= 0
        assert block.geometry().bottom() <= 400


@given(
    st.lists(
        st.builds(
            lambda day, start, length: WeekBlock(day, start, start + length, "own"),
            st.integers(0, 6),
            st.integers(0, 22 * 60),
            st.integers(15, 120),
        ),
        max_size=8,
        unique=True,
    )
)
def test_whatever_the_week_every_block_is_said(blocks: list[WeekBlock]) -> None:
    said = week_text(blocks)
    assert all(block_text(block) in said for block in blocks)


def test_the_glyph_says_its_dayparts(qtbot: QtBot) -> None:
    mdt = cells_of([TRAJECT], "mdt")
    language = cells_of([COURSE, COURSE_AGAIN], "language")
    glyph = WeekGlyph(mdt, language)
    qtbot.addWidget(glyph)
    words = "MDT: maandagmiddag; taal: dinsdagochtend, donderdagochtend"
    assert glyph.accessibleName() == glyph.toolTip() == words
    assert glyph_text(frozenset(), frozenset()) == "tijden onbekend"
