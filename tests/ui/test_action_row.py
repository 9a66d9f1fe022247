"""The head of a page comes to rest, whether its acts stand beside the words or below them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from meedoenbalie.ui.shapes.head import PageHead
from meedoenbalie.ui.widgets.buttons import Button

pytestmark = pytest.mark.usefixtures("look")


class _LaysOut(QObject):
    """Counts how often the window is asked to lay out again."""

    def __init__(self) -> None:
        super().__init__()
        self.times = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        self.times += event.type() is QEvent.Type.LayoutRequest
        return super().eventFilter(watched, event)


@pytest.mark.parametrize("width", [260, 900])
def test_nothing_is_laid_out_again_once_it_stands(qtbot: QtBot, width: int) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    head = PageHead("Vandaag", "maandag 2 maart")
    for words in ("Nieuw gesprek", "Inloop", "Taak maken"):
        head.add_action(Button(words, "plus"))
    column.addWidget(head)
    column.addStretch(1)
    page.resize(width, 300)
    page.show()
    head.set_subtitle("dinsdag 3 maart")
    for _round in range(10):
        QApplication.processEvents()
    counted = _LaysOut()
    page.installEventFilter(counted)
    for _round in range(10):
        QApplication.processEvents()
    assert counted.times == 0
