"""The list of residents: rows of two lines, read in stretches, with jumping by typing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QElapsedTimer, Signal
from PySide6.QtWidgets import QApplication

from meedoenbalie.i18n import _
from meedoenbalie.services.registration import ResidentLine
from meedoenbalie.ui.pages.residents.words import line_chip, line_text, name_of
from meedoenbalie.ui.table_model import Column, TableModel
from meedoenbalie.ui.widgets.list_delegate import RowList, TwoLines


def resident_model(today: Callable[[], date]) -> TableModel[ResidentLine]:
    """Return a model of lines; a screen reader hears name, second line and state."""

    def spoken(line: ResidentLine) -> str:
        chip = line_chip(line)
        parts = (name_of(line), line_text(line, today()), chip.spoken if chip else "")
        return ", ".join(part for part in parts if part)

    return TableModel([Column(_("Bewoner"), name_of, spoken=spoken)], identify=lambda line: line.id)


class ResidentList(RowList):
    """Typing letters sends ``jumped`` with what was typed; the owner knows the whole order."""

    jumped = Signal(str)

    def __init__(self, model: TableModel[Any], today: Callable[[], date]) -> None:
        def show(line: ResidentLine) -> TwoLines:
            return TwoLines(name_of(line), line_text(line, today()), line_chip(line))

        super().__init__(model, _("Bewoners"), show)
        self._typed = ""
        self._since = QElapsedTimer()

    def keyboardSearch(self, search: str) -> None:
        """Collect letters that follow each other quickly, as lists do everywhere."""
        pause = self._since.restart() if self._since.isValid() else self._start()
        if pause > QApplication.keyboardInputInterval():
            self._typed = ""
        self._typed += search
        self.jumped.emit(self._typed)

    def _start(self) -> int:
        self._since.start()
        return 0
