"""The line above a proposal: how many are placed, by which choice, and what is divided (08)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.i18n import _, formats, labels, ngettext
from meedoenbalie.i18n.dividing import gap_words
from meedoenbalie.ui.pages.division import words
from meedoenbalie.ui.theme import theme
from meedoenbalie.ui.widgets.filter_menu import FilterMenu
from meedoenbalie.ui.widgets.flow import FlowLayout
from meedoenbalie.ui.widgets.layout import clear_layout
from meedoenbalie.ui.widgets.notices import Notice
from meedoenbalie.ui.widgets.text import Text

if TYPE_CHECKING:
    from meedoenbalie.services.dividing import Plan

_WEEKS = (4, 8, 13)


class Summary(QWidget):
    """Chips for kind and start, and the figures of the proposal."""

    def __init__(self, on_choice: Callable[[OfferKind | None, int | None], object]) -> None:
        super().__init__()
        now = theme()
        self._on_choice = on_choice
        column = QVBoxLayout(self)
        column.setContentsMargins(now.px(14), now.px(9), now.px(14), now.px(9))
        column.setSpacing(now.px(8))
        chips = FlowLayout(gap=7)
        kinds = [(labels.offer_kind(kind), kind) for kind in OfferKind]
        self.kind = FilterMenu(_("Soort aanbod"), _("Alle soorten"), kinds)
        starts = [(_("Start binnen {n} weken").format(n=n), n) for n in _WEEKS]
        self.weeks = FilterMenu(_("Start"), _("Alle starts"), starts)
        for chip in (self.kind, self.weeks):
            chip.chosen.connect(lambda _value: self._chosen())
            chips.addWidget(chip)
        column.addLayout(chips)
        self._told = Text("", "body", "ink", wrap=True)
        column.addWidget(self._told)
        self._outcome = QVBoxLayout()
        column.addLayout(self._outcome)

    def show_scope(self, kind: OfferKind | None, weeks: int | None) -> None:
        """Show what is divided."""
        self.kind.set_value(kind)
        self.weeks.set_value(weeks)

    def show_plan(self, plan: Plan) -> None:
        """Tell how many are placed, by which choice, and whether more is possible."""
        stated, found = plan.stated, plan.found
        ranks = [stated.people[who].rank_of(stated.seats[key]) for who, key in plan.given.items()]
        parts = [
            _("{placed} van {all} geplaatst").format(
                placed=formats.number(found.placed), all=formats.number(len(stated.people))
            )
        ]
        parts += [
            _("{number} op {choice}").format(
                number=formats.number(ranks.count(rank)), choice=labels.choice(rank)
            )
            for rank in (1, 2, 3)
            if rank in ranks
        ]
        total = _("samen {points} punten").format(points=words.points(found.score))
        best = gap_words(round(found.bound / 100), found.gap)
        parts.append(f"{total}. {best}")
        if stated.nothing:
            parts.append(
                ngettext(
                    "Voor {n} bewoner past nu niets.",
                    "Voor {n} bewoners past nu niets.",
                    stated.nothing,
                ).format(n=formats.number(stated.nothing))
            )
        self._told.setText(" · ".join(parts))

    def text(self) -> str:
        """Return the figures in words."""
        return self._told.text()

    def say(self, notice: Notice) -> None:
        """Show how something went."""
        clear_layout(self._outcome)
        self._outcome.addWidget(notice)

    def show_nothing(self) -> None:
        """Tell nothing."""
        self._told.setText("")

    def _chosen(self) -> None:
        kind, weeks = self.kind.value(), self.weeks.value()
        self._on_choice(
            kind if isinstance(kind, OfferKind) else None, weeks if isinstance(weeks, int) else None
        )
