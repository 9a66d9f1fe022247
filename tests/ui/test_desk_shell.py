"""The frame around the pages: navigation, keyboard map, looking along, narrow windows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.people import Site
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui.context import OpenedDesk
from meedoenbalie.ui.desk_shell import DeskShell
from meedoenbalie.ui.navigation import NavEntry
from meedoenbalie.ui.page import Changes, Page, Shell
from meedoenbalie.ui.shapes.panes import Pane
from meedoenbalie.ui.tasks import Tasks
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import Choice, SearchBox
from meedoenbalie.ui.widgets.text import CutText
from tests.ui.pages.frame import PATIENCE_MS, button, click, press, texts

pytestmark = pytest.mark.usefixtures("look")

CTRL = Qt.KeyboardModifier.ControlModifier
SITES = (Site(code="DH", name="azc Dijkhorst"), Site(code="EZ", name="azc Elzenveld"))


class Notes(Page):
    """A page with two panes that writes down what the frame tells it."""

    def __init__(self, shell: Shell, name: str) -> None:
        super().__init__(shell)
        self.name = name
        self.heard: list[object] = []
        self.pressed = 0
        self.printable = False
        row = QHBoxLayout(self)
        self.first, self.second = Pane(), Pane()
        self.box = SearchBox("Zoek")
        self.first.body.addWidget(self.box)
        self.second.body.addWidget(Button("Opslaan", kind="primary", on_click=self._press))
        row.addWidget(self.first)
        row.addWidget(self.second)

    def title(self) -> str:
        return self.name

    def shown(self) -> None:
        self.heard.append("shown")

    def refresh(self, changed: Changes) -> None:
        self.heard.append(set(changed))

    def open_target(self, target: object) -> None:
        self.heard.append(("target", target))

    def search_field(self) -> QWidget:
        return self.box

    def panes(self) -> tuple[QWidget, ...]:
        return (self.first, self.second)

    def print_document(self) -> bool:
        self.heard.append("print")
        return self.printable

    def _press(self) -> None:
        self.pressed += 1


class Alone(Notes):
    """A page with one resident on it, that may stay when that resident looks along."""

    shows_others = False


class Desks:
    """An open desk in a window."""

    def __init__(self, qtbot: QtBot) -> None:
        person = SimpleNamespace(name="Marleen de Wit", roles=())
        clock = fixed_clock(date(2026, 3, 2))
        alone = SimpleNamespace(listen=lambda _told, _reachable: None, on_server=False)
        desk = cast(
            Desk,
            SimpleNamespace(user=person, clock=clock, database=alone, may=lambda _roles: False),
        )
        self.tasks = Tasks()
        self.shell = DeskShell(
            OpenedDesk(desk, Path("dijkhorst.meedoen"), SITES, demo=True), self.tasks, "balie"
        )
        self.made: dict[str, Notes] = {}
        for key, title, kind in (
            ("today", "Vandaag", Notes),
            ("residents", "Bewoners", Notes),
            ("matching", "Matchen", Alone),
        ):
            self.shell.add_page(key, title, "users", self._maker(key, kind), "desk")
        self.shell.add_page("talk", "Gesprek", "users", self._maker("talk", Alone))
        self.shell.add_page("settings", "Instellingen", "users", self._maker("settings", Alone))
        self.shell.set_main_act("&Nieuw gesprek", "message-square-plus", "talk", "new")
        qtbot.addWidget(self.shell)
        self.shell.resize(1280, 800)
        with qtbot.waitActive(self.shell, timeout=PATIENCE_MS):
            self.shell.show()
            self.shell.activateWindow()
        self.shell.go("today")

    def _maker(self, key: str, kind: type[Notes]) -> Maker:
        return Maker(self.made, key, kind)

    def entry(self, title: str) -> NavEntry:
        """The row of the navigation with that title."""
        return next(e for e in self.shell.findChildren(NavEntry) if e.text() == title)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = CTRL) -> None:
        """Press a key of the keyboard map."""
        QTest.keyClick(QApplication.focusWidget() or self.shell, key, modifier)


class Maker:
    """Makes a page and keeps it where the test can look at it."""

    def __init__(self, made: dict[str, Notes], key: str, kind: type[Notes]) -> None:
        self.made, self.key, self.kind = made, key, kind

    def __call__(self, shell: Shell) -> Page:
        self.made[self.key] = self.kind(shell, self.key)
        return self.made[self.key]


@pytest.fixture
def desks(qtbot: QtBot) -> Iterator[Desks]:
    """A desk on its first page."""
    opened = Desks(qtbot)
    yield opened
    opened.tasks.close()


def test_a_page_is_made_when_it_is_first_shown_and_kept(desks: Desks) -> None:
    assert set(desks.made) == {"today"}
    click(desks.entry("Bewoners"))
    click(desks.entry("Vandaag"))
    click(desks.entry("Bewoners"))
    assert set(desks.made) == {"today", "residents"}
    assert desks.made["residents"].heard == ["shown", "shown"]


def test_ctrl_and_a_number_go_to_the_pages_in_order(desks: Desks) -> None:
    desks.key(Qt.Key.Key_2)
    assert desks.shell.current_key() == "residents"
    desks.key(Qt.Key.Key_3)
    assert desks.shell.current_key() == "matching"
    assert desks.entry("Matchen").isChecked()


def test_the_arrows_walk_the_navigation_which_is_one_tab_stop(desks: Desks) -> None:
    desks.entry("Vandaag").setFocus()
    press(desks.entry("Vandaag"), Qt.Key.Key_Down)
    assert desks.shell.current_key() == "residents"
    press(desks.entry("Bewoners"), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not desks.entry("Matchen")


def test_a_new_talk_begins_above_the_navigation_or_with_ctrl_n(desks: Desks) -> None:
    click(button(desks.shell, "Nieuw gesprek"))
    desks.shell.go("today")
    desks.key(Qt.Key.Key_N)
    assert desks.made["talk"].heard == [("target", "new"), "shown"] * 2


def test_what_was_saved_refreshes_the_page_in_front_now_and_others_when_shown(
    desks: Desks,
) -> None:
    desks.shell.go("residents")
    desks.made["today"].heard.clear()
    desks.made["residents"].heard.clear()
    desks.shell.saved("Bewoner opgeslagen", frozenset({"resident"}))
    assert desks.made["residents"].heard == [{"resident"}]
    assert desks.made["today"].heard == []
    assert desks.shell.status.text() == "Bewoner opgeslagen, 12:00"
    desks.shell.go("today")
    assert desks.made["today"].heard == [{"resident"}, "shown"]


@pytest.mark.parametrize(
    ("size", "said"),
    [((1280, 800), "Geen dubbele meer. Ze blijven twee."), ((640, 400), "Aan tafel.")],
)
def test_what_was_done_can_be_read_whole(
    qtbot: QtBot, desks: Desks, size: tuple[int, int], said: str
) -> None:
    desks.shell.resize(*size)
    desks.shell.saved(said, frozenset())
    words = desks.shell.status.findChild(CutText)
    assert words is not None
    assert words.text() == f"{said.removesuffix('.')}, 12:00"
    needed = words.fontMetrics().horizontalAdvance(words.text())
    qtbot.waitUntil(lambda: words.width() >= needed, timeout=PATIENCE_MS)


def test_going_back_shows_the_page_before(desks: Desks) -> None:
    desks.shell.go("residents")
    desks.shell.go("talk", "new")
    desks.key(Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    assert desks.shell.current_key() == "residents"


def test_when_a_resident_looks_along_nobody_else_is_seen(desks: Desks) -> None:
    desks.shell.set_count("residents", 86)
    desks.shell.saved("Contactmoment van Rima Haddad")
    desks.key(Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier)
    assert desks.shell.looking_along
    assert not desks.made["today"].isVisible()
    assert "Samen kijken staat aan." in texts(desks.shell)
    assert desks.entry("Bewoners").accessibleDescription() == ""
    assert "Rima" not in texts(desks.shell)
    desks.shell.go("matching")
    assert desks.made["matching"].isVisible()
    desks.shell.go("today")
    click(button(desks.shell, "Samen kijken uit (F8)"))
    assert desks.made["today"].isVisible()
    assert desks.entry("Bewoners").accessibleName() == "Bewoners"
    assert desks.entry("Bewoners").accessibleDescription() == "86"
    assert {"shared_view"} in desks.made["today"].heard


def test_a_screen_reader_switches_looking_along_by_ticking_it(desks: Desks) -> None:
    entry = desks.entry("Samen kijken")
    for on in (True, False):
        seen = QAccessible.queryAccessibleInterface(entry).actionInterface()
        seen.doAction(seen.toggleAction())
        assert desks.shell.looking_along is on
    click(entry)
    assert desks.shell.looking_along


def test_on_a_page_outside_the_navigation_every_entry_can_be_chosen(desks: Desks) -> None:
    entry = desks.entry("Bewoners")
    click(entry)
    QApplication.processEvents()
    desks.shell.go("talk", "new")
    assert not entry.isChecked()
    entry.toggle()
    assert desks.shell.current_key() == "residents"


def test_another_azc_refreshes_the_pages(desks: Desks) -> None:
    switch = next(
        box for box in desks.shell.findChildren(Choice) if box.accessibleName() == "Locatie"
    )
    assert desks.shell.site == SITES[0]
    switch.setFocus()
    press(switch, Qt.Key.Key_Down)
    assert desks.shell.site == SITES[1]
    assert {"site"} in desks.made["today"].heard


def test_f6_walks_the_panes_and_back(desks: Desks) -> None:
    page = desks.made["today"]
    page.box.setFocus()
    desks.key(Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.second.isAncestorOf(focus)
    desks.key(Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert desks.shell.navigation.isAncestorOf(focus)
    desks.key(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.second.isAncestorOf(focus)


def test_ctrl_f_searches_ctrl_enter_presses_and_ctrl_p_prints(desks: Desks) -> None:
    page = desks.made["today"]
    desks.key(Qt.Key.Key_F)
    assert QApplication.focusWidget() is page.box
    desks.key(Qt.Key.Key_Return)
    assert page.pressed == 1
    desks.key(Qt.Key.Key_P)
    assert desks.shell.status.text() == "Op dit scherm valt niets af te drukken."
    page.printable = True
    desks.shell.status.forget()
    desks.key(Qt.Key.Key_P)
    assert desks.shell.status.text() == ""


def test_the_settings_are_a_page_below_the_person(desks: Desks) -> None:
    desks.key(Qt.Key.Key_Comma)
    assert desks.shell.current_key() == "settings"
    assert desks.entry("Instellingen").isChecked()
    assert not desks.entry("Vandaag").isChecked()
    click(desks.entry("Vandaag"))
    assert not desks.entry("Instellingen").isChecked()
    click(desks.entry("Instellingen"))
    assert desks.shell.current_key() == "settings"


def test_locking_help_and_searching_ask_the_window(qtbot: QtBot, desks: Desks) -> None:
    for key, modifier, signal in (
        (Qt.Key.Key_L, CTRL, desks.shell.lock_wanted),
        (Qt.Key.Key_K, CTRL, desks.shell.find_wanted),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, desks.shell.help_wanted),
    ):
        with qtbot.waitSignal(signal):
            desks.key(key, modifier)


def test_a_narrow_window_keeps_every_page_reachable_by_name(desks: Desks) -> None:
    wide = desks.shell.navigation.width()
    desks.shell.resize(640, 400)
    QApplication.processEvents()
    assert desks.shell.navigation.width() < wide / 2
    entry = desks.entry("Bewoners")
    assert (entry.accessibleName(), entry.toolTip()) == ("Bewoners", "Bewoners")
    assert entry.isVisible()
    assert button(desks.shell, "Nieuw gesprek").toolTip() == "Nieuw gesprek"
    desks.shell.resize(1280, 800)
    QApplication.processEvents()
    assert desks.shell.navigation.width() == wide


def test_a_demonstration_says_that_everybody_is_invented(desks: Desks) -> None:
    assert "Demo: alle personen zijn verzonnen" in texts(desks.shell)


def test_a_page_that_is_not_there_can_be_asked_for(desks: Desks) -> None:
    assert desks.shell.has("residents")
    assert not desks.shell.has("figures")
    with pytest.raises(KeyError):
        desks.shell.go("figures")
