"""What is cut off in a window, and letters of a size that the type scale doesn't have."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QScrollArea,
    QTabBar,
    QTableView,
    QWidget,
)

from meedoenbalie.tokens import tokens
from meedoenbalie.ui.main_window import MainWindow
from meedoenbalie.ui.widgets.buttons import Button
from tests.ui.shown import shown


def problems(window: MainWindow) -> Iterator[str]:
    """Tell what words don't fit where they stand, and whose letters have a size of their own."""
    for widget in shown(window):
        yield from wrong(widget, window.preferences.scale)


def wrong(widget: QWidget, scale: float) -> Iterator[str]:
    """Tell it of one widget, where text has this scale."""
    words = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    name = f"{type(widget).__name__} {words!r}"
    match widget:
        case QLabel() if widget.text():
            cut = cut_label(widget)
        case QAbstractButton() if widget.text():
            cut = cut_button(widget)
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


def cut_label(label: QLabel) -> bool:
    """Return whether a label has too little room for its words."""
    room = label.contentsRect()
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height()
    lines = label.text().split("\n")
    tall = QFontMetrics(label.font()).height() * len(lines) * 0.85
    return max(_advance(label, line) for line in lines) > room.width() + 1 or tall > label.height()


def cut_button(button: QAbstractButton) -> bool:
    """Return whether a button has too little room for its words."""
    low = button.height() < button.fontMetrics().height() * 0.85
    return low or (isinstance(button, Button) and button.width() < button.sizeHint().width() - 1)


def _advance(widget: QWidget, words: str) -> int:
    return widget.fontMetrics().horizontalAdvance(words.replace("&", ""))
