"""Every text on every page can be told from what it stands on, light and dark (WCAG 2.2: 4.5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from meedoenbalie.clock import TODAY_VARIABLE
from meedoenbalie.tokens import Look
from meedoenbalie.ui import screenshots, style
from meedoenbalie.ui.preferences import Preferences
from tests.made_demo import copy_demo
from tests.opened_desk import TODAY
from tests.ui.test_tokens import LOOKS, TEXT, contrast


@pytest.fixture(autouse=True)
def as_before(qapp: QApplication, look: None) -> Iterator[None]:
    """Leave the application in the look that the other tests expect."""
    yield
    style.apply(qapp, Preferences(look="light"))


@pytest.mark.parametrize("theme", LOOKS)
def test_every_label_can_be_read_where_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, theme: Look
) -> None:
    monkeypatch.setenv(TODAY_VARIABLE, TODAY.isoformat())
    problems: list[str] = []
    read = 0
    for window, page in screenshots.visit(copy_demo(tmp_path), [Preferences(look=theme)]):
        picture = window.grab().toImage()
        for label in window.findChildren(QLabel):
            if label.isVisible() and label.window() is window and label.text():
                told = _contrast(label, window, picture)
                read += told is not None
                if told is not None and told < TEXT:
                    problems.append(f"{page}: {told:.1f}: {label.text()!r}")
    assert not problems, "\n".join(problems)
    assert read > 300


def test_grey_on_grey_is_found(qtbot: QtBot) -> None:
    label = QLabel("grijs")
    qtbot.addWidget(label)
    label.setStyleSheet("color: #999999; background: #bbbbbb")
    label.resize(80, 30)
    label.show()
    told = _contrast(label, label, label.grab().toImage())
    assert told is not None
    assert told < TEXT


def _contrast(label: QLabel, window: QWidget, picture: QImage) -> float | None:
    """Return the contrast of a label with what is painted below it; None when it is out of view."""
    place = QRect(label.mapTo(window, QPoint(0, 0)), label.size())
    seen = place.intersected(label.visibleRegion().boundingRect().translated(place.topLeft()))
    seen = seen.intersected(picture.rect())
    if seen.width() < 4 or seen.height() < 4:
        return None
    found = Counter(
        picture.pixelColor(x, y).name()
        for x in range(seen.left(), seen.right() + 1, 2)
        for y in range(seen.top(), seen.bottom() + 1, 2)
    )
    ((ground, _times),) = found.most_common(1)
    return contrast(label.palette().color(QPalette.ColorRole.WindowText).name(), ground)
