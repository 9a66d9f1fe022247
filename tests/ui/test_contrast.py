"""Words that can't be told from what they stand on are found (see test_every_page)."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.legible import contrast_of
from tests.ui.test_tokens import TEXT


def test_grey_on_grey_is_found(qtbot: QtBot) -> None:
    label = QLabel("grijs")
    qtbot.addWidget(label)
    label.setStyleSheet("color: #999999; background: #bbbbbb")
    label.resize(80, 30)
    label.show()
    told = contrast_of(label, label, label.grab().toImage())
    assert told is not None
    assert told < TEXT
