"""A part of a screen that is made when it is first needed."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from meedoenbalie.ui.widgets.later import Later


class Pair(QWidget):
    """Two fields beside each other."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        self.first, self.second = QLineEdit(), QLineEdit()
        row.addWidget(self.first)
        row.addWidget(self.second)


class Screen(QWidget):
    """A field, a part that is made later, and a field below it."""

    def __init__(self) -> None:
        super().__init__()
        self.filled: list[Pair] = []
        self.top, self.bottom = QLineEdit(), QLineEdit()
        self.later = Later(Pair, self.filled.append)
        column = QVBoxLayout(self)
        for widget in (self.top, self.later, self.bottom):
            column.addWidget(widget)


def walk(start: QWidget, steps: int) -> list[QWidget | None]:
    """Press Tab some times and return where the keyboard came."""
    start.setFocus()
    came = []
    for _step in range(steps):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        came.append(QApplication.focusWidget())
    return came


def opened(qtbot: QtBot, screen: Screen) -> Screen:
    qtbot.addWidget(screen)
    screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    return screen


def test_a_hidden_part_costs_nothing_until_it_is_shown(qtbot: QtBot) -> None:
    screen = Screen()
    screen.later.hide()
    opened(qtbot, screen)
    screen.later.refill()
    assert screen.filled == []
    screen.later.show()
    [made] = screen.filled
    assert made.first.isVisible()


def test_the_tab_key_comes_to_a_late_part_where_it_stands(qtbot: QtBot) -> None:
    screen = Screen()
    screen.later.hide()
    opened(qtbot, screen)
    screen.later.show()
    pair = screen.later.part()
    assert walk(screen.top, 3) == [pair.first, pair.second, screen.bottom]


def test_who_asks_for_a_part_gets_the_same_one_filled_again_when_told(qtbot: QtBot) -> None:
    screen = Screen()
    qtbot.addWidget(screen)
    pair = screen.later.part()
    screen.later.refill()
    opened(qtbot, screen)
    assert screen.later.part() is pair
    assert screen.filled == [pair, pair]
