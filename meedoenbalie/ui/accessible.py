"""What a screen reader gets to see of a widget where Qt's own answer will not do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QItemSelectionModel, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAccessibleWidget,
    QComboBox,
    QMenu,
    QWidget,
)


@runtime_checkable
class SaysRole(Protocol):
    """A widget that says something as one whole: Qt cannot tell what it is."""

    def spoken_role(self) -> QAccessible.Role:
        """Return what it is."""
        ...


@runtime_checkable
class Spoken(SaysRole, Protocol):
    """A widget that we paint, and that does something."""

    def do_main(self) -> None:
        """Do what Enter does."""
        ...


@runtime_checkable
class OpensMenu(Protocol):
    """A button that may open a menu."""

    def spoken_menu(self) -> QMenu | None:
        """Return the menu, or None."""
        ...

    def open_menu(self) -> None:
        """Show the menu until something is chosen or it is closed."""
        ...


def install() -> None:
    """Put these answers before those of Qt, for all widgets that are asked about from now on."""
    QAccessible.installFactory(_seen)


def forget(widget: QWidget) -> None:
    """Let a widget be asked anew what it is: that changed after it was first asked."""
    seen = QAccessible.queryAccessibleInterface(widget)
    QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(seen))


def take_selected(view: QAbstractItemView) -> None:
    """Take the row that a screen reader selects in a list of rows as if it was clicked.

    Qt itself only colours such a row. Where more rows can be chosen, colouring is choosing.
    """
    _when_selected(view, lambda: view.clicked.emit(view.currentIndex()))


def _when_selected(view: QAbstractItemView, act: Callable[[], object]) -> None:
    def take() -> None:
        if view.selectionMode() is not QAbstractItemView.SelectionMode.SingleSelection:
            return
        current, chosen = view.currentIndex(), view.selectionModel().selectedIndexes()
        if chosen and all(index.row() != current.row() for index in chosen):
            flags = QItemSelectionModel.SelectionFlag
            view.selectionModel().setCurrentIndex(chosen[0], flags.ClearAndSelect | flags.Rows)
            act()

    # Later: with keys and mouse the row is selected a moment before it becomes the current one.
    view.selectionModel().selectionChanged.connect(
        lambda _selected, _left: QTimer.singleShot(0, view, take)
    )


class _Choice(QAccessibleWidget):
    """A choice is called by its label; what is chosen is its value and its description.

    On Linux Qt says what is chosen in the place of the name.
    """

    def __init__(self, box: QComboBox) -> None:
        super().__init__(box, QAccessible.Role.ComboBox)
        self._box = box
        self._heard = False
        self._untouched = False

    def text(self, kind: QAccessible.Text) -> str:
        """Return a name, a value or a description."""
        if kind == QAccessible.Text.Value:
            return self._box.currentText()
        if kind == QAccessible.Text.Description:
            hint = self._box.accessibleDescription()
            return ". ".join(part for part in (self._box.currentText(), hint) if part)
        return super().text(kind)

    def childCount(self) -> int:
        """Return 1, the list."""
        return 1

    def child(self, _index: int) -> QAccessibleInterface:
        """Return the list of options, which shows only when it is opened."""
        if not self._heard:
            self._heard = True
            self._take_chosen()
        self._box.view().setAccessibleName(self._box.accessibleName())
        return QAccessible.queryAccessibleInterface(self._box.view())

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return 0 for the list."""
        return 0 if child.object() is self._box.view() else -1

    def actionNames(self) -> list[str]:
        """Return the names of what can be done: opening the list."""
        if not self._box.isEnabled():
            return []
        return [self.pressAction(), self.showMenuAction(), self.setFocusAction()]

    def doAction(self, name: str) -> None:
        """Open the list, or close it when it is open."""
        if name in (self.pressAction(), self.showMenuAction()) and self._box.isEnabled():
            if self._box.view().isVisible():
                self._box.hidePopup()
            else:
                self._box.showPopup()
                # Without colour every option can be selected, also the one that is chosen.
                self._box.view().selectionModel().clearSelection()
                self._untouched = True
        else:
            super().doAction(name)

    def _take_chosen(self) -> None:
        view = self._box.view()

        def pick() -> None:
            self._untouched = False
            self._box.setCurrentIndex(view.currentIndex().row())
            self._box.hidePopup()
            self._box.activated.emit(self._box.currentIndex())

        def moved() -> None:
            self._untouched = False

        def stay() -> None:
            if self._untouched and view.isVisible() and view.selectionModel().hasSelection():
                pick()

        _when_selected(view, pick)
        chosen = view.selectionModel()
        chosen.currentChanged.connect(lambda _now, _before: moved())
        chosen.selectionChanged.connect(lambda _on, _off: QTimer.singleShot(0, view, stay))


