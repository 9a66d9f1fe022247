"""The tabs above the advice: week plans, and each kind of offer (05)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabBar

from meedoenbalie.i18n import _
from meedoenbalie.ui.pages.matching.entries import Tab
from meedoenbalie.ui.theme import theme

_LEAST = 160
"""Token length that the tabs may become narrow to."""


class AdviceTabs(QTabBar):
    """Keeps the chosen tab while the numbers in the titles change."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Soort advies"))
        self.setExpanding(False)
        self.setDrawBase(False)
        self._titles: tuple[str, ...] = ()
        self._short: tuple[str, ...] = ()

    def chosen(self) -> Tab:
        """Return the tab in front."""
        return Tab(self.tabData(self.currentIndex()))

    def show_titles(self, titles: Mapping[Tab, str], short: Mapping[Tab, str]) -> None:
        """Show these tabs, without a signal; ``short`` is said where there is little room."""
        blocked = self.blockSignals(True)
        while self.count() > len(titles):
            self.removeTab(self.count() - 1)
        for number, (tab, title) in enumerate(titles.items()):
            if number == self.count():
                self.addTab(title)
            self.setTabData(number, tab.value)
            self.setAccessibleTabName(number, title)
        self._titles = tuple(titles.values())
        self._short = tuple(short[tab] for tab in titles)
        self._write()
        self.blockSignals(blocked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say it shorter where the titles do not fit beside each other."""
        self._write()
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Become as narrow as it must: then it scrolls."""
        return QSize(theme().px(_LEAST), super().minimumSizeHint().height())

    def _write(self) -> None:
        for number, title in enumerate(self._titles):
            self.setTabText(number, title)
        if super().sizeHint().width() > self.width():
            for number, title in enumerate(self._short):
                self.setTabText(number, title)
