"""The yearly report: of which year, and for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import Card
from meedoenbalie.ui.widgets.choices import SegmentedChoice
from meedoenbalie.ui.widgets.inputs import Choice, Field
from meedoenbalie.ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class WantedYear:
    """The report that is asked for."""

    year: int
    publish: bool


class YearCard(Card):
    """A year, *Intern* or *Te publiceren*, and one button."""

    wanted = Signal(object)
    """The user wants the report of this :class:`WantedYear`."""

    def __init__(self) -> None:
        super().__init__(_("Jaarverslag"), "file-chart-column")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(10))
        self.years = Choice()
        column.addWidget(Field(_("&Jaar"), self.years))
        self.audience = SegmentedChoice(
            _("Voor wie"), ((_("Intern"), False), (_("Te publiceren"), True)), False
        )
        self.audience.chosen.connect(self._chosen)
        self._publish = False
        column.addWidget(self.audience, 0, Qt.AlignmentFlag.AlignLeft)
        self._words = Text("", "caption", "ink2", wrap=True)
        column.addWidget(self._words)
        self.make = Button(_("Maken als P&DF…"), "file-down", on_click=self._want, small=True)
        column.addWidget(self.make, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(inside)
        self._say()

    def show_years(self, years: Sequence[int]) -> None:
        """Offer these years, newest first; without any there is nothing to tell."""
        kept = self.years.currentData()
        self.years.clear()
        for year in years:
            self.years.addItem(str(year), year)
        if kept in years:
            self.years.setCurrentIndex(list(years).index(kept))
        self.setVisible(bool(years))

    def set_busy(self, busy: bool) -> None:
        """Hold everything back while something is being done."""
        if busy:
            self.make.disable(_("Wacht tot het klaar is, of stop het."))
        else:
            self.make.enable()

    def _chosen(self, value: object) -> None:
        # One of the two is always on.
        self._publish = bool(value) if value is not None else self._publish
        self.audience.set_value(self._publish)
        self._say()

    def _say(self) -> None:
        self._words.setText(
            _("Door de poort, en als publicatie bewaard in de verzameling.")
            if self._publish
            else _("Echte aantallen: alleen voor het team.")
        )

    def _want(self) -> None:
        year = self.years.currentData()
        if year is not None:
            self.wanted.emit(WantedYear(int(year), self._publish))
