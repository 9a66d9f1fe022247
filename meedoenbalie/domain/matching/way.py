"""How long the way takes where nobody wrote it down: estimated on foot and by bicycle.

An estimate is a straight line on the globe times a detour, at a speed; both stand in the rules. It
is told as an estimate and never refuses anybody: only minutes that somebody entered do.
"""

from __future__ import annotations

from math import asin, ceil, cos, radians, sin, sqrt

from meedoenbalie.domain.matching.rules import Context, travel_minutes
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident, TravelMeans

_EARTH_METRES = 6_371_000
_ROUNDED_TO = 5
"""Minutes: a finer figure would say more than is known."""


def estimating_means(resident: Resident) -> TravelMeans | None:
    """Return the means by which a way is estimated for a resident, or None.

    The bicycle where the resident has one, else on foot, also when nobody asked. Public transport
    and a lift can't be estimated from a straight line.
    """
    said = resident.travel_means
    if TravelMeans.BICYCLE in said:
        return TravelMeans.BICYCLE
    if TravelMeans.WALKING in said or not said:
        return TravelMeans.WALKING
    return None


def estimated_minutes(offer: Offer, context: Context, means: TravelMeans | None) -> int | None:
    """Return the estimated minutes one way, in whole fives upwards.

    None when somebody entered the minutes, one of both positions isn't known, or for other
    ``means`` than walking and the bicycle.
    """
    speeds = {
        TravelMeans.WALKING: context.rules.walking_metres_a_minute,
        TravelMeans.BICYCLE: context.rules.cycling_metres_a_minute,
    }
    if means not in speeds or travel_minutes(offer, context) is not None:
        return None
    here, there = context.position, offer.position
    if here is None or there is None:
        return None
    metres = straight_line(here, there) * context.rules.detour_percent / 100
    return _ROUNDED_TO * ceil(metres / speeds[means] / _ROUNDED_TO)


def straight_line(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the metres between two positions in degrees, over the globe (haversine)."""
    north, south = radians(one[0]), radians(other[0])
    up, along = (north - south) / 2, radians(one[1] - other[1]) / 2
    part = sin(up) ** 2 + cos(north) * cos(south) * sin(along) ** 2
    return 2 * _EARTH_METRES * asin(min(1.0, sqrt(part)))
