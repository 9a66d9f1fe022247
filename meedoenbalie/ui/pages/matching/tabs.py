"""The tabs above the advice: week plans, and each kind of offer (05)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QTabBar

from meedoenbalie.i18n import _
from meedoenbalie.ui.pages.matching.entries import Tab


class AdviceTabs(QTabBar):
    """Keeps the chosen tab while the numbers in the titles change."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Soort advies"))
        self.setExpanding(False)
        self.setDrawBase(False)

    def chosen(self) -> Tab:
        """Return the tab in front."""
        return Tab(self.tabData(self.currentIndex()))

    def show_titles(self, titles: Mapping[Tab, str]) -> None:
        """Show these tabs, without a signal."""
        blocked = self.blockSignals(True)
        while self.count() > len(titles):
            self.removeTab(self.count() - 1)
        for number, (tab, title) in enumerate(titles.items()):
            if number == self.count():
                self.addTab(title)
            self.setTabText(number, title)
            self.setTabData(number, tab.value)
        self.blockSignals(blocked)
