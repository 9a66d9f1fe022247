"""What in a window a screen reader does not say."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from meedoenbalie.ui.main_window import MainWindow
from meedoenbalie.ui.widgets.chips import StateChip
from meedoenbalie.ui.widgets.heat_map import HeatMap
from meedoenbalie.ui.widgets.week_glyph import WeekGlyph
from meedoenbalie.ui.widgets.week_planner import WeekPlanner
from tests.ui.shown import shown

SAYS_NOTHING = (QAccessible.Role.NoRole, QAccessible.Role.Client)
Text = QAccessible.Text


def problems(window: MainWindow) -> Iterator[str]:
    """Tell what takes the keyboard without saying what it is, and what is shown and not said."""
    for widget in shown(window):
        for what in _unsaid(widget):
            yield f"{type(widget).__name__} {what}"


def _unsaid(widget: QWidget) -> Iterator[str]:
    seen = QAccessible.queryAccessibleInterface(widget)
    name = seen.text(Text.Name)
    tab = Qt.FocusPolicy.TabFocus
    inner = isinstance(widget.parentWidget(), QAbstractSpinBox)
    if widget.focusPolicy() & tab == tab and widget.focusProxy() is None and not inner:
        if not name:
            yield "has no name"
        if seen.role() in SAYS_NOTHING:
            yield f"has no role: {name}"
        if isinstance(widget, QComboBox) and seen.text(Text.Value) != widget.currentText():
            yield f"does not say its value: {name}"
        typed = isinstance(widget, QLineEdit | QPlainTextEdit)
        if typed and seen.textInterface() is None:
            yield f"does not say what was typed: {name}"
    if widget.accessibleName() and seen.role() in SAYS_NOTHING:
        yield f"is named and has no role: {name}"
    if isinstance(widget, QLabel) and widget.text() and not name:
        yield f"is not said: {widget.text()}"
    if isinstance(widget, WeekPlanner | HeatMap | WeekGlyph) and not name:
        yield "is drawn and says nothing"
    if isinstance(widget, StateChip) and not name:
        yield "is a state by colour alone"
