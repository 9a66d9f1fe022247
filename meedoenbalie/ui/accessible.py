"""What a screen reader gets to see of a widget where Qt's own answer will not do."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractItemView, QAccessibleWidget, QWidget


def install() -> None:
    """Put these answers before those of Qt, for all widgets that are asked about from now on."""
    QAccessible.installFactory(_seen)


def take_selected(view: QAbstractItemView) -> None:
    """Take the row that a screen reader selects in a list of rows as if it was clicked.

    Qt itself only colours such a row. Where more rows can be chosen, colouring is choosing.
    """

    def take() -> None:
        if view.selectionMode() is not QAbstractItemView.SelectionMode.SingleSelection:
            return
        current, chosen = view.currentIndex(), view.selectionModel().selectedIndexes()
        if chosen and all(index.row() != current.row() for index in chosen):
            flags = QItemSelectionModel.SelectionFlag
            view.selectionModel().setCurrentIndex(chosen[0], flags.ClearAndSelect | flags.Rows)
            view.clicked.emit(chosen[0])

    # Later: with keys and mouse the row is selected a moment before it becomes the current one.
    view.selectionModel().selectionChanged.connect(
        lambda _selected, _left: QTimer.singleShot(0, view, take)
    )


def _seen(kind: str, thing: QObject) -> QAccessibleInterface | None:
    # Qt counts only the scroll bars that show, and reads past the end of that list when a screen
    # reader asks for one that went meanwhile, as at every change of page: the program would crash.
    if kind == "QScrollArea" and isinstance(thing, QWidget):
        return QAccessibleWidget(thing, QAccessible.Role.Client)
    return None
