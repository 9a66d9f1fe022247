"""What a screen reader gets to see of a widget where Qt's own answer will not do."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget


def install() -> None:
    """Put these answers before those of Qt, for all widgets that are asked about from now on."""
    QAccessible.installFactory(_seen)


def _seen(kind: str, thing: QObject) -> QAccessibleInterface | None:
    # Qt counts only the scroll bars that show, and reads past the end of that list when a screen
    # reader asks for one that went meanwhile, as at every change of page: the program would crash.
    if kind == "QScrollArea" and isinstance(thing, QWidget):
        return QAccessibleWidget(thing, QAccessible.Role.Client)
    return None
