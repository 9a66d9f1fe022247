"""Bands of the level of Dutch, and the group that would be new in one of them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

from meedoenbalie.domain.matching.criteria import level_range
from meedoenbalie.domain.offers import Offer, OfferKind, WorkPermit
from meedoenbalie.domain.people import DutchLevel
from meedoenbalie.domain.week import Daypart, ScheduleKind, TimeSlot, Weekday, WeekSchedule

GROUP = 12
"""Places in a new group. Source: choice of the program, as drawn in the design."""
TIMES: Mapping[Daypart, tuple[int, int]] = {
    Daypart.MORNING: (9 * 60 + 30, 12 * 60),
    Daypart.AFTERNOON: (13 * 60 + 30, 16 * 60),
    Daypart.EVENING: (19 * 60, 21 * 60 + 30),
}
"""When a new group meets, in minutes since midnight. Source: as ``GROUP``."""
_NOBODY = UUID(int=0)


class Band(StrEnum):
    """Levels of Dutch that stand in one row, lowest first; the last is a level not known."""

    ALFA = "alfa"
    A0 = "a0"
    A1 = "a1"
    A2 = "a2"
    B1 = "b1"
    UNKNOWN = "unknown"

    @property
    def lowest(self) -> DutchLevel | None:
        """The lowest level in it."""
        return _LEVELS[self][0]

    @property
    def highest(self) -> DutchLevel | None:
        """The highest level in it."""
        return _LEVELS[self][1]


_LEVELS: Mapping[Band, tuple[DutchLevel | None, DutchLevel | None]] = {
    Band.ALFA: (DutchLevel.ALFA_A, DutchLevel.ALFA_C),
    Band.A0: (DutchLevel.A0, DutchLevel.A0),
    Band.A1: (DutchLevel.A1, DutchLevel.A1),
    Band.A2: (DutchLevel.A2, DutchLevel.A2),
    Band.B1: (DutchLevel.B1, DutchLevel.C1),
    Band.UNKNOWN: (None, None),
}


def band_of(level: DutchLevel | None) -> Band:
    """Return the band of a level."""
    for band, (lowest, highest) in _LEVELS.items():
        if level is None or lowest is None or highest is None:
            continue
        if lowest.rank <= level.rank <= highest.rank:
            return band
    return Band.UNKNOWN


def takes(offer: Offer, band: Band) -> bool:
    """Tell whether an offer takes somebody of a band: of no known level only if it asks none."""
    lowest, highest = level_range(offer)
    if band.lowest is None or band.highest is None:
        return lowest is None and highest is None
    return (lowest is None or lowest.rank <= band.highest.rank) and (
        highest is None or highest.rank >= band.lowest.rank
    )


@lru_cache(maxsize=4096)
def new_group(
    kind: OfferKind, band: Band, day: Weekday, part: Daypart, sites: tuple[str, ...]
) -> Offer:
    """Return a group that isn't there yet: at the azc, once a week, one can start any day.

    It has what the law asks, so that only the resident's own level, age, phase and week decide.
    """
    slot = slot_in(day, part)
    return Offer(
        provider_id=_NOBODY,
        code=f"{kind.value} {band.value} {day.value} {part.value}",
        kind=kind,
        title=kind.value,
        schedule=WeekSchedule(kind=ScheduleKind.FIXED, slots=(slot,), weekly_minutes=slot.minutes),
        level_from=band.lowest,
        level_to=band.highest if kind is OfferKind.LANGUAGE_COURSE else None,
        places=GROUP,
        continuous_intake=True,
        travel_minutes=dict.fromkeys(sites, 0),
        work_permit=WorkPermit.YES,
    )


def slot_in(day: Weekday, part: Daypart, minutes: int | None = None) -> TimeSlot:
    """Return the time of a group in a part of a day, as long as asked or as usual."""
    start, end = TIMES[part]
    return TimeSlot(day=day, start=start, end=end if minutes is None else start + minutes)
