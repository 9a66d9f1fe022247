"""Every page by keyboard alone: Tab comes everywhere and back, is seen, and every key acts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from meedoenbalie.clock import TODAY_VARIABLE
from meedoenbalie.ui import registry, screenshots
from meedoenbalie.ui.focus_ring import FocusRing
from meedoenbalie.ui.main_window import MainWindow
from meedoenbalie.ui.navigation import NavEntry
from meedoenbalie.ui.preferences import Preferences
from meedoenbalie.ui.widgets.buttons import Button
from tests.made_demo import copy_demo
from tests.opened_desk import TODAY
from tests.ui import keys_pressed

_DATA = ("Aangenomen", "Kurmanji")
"""Buttons that the data of a page make, as many as there are: they take a letter that is left."""


def _name(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def _stops(window: MainWindow) -> list[QWidget]:
    tab = Qt.FocusPolicy.TabFocus
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.window() is window
        and widget.focusPolicy() & tab == tab
        and widget.focusProxy() is None
        # The entries of the navigation are one stop: arrows walk them.
        and not isinstance(widget, NavEntry)
    ]


def _walked(window: MainWindow, most: int, looks: _Looks) -> list[QWidget]:
    """Press Tab until it comes round, and return where it stood; a stop in parts counts once."""
    window.activateWindow()
    QApplication.processEvents()
    stood: list[QWidget] = []
    while len(stood) < most:
        before = QApplication.focusWidget()
        assert before is not None, "the keyboard is nowhere"
        looks.stands(before)
        QTest.keyClick(before, Qt.Key.Key_Tab)
        QApplication.processEvents()
        here = QApplication.focusWidget()
        assert here is not None, f"Tab after {before.accessibleName()!r} goes nowhere"
        if stood and here is stood[0]:
            break
        if not stood or here is not stood[-1]:
            stood.append(here)
    return stood


def _walked_back(window: MainWindow, most: int) -> list[QWidget]:
    """Press Shift+Tab until it comes round, and return where it stood, in the order of Tab."""
    stood: list[QWidget] = []
    while len(stood) < most:
        before = QApplication.focusWidget()
        assert before is not None, "the keyboard is nowhere"
        QTest.keyClick(before, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        QApplication.processEvents()
        here = QApplication.focusWidget()
        assert here is not None, f"Shift+Tab after {before.accessibleName()!r} goes nowhere"
        if stood and here is stood[0]:
            break
        if not stood or here is not stood[-1]:
            stood.append(here)
    return stood[::-1]


class _Looks:
    """How a stop looks with the keyboard on it and without."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._last: tuple[QWidget, QRect, QImage] | None = None
        self.alike: list[QWidget] = []

    def stands(self, here: QWidget) -> None:
        """Look at the stop that was left and at the one that was reached."""
        if self._last is not None and self._last[0] is not here:
            left, place, then = self._last
            if _place(self._window, left) == place and self._seen(place) == then:
                self.alike.append(left)
        place = _place(self._window, here)
        self._last = (here, place, self._seen(place))

    def _seen(self, place: QRect) -> QImage:
        return self._window.grab(place).toImage()


def _place(window: MainWindow, widget: QWidget) -> QRect:
    around = QRect(widget.mapTo(window, QPoint()), widget.size()).adjusted(-5, -5, 5, 5)
    return around & window.rect()


def _named(widgets: list[QWidget]) -> list[str]:
    return [f"{type(widget).__name__} {_name(widget)!r}" for widget in widgets]


def _letters(window: MainWindow) -> list[str]:
    texts = [
        label.text()
        for label in window.findChildren(QLabel)
        if isinstance(label.buddy(), QWidget) and label.isVisible()
    ]
    texts += [
        button.text() for button in window.findChildren(QAbstractButton) if button.isVisible()
    ]
    plain = (text.replace("&&", "") for text in texts)
    return [text.partition("&")[2][0].lower() for text in plain if "&" in text]


def _without_letter(window: MainWindow) -> list[str]:
    """Return the buttons without a letter; those of rows and tags cannot all have their own."""
    return [
        button.text()
        for button in window.findChildren(Button)
        if button.isVisible()
        and not button.is_small()
        and not button.is_icon_only()
        and "&" not in button.text()
        and not button.text().startswith("F1")
    ]


@pytest.fixture
def ring(qapp: QApplication) -> Iterator[None]:
    """Draw the ring around what has the keyboard, as the program does."""
    made = FocusRing(qapp)
    yield
    made.setParent(None)
    made.deleteLater()


@pytest.mark.usefixtures("look", "ring")
def test_tab_comes_to_everything_on_every_page_and_every_button_has_a_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TODAY_VARIABLE, TODAY.isoformat())
    visited = set()
    problems: list[str] = []
    for window, page in screenshots.visit(copy_demo(tmp_path), [Preferences(look="light")]):
        visited.add(page)
        stops = _stops(window)
        looks = _Looks(window)
        walked = [w for w in _walked(window, 3 * len(stops), looks) if not isinstance(w, NavEntry)]
        back = [w for w in _walked_back(window, 3 * len(stops)) if not isinstance(w, NavEntry)]
        missed = [stop for stop in stops if stop not in walked]
        twice = [stop for stop, times in Counter(walked).items() if times > 1]
        shared = [letter for letter, times in Counter(_letters(window)).items() if times > 1]
        nameless = [stop for stop in stops if not _name(stop)]
        for what, found in (
            ("not reached", _named(missed)),
            ("reached twice", _named(twice)),
            ("letter shared", shared),
            ("without letter", [words for words in _without_letter(window) if words not in _DATA]),
            ("without name", _named(nameless)),
            ("looks the same with the keyboard", _named(looks.alike)),
            ("not reached backwards", _named([stop for stop in walked if stop not in back])),
            ("keys", list(keys_pressed.problems(window))),
        ):
            if found:
                problems.append(f"{page}: {what}: {', '.join(found)}")
    assert not problems, "\n".join(problems)
    assert visited == {"unlock", "new_desk", "server_desk"} | {
        entry.key for entry in registry.PAGES
    }
