"""How the week goes so far, beside the same days of the week before."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.domain.iso_week import IsoWeek
from meedoenbalie.i18n import _, formats
from meedoenbalie.services.worklist import Worklist
from meedoenbalie.ui.page import Shell
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.bars import Bars
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import Card
from meedoenbalie.ui.widgets.text import Text


class WeekCard(Card):
    """Bars of who was reached, and the way to the weekly report."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(_("Deze week"))
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(10))
        self._bars = Bars()
        column.addWidget(self._bars)
        self._before = Text("", "caption", "ink2", wrap=True)
        column.addWidget(self._before)
        self._ready = Text("", "caption", "ink2", wrap=True)
        column.addWidget(self._ready)
        self.add(box)
        if shell.has("weekly_report"):
            report = Button(
                _("&Weekrapport maken"), "printer", on_click=lambda: shell.go("weekly_report")
            )
            self.add_footer(report, stretch=True)

    def show_week(self, work: Worklist) -> None:
        """Show the figures of this week and the last."""
        now, before = work.this_week, work.last_week
        self.set_count(_("bewoners · {days}").format(days=_week_words(work.day)))
        self._bars.set_bars(
            (
                (_("Gesproken"), now.spoken),
                (_("Voorgelicht"), now.informed),
                (_("Verwezen"), now.referred),
                (_("Gestart"), now.started),
            )
        )
        figures = (before.spoken, before.informed, before.referred, before.started)
        self._before.setText(
            _("Vorige week in dezelfde dagen: {figures}").format(
                figures=", ".join(map(str, figures))
            )
        )
        last = formats.week(IsoWeek.last_full(work.day))
        self._ready.setText(
            _("{week} is rond: het weekrapport staat klaar.").format(week=last).capitalize()
        )


def _week_words(day: date) -> str:
    monday = day - timedelta(days=day.weekday())
    if monday == day:
        return _("vandaag")
    return _("{monday} t/m nu").format(monday=formats.weekday_and_day(monday))
