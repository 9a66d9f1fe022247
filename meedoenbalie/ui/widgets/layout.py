"""Filling a layout anew."""

from PySide6.QtWidgets import QBoxLayout, QLayout


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
