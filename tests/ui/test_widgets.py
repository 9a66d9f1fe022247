"""What people and screen readers meet in the parts of a screen."""

from __future__ import annotations

from typing import Protocol

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from meedoenbalie.ui.focus_ring import FocusRing
from meedoenbalie.ui.paint import state_chip
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.chips import FilterChip, StateChip
from meedoenbalie.ui.widgets.choices import ChoiceTile, SegmentedChoice
from meedoenbalie.ui.widgets.inputs import Field, SearchBox
from meedoenbalie.ui.widgets.load_bar import LoadBar
from meedoenbalie.ui.widgets.notices import Notice
from meedoenbalie.ui.widgets.reasons import ReasonList
from meedoenbalie.ui.widgets.timeline import Timeline, TimelineEntry
from tests.ui.pages.frame import PATIENCE_MS, click, press, texts, type_text

pytestmark = pytest.mark.usefixtures("look")


class Show(Protocol):
    """Puts widgets below each other in an active window."""

    def __call__(self, *widgets: QWidget) -> QWidget: ...


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """A window for widgets, which stays until the test is over."""
    windows: list[QWidget] = []

    def show_(*widgets: QWidget) -> QWidget:
        window = QWidget()
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        windows.append(window)
        qtbot.addWidget(window)
        with qtbot.waitActive(window, timeout=PATIENCE_MS):
            window.show()
            window.activateWindow()
        return window

    return show_


