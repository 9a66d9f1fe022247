"""Walking panes and pressing the primary button, wherever the keyboard is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from meedoenbalie.ui.widgets.buttons import Button


def press_primary(page: QWidget) -> None:
    """Press the primary button nearest to the keyboard: of its pane, then of the page."""
    widget: QWidget | None = QApplication.focusWidget() or page
    if widget is not None and not is_in(widget, page):
        widget = page
    while widget is not None:
        for button in widget.findChildren(Button):
            if button.kind == "primary" and button.isVisible() and button.isEnabled():
                button.click()
                return
        widget = widget.parentWidget() if widget is not page else None


def next_pane(panes: Sequence[QWidget], by: int) -> None:
    """Give the keyboard to the next (1) or previous (-1) pane that has a place for it."""
    stops = [(pane, stop) for pane in panes if (stop := first_stop(pane)) is not None]
    if not stops:
        return
    focus = QApplication.focusWidget()
    here = next(
        (n for n, (pane, _) in enumerate(stops) if focus is not None and is_in(focus, pane)), -by
    )
    stops[(here + by) % len(stops)][1].setFocus(Qt.FocusReason.TabFocusReason)


def is_in(widget: QWidget, pane: QWidget) -> bool:
    """Return whether a widget is a pane or lies in it."""
    return widget is pane or pane.isAncestorOf(widget)


def first_stop(pane: QWidget) -> QWidget | None:
    """Return the first widget in a pane that Tab reaches, in tab order; None when there is none."""
    if not pane.isVisible():
        return None
    widget: QWidget | None = pane
    while widget is not None:
        tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if tab and is_in(widget, pane) and widget.isVisible() and widget.isEnabled():
            return widget
        widget = widget.nextInFocusChain()
        if widget is pane:
            break
    return None


def to_next_stop(after: QWidget, within: QWidget) -> None:
    """Give the keyboard to the next place for it behind ``after``, if that lies ``within``."""
    widget = after.nextInFocusChain()
    while widget is not None and widget is not after:
        tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if tab and not is_in(widget, after) and widget.isVisible() and widget.isEnabled():
            if is_in(widget, within):
                widget.setFocus(Qt.FocusReason.TabFocusReason)
            return
        widget = widget.nextInFocusChain()
