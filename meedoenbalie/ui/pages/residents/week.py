"""The week tab: what is fixed, and when a resident is free."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from meedoenbalie.domain.people import Resident
from meedoenbalie.i18n import _, formats
from meedoenbalie.i18n.free_time import availability_text
from meedoenbalie.services.registration import Dossier
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.pages.residents.week_out import WeekOut
from meedoenbalie.ui.pages.residents.words import unknown
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.cards import KeyValueGrid
from meedoenbalie.ui.widgets.surface import Surface
from meedoenbalie.ui.widgets.week import WeekBlock
from meedoenbalie.ui.widgets.week_planner import WeekPlanner


def own_blocks(resident: Resident) -> list[WeekBlock]:
    """Return a resident's own commitments as blocks of a week."""
    return [
        WeekBlock(item.day.number, item.start, item.end, "own", item.label or _("afspraak"))
        for item in resident.commitments
    ]


def own_minutes(resident: Resident) -> int:
    """Return how many minutes a week are taken by own commitments."""
    return sum(item.minutes for item in resident.commitments)


class WeekTab(Surface):
    """The planner over the whole width and the same in words."""

    def __init__(self, shell: Shell) -> None:
        super().__init__("surface")
        now = theme()
        column = QVBoxLayout(self)
        pad = now.px(18)
        column.setContentsMargins(pad, now.px(14), pad, pad)
        column.setSpacing(now.px(14))
        self._facts = KeyValueGrid()
        column.addWidget(self._facts)
        self.out = WeekOut(shell)
        column.addWidget(self.out)
        self._planner = WeekPlanner()
        column.addWidget(self._planner, 1)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show a resident's week."""
        resident = dossier.resident
        self.out.show_dossier(dossier)
        hours = (
            _("{hours} per week").format(hours=formats.duration(resident.weekly_minutes))
            if resident.weekly_minutes is not None
            else ""
        )
        minutes = own_minutes(resident)
        self._facts.set_pairs(
            [
                (_("Beschikbaar"), unknown(availability_text(resident.availability))),
                (_("Tijd"), unknown(hours)),
                (
                    _("Vaste afspraken"),
                    formats.duration(minutes) if minutes else _("geen"),
                ),
            ]
        )
        self._planner.set_blocks(own_blocks(resident))
