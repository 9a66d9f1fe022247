"""A filter chip with a list of values: off, or on with the value as its words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from meedoenbalie.ui.widgets.chips import FilterChip


class FilterMenu(FilterChip):
    """A chip called ``name``; its menu begins with ``everything``, which switches it off."""

    chosen = Signal(object)
    """The value that is on now, or None."""

    def __init__(self, name: str, everything: str, options: Sequence[tuple[str, object]]) -> None:
        super().__init__(name)
        self._name = name
        self._value: object = None
        self._values: list[object] = []
        self._menu_of_values = QMenu(self)
        self._group = QActionGroup(self)
        self._add(everything, None)
        for text, value in options:
            self._add(text, value)
        self.set_menu(self._menu_of_values)
        self.set_value(None)
        self.toggled.connect(self._open_instead)

    def value(self) -> object:
        """Return the value that is on, or None."""
        return self._value

    def values(self) -> list[object]:
        """Return every value of the menu, None first."""
        return list(self._values)

    def set_value(self, value: object) -> None:
        """Switch a value on without a signal; None switches the filter off."""
        self._value = value
        for action in self._group.actions():
            if action.data() == value:
                action.setChecked(True)
                self.set_text(self._name if value is None else action.text())
        self.setChecked(value is not None)
        if value is not None:
            self.setAccessibleName(f"{self._name}: {self.text()}")
        self.updateGeometry()

    def choose(self, value: object) -> None:
        """Do what choosing a line of the menu does."""
        self.set_value(value)
        self.chosen.emit(value)

    def _open_instead(self, on: bool) -> None:
        # A screen reader doesn't click such a chip, it checks it; only a value switches it on.
        if on != (self._value is not None):
            self.setChecked(not on)
            QTimer.singleShot(0, self, self.nextCheckState)

    def _add(self, text: str, value: object) -> None:
        action = QAction(text, self._menu_of_values)
        action.setCheckable(True)
        action.setData(value)
        self._values.append(value)
        action.triggered.connect(lambda _checked: self.choose(value))
        self._group.addAction(action)
        self._menu_of_values.addAction(action)
