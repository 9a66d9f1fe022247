"""Dialogs and menus that lie over the window."""

from PySide6.QtWidgets import QApplication, QWidget


def close_what_lies_over(window: QWidget) -> None:
    """Close every dialog and menu: a locked window shows nothing that was opened before."""
    for widget in QApplication.topLevelWidgets():
        if widget is not window and widget.isVisible():
            widget.close()
