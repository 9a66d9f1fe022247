"""Which offers the list shows (06)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from enum import Enum
from typing import cast

from PySide6.QtWidgets import QWidget

from meedoenbalie.domain.offer_terms import OfferForm
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import DutchLevel
from meedoenbalie.domain.week import Daypart
from meedoenbalie.i18n import _, labels, ngettext, offer_terms
from meedoenbalie.services.languages import frequent_languages
from meedoenbalie.ui.pages.offer_look import glyph_cells
from meedoenbalie.ui.widgets.chips import FilterChip
from meedoenbalie.ui.widgets.filter_menu import FilterMenu

_PART = {part: number for number, part in enumerate(Daypart)}
_WITHIN = (15, 30, 45, 60)
"""Minutes one way."""


class Trait(Enum):
    """What the provider says to be there."""

    CHILDCARE = "childcare"
    ACCESSIBLE = "accessible"
    FIRST_STEP = "first_step"
    CERTIFICATE_FREE = "certificate_free"


@dataclass(frozen=True, slots=True)
class OfferFilter:
    """What an offer must be; None and False leave it open.

    ``level`` is a resident's level of Dutch: it must lie in the range of the offer. ``language`` is
    that of help (ISO 639-3). ``within`` is in minutes one way from the site that is shown: a way
    that nobody knows doesn't pass, and the list says how many these are.
    """

    kind: OfferKind | None = None
    free_only: bool = False
    level: DutchLevel | None = None
    daypart: Daypart | None = None
    form: OfferForm | None = None
    language: str | None = None
    within: int | None = None
    trait: Trait | None = None

    def passes(self, offer: Offer, minutes: int | None) -> bool:
        """Tell whether the list shows this offer, so many ``minutes`` away."""
        return (
            self.kind in (None, offer.kind)
            and (not self.free_only or _has_place(offer))
            and (self.level is None or _takes(offer, self.level))
            and (self.form is None or self.form in offer.forms)
            and (self.language is None or self.language in offer.support_languages)
            and (self.within is None or (minutes is not None and minutes <= self.within))
            and (self.trait is None or _has(offer, self.trait))
            and (self.daypart is None or _takes_place_in(offer, self.daypart))
        )


def _has_place(offer: Offer) -> bool:
    figures = (offer.whole, *offer.start_places)
    return any(figure.places for figure in figures)


def _has(offer: Offer, trait: Trait) -> bool:
    if trait is Trait.CERTIFICATE_FREE:
        return offer.conduct_certificate is False
    return getattr(offer, trait.value) is True


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
        self.form = FilterMenu(
            _("Vorm"), _("Elke vorm"), [(offer_terms.form(form), form) for form in OfferForm]
        )
        self.language = FilterMenu(
            _("Hulp in"),
            _("Elke taal"),
            [(name, code) for code, name in frequent_languages()],
        )
        self.within = FilterMenu(
            _("Reistijd"), _("Elke afstand"), [(_within(most), most) for most in _WITHIN]
        )
        self.trait = FilterMenu(
            _("Wat er is"), _("Maakt niet uit"), [(_trait(trait), trait) for trait in Trait]
        )
        self._menus = (
            *(self.kind, self.level, self.daypart),
            *(self.form, self.language, self.within, self.trait),
        )
        self.free.toggled.connect(lambda _on: on_change())
        for menu in self._menus:
            menu.chosen.connect(lambda _value: on_change())

    def widgets(self) -> tuple[QWidget, ...]:
        """Return the chips in the order shown."""
        kind, *others = self._menus
        return (kind, self.free, *others)

    def wanted(self) -> OfferFilter:
        """Return what is asked for now."""
        return OfferFilter(
            kind=cast(OfferKind | None, self.kind.value()),
            free_only=self.free.isChecked(),
            level=cast(DutchLevel | None, self.level.value()),
            daypart=cast(Daypart | None, self.daypart.value()),
            form=cast(OfferForm | None, self.form.value()),
            language=cast(str | None, self.language.value()),
            within=cast(int | None, self.within.value()),
            trait=cast(Trait | None, self.trait.value()),
        )

    def kept(self) -> dict[str, str]:
        """Return what is asked for as words that can be remembered; nothing personal."""
        wanted = self.wanted()
        parts = ((one.name, getattr(wanted, one.name)) for one in fields(wanted))
        return {name: _kept(value) for name, value in parts if value not in (None, False)}

    def take(self, kept: Mapping[str, str]) -> None:
        """Ask for what was remembered, without a call of ``on_change``; what is unknown is left."""
        self.clear()
        names = ("kind", "level", "daypart", "form", "language", "within", "trait")
        for name, menu in zip(names, self._menus, strict=True):
            known = (one for one in menu.values() if one is not None)
            menu.set_value(next((one for one in known if _kept(one) == kept.get(name)), None))
        blocked = self.free.blockSignals(True)
        self.free.setChecked("free_only" in kept)
        self.free.blockSignals(blocked)

    def clear(self) -> None:
        """Leave everything open, without a call of ``on_change``."""
        for menu in self._menus:
            menu.set_value(None)
        blocked = self.free.blockSignals(True)
        self.free.setChecked(False)
        self.free.blockSignals(blocked)


def _kept(value: object) -> str:
    return str(value.value if isinstance(value, Enum) else value)


def _within(minutes: int) -> str:
    return ngettext("hoogstens {n} minuut", "hoogstens {n} minuten", minutes).format(n=minutes)


def _trait(trait: Trait) -> str:
    return {
        Trait.CHILDCARE: _("Kinderopvang"),
        Trait.ACCESSIBLE: _("Toegankelijk met een rolstoel"),
        Trait.FIRST_STEP: _("Telt als eerste stap"),
        Trait.CERTIFICATE_FREE: _("Een VOG is niet nodig"),
    }[trait]
