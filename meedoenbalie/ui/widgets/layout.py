"""Filling a layout anew, and keeping wide things narrow."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QWidget


def clear_layout(layout: QLayout) -> None:
    """Remove and delete everything in a layout and in the layouts inside it."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QBoxLayout):
            clear_layout(inner)


def narrow(widget: QWidget, width: int) -> QHBoxLayout:
    """Return a row in which ``widget`` is at most ``width`` pixels wide, at the left.

    A maximum width alone makes a column reckon with too few lines of a text that wraps.
    """
    widget.setMaximumWidth(width)
    row = QHBoxLayout()
    row.addWidget(widget, 1)
    row.addStretch(0)
    return row


def in_order_before(there: QWidget, *stops: QWidget) -> None:
    """Let Tab reach widgets that were just made before ``there``: new ones come last otherwise."""
    before = there.previousInFocusChain()
    # Qt orders nothing after a widget that takes no focus.
    while before is not None and before is not there and not _takes_focus(before):
        before = before.previousInFocusChain()
    _in_order(before, stops)


def in_order_after(pane: QWidget, *stops: QWidget) -> None:
    """Let Tab reach widgets after all that lies in ``pane``, which was made later than they."""
    last: QWidget | None = None
    following = pane.nextInFocusChain()
    while following is not None and pane.isAncestorOf(following):
        last = following if _takes_focus(following) else last
        following = following.nextInFocusChain()
    _in_order(last, stops)


def _in_order(before: QWidget | None, stops: Iterable[QWidget]) -> None:
    for stop in stops:
        if before is not None:
            QWidget.setTabOrder(before, stop)
        before = stop


def _takes_focus(widget: QWidget) -> bool:
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus
