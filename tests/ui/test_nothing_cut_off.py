"""No words are cut off where names are long; what is too long is found (see test_every_page)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from meedoenbalie.clock import TODAY_VARIABLE
from meedoenbalie.ui import screenshots, style
from meedoenbalie.ui.preferences import Preferences
from meedoenbalie.ui.widgets.buttons import Button
from tests.made_demo import copy_demo
from tests.opened_desk import TODAY
from tests.ui import cut_off
from tests.ui.shown import shown

SCALES = (1.0, 2.0)


@pytest.fixture
def as_before(qapp: QApplication, look: None) -> Iterator[None]:
    """Leave the application in the look that the other tests expect."""
    yield
    style.apply(qapp, Preferences(look="light"))


@pytest.mark.usefixtures("as_before")
def test_nothing_lies_outside_a_page_where_names_are_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TODAY_VARIABLE, TODAY.isoformat())
    looks = [Preferences("light", scale, "nl") for scale in SCALES]
    pages = ("residents", "refer", "walk_in")
    seen = []
    for window, page in screenshots.visit(copy_demo(tmp_path), looks, "full", pages):
        for _round in range(5):
            QApplication.processEvents()
        areas = [one for one in shown(window) if isinstance(one, QScrollArea)]
        scale = window.preferences.scale
        assert not [what for area in areas for what in cut_off.wrong(area, scale)]
        seen.append(page)
    assert sorted(seen) == sorted(pages * len(SCALES))


@pytest.mark.usefixtures("look")
def test_a_name_that_is_too_long_is_found(qtbot: QtBot) -> None:
    label = QLabel("Ghebremeskel")
    qtbot.addWidget(label)
    label.setFixedWidth(20)
    assert cut_off.cut_label(label)
    button = Button("Voorlichting vastleggen")
    qtbot.addWidget(button)
    button.setFixedWidth(40)
    assert cut_off.cut_button(button)
