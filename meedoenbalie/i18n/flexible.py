"""Words for flexible language education."""

from __future__ import annotations

from meedoenbalie.domain.flexible_language import Flexible, WhyNot
from meedoenbalie.domain.intervals import LEAST_BASE, difference
from meedoenbalie.domain.offer_terms import OfferForm
from meedoenbalie.i18n import _, formats, offer_terms


def form(value: OfferForm) -> str:
    """A form of a course, at the start of a line."""
    return offer_terms.form(value).capitalize()


def compared(found: Flexible) -> str:
    """Say whether combining goes with staying on, or why the numbers can't tell."""
    if found.why_not is WhyNot.TOO_FEW:
        return _(
            "Niet te vergelijken: in minstens een van beide groepen zijn het er minder dan {n}."
        ).format(n=LEAST_BASE)
    one, other = found.stayed_combined.share, found.stayed_alone.share
    if found.why_not is WhyNot.OVERLAP or one is None or other is None:
        return _("Niet te vergelijken: het verschil kan toeval zijn, want de marges overlappen.")
    apart = difference(one, other)
    text = (
        _("Wie combineerde, bleef vaker: het verschil is {low} tot {high} punten.")
        if apart.value > 0
        else _("Wie combineerde, bleef minder vaak: het verschil is {low} tot {high} punten.")
    )
    bounds = sorted((abs(apart.low), abs(apart.high)))
    low, high = (formats.number(round(100 * bound)) for bound in bounds)
    return text.format(low=low, high=high)


def may_compare(why_not: WhyNot | None) -> str:
    """Say in print whether both shares of staying on may be compared."""
    if why_not is WhyNot.TOO_FEW:
        return _("Vergelijken kan niet: het zijn er te weinig.")
    if why_not is WhyNot.OVERLAP:
        return _("Vergelijken kan niet: het verschil kan toeval zijn.")
    return _("Het verschil is geen toeval, maar ook geen bewijs van oorzaak.")
