"""Noting the hours of one week: what was agreed stands there already, so Enter is enough (07)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from meedoenbalie.domain.attendance import MOST_MINUTES
from meedoenbalie.domain.iso_week import IsoWeek
from meedoenbalie.i18n import _, formats, labels
from meedoenbalie.services.attendance import Absence, WeekHours, is_short
from meedoenbalie.ui.pages.referrals.step_form import InPlace
from meedoenbalie.ui.pages.resident_form.parsing import Unreadable, hours
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.inputs import Choice, Field
from meedoenbalie.ui.widgets.text_box import TextBox

HOURS = "hours"
"""The name of this form, for its drafts."""


@dataclass(frozen=True, slots=True)
class HoursNoted:
    """The hours of one week as they are noted, in minutes."""

    week: IsoWeek
    made: int
    agreed: int | None
    absence: Absence | None


class HoursForm(InPlace):
    """Asks the week, the agreed and the made hours, and whether an absence was told.

    ``weeks`` has the last one first, which is this week while somebody takes part (``running``).
    ``noted`` carries a :class:`HoursNoted`, ``taken_away`` the id of what was noted of a week.
    """

    noted = Signal(object)
    taken_away = Signal(object)

    def __init__(self, weeks: Sequence[WeekHours], *, running: bool) -> None:
        super().__init__(_("Uren van één week"), HOURS)
        self._this_week = weeks[0].week if running else None
        self._weeks = {str(one.week): one for one in weeks}
        self.week = Choice([(self._week_words(one), str(one.week)) for one in weeks])
        self.made, self.agreed = TextBox(), TextBox()
        self.absence = Choice(
            [(_("Niet bekend"), ""), *((labels.absence(one), one.value) for one in Absence)]
        )
        self._made_field = Field(_("Gemaakt, in uren"), self.made)
        hint = _("Volgens het rooster.")
        self._agreed_field = Field(_("Afgesproken, in uren"), self.agreed, hint=hint)
        self._absence_field = Field(
            _("Was het afgemeld?"), self.absence, hint=_("Waarom, hoeft niemand te zeggen.")
        )
        self.column.addWidget(Field(_("Week"), self.week))
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        row.addWidget(self._made_field, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._agreed_field, 1, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)
        self.column.addWidget(self._absence_field)
        self.away = Button(_("Weghalen"), "eraser", "link", self._take_away, small=True)
        self.column.addWidget(self.away, 0, Qt.AlignmentFlag.AlignLeft)
        self.finish(_("Vast&leggen"), "check", self._record)
        self.week.currentIndexChanged.connect(lambda _place: self._fill())
        for box in (self.made, self.agreed):
            box.textChanged.connect(lambda _text: self._ask_absence())
            box.returnPressed.connect(self._record)
        self._fill()

    def boxes(self) -> dict[str, QWidget]:
        """Return the week first: choosing another one fills in the rest."""
        return {
            "week": self.week,
            "made": self.made,
            "agreed": self.agreed,
            "absence": self.absence,
        }

    def _week_words(self, one: WeekHours) -> str:
        words = formats.week(one.week)
        if one.week == self._this_week:
            words = _("Deze week ({week})").format(week=words)
        if one.noted is None:
            return words
        noted = _("{hours} genoteerd").format(hours=formats.duration(one.noted.made_minutes))
        return f"{words} · {noted}"

    def _fill(self) -> None:
        chosen = self._weeks[str(self.week.value())]
        noted = chosen.noted
        agreed = chosen.agreed if noted is None else noted.agreed_minutes
        self.agreed.setText(_hours_text(agreed))
        self.made.setText(_hours_text(agreed if noted is None else noted.made_minutes))
        self.absence.set_value(noted.absence.value if noted and noted.absence else "")
        self.made.selectAll()
        self.away.setVisible(noted is not None)
        self._ask_absence()

    def _ask_absence(self) -> None:
        try:
            made, agreed = hours(self.made.text()), hours(self.agreed.text())
        except Unreadable:
            return
        self._absence_field.setVisible(made is not None and is_short(made, agreed))

    def _record(self) -> None:
        made = self._minutes(self._made_field, self.made, needed=True)
        agreed = self._minutes(self._agreed_field, self.agreed)
        wrong = next((one for one in (self._made_field, self._agreed_field) if one.error()), None)
        if wrong is not None:
            wrong.box.setFocus(Qt.FocusReason.OtherFocusReason)
        elif made is not None and self.record.isEnabled():
            self.record.setEnabled(False)
            absence = str(self.absence.value()) if is_short(made, agreed) else ""
            week = IsoWeek.parse(str(self.week.value()))
            self.noted.emit(HoursNoted(week, made, agreed, Absence(absence) if absence else None))

    def _minutes(self, field: Field, box: TextBox, *, needed: bool = False) -> int | None:
        problem, minutes = "", None
        try:
            minutes = hours(box.text())
        except Unreadable as error:
            problem = str(error)
        if minutes is None and needed and not problem:
            problem = _("Vul in hoeveel uur er is gemaakt; 0 kan ook.")
        if minutes is not None and minutes > MOST_MINUTES:
            problem = _("Zo veel uren heeft een week niet. Kijk het na.")
        field.set_error(problem)
        return minutes

    def _take_away(self) -> None:
        noted = self._weeks[str(self.week.value())].noted
        if noted is not None:
            self.away.setEnabled(False)
            self.taken_away.emit(noted.id)


def _hours_text(minutes: int | None) -> str:
    """Return minutes as hours that can be read back to the minute: *1,67*."""
    if minutes is None:
        return ""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".").replace(".", ",")
