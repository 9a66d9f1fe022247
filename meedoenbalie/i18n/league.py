"""Words for azc's beside each other, and for what may be said of their order."""

from __future__ import annotations

from collections.abc import Mapping

from meedoenbalie.domain.league import Carried, Comparison, Gauge, SiteShare
from meedoenbalie.i18n import _, formats

MOST_PAIRS = 3
LEAST_OUTSIDE = 20


def gauge(one: Gauge) -> str:
    """Name what azc's are compared by."""
    return {
        Gauge.ACCEPTED: _("Aangenomen"),
        Gauge.STARTED: _("Gestart"),
        Gauge.COMPLETED: _("Afgerond"),
        Gauge.DECLINED: _("Afgewezen"),
        Gauge.TOLD: _("Teruggekoppeld"),
    }[one]


def of_referred(one: Gauge) -> str:
    """Name it as a part of what was referred."""
    return _("{what}, van wie verwezen is").format(what=gauge(one))


def share(one: SiteShare) -> str:
    """Return the share, or why there is none."""
    if one.interval is not None:
        return formats.percent(one.interval.value)
    if one.part is None or one.whole is None or one.whole >= LEAST_OUTSIDE:
        # As published, all and nobody aren't told of any group.
        return _("niet getoond")
    return _("te klein")


def bounds(one: SiteShare) -> str:
    """Return between what the real share lies with 95 % certainty; empty without a share."""
    if one.interval is None:
        return ""
    return _("{low} tot {high}").format(
        low=formats.percent(one.interval.low), high=formats.percent(one.interval.high)
    )


def base(one: SiteShare) -> str:
    """Return of how many it is a share."""
    return _("niet getoond") if one.whole is None else formats.number(one.whole)


def order(found: Comparison, names: Mapping[str, str]) -> tuple[str, str]:
    """Say what may be said of the order: first the outcome, then why."""
    wide = _("De marges (95%) overlappen: de verschillen kunnen toeval zijn.")
    never = _("Ook een zeker verschil zegt niet waarom: azc’s verschillen in bewoners en aanbod.")
    if found.carried is Carried.TOO_FEW:
        return (
            _("Te weinig om azc’s te vergelijken."),
            _("Een deel staat er vanaf 10, en naar buiten vanaf 20 en nooit als 0% of 100%."),
        )
    if found.carried is Carried.NOTHING:
        return _("Geen ranglijst: geen enkel verschil is zeker."), wide
    if found.carried is Carried.WHOLLY:
        return _("De volgorde is zeker, een oordeel is het niet."), never
    strong = _("Geen ranglijst: van {sure} van de {all} paren is zeker wie hoger is.").format(
        sure=formats.number(len(found.sure)), all=formats.number(found.pairs)
    )
    if len(found.sure) > MOST_PAIRS:
        return strong, never
    pairs = "; ".join(
        _("{high} hoger dan {low}").format(high=names[high], low=names[low])
        for high, low in found.sure
    )
    return strong, " ".join((_("Zeker: {pairs}.").format(pairs=pairs), never))
