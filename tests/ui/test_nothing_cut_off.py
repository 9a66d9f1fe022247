"""No words are cut off on any page, at 100% and 200%, in Dutch and in English; one type scale."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QScrollArea,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from meedoenbalie.clock import TODAY_VARIABLE
from meedoenbalie.i18n import LANGUAGES, Language
from meedoenbalie.tokens import tokens
from meedoenbalie.ui import screenshots, style
from meedoenbalie.ui.main_window import MainWindow
from meedoenbalie.ui.preferences import Preferences
from meedoenbalie.ui.widgets.buttons import Button
from tests.made_demo import copy_demo
from tests.opened_desk import TODAY

SCALES = (1.0, 2.0)


@pytest.fixture(autouse=True)
def as_before(qapp: QApplication, look: None) -> Iterator[None]:
    """Leave the application in the look that the other tests expect."""
    yield
    style.apply(qapp, Preferences(look="light"))


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off_and_every_letter_has_a_size_of_the_scale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: Language, scale: float
) -> None:
    monkeypatch.setenv(TODAY_VARIABLE, TODAY.isoformat())
    problems: list[str] = []
    seen = 0
    looks = [Preferences("light", scale, language)]
    for window, page in screenshots.visit(copy_demo(tmp_path), looks):
        # Qt lays out again what got other words, from the inside to the outside.
        for _round in range(5):
            QApplication.processEvents()
        for widget in _shown(window):
            seen += 1
            problems += [f"{page} {scale:g}: {what}" for what in _wrong(widget, scale)]
    assert not problems, "\n".join(problems)
    assert seen > 1000


def test_nothing_lies_outside_a_page_where_names_are_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TODAY_VARIABLE, TODAY.isoformat())
    looks = [Preferences("light", scale, "nl") for scale in SCALES]
    pages = ("refer", "walk_in")
    seen = []
    for window, page in screenshots.visit(copy_demo(tmp_path), looks, "full", pages):
        for _round in range(5):
            QApplication.processEvents()
        areas = [one for one in _shown(window) if isinstance(one, QScrollArea)]
        assert not [what for area in areas for what in _wrong(area, window.preferences.scale)]
        seen.append(page)
    assert sorted(seen) == sorted(pages * len(SCALES))


def test_a_name_that_is_too_long_is_found(qtbot: QtBot) -> None:
    label = QLabel("Ghebremeskel")
    qtbot.addWidget(label)
    label.setFixedWidth(20)
    assert _cut_label(label)
    button = Button("Voorlichting vastleggen")
    qtbot.addWidget(button)
    button.setFixedWidth(40)
    assert _cut_button(button)


def _shown(window: MainWindow) -> list[QWidget]:
    every = window.findChildren(QWidget)
    return [one for one in every if one.isVisible() and one.window() is window]


def _wrong(widget: QWidget, scale: float) -> Iterator[str]:
    words = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    name = f"{type(widget).__name__} {words!r}"
    match widget:
        case QLabel() if widget.text():
            cut = _cut_label(widget)
        case QAbstractButton() if widget.text():
            cut = _cut_button(widget)
        case QComboBox():
            name = f"{type(widget).__name__} {widget.currentText()!r}"
            cut = _advance(widget, widget.currentText()) > widget.width()
        case QScrollArea():
            inside = widget.widget()
            wider = inside is not None and inside.width() > widget.viewport().width() + 1
            cut = wider or widget.horizontalScrollBar().maximum() > 0
        case QTableView() if scale == 1:
            # Large letters may make a table of data wider than the page; then it scrolls.
            cut = widget.horizontalScrollBar().maximum() > 0
        case QTabBar():
            cut = widget.elideMode() is not Qt.TextElideMode.ElideNone
        case _:
            cut = False
    if cut:
        yield f"cut off: {name}"
    if isinstance(widget, QLabel | QAbstractButton | QComboBox):
        sizes = {round(one.px * scale) for one in tokens().type.scale.values()}
        if widget.font().pixelSize() not in sizes:
            yield f"letters of {widget.font().pixelSize()} px: {name}"


def _cut_label(label: QLabel) -> bool:
    room = label.contentsRect()
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height()
    lines = label.text().split("\n")
    tall = QFontMetrics(label.font()).height() * len(lines) * 0.85
    return max(_advance(label, line) for line in lines) > room.width() + 1 or tall > label.height()


def _cut_button(button: QAbstractButton) -> bool:
    low = button.height() < button.fontMetrics().height() * 0.85
    return low or (isinstance(button, Button) and button.width() < button.sizeHint().width() - 1)


def _advance(widget: QWidget, words: str) -> int:
    return widget.fontMetrics().horizontalAdvance(words.replace("&", ""))
