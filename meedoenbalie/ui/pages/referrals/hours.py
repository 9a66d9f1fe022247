"""The hours of a started referral: how many were made, the last weeks, and noting one (07)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from meedoenbalie.domain.iso_week import IsoWeek
from meedoenbalie.i18n import _, formats, labels
from meedoenbalie.services.attendance import Attendance, WeekHours, hours_made
from meedoenbalie.services.registration import DossierReferral
from meedoenbalie.ui.pages.referrals.finishing import hours_words
from meedoenbalie.ui.pages.referrals.hours_form import HoursForm
from meedoenbalie.ui.pages.referrals.step_form import InPlace
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.dated_rows import DatedRow, DatedRows
from meedoenbalie.ui.widgets.text import Line, Text

LETTER = "u"
"""The letter of its button, which no other button of this screen has."""
_SHOWN = 4
"""How many weeks are shown; the rest can be chosen in the form."""


class HoursSection(QWidget):
    """Total, last weeks, and the button that opens the form.

    ``noted`` carries a :class:`HoursNoted`, ``taken_away`` the id of what was noted.
    """

    noted = Signal(object)
    taken_away = Signal(object)

    def __init__(
        self,
        item: DossierReferral,
        weeks: Sequence[WeekHours],
        open_form: Callable[[InPlace, QWidget], None],
    ) -> None:
        super().__init__()
        now = theme()
        self._weeks = weeks
        self._running = not item.standing.is_ended
        self._open_form = open_form
        hours = hours_made(item.attendance, item.offer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, now.px(4), 0, now.px(4))
        column.setSpacing(now.px(6))
        column.addWidget(Line())
        words = hours_words(hours)
        column.addWidget(Text(_("Uren: {hours}").format(hours=words), "body_strong", wrap=True))
        if hours.needed:
            bar = QProgressBar()
            bar.setTextVisible(False)
            bar.setRange(0, hours.needed)
            bar.setValue(min(hours.made, hours.needed))
            bar.setAccessibleName(words)
            column.addWidget(bar)
        rows = [_row(one) for one in reversed(item.attendance[-_SHOWN:])]
        if rows:
            column.addWidget(DatedRows(rows, when_width=112))
        else:
            empty = _("Nog niets genoteerd. Vraag de aanbieder welke uren er zijn gemaakt.")
            column.addWidget(Text(empty, "caption", "ink2", wrap=True))
        this_week = self._running and weeks[0].noted is None
        self.note = Button(
            _("&Uren deze week…") if this_week else _("&Uren noteren…"), "clock", on_click=self.ask
        )
        column.addWidget(self.note)

    def ask(self) -> None:
        """Open the form, at this week, with the hours that were agreed filled in."""
        form = HoursForm(self._weeks, running=self._running)
        form.noted.connect(self.noted)
        form.taken_away.connect(self.taken_away)
        self._open_form(form, form.made)

    def set_asking(self, asking: bool) -> None:
        """Take the button away while a form is open: one at a time."""
        self.note.setVisible(not asking)


def _row(one: Attendance) -> DatedRow:
    made = formats.duration(one.made_minutes)
    if one.agreed_minutes is not None:
        agreed = formats.duration(one.agreed_minutes)
        made = _("{made} van {agreed}").format(made=made, agreed=agreed)
    absence = labels.absence(one.absence) if one.absence is not None else ""
    title = " · ".join(part for part in (made, absence) if part)
    return DatedRow(formats.week(IsoWeek.parse(one.week)), title)
