"""What is asked when an MDT-traject is completed: the hours, and whether the activities are done.

Source: Subsidieregeling MDT 2023 — completed is the hours made *and* the planned activities done.
It warns and doesn't refuse: the provider says how it ended.
"""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.domain.referrals import PlannedActivities
from meedoenbalie.i18n import _, formats
from meedoenbalie.services.attendance import HoursMade
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.inputs import Choice, Field
from meedoenbalie.ui.widgets.notices import Notice


def hours_words(hours: HoursMade) -> str:
    """Return what was made in words: *48 van 80 uur*, or *48 uur* where no total is known."""
    made = _in_hours(hours.made)
    if hours.needed is None:
        return _("{made} uur").format(made=made)
    return _("{made} van {needed} uur").format(made=made, needed=_in_hours(hours.needed))


def _in_hours(minutes: int) -> str:
    return formats.number(round(minutes / 60, 2))


class Finishing(QWidget):
    """Says how many hours are noted and asks whether the planned activities are done."""

    def __init__(self, hours: HoursMade) -> None:
        super().__init__()
        self._hours = hours
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(10))
        self.notice = Notice("", "")
        column.addWidget(self.notice)
        self.answer = Choice(
            [
                (_("Kies een antwoord"), ""),
                (_("Ja, alle"), PlannedActivities.DONE.value),
                (_("Nee, niet alle"), PlannedActivities.NOT_ALL.value),
                (_("Niet bekend"), PlannedActivities.UNKNOWN.value),
            ]
        )
        self._field = Field(_("Zijn de geplande activiteiten gedaan?"), self.answer)
        column.addWidget(self._field)
        self.answer.currentIndexChanged.connect(lambda _place: self._tell())
        self._tell()

    def said(self) -> PlannedActivities | None:
        """Return the answer; None while there is none."""
        value = str(self.answer.value())
        return PlannedActivities(value) if value else None

    def problems(self) -> dict[Field, str]:
        """Return what has to be answered yet, by field."""
        return {self._field: "" if self.said() else _("Kies een antwoord.")}

    def _tell(self) -> None:
        noted = _("{hours} genoteerd.").format(hours=hours_words(self._hours))
        lacking = self._lacking()
        self.notice.set_tone("attention" if lacking else "info")
        self.notice.set_message(noted, lacking)

    def _lacking(self) -> str:
        few = self._hours.enough is False
        undone = self.said() is PlannedActivities.NOT_ALL
        if not (few or undone):
            return ""
        return _(
            "Een MDT-traject is afgerond als de uren zijn gemaakt én de activiteiten zijn gedaan. "
            "Klopt het toch? Dan kunt u het vastleggen."
        )
