"""Conditions of the week plans: dayparts that stay free, offers that must or may not be in (05)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.domain.matching.weekfit import WeekPart
from meedoenbalie.domain.matching.weekplan import Conditions
from meedoenbalie.domain.week import FreeDaypart
from meedoenbalie.i18n import _
from meedoenbalie.services.choosing import Choices
from meedoenbalie.services.matching import MatchList, conditions_of, planned_anew
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.choices import SegmentedChoice
from meedoenbalie.ui.widgets.daypart_grid import DaypartGrid
from meedoenbalie.ui.widgets.flow import FlowLayout
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.text import CutText, Text

IN, OUT = "in", "out"


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked of the plans: offers in or out, with their titles, and free dayparts."""

    offers: Mapping[UUID, tuple[str, str]]
    free: frozenset[WeekPart] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.offers or self.free)

    def __len__(self) -> int:
        return len(self.offers) + len(self.free)

    def with_offer(self, offer: UUID, title: str, how: object) -> Asked:
        """Return this with an offer in (``IN``), out (``OUT``), or neither (None)."""
        offers = {one: kept for one, kept in self.offers.items() if one != offer}
        if how in (IN, OUT):
            offers[offer] = (str(how), title)
        return replace(self, offers=offers)

    def how(self, offer: UUID) -> str | None:
        """Return what was asked of an offer."""
        return self.offers[offer][0] if offer in self.offers else None

    def beside(self, choices: Choices) -> Conditions:
        """Return these conditions beside what the young person chose."""
        own = conditions_of(choices)
        pinned = frozenset(one for one, (how, _title) in self.offers.items() if how == IN)
        out = frozenset(one for one, (how, _title) in self.offers.items() if how == OUT)
        return replace(own, pinned=pinned, without=own.without | out, free=self.free)


NOTHING = Asked({})


def planned(found: MatchList, asked: Asked) -> MatchList:
    """Return the advice with week plans under these conditions."""
    return replace(found, plans=planned_anew(found, asked.beside(found.choices)))


class ConditionsPanel(Surface):
    """Dayparts to tick, and the offers that are in or out, each to be taken away again."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__("raised")
        now = theme()
        self._asked = NOTHING
        column = QVBoxLayout(self)
        pad = now.px(14)
        column.setContentsMargins(pad, now.px(10), pad, now.px(10))
        column.setSpacing(now.px(8))
        column.addWidget(Text(_("Deze dagdelen blijven vrij"), "body_strong", wrap=True))
        self.grid = DaypartGrid()
        self.grid.setAccessibleName(_("Deze dagdelen blijven vrij"))
        self.grid.changed.connect(self._ticked)
        column.addWidget(self.grid)
        self._offers = QWidget()
        self._flow = FlowLayout(self._offers)
        column.addWidget(self._offers)
        self.hide()

    def show_asked(self, asked: Asked) -> None:
        """Show what is asked now, without a signal."""
        self._asked = asked
        blocked = self.blockSignals(True)
        self.grid.set_free(FreeDaypart(day=day, daypart=part) for day, part in asked.free)
        self.blockSignals(blocked)
        clear_layout(self._flow)
        self._offers.setVisible(bool(asked.offers))
        for offer, (how, title) in asked.offers.items():
            words = _("Vast: {title}") if how == IN else _("Niet: {title}")
            away = Button(words.format(title=title), "x", small=True)
            away.setAccessibleName(_("{what}, weghalen").format(what=words.format(title=title)))
            away.clicked.connect(lambda _on, one=offer: self._take_away(one))
            self._flow.addWidget(away)

    def _ticked(self) -> None:
        if self.signalsBlocked():
            return
        free = frozenset((one.day, one.daypart) for one in self.grid.free())
        self.changed.emit(replace(self._asked, free=free))

    def _take_away(self, offer: UUID) -> None:
        self.changed.emit(self._asked.with_offer(offer, "", None))


class PinRows(QWidget):
    """The offers of an entry, each to be kept in the week or out of it."""

    asked = Signal(object)

    def __init__(self, offers: Mapping[UUID, str], asked: Asked) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        column.addWidget(Text(_("In het weekplan"), "body_strong"))
        self.choices: dict[UUID, SegmentedChoice] = {}
        for offer, title in offers.items():
            row = QHBoxLayout()
            row.addWidget(CutText(title, "caption", "ink2"), 1)
            name = _("In het weekplan: {title}").format(title=title)
            options = ((_("Vast"), IN), (_("Niet"), OUT))
            choice = SegmentedChoice(name, options, asked.how(offer), quiet=(OUT,))
            choice.chosen.connect(
                lambda how, one=offer, title=title: self.asked.emit(
                    asked.with_offer(one, title, how)
                )
            )
            self.choices[offer] = choice
            row.addWidget(choice)
            column.addLayout(row)
