"""What a screen reader hears on every page: name, role, value, errors, menus, drawings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMenu,
    QStyle,
    QWidget,
)
from pytestqt.qtbot import QtBot

from meedoenbalie.clock import TODAY_VARIABLE
from meedoenbalie.domain.lessons import LearnedLesson, LessonPhase, WorkingElement
from meedoenbalie.ui import accessible, screenshots, style
from meedoenbalie.ui.pages.handreiking.lesson_list import LessonList
from meedoenbalie.ui.preferences import Preferences
from meedoenbalie.ui.widgets.answer_tiles import AnswerTiles, Tile
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import Card, CardRow
from meedoenbalie.ui.widgets.inputs import Field
from meedoenbalie.ui.widgets.week import WeekBlock
from meedoenbalie.ui.widgets.week_planner import WeekPlanner
from tests.opened_desk import TODAY
from tests.ui import unsaid

Text = QAccessible.Text


@pytest.fixture(autouse=True)
def as_before(qapp: QApplication, look: None) -> Iterator[None]:
    """Leave the application in the look that the other tests expect."""
    accessible.install()
    yield
    style.apply(qapp, Preferences(look="light"))


def test_everything_that_takes_the_keyboard_says_what_it_is_on_an_empty_desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TODAY_VARIABLE, TODAY.isoformat())
    looks = [Preferences(look="light")]
    found: list[str] = []
    for window, page in screenshots.visit(tmp_path, looks, "empty"):
        found += [f"{page}: {what}" for what in unsaid.problems(window)]
    assert not found, "\n".join(found)


def test_an_error_is_told_with_its_field(qtbot: QtBot) -> None:
    box = QLineEdit()
    field = Field("&Geboortedatum", box, hint="Dag-maand-jaar")
    qtbot.addWidget(field)
    field.show()
    seen = QAccessible.queryAccessibleInterface(box)
    assert seen.text(Text.Description) == "Dag-maand-jaar"
    field.set_error("2071 ligt in de toekomst. Kijk het jaar na.")
    assert seen.text(Text.Description) == "2071 ligt in de toekomst. Kijk het jaar na."
    assert seen.text(Text.Name) == "Geboortedatum"
    field.set_error("")
    assert seen.text(Text.Description) == "Dag-maand-jaar"


def test_a_row_of_a_card_is_an_item_that_can_be_opened(qtbot: QtBot) -> None:
    card = Card("Opvolgen")
    qtbot.addWidget(card)
    card.set_rows([CardRow(7, "Bel Yusuf", "na de eerste week", note="vandaag")])
    card.show()
    opened: list[object] = []
    card.opened.connect(opened.append)
    (row,) = [
        seen
        for seen in map(QAccessible.queryAccessibleInterface, card.findChildren(QWidget))
        if seen.role() == QAccessible.Role.ListItem
    ]
    assert row.text(Text.Name) == "Bel Yusuf, na de eerste week, vandaag"
    acts = row.actionInterface()
    acts.doAction(acts.pressAction())
    qtbot.waitUntil(lambda: opened == [7])


def test_the_week_is_a_list_of_its_blocks(qtbot: QtBot) -> None:
    planner = WeekPlanner([WeekBlock(1, 540, 660, "mdt", "Samen in de buurt")])
    qtbot.addWidget(planner)
    planner.show()
    seen = QAccessible.queryAccessibleInterface(planner)
    assert seen.role() == QAccessible.Role.List
    block = seen.child(0)
    assert block.role() == QAccessible.Role.ListItem
    assert "Samen in de buurt" in block.text(Text.Name)
    assert "9:00" in block.text(Text.Name)


def test_a_menu_is_found_below_its_button_while_it_is_open(qtbot: QtBot) -> None:
    button = Button("Verplaats naar…")
    menu = QMenu(button)
    taken: list[str] = []
    menu.addAction("Taalcafé", lambda: taken.append("Taalcafé"))
    QAccessible.queryAccessibleInterface(button)
    button.set_menu(menu)
    qtbot.addWidget(button)
    button.show()
    seen = QAccessible.queryAccessibleInterface(button)
    assert seen.role() == QAccessible.Role.ButtonMenu
    assert seen.childCount() == 0

    def choose() -> None:
        assert seen.childCount() == 1
        shown = seen.child(0)
        assert seen.indexOfChild(shown) == 0
        assert shown.role() == QAccessible.Role.PopupMenu
        item = shown.child(0)
        assert item.text(Text.Name) == "Taalcafé"
        acts = item.actionInterface()
        acts.doAction(acts.pressAction())
        menu.close()

    menu.aboutToShow.connect(lambda: QTimer.singleShot(0, menu, choose))
    acts = seen.actionInterface()
    acts.doAction(acts.pressAction())
    qtbot.waitUntil(lambda: taken == ["Taalcafé"])


def test_a_lesson_is_a_line_of_a_list_and_the_one_that_is_shown_is_chosen(qtbot: QtBot) -> None:
    lessons = LessonList()
    qtbot.addWidget(lessons)
    found = [
        LearnedLesson(
            number=f"L0{number}",
            phase=LessonPhase.INTAKE,
            element=next(iter(WorkingElement)),
            situation=f"Les {number}",
        )
        for number in (1, 2)
    ]
    lessons.show_lessons(found, None)
    lessons.show()
    wanted: list[object] = []
    lessons.wanted.connect(wanted.append)
    assert QAccessible.queryAccessibleInterface(lessons).role() == QAccessible.Role.List
    first, second = map(QAccessible.queryAccessibleInterface, lessons.rows)
    assert second.role() == QAccessible.Role.ListItem
    second.actionInterface().doAction(second.actionInterface().pressAction())
    qtbot.waitUntil(lambda: wanted == [found[1].id])
    lessons.choose(found[1].id)
    assert (first.state().selected, second.state().selected) == (False, True)
    assert not second.state().checkable


def test_nothing_moves_by_itself(qapp: QApplication) -> None:
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    assert qapp.style().styleHint(hint) == 0
    for effect in (Qt.UIEffect.UI_AnimateMenu, Qt.UIEffect.UI_AnimateCombo):
        assert not QApplication.isEffectEnabled(effect)


def test_choosing_an_answer_through_a_screen_reader_is_a_click(qtbot: QtBot) -> None:
    tiles = AnswerTiles((Tile("koken", "koken"), Tile("sport", "sport")))
    qtbot.addWidget(tiles)
    tiles.show()
    first = QAccessible.queryAccessibleInterface(tiles.tiles()[0])
    assert first.role() == QAccessible.Role.CheckBox
    assert not first.state().checked
    with qtbot.waitSignal(tiles.changed):
        first.actionInterface().doAction(first.actionInterface().pressAction())
    assert first.state().checked
    assert tiles.chosen() == ("koken",)
