"""The periods that figures can be about, in a box to choose from."""

from __future__ import annotations

from datetime import timedelta

from meedoenbalie.i18n import _
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.funnel import FunnelPeriod, last_year
from meedoenbalie.ui.widgets.inputs import Choice


class PeriodChoice(Choice):
    """The last 52 or 13 weeks, this year, or the year before."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_periods(desk))

    def period(self) -> FunnelPeriod:
        """Return the chosen period."""
        chosen = self.value()
        if not isinstance(chosen, FunnelPeriod):
            raise TypeError(chosen)
        return chosen


def _periods(desk: Desk) -> tuple[tuple[str, FunnelPeriod], ...]:
    today = desk.clock.today()
    year = today.year
    return (
        (_("De laatste 52 weken"), last_year(desk)),
        (_("De laatste 13 weken"), FunnelPeriod(today - timedelta(days=13 * 7 - 1), today)),
        (
            _("Dit jaar, {year}").format(year=year),
            FunnelPeriod(today.replace(month=1, day=1), today),
        ),
        (
            _("Vorig jaar, {year}").format(year=year - 1),
            FunnelPeriod(
                today.replace(year=year - 1, month=1, day=1),
                today.replace(year=year - 1, month=12, day=31),
            ),
        ),
    )
