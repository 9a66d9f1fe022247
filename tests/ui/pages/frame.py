"""The frame of the window around the pages that a test is about, on a real desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from meedoenbalie.services import registration
from meedoenbalie.services.desk import Desk
from meedoenbalie.ui import fonts, style
from meedoenbalie.ui.context import OpenedDesk
from meedoenbalie.ui.desk_shell import DeskShell, PageFactory
from meedoenbalie.ui.page import Page, Shell
from meedoenbalie.ui.preferences import Preferences
from meedoenbalie.ui.tasks import Tasks
from meedoenbalie.ui.widgets.buttons import Button

PATIENCE_MS = 60_000
"""A slow machine may take this long before a test says that nothing came."""


class Elsewhere(Page):
    """Stands for a page that the test isn't about; remembers what it was asked to show."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.targets: list[object] = []

    def title(self) -> str:
        return "elsewhere"

    def open_target(self, target: object) -> None:
        self.targets.append(target)


class Frame:
    """A window with some real pages; every other key leads elsewhere."""

    def __init__(
        self, qtbot: QtBot, desk: Desk, pages: Mapping[str, PageFactory], others: tuple[str, ...]
    ) -> None:
        self.qtbot = qtbot
        self.desk = desk
        self.errors: list[Exception] = []
        self.tasks = Tasks()
        self.tasks.unforeseen.connect(self.errors.append)
        opened = OpenedDesk(desk, desk.database.path, tuple(registration.sites(desk)))
        self.shell = DeskShell(opened, self.tasks, "balie")
        for key, factory in pages.items():
            self.shell.add_page(key, key, "users", factory, "desk")
        for key in others:
            self.shell.add_page(key, key, "circle", Elsewhere)
        qtbot.addWidget(self.shell)
        self.shell.resize(1280, 800)
        with qtbot.waitActive(self.shell, timeout=PATIENCE_MS):
            self.shell.show()
            self.shell.activateWindow()

    def go(self, key: str, target: object = None) -> None:
        """Show a page and wait until it has read what it shows."""
        self.shell.go(key, target)
        self.settle()

    def settle(self) -> None:
        """Wait until the database thread has nothing left and the layout is done."""
        # Layouts within layouts within a pane that scrolls come to rest one after the other.
        for _round in range(4):
            self.qtbot.waitUntil(lambda: not self.tasks.busy(), timeout=PATIENCE_MS)
            QApplication.processEvents()
        assert not self.errors, self.errors

    def page(self) -> Page:
        """Return the page on the screen."""
        page = self.shell.current_page()
        assert page is not None
        return page

    def asked_elsewhere(self, key: str) -> list[object]:
        """Return what a page that the test isn't about was asked to show; it must be in front."""
        assert self.shell.current_key() == key
        page = self.page()
        assert isinstance(page, Elsewhere)
        return page.targets


class OpenFrame(Protocol):
    """Opens a frame with real pages, and keys of others."""

    def __call__(self, pages: Mapping[str, PageFactory], others: tuple[str, ...] = ()) -> Frame: ...


def click(widget: QWidget) -> None:
    """Click in the middle of a widget."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def type_text(widget: QWidget, text: str) -> None:
    """Type a text, sign by sign."""
    QTest.keyClicks(widget, text)


def press(widget: QWidget, key: Qt.Key) -> None:
    """Press one key."""
    QTest.keyClick(widget, key)


def button(inside: QWidget, words: str) -> Button:
    """Return the visible button with these words, as a screen reader knows it."""
    found = [
        candidate
        for candidate in inside.findChildren(Button)
        if candidate.accessibleName() == words and candidate.isVisible()
    ]
    assert len(found) == 1, f"{len(found)} visible buttons {words!r}"
    return found[0]


def texts(inside: QWidget) -> str:
    """Return all words that a screen reader finds in a widget."""
    said = [inside.accessibleName()]
    for child in inside.findChildren(QWidget):
        if child.isVisible():
            text = getattr(child, "text", None)
            said += [child.accessibleName(), text() if callable(text) else ""]
    return " | ".join(word for word in said if word)


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> None:
    """Dress the application as the program does."""
    fonts.register_latin()
    style.apply(qapp, Preferences(look="light"))


@pytest.fixture
def open_frame(qtbot: QtBot, desk: Desk, look: None) -> Iterator[OpenFrame]:
    """Return a function that opens a frame; the database thread is closed after the test."""
    made: list[Frame] = []

    def open_(pages: Mapping[str, PageFactory], others: tuple[str, ...] = ()) -> Frame:
        made.append(Frame(qtbot, desk, pages, others))
        return made[-1]

    yield open_
    for frame in made:
        frame.tasks.close()
