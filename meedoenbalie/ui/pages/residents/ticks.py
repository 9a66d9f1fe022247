"""Ticking residents in a list, with the keyboard or the mouse, to do something with all of them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout

from meedoenbalie.i18n import _, ngettext
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import Text


class Ticks(QObject):
    """Who is ticked, in the order of ticking. ``changed`` comes after every change."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._ticked: dict[UUID, None] = {}

    def __contains__(self, resident_id: object) -> bool:
        return resident_id in self._ticked

    def __len__(self) -> int:
        return len(self._ticked)

    def ids(self) -> list[UUID]:
        """Return who is ticked."""
        return list(self._ticked)

    def toggle(self, resident_id: UUID) -> None:
        """Tick somebody, or take the tick away."""
        if resident_id in self._ticked:
            del self._ticked[resident_id]
        else:
            self._ticked[resident_id] = None
        self.changed.emit()

    def add(self, resident_ids: Iterable[UUID]) -> None:
        """Tick some more."""
        self._ticked |= dict.fromkeys(resident_ids)
        self.changed.emit()

    def keep_only(self, resident_ids: Iterable[UUID]) -> None:
        """Take away the ticks of whom a list doesn't show any more."""
        kept = set(resident_ids)
        left = {who: None for who in self._ticked if who in kept}
        if len(left) != len(self._ticked):
            self._ticked = left
            self.changed.emit()

    def clear(self) -> None:
        """Take all ticks away."""
        if self._ticked:
            self._ticked = {}
            self.changed.emit()


class TickBar(Surface):
    """Says how many are ticked and what can be done with them; hidden while nobody is."""

    menu_wanted = Signal()

    def __init__(self, ticks: Ticks) -> None:
        super().__init__("footer")
        now = theme()
        self._ticks = ticks
        row = QHBoxLayout(self)
        pad = now.px(now.tokens.space.panel_padding)
        row.setContentsMargins(pad, now.px(8), pad, now.px(8))
        row.setSpacing(now.px(8))
        self._said = Text("", "body_strong")
        row.addWidget(self._said, 1)
        row.addWidget(Button(_("Ke&uze wissen"), "x", "quiet", ticks.clear, icon_only=True))
        self.act = Button(_("Doe&n met…"), on_click=self.menu_wanted.emit, trailing="chevron-up")
        row.addWidget(self.act)
        ticks.changed.connect(self._show)
        self.hide()

    def _show(self) -> None:
        n = len(self._ticks)
        self._said.setText(ngettext("{n} gekozen", "{n} gekozen", n).format(n=n))
        self.setVisible(n > 0)
