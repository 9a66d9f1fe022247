"""Presses every key that the overview shows and hears whether just one thing answers to it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShortcutEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from meedoenbalie.ui.main_window import MainWindow
from meedoenbalie.ui.shortcuts import Shortcut


class _Ear(QObject):
    """Hears that keys arrive, and keeps what they do from being done."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[bool] = []
        """For each time, whether more than one thing answers to the keys."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Shortcut and isinstance(event, QShortcutEvent):
            self.heard.append(event.isAmbiguous())
            return True
        return super().eventFilter(watched, event)


def problems(window: MainWindow) -> Iterator[str]:
    """Yield what is wrong with the keys that work now."""
    for one in window.findChildren(QShortcut):
        if not isinstance(one, Shortcut):
            yield f"is not in the overview: {one.key().toString()}"
    for thing, keys in _bound(window):
        ear = _Ear()
        thing.installEventFilter(ear)
        QTest.keySequence(_stand_for(thing), keys)
        thing.removeEventFilter(ear)
        if ear.heard != [False]:
            said = "is heard by more" if ear.heard else "does nothing"
            yield f"{keys.toString()} {said}"


def _bound(window: MainWindow) -> list[tuple[QObject, QKeySequence]]:
    shortcuts = [
        (one, one.key())
        for one in window.findChildren(Shortcut)
        if one.isEnabled() and isinstance(owner := one.parent(), QWidget) and _reached(owner, one)
    ]
    buttons = [
        (one, one.shortcut())
        for one in window.findChildren(QAbstractButton)
        if one.isVisible() and one.isEnabled() and not one.shortcut().isEmpty()
    ]
    return [*shortcuts, *buttons]


def _reached(owner: QWidget, shortcut: Shortcut) -> bool:
    window = shortcut.context() is Qt.ShortcutContext.WindowShortcut
    return owner.isVisible() and (window or _place_in(owner) is not None)


def _place_in(owner: QWidget) -> QWidget | None:
    tab = Qt.FocusPolicy.TabFocus
    inside = (owner, *owner.findChildren(QWidget))
    can = (one for one in inside if one.isVisible() and one.isEnabled())
    return next((one for one in can if one.focusPolicy() & tab == tab), None)


def _stand_for(thing: QObject) -> QWidget:
    """Put the keyboard where the keys work, and return that place."""
    owner = thing.parent() if isinstance(thing, Shortcut) else None
    if isinstance(thing, Shortcut) and thing.context() is not Qt.ShortcutContext.WindowShortcut:
        place = _place_in(owner) if isinstance(owner, QWidget) else None
        if place is not None:
            place.setFocus()
    here = QApplication.focusWidget()
    assert here is not None, "the keyboard is nowhere"
    return here
