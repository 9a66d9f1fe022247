"""Ctrl+/: the keys that work on this screen, read from what is bound, in the language spoken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from meedoenbalie.i18n import set_language
from meedoenbalie.ui.keys_dialog import KeysDialog
from meedoenbalie.ui.shortcuts import Shortcut, Where, in_force, inside
from meedoenbalie.ui.widgets.inputs import SearchBox

pytestmark = pytest.mark.usefixtures("look")

_UI = Path(__file__).parents[2] / "meedoenbalie" / "ui"


@pytest.fixture
def done() -> list[str]:
    """What was done by keys."""
    return []


@pytest.fixture
def window(qtbot: QtBot, done: list[str]) -> QWidget:
    """A window with a page in it: a button, a list of keys, and a box."""
    made = QWidget()
    qtbot.addWidget(made)
    page = QWidget(made)
    page.setObjectName("page")
    QPushButton("&Opslaan", page).clicked.connect(lambda: done.append("opslaan"))
    SearchBox("Zoek").setParent(page)
    Shortcut(made, "Ctrl+L", "vergrendelen", lambda: done.append("vergrendelen"))
    inside(page, "F3", "volgend probleem", lambda: done.append("volgende"))
    hidden = QWidget(made)
    made.show()
    hidden.hide()
    Shortcut(hidden, "Ctrl+H", "wat er niet is", lambda: done.append("niets"))
    return made


def test_the_overview_has_what_works_now_and_says_where(window: QWidget) -> None:
    page = window.findChild(QWidget, "page")
    lines = [(line.keys, line.words, line.where) for line in in_force(window, page)]
    assert lines == [
        ("Ctrl+L", "vergrendelen", Where.EVERYWHERE),
        ("F3", "volgend probleem", Where.PAGE),
        ("Alt+O", "Opslaan", Where.PAGE),
        ("Esc", "maak het zoekveld leeg", Where.BOX),
    ]


def test_a_word_finds_a_key_and_enter_does_it(
    qtbot: QtBot, window: QWidget, done: list[str]
) -> None:
    page = window.findChild(QWidget, "page")
    shown = KeysDialog(in_force(window, page), window)
    qtbot.addWidget(shown)
    shown.show()
    assert shown.table.model().rowCount() == 4
    QTest.keyClicks(shown.search, "dit scherm opsl")
    QApplication.processEvents()
    assert shown.table.model().rowCount() == 1
    QTest.keyClick(shown.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: done == ["opslaan"])
    assert not shown.isVisible()


@pytest.fixture
def in_english() -> Iterator[None]:
    """Speak English for as long as the test lasts."""
    set_language("en")
    yield
    set_language("nl")


@pytest.mark.usefixtures("in_english")
def test_the_overview_speaks_english(qtbot: QtBot) -> None:
    box = SearchBox("Search")
    qtbot.addWidget(box)
    box.show()
    (line,) = in_force(box, None)
    assert (line.words, line.where.words()) == ("empty the search box", "in a box")


def test_keys_are_bound_in_one_place_only() -> None:
    """What is bound elsewhere would be missing from the overview."""
    for module in _UI.rglob("*.py"):
        if module.name != "shortcuts.py":
            assert "QShortcut(" not in module.read_text("utf-8"), module.name


_TELLS_NOTHING = {
    "passphrase.py": "only takes note of Caps Lock",
    "long_list.py": "Home and End, as in every list",
    "choices.py": "a tile of AnswerTiles, which tells it",
    "cards.py": "whoever listens to the card tells it",
    "turned_around.py": "nothing else can be reached there, the overview neither",
    "page.py of division": "undo and redo, which the window tells",
}


def test_a_widget_that_hears_keys_itself_tells_so_or_why_not() -> None:
    silent = set()
    for file in _UI.rglob("*.py"):
        words = file.read_text(encoding="utf-8")
        if "def keyPressEvent" in words and "OwnKeys(" not in words:
            of = f" of {file.parent.name}" if file.name == "page.py" else ""
            silent.add(f"{file.name}{of}")
    assert silent == set(_TELLS_NOTHING)
