"""The week, for all pairs: as in ``weekfit``, counted in appointments in the way and dayparts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from meedoenbalie.domain.matching.rules import Context, travel_minutes
from meedoenbalie.domain.matching.vector.codes import (
    ASKED,
    FAR,
    NOTHING,
    ONE_MORE_REFUSAL,
    Codes,
    Whole,
    distinct,
)
from meedoenbalie.domain.matching.weekfit import dayparts_of
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.week import Daypart, ScheduleKind, TimeSlot, Weekday

Counts = NDArray[np.uint16]
Times = tuple[int, int, int]
"""Day, start and end of an appointment."""

_BITS = {part: 1 << place for place, part in enumerate(product(Weekday, Daypart))}
_PARTS = 32
"""More than all dayparts: appointments in the way count before them, as in ``_Choice.cost``."""
_NO_TIME = (-1, 0, 0)


class AskedWeeks:
    """The choices of times of each offer, and the road that has to fit around them."""

    def __init__(self, offers: Sequence[Offer], context: Context) -> None:
        keys, self.of_offer = distinct(_key(offer, context) for offer in offers)
        firsts: list[int] = []
        choices: list[tuple[tuple[TimeSlot, ...], int]] = []
        self.others: list[tuple[list[int], list[int]]] = []
        for week, (slots_of_choices, gap, _suits) in enumerate(keys):
            firsts.append(len(choices))
            for number, slots in enumerate(slots_of_choices or ((),)):
                if number > len(self.others):
                    self.others.append(([], []))
                if number:
                    self.others[number - 1][0].append(week)
                    self.others[number - 1][1].append(len(choices))
                choices.append((slots, gap))
        self.first = np.array(firsts, dtype=np.int64)
        untimed = [not slots_of_choices for slots_of_choices, _gap, _suits in keys]
        self.untimed = np.flatnonzero(untimed)
        self.untimed_codes = np.array(
            [NOTHING if keys[week][2] else ASKED for week in self.untimed], dtype=np.uint32
        )
        parts, self.parts_of_choice = distinct(_parts(slots, context) for slots, _gap in choices)
        self.parts = np.array(parts, dtype=np.uint32)
        self._slots(choices)

    def _slots(self, choices: Sequence[tuple[tuple[TimeSlot, ...], int]]) -> None:
        """Lay the slots of all choices in one row; a choice without any gets one that is never."""
        flat: list[tuple[int, int, int, int]] = []
        self.begins: list[int] = []
        for slots, gap in choices:
            self.begins.append(len(flat))
            times = [_times(slot) for slot in slots] or [_NO_TIME]
            flat += [(*time, gap) for time in times]
        self.slots = np.array(flat, dtype=np.int32).reshape(-1, 4).T

    def clashes(self, appointment: Times) -> NDArray[np.bool_]:
        """Tell for each choice whether it leaves no room for an appointment."""
        day, start, end = appointment
        days, starts, ends, gaps = self.slots
        hit = (days == day) & (starts < end + gaps) & (start < ends + gaps)
        return np.logical_or.reduceat(hit, self.begins)


class Weeks:
    """The free dayparts of each resident, and their own appointments."""

    def __init__(self, residents: Sequence[Resident]) -> None:
        self.free = np.array(
            [sum({_BITS[p.day, p.daypart] for p in who.availability}) for who in residents],
            dtype=np.uint32,
        )
        each = [[_times(one) for one in set(who.commitments)] for who in residents]
        self.counts = np.array([len(times) for times in each], dtype=np.int64)
        self.appointments, where = distinct(time for times in each for time in times)
        self.width = int(self.counts.max(initial=0))
        self.places = np.zeros((len(residents), self.width), dtype=np.int64)
        self.places[np.arange(self.width) < self.counts[:, None]] = where


class Meeting:
    """The weeks of residents against those of offers."""

    def __init__(self, weeks: Weeks, asked: AskedWeeks, context: Context) -> None:
        self._weeks, self._asked = weeks, asked
        self._clashes = np.zeros((len(weeks.appointments), len(asked.begins)), dtype=np.uint16)
        for place, appointment in enumerate(weeks.appointments):
            self._clashes[place] = _PARTS * asked.clashes(appointment)
        self._codes = _codes_of_costs(weeks.width, context.rules.extra_dayparts)

    def codes(self, rows: slice) -> Codes:
        """Return the codes of the week for some residents and all offers."""
        asked = self._asked
        cost = self._missing(rows)
        for column in range(self._weeks.width):
            some = np.flatnonzero(self._weeks.counts[rows] > column)
            cost[some] += self._clashes[self._weeks.places[rows][some, column]]
        best = cost[:, asked.first]
        for weeks, choices in asked.others:
            best[:, weeks] = np.minimum(best[:, weeks], cost[:, choices])
        codes: Codes = self._codes[best]
        codes[:, asked.untimed] = asked.untimed_codes
        return codes[:, asked.of_offer]

    def _missing(self, rows: slice) -> Counts:
        """Count the dayparts of each choice on which a resident didn't say to be free."""
        free = self._weeks.free[rows]
        lacking = np.bitwise_count(self._asked.parts & ~free[:, None])
        lacking[free == 0] = 0
        counts: Counts = lacking.astype(np.uint16)[:, self._asked.parts_of_choice]
        return counts


def _codes_of_costs(most_appointments: int, extra_dayparts: int) -> Codes:
    costs = np.arange((most_appointments + 1) * _PARTS)
    moved, missing = np.divmod(costs, _PARTS)
    changes: Whole = moved + (missing > 0)
    codes = (changes > 0) + ONE_MORE_REFUSAL * changes + FAR * (missing > extra_dayparts)
    return codes.astype(np.uint32)


def _key(offer: Offer, context: Context) -> tuple[tuple[tuple[TimeSlot, ...], ...], int, bool]:
    schedule = offer.schedule
    gap = (travel_minutes(offer, context) or 0) + context.rules.rest_minutes
    if not schedule.choices:
        return (), 0, schedule.kind is ScheduleKind.FLEXIBLE
    return schedule.choices, gap, True


def _parts(slots: tuple[TimeSlot, ...], context: Context) -> int:
    return sum({_BITS[part] for slot in slots for part in dayparts_of(slot, context.rules)})


def _times(slot: TimeSlot) -> Times:
    return slot.day.number, slot.start, slot.end
