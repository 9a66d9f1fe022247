"""How far an offer is from a site: the minutes that somebody entered, or else an estimate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from meedoenbalie.domain.matching.rules import Context, MatchingRules, travel_minutes
from meedoenbalie.domain.matching.way import estimated_minutes
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Site, TravelMeans


@dataclass(frozen=True, slots=True)
class Reach:
    """The ways to offers on a day; without ``rules`` (a file that can't be read) none is estimated.

    Everything is in minutes one way, None when it isn't known.
    """

    day: date
    rules: MatchingRules | None

    def entered(self, offer: Offer, site: Site) -> int | None:
        """Return what somebody entered; 0 for what is followed at the azc."""
        context = self._context(site)
        return (
            offer.travel_minutes.get(site.code)
            if context is None
            else travel_minutes(offer, context)
        )

    def estimated(self, offer: Offer, site: Site, means: TravelMeans) -> int | None:
        """Return an estimate on foot or by bicycle, where nobody entered anything."""
        context = self._context(site)
        return None if context is None else estimated_minutes(offer, context, means)

    def best(self, offer: Offer, site: Site) -> int | None:
        """Return what was entered, or else the estimate by bicycle."""
        entered = self.entered(offer, site)
        return self.estimated(offer, site, TravelMeans.BICYCLE) if entered is None else entered

    def _context(self, site: Site) -> Context | None:
        if self.rules is None:
            return None
        return Context(self.day, site.code, site.confirm_days, self.rules, site.position)
