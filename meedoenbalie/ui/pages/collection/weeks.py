"""Azc's by weeks: whose set came for which week, and what is late, missing, odd or withdrawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meedoenbalie.domain.set_weeks import SetState, SetWeek, SiteWeeks, WeekRules
from meedoenbalie.i18n import _, formats, ngettext
from meedoenbalie.services.set_messages import state_word, state_words
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.buttons import Button
from meedoenbalie.ui.widgets.cards import Card
from meedoenbalie.ui.widgets.heat_map import HeatCell, HeatHead, HeatMap, HeatRow
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.text import Text

_MOST_ROWS = 12
_DARK = {
    SetState.CORRECTED: 1,
    SetState.LATE: 2,
    SetState.WITHDRAWN: 3,
    SetState.ODD: 4,
    SetState.MISSING: 5,
}
"""How dark a cell is: what asks more is darker. The word in it says the same."""


class WeeksCard(Card):
    """A row per azc and a column per week; the words of the cell that one stands on below it."""

    leaving_out = Signal(object)
    """The user asks to let the set of this :class:`SiteWeeks` count no more."""
    letting_in = Signal(object)
    """The user asks to let sets of this :class:`SiteWeeks` be read in again."""

    def __init__(self) -> None:
        super().__init__(_("Sets per week"), "calendar-days")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        self._place = QVBoxLayout()
        column.addLayout(self._place)
        self.here = Text("", "body_strong", wrap=True)
        column.addWidget(self.here)
        self._rule = Text("", "caption", "ink2", wrap=True)
        column.addWidget(self._rule)
        self.copy = Button(_("Tabel kopiëren"), "copy", on_click=self._copy, small=True)
        self.leave_out = Button(
            _("Set weglaten…"), "ban", "danger", on_click=self._leave_out, small=True
        )
        self.let_in = Button(_("Weer toelaten"), "undo-2", on_click=self._let_in, small=True)
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        for button in (self.copy, self.leave_out, self.let_in):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self._counting: frozenset[str] = frozenset()
        self._left_out: frozenset[str] = frozenset()
        self._busy = False
        self.map: HeatMap | None = None
        self._sites: Sequence[SiteWeeks] = ()
        self.add(inside)
        self.hide()

    def show_weeks(self, sites: Sequence[SiteWeeks], rules: WeekRules) -> None:
        """Show the weeks of the azc's; without any the card is hidden."""
        self.setVisible(bool(sites))
        if sites == self._sites:
            return
        clear_layout(self._place)
        self.map, self._sites = None, sites
        if not sites:
            return
        self.map = HeatMap(_("Sets per azc en per week"), _head(sites[0]), _MOST_ROWS)
        self.map.set_rows([_row(site) for site in sites])
        self.map.selectionModel().currentChanged.connect(self._moved)
        self._place.addWidget(self.map)
        # The newest week is what one comes for.
        self.map.setCurrentIndex(self.map.heat.index(0, len(sites[0].weeks) - 1))
        open_weeks = sum(len(site.to_tell()) for site in sites)
        self.set_count(_to_look_at(open_weeks))
        self._rule.setText(_rule(rules))

    def show_standing(self, counting: frozenset[str], left_out: frozenset[str]) -> None:
        """Take over of which azc's a set counts, and which ones the team left out."""
        self._counting, self._left_out = counting, left_out
        self._allow()

    def set_busy(self, busy: bool) -> None:
        """Hold everything back while something is being done."""
        self._busy = busy
        self._allow()

    def chosen(self) -> SiteWeeks | None:
        """Return the azc of the row that one stands on."""
        row = self.map.currentIndex().row() if self.map is not None else -1
        return self._sites[row] if 0 <= row < len(self._sites) else None

    def _allow(self) -> None:
        site = self.chosen()
        self.let_in.setVisible(site is not None and site.site in self._left_out)
        wait = _("Wacht tot het klaar is, of stop het.")
        if self._busy:
            self.leave_out.disable(wait)
            self.let_in.disable(wait)
            return
        self.let_in.enable()
        if site is None or site.site not in self._counting:
            self.leave_out.disable(_("Van dit azc telt geen set mee."))
        else:
            self.leave_out.enable()

    def _leave_out(self) -> None:
        site = self.chosen()
        if site is not None:
            self.leaving_out.emit(site)

    def _let_in(self) -> None:
        site = self.chosen()
        if site is not None:
            self.letting_in.emit(site)

    def forget(self) -> None:
        """Forget all weeks."""
        clear_layout(self._place)
        self.map, self._sites = None, ()
        self.here.setText("")
        self.hide()

    def _moved(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        if self.map is not None and index.isValid():
            self.here.setText(self.map.heat.cell(index).spoken)
            self._allow()

    def _copy(self) -> None:
        if self.map is not None:
            self.map.copy_all()


def _to_look_at(number: int) -> str:
    if not number:
        return _("alles in orde")
    return ngettext("{n} week om na te kijken", "{n} weken om na te kijken", number).format(
        n=number
    )


def _rule(rules: WeekRules) -> str:
    term = ngettext(
        "Een set mag tot {n} dag na de week gemaakt zijn, en telt dan voor die week.",
        "Een set mag tot {n} dagen na de week gemaakt zijn, en telt dan voor die week.",
        rules.term_days,
    ).format(n=rules.term_days)
    odd = _(
        "Vreemd is een set die leeg is, uit de toekomst komt, een nummer dubbel heeft, of minder "
        "dan {share} van de vorige telt. Pijltjes: lopen. Ctrl+C: regel kopiëren."
    ).format(share=formats.percent(rules.shrunk_below_percent / 100))
    return f"{term} {odd}"


def _head(site: SiteWeeks) -> HeatHead:
    weeks = [one.week for one in site.weeks]
    return HeatHead(
        groups=(_("Week"),),
        parts=tuple(str(week.number) for week in weeks),
        end=_("open"),
        spoken=tuple(formats.week(week) for week in weeks),
    )


def _row(site: SiteWeeks) -> HeatRow:
    number = len(site.to_tell())
    spoken = _("{site}: {words}").format(site=site.name, words=_to_look_at(number))
    return HeatRow(
        site.name.replace("azc ", ""),
        tuple(_cell(site, one) for one in site.weeks),
        HeatCell(str(number), 0, spoken),
    )


def _cell(site: SiteWeeks, one: SetWeek) -> HeatCell:
    spoken = _("{site}, {week}: {words}").format(
        site=site.name, week=formats.week(one.week), words=state_words(one)
    )
    return HeatCell(state_word(one), _DARK.get(one.state, 0), spoken)
