"""Which offers the list shows (06)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from PySide6.QtWidgets import QWidget

from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import DutchLevel
from meedoenbalie.domain.week import Daypart
from meedoenbalie.i18n import _, labels
from meedoenbalie.ui.pages.offer_look import glyph_cells
from meedoenbalie.ui.widgets.chips import FilterChip
from meedoenbalie.ui.widgets.filter_menu import FilterMenu

_PART = {part: number for number, part in enumerate(Daypart)}


@dataclass(frozen=True, slots=True)
class OfferFilter:
    """What an offer must be; None and False leave it open.

    ``level`` is a resident's level of Dutch: it must lie in the range of the offer.
    """

    kind: OfferKind | None = None
    free_only: bool = False
    level: DutchLevel | None = None
    daypart: Daypart | None = None

    def passes(self, offer: Offer) -> bool:
        """Tell whether the list shows this offer."""
        return (
            self.kind in (None, offer.kind)
            and (not self.free_only or bool(offer.places))
            and (self.level is None or _takes(offer, self.level))
            and (self.daypart is None or _takes_place_in(offer, self.daypart))
        )


def _takes(offer: Offer, level: DutchLevel) -> bool:
    lowest, highest = offer.level_from, offer.level_to
    return (lowest is None or lowest.rank <= level.rank) and (
        highest is None or level.rank <= highest.rank
    )


def _takes_place_in(offer: Offer, daypart: Daypart) -> bool:
    cells = frozenset().union(*glyph_cells(offer))
    return any(part == _PART[daypart] for _day, part in cells)


class FilterBar:
    """The chips of the filter. ``on_change`` comes after each choice."""

    def __init__(self, on_change: Callable[[], object]) -> None:
        self.kind = FilterMenu(
            _("MDT en taal"),
            _("Alle soorten"),
            [(labels.offer_kind(kind), kind) for kind in OfferKind],
        )
        self.free = FilterChip(_("Plaats vrij"))
        self.level = FilterMenu(
            _("Niveau"), _("Elk niveau"), [(level.value, level) for level in DutchLevel]
        )
        self.daypart = FilterMenu(
            _("Dagdeel"),
            _("Elk dagdeel"),
            [(labels.daypart(part), part) for part in Daypart],
        )
        self.free.toggled.connect(lambda _on: on_change())
        for menu in (self.kind, self.level, self.daypart):
            menu.chosen.connect(lambda _value: on_change())

    def widgets(self) -> tuple[QWidget, ...]:
        """Return the chips in the order shown."""
        return (self.kind, self.free, self.level, self.daypart)

    def wanted(self) -> OfferFilter:
        """Return what is asked for now."""
        return OfferFilter(
            kind=cast(OfferKind | None, self.kind.value()),
            free_only=self.free.isChecked(),
            level=cast(DutchLevel | None, self.level.value()),
            daypart=cast(Daypart | None, self.daypart.value()),
        )

    def clear(self) -> None:
        """Leave everything open, without a call of ``on_change``."""
        for menu in (self.kind, self.level, self.daypart):
            menu.set_value(None)
        blocked = self.free.blockSignals(True)
        self.free.setChecked(False)
        self.free.blockSignals(blocked)
