"""The choices of times that an offer leaves a resident, as sets of minutes that can be compared.

Whether two weeks clash is one operation on the minutes they take (bits of an integer).
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from meedoenbalie.domain.matching.ranking import Line
from meedoenbalie.domain.matching.rules import Context, travel_minutes
from meedoenbalie.domain.matching.weekfit import WeekPart, dayparts_of, week
from meedoenbalie.domain.matching.weekload import weekly_travel
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.week import MINUTES_A_DAY, TimeSlot


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of times: what it takes of the week, and minutes of travel.

    ``bare`` are the minutes of the slots, ``rested`` those with rest around them, ``far`` with the
    way, and ``far_rested`` with both. Of two offers one brings the rest.
    """

    slots: tuple[TimeSlot, ...]
    travel: int
    bare: int
    rested: int
    far: int
    far_rested: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """An offer in the search. With the same ``shape`` two have the same week, load and address."""

    line: Line
    options: tuple[Option, ...]
    minutes: int | None
    address: str
    shape: Hashable

    def clashes(self, option: Option, other: Candidate, others: Option) -> bool:
        """Tell whether two choices overlap, with the way by the azc and rest between them.

        Between two offers at one address there is only rest.
        """
        if self.address and self.address == other.address:
            return bool(option.rested & others.bare)
        return bool(option.far_rested & others.far)


def usable_times(
    resident: Resident, offer: Offer, context: Context
) -> tuple[tuple[TimeSlot, ...], ...]:
    """Return the choices of times that clash with no own appointment; empty when unknown."""
    return week(resident, offer, context).facts.usable


def candidate(
    resident: Resident, line: Line, context: Context, free: frozenset[WeekPart]
) -> Candidate | None:
    """Return an offer with the choices that leave ``free`` dayparts free; None without any."""
    offer, rules = line.offer, context.rules
    way = travel_minutes(offer, context) or 0
    options = []
    for slots in usable_times(resident, offer, context):
        if free and any(not free.isdisjoint(dayparts_of(slot, rules)) for slot in slots):
            continue
        rest = rules.rest_minutes
        taken = [_minutes(slots, pad) for pad in (0, rest, way, way + rest)]
        options.append(Option(slots, weekly_travel(offer, slots, context), *taken))
    if not options:
        return None
    minutes, address = offer.schedule.weekly_minutes, offer.address.strip() and offer.where
    shape = tuple((one.travel, one.bare, one.far) for one in options), minutes, address
    return Candidate(line, tuple(options), minutes, address.casefold(), shape)


def _minutes(slots: tuple[TimeSlot, ...], pad: int) -> int:
    """Return the minutes of the week that slots take with ``pad`` minutes around them, as bits."""
    taken = 0
    for slot in slots:
        start = max(0, slot.start - pad)
        end = min(MINUTES_A_DAY, slot.end + pad)
        taken |= ((1 << (end - start)) - 1) << (slot.day.number * MINUTES_A_DAY + start)
    return taken
