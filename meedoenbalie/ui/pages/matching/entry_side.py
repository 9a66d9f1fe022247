"""What stands beside the list for one entry: its week, the own choice, and what must be in (05)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.i18n import _
from meedoenbalie.services import matching_text
from meedoenbalie.services.matching import MatchList
from meedoenbalie.services.registration import Dossier
from meedoenbalie.ui.pages.matching.choice_marks import option_texts
from meedoenbalie.ui.pages.matching.conditions import Asked, PinRows
from meedoenbalie.ui.pages.matching.entries import NO, Entry
from meedoenbalie.ui.pages.matching.week_side import WeekSide
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.choices import SegmentedChoice
from meedoenbalie.ui.widgets.text import Text


class EntrySide(QWidget):
    """``chosen`` carries the young person's own choice, ``asked`` other conditions of the plans."""

    chosen = Signal(object)
    asked = Signal(object)

    def __init__(self, found: MatchList, entry: Entry, dossier: Dossier, asked: Asked) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        column.addWidget(WeekSide(found, entry, dossier), 1)
        row = QHBoxLayout()
        row.addWidget(Text(_("Eigen keus"), "body_strong"))
        row.addStretch(1)
        name = _("Eigen keus van {name}").format(name=matching_text.called(found.resident))
        self.choice = SegmentedChoice(name, option_texts(), entry.choice, quiet=(NO,))
        self.choice.chosen.connect(self.chosen)
        row.addWidget(self.choice)
        column.addLayout(row)
        self.pins = PinRows({one.offer.id: one.offer.title for one in entry.new}, asked)
        self.pins.asked.connect(self.asked)
        column.addWidget(self.pins)