class _Plain(QAccessibleWidget):
    """A plain widget is a group, or a text when nothing is in it, as soon as it has a name.

    Without a role Linux takes it for a filler of room, and what it is called is never said. While a
    screen reader runs a widget is asked what it is before it is called anything.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, QAccessible.Role.Client)

    def role(self) -> QAccessible.Role:
        """Return what it is now."""
        if not self.widget().accessibleName():
            return super().role()
        whole = self.widget().findChild(QWidget) is None
        return QAccessible.Role.StaticText if whole else QAccessible.Role.Grouping


class _Painted(QAccessibleWidget):
    """What we paint, with the role that it says; its main act can be done.

    Where Qt would only tick something, without telling the page, this does what a click does.
    """

    def __init__(self, widget: QWidget, spoken: Spoken) -> None:
        super().__init__(widget, spoken.spoken_role())
        self._spoken = spoken

    def state(self) -> QAccessible.State:
        """Return the state, with whether it is chosen."""
        now, widget = super().state(), self.widget()
        if isinstance(widget, QAbstractButton) and widget.isCheckable():
            if self.role() == QAccessible.Role.ListItem:
                now.selectable, now.selected = True, widget.isChecked()
                now.checkable = now.checked = False
            else:
                now.checkable, now.checked = True, widget.isChecked()
        return now

    def actionNames(self) -> list[str]:
        """Return the names of what can be done: the main act, and taking the focus."""
        return [self.pressAction(), self.setFocusAction()]

    def doAction(self, name: str) -> None:
        """Do the main act once the screen reader has its answer."""
        if name == self.pressAction():
            QTimer.singleShot(0, self.widget(), self._spoken.do_main)
        else:
            super().doAction(name)


class _MenuButton(QAccessibleWidget):
    """A button whose menu is its child while it is open.

    Qt leaves popups out of the windows of a program, and then nothing leads to the menu.
    """

    def __init__(self, button: QAbstractButton, opens: OpensMenu) -> None:
        super().__init__(button, QAccessible.Role.ButtonMenu)
        self._opens = opens

    def childCount(self) -> int:
        """Return 1 while the menu is open."""
        return 1 if self._menu() is not None else 0

    def child(self, _index: int) -> QAccessibleInterface:
        """Return the open menu."""
        # Asked for only while childCount is not nothing.
        return QAccessible.queryAccessibleInterface(self._opens.spoken_menu() or self.widget())

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return 0 for the open menu."""
        return 0 if self._menu() is not None and child.object() is self._menu() else -1

    def actionNames(self) -> list[str]:
        """Return the names of what can be done: opening the menu."""
        if not self.widget().isEnabled():
            return []
        return [self.pressAction(), self.showMenuAction(), self.setFocusAction()]

    def doAction(self, name: str) -> None:
        """Open the menu, or close it when it is open."""
        if name not in (self.pressAction(), self.showMenuAction()):
            super().doAction(name)
        elif (menu := self._menu()) is not None:
            menu.close()
        elif self.widget().isEnabled():
            # The menu waits for a choice: the screen reader must have its answer before that.
            QTimer.singleShot(0, self.widget(), self._opens.open_menu)

    def _menu(self) -> QMenu | None:
        menu = self._opens.spoken_menu()
        return menu if menu is not None and menu.isVisible() else None


def _painted(thing: QObject) -> QAccessibleInterface | None:
    if isinstance(thing, QAbstractButton) and isinstance(thing, OpensMenu):
        return _MenuButton(thing, thing) if thing.spoken_menu() is not None else None
    if isinstance(thing, QWidget) and isinstance(thing, Spoken):
        return _Painted(thing, thing)
    if isinstance(thing, QWidget) and isinstance(thing, SaysRole):
        return QAccessibleWidget(thing, thing.spoken_role())
    return None


def _seen(kind: str, thing: QObject) -> QAccessibleInterface | None:
    if (ours := _painted(thing)) is not None:
        return ours
    # Qt counts only the scroll bars that show, and reads past the end of that list when a screen
    # reader asks for one that went meanwhile, as at every change of page: the program would crash.
    if kind == "QScrollArea" and isinstance(thing, QWidget):
        return QAccessibleWidget(thing, QAccessible.Role.Pane)
    if kind == "QComboBox" and isinstance(thing, QComboBox) and not thing.isEditable():
        return _Choice(thing)
    if kind == "QWidget" and isinstance(thing, QWidget):
        return _Plain(thing)
    return None