def focused() -> QWidget:
    """The widget that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_an_error_stands_at_its_field_and_is_said(show: Show) -> None:
    field = Field("&Geboortejaar", QLineEdit(), hint="Vier cijfers.")
    window = show(field)
    assert field.box.accessibleName() == "Geboortejaar"
    assert field.box.accessibleDescription() == "Vier cijfers."
    field.set_error("2071 ligt in de toekomst. Kijk het jaar na.")
    assert "2071 ligt in de toekomst" in texts(window)
    assert "Vier cijfers." not in texts(window)
    assert field.box.accessibleDescription() == "2071 ligt in de toekomst. Kijk het jaar na."
    field.set_error("")
    assert "toekomst" not in texts(window)
    assert field.box.accessibleDescription() == "Vier cijfers."


def test_what_may_stay_empty_says_so(show: Show) -> None:
    window = show(Field("Telefoon", QLineEdit(), optional=True), Field("Naam", QLineEdit()))
    assert texts(window).count("mag leeg blijven") == 1


def test_a_disabled_button_says_why(show: Show) -> None:
    button = Button("&Doorverwijzen", "send", "primary")
    button.disable("Hodan gaf nog geen toestemming.")
    show(button)
    assert button.toolTip() == "Hodan gaf nog geen toestemming."
    assert button.accessibleName() == "Doorverwijzen"
    button.enable()
    assert button.isEnabled()
    assert button.toolTip() == ""


def test_a_button_without_words_has_a_name_and_a_tooltip(show: Show) -> None:
    button = Button("Sluiten", "x", icon_only=True)
    show(button)
    assert (button.accessibleName(), button.toolTip()) == ("Sluiten", "Sluiten")


def test_a_chip_shows_the_short_and_says_the_full_label(show: Show) -> None:
    chip = StateChip(state_chip("sent", "Wacht op reactie", "Verwezen, wacht op reactie"))
    show(chip)
    assert chip.accessibleName() == "Verwezen, wacht op reactie"
    assert chip.toolTip() == "Verwezen, wacht op reactie"


def test_a_filter_is_switched_with_the_keyboard(show: Show) -> None:
    chip = FilterChip("Open", count=23)
    show(chip)
    assert chip.accessibleName() == "Open 23"
    press(chip, Qt.Key.Key_Space)
    assert chip.isChecked()
    press(chip, Qt.Key.Key_Space)
    assert not chip.isChecked()


def test_own_choice_is_one_tab_stop_and_may_be_taken_back(show: Show) -> None:
    choice = SegmentedChoice("keus", [("1e", 1), ("2e", 2), ("Nee", 0)], quiet=[0])
    before, after = QPushButton("voor"), QPushButton("na")
    show(before, choice, after)
    chosen: list[object] = []
    choice.chosen.connect(chosen.append)
    before.setFocus()
    press(before, Qt.Key.Key_Tab)
    first = focused()
    press(first, Qt.Key.Key_Right)
    second = focused()
    press(second, Qt.Key.Key_Space)
    assert choice.value() == 2
    press(second, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after
    press(second, Qt.Key.Key_Space)
    assert choice.value() is None
    assert chosen == [2, None]


def test_no_is_an_answer_and_not_the_absence_of_one(show: Show) -> None:
    choice = SegmentedChoice("keus", [("1e", 1), ("Nee", 0)], 0, quiet=[0])
    show(choice)
    assert choice.value() == 0


def test_a_tile_is_chosen_with_space_and_ranked_with_alt_and_arrows(show: Show) -> None:
    tile = ChoiceTile("met kinderen", "baby", "ምስ ቆልዑ")
    show(tile)
    moves: list[int] = []
    tile.moved.connect(moves.append)
    press(tile, Qt.Key.Key_Space)
    QTest.keyClick(tile, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    tile.set_rank(1)
    assert tile.isChecked()
    assert moves == [-1]
    assert tile.accessibleName() == "met kinderen ምስ ቆልዑ, 1"


def test_searching_waits_for_a_pause_and_enter_does_not(qtbot: QtBot, show: Show) -> None:
    box = SearchBox("Typ een naam")
    show(box)
    sought: list[str] = []
    box.searched.connect(sought.append)
    type_text(box, "sem")
    press(box, Qt.Key.Key_Return)
    assert sought == ["sem"]
    type_text(box, "har")
    qtbot.waitUntil(lambda: sought == ["sem", "semhar"], timeout=PATIENCE_MS)
    press(box, Qt.Key.Key_Escape)
    assert sought == ["sem", "semhar", ""]


def test_a_notice_says_all_of_itself_and_shows_signs_as_they_are(show: Show) -> None:
    notice = Notice("Let op.", "Keuken & tuin: <10 plaatsen.", "attention")
    window = show(notice)
    assert "Let op. Keuken & tuin: <10 plaatsen." in texts(window)


def test_the_load_says_its_hours_and_what_to_do_when_it_is_too_much(show: Show) -> None:
    bar = LoadBar()
    window = show(bar)
    bar.set_load(mdt=270, language=360, travel=100, own=210, limit=24 * 60, advice="Minder.")
    assert "Weekbelasting 15 u 40" in texts(window)
    assert "onder de grens van 24 u" in texts(window)
    assert "Minder." not in texts(window)
    bar.set_load(mdt=900, language=600, travel=100, own=210, limit=24 * 60, advice="Minder.")
    assert "boven de grens van 24 u" in texts(window)
    assert "Minder." in texts(window)


def test_a_reason_says_whether_it_fits(show: Show) -> None:
    reasons = ReasonList([("fits", "Week past"), ("fits_not", "Geen van de drie wensen")])
    window = show(reasons)
    assert "past: Week past" in texts(window)
    assert "past niet: Geen van de drie wensen" in texts(window)


def test_a_struck_event_stays_and_says_who_put_it_right(show: Show) -> None:
    acts: list[str] = []
    timeline = Timeline(
        [
            TimelineEntry("clock-alert", "15 dagen geen reactie", computed=True),
            TimelineEntry(
                "mail-check",
                "Ontvangst bevestigd",
                "vr 13 nov 11:02",
                struck=True,
                correction="Hersteld door Joost Bakker",
            ),
            TimelineEntry("send", "Verwezen", act="Herstellen…", on_act=lambda: acts.append("x")),
        ]
    )
    window = show(timeline)
    said = texts(window)
    assert "Ontvangst bevestigd, hersteld, vr 13 nov 11:02, Hersteld door Joost Bakker" in said
    button = next(b for b in window.findChildren(Button) if b.isVisible())
    assert button.accessibleName() == "Herstellen…: Verwezen"
    click(button)
    assert acts == ["x"]


def test_the_ring_follows_the_keyboard_and_stays_away_from_inputs(
    qtbot: QtBot, show: Show, qapp: QApplication
) -> None:
    ring = FocusRing(qapp)
    qtbot.addWidget(ring)
    first, field, last = Button("Een"), QLineEdit(), Button("Twee")
    window = show(first, field, last)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.target() is first
    assert ring.isVisible()
    assert ring.geometry().contains(first.geometry())
    press(first, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is field
    assert ring.target() is None
    press(field, Qt.Key.Key_Tab)
    assert ring.target() is last
    window.resize(window.width() + 100, window.height() + 60)
    QApplication.processEvents()
    assert ring.geometry().contains(last.geometry())
    last.hide()
    assert ring.target() is first
