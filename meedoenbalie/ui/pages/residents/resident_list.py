"""The list of residents: rows of two lines, read in stretches, with jumping by typing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from meedoenbalie.i18n import _
from meedoenbalie.services.registration import ResidentLine
from meedoenbalie.ui.pages.residents.ticks import Ticks
from meedoenbalie.ui.pages.residents.words import line_chip, line_text, name_of
from meedoenbalie.ui.shortcuts import OwnKeys
from meedoenbalie.ui.table_model import ID_ROLE, Column, TableModel
from meedoenbalie.ui.widgets.list_delegate import TwoLines
from meedoenbalie.ui.widgets.long_list import LongList


def resident_model(
    today: Callable[[], date], ticks: Ticks | None = None
) -> TableModel[ResidentLine]:
    """Return a model of lines; a screen reader hears name, second line, state and tick."""

    def spoken(line: ResidentLine) -> str:
        chip = line_chip(line)
        ticked = _("aangevinkt") if ticks is not None and line.id in ticks else ""
        parts = (name_of(line), line_text(line, today()), chip.spoken if chip else "", ticked)
        return ", ".join(part for part in parts if part)

    return TableModel([Column(_("Bewoner"), name_of, spoken=spoken)], identify=lambda line: line.id)


class ResidentList(LongList):
    """Typing letters sends ``jumped`` with what was typed; the owner knows the whole order.

    Space ticks, and so do Shift with the arrows, Ctrl or Shift with a click, and Ctrl+A. Of a long
    list not everybody is known here: ``stretch_wanted`` asks the owner to tick from one place to
    another, ``all_wanted`` to tick everybody.
    """

    jumped = Signal(str)
    stretch_wanted = Signal(int, int)
    all_wanted = Signal()
    menu_wanted = Signal()

    def __init__(self, model: TableModel[Any], today: Callable[[], date], ticks: Ticks) -> None:
        def show(line: ResidentLine) -> TwoLines:
            ticked = line.id in ticks if len(ticks) else None
            return TwoLines(name_of(line), line_text(line, today()), line_chip(line), ticked=ticked)

        super().__init__(model, _("Bewoners"), show)
        OwnKeys(self, "Space", _("kies de bewoner erbij, of niet meer"))
        OwnKeys(self, "Ctrl+A", _("kies iedereen"))
        OwnKeys(self, "Shift+Down", _("kies ook de volgende bewoner"))
        self._ticks = ticks
        ticks.changed.connect(self.viewport().update)
        self._from: int | None = None
        self._typed = ""
        self._since = QElapsedTimer()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Space, Shift and the arrows, or Ctrl+A; Esc takes the ticks away."""
        key, shift = event.key(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if key == Qt.Key.Key_Space and not self._types():
            self._toggle()
        elif key == Qt.Key.Key_A and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.all_wanted.emit()
        elif key == Qt.Key.Key_Escape and len(self._ticks):
            self._ticks.clear()
        elif shift and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._stretch(self.currentIndex().row() + (1 if key == Qt.Key.Key_Down else -1))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick with Ctrl, or up to here with Shift."""
        place = self.indexAt(event.position().toPoint()).row()
        if place >= 0 and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.setCurrentIndex(self.model().index(place, 0))
            self._toggle()
        elif place >= 0 and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._stretch(place)
        else:
            super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with who is ticked, or with this one."""
        if not len(self._ticks):
            self._toggle()
        self.menu_wanted.emit()

    def keyboardSearch(self, search: str) -> None:
        """Collect letters that follow each other quickly, as lists do everywhere."""
        if not self._types():
            self._typed = ""
        self._since.restart() if self._since.isValid() else self._since.start()
        self._typed += search
        self.jumped.emit(self._typed)

    def _types(self) -> bool:
        """Whether letters were typed a moment ago, so that a space belongs to them."""
        pause = QApplication.keyboardInputInterval()
        return self._since.isValid() and self._since.elapsed() <= pause

    def _toggle(self) -> None:
        who = self.currentIndex().data(ID_ROLE)
        self._from = self.currentIndex().row()
        if isinstance(who, UUID):
            self._ticks.toggle(who)

    def _stretch(self, to: int) -> None:
        here = self.currentIndex().row()
        if not 0 <= to < self.model().rowCount() or here < 0:
            return
        first = here if self._from is None or not len(self._ticks) else self._from
        self._from = first
        self.setCurrentIndex(self.model().index(to, 0))
        self.stretch_wanted.emit(min(first, to), max(first, to))
