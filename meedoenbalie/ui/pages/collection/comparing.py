"""The azc's beside each other by one gauge, with margins and a warning against ranking them."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.domain.league import Carried, Comparison, Gauge, SiteShare, compare
from meedoenbalie.i18n import _, league
from meedoenbalie.services.collecting import Figures, row_name
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.choices import SegmentedChoice
from meedoenbalie.ui.widgets.interval_bars import IntervalBar, IntervalBars
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.notices import Notice
from meedoenbalie.ui.widgets.text import Text


class ComparingPane(QWidget):
    """Below the table of counts: one gauge at a time, by name of the azc and never by value."""

    def __init__(self) -> None:
        super().__init__()
        now = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, now.px(8), 0, 0)
        column.setSpacing(now.px(8))
        column.addWidget(Text(_("Azc’s naast elkaar, met marge"), "body_strong"))
        row = QHBoxLayout()
        self.gauges = SegmentedChoice(
            _("Waarop vergelijken"),
            tuple((league.gauge(gauge), gauge) for gauge in Gauge),
            Gauge.ACCEPTED,
        )
        self.gauges.chosen.connect(self._chosen)
        row.addWidget(self.gauges)
        row.addStretch(1)
        column.addLayout(row)
        self._warning = QVBoxLayout()
        column.addLayout(self._warning)
        self.bars = IntervalBars()
        column.addWidget(self.bars)
        self._words = Text("", "caption", "ink2", wrap=True)
        column.addWidget(self._words)
        self.gauge = Gauge.ACCEPTED
        self._figures: Figures | None = None
        self._names: dict[str, str] = {}
        self._exact = True

    def show_figures(self, figures: Figures, names: dict[str, str], *, exact: bool) -> None:
        """Show the azc's of these figures; ``names`` by their codes."""
        self._figures, self._names, self._exact = figures, names, exact
        self._show()

    def forget(self) -> None:
        """Forget all figures."""
        self._figures = None
        self.bars.set_bars(())
        clear_layout(self._warning)

    def _chosen(self, value: object) -> None:
        # One of them is always on.
        self.gauge = value if isinstance(value, Gauge) else self.gauge
        self.gauges.set_value(self.gauge)
        self._show()

    def _show(self) -> None:
        if self._figures is None:
            return
        found = compare(self.gauge, self._figures.sites, exact=self._exact)
        self._warn(found)
        self.bars.set_bars([self._bar(one) for one in found.shares])
        about = _("{what}. De stip is het deel, de lijn de marge van 95%, van 0% tot 100%.")
        if not self._exact:
            about += " " + _("Uit de afgeronde aantallen; onder 20 staat er geen deel.")
        self._words.setText(about.format(what=league.of_referred(self.gauge)))

    def _warn(self, found: Comparison) -> None:
        clear_layout(self._warning)
        strong, rest = league.order(found, self._named(found))
        calm = found.carried in (Carried.WHOLLY, Carried.TOO_FEW)
        self._warning.addWidget(Notice(strong, rest, "info" if calm else "attention"))

    def _named(self, found: Comparison) -> dict[str, str]:
        return {one.site: row_name(one.site, self._names) for one in found.shares}

    def _bar(self, one: SiteShare) -> IntervalBar:
        interval = one.interval
        bounds = None if interval is None else (interval.value, interval.low, interval.high)
        name = row_name(one.site, self._names).replace("azc ", "")
        return IntervalBar(name, bounds, league.share(one), league.bounds(one))
