"""The same criteria as somebody who knows NumPy would write them in one go: broadcast, by blocks.

The baseline of ``bench_all_pairs``, which checks that it says the same of every pair.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np

from meedoenbalie.domain.matching import terms
from meedoenbalie.domain.matching.ages import age_range, years_before
from meedoenbalie.domain.matching.criteria import places, residence_phase, start
from meedoenbalie.domain.matching.facts import Verdict
from meedoenbalie.domain.matching.interests import met_interests
from meedoenbalie.domain.matching.rules import Context, travel_limit, travel_minutes
from meedoenbalie.domain.matching.score import company_part, cost_part, places_part, start_part
from meedoenbalie.domain.matching.weekfit import dayparts_of
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import Literacy, Resident
from meedoenbalie.domain.week import Daypart, ScheduleKind, Weekday

Array = Any
ROWS = 50
PART = {(day, part): 3 * day.number + i for day in Weekday for i, part in enumerate(Daypart)}


def evaluate(people: Sequence[Resident], supply: Sequence[Offer], around: Context) -> Array:
    of, on = resident_arrays(people, supply, around), offer_arrays(supply, around)
    fit = np.empty((len(people), len(supply)), np.int8)
    points = np.empty((len(people), len(supply)), np.int16)
    for first in range(0, len(people), ROWS):
        rows = slice(first, first + ROWS)
        block = {name: values[rows] for name, values in of.items()}
        fit[rows], points[rows] = judge(block, on, around)
    return fit, points


def resident_arrays(people: Sequence[Resident], supply: Sequence[Offer], around: Context) -> Any:
    day = around.day
    width = max(len(who.commitments) for who in people)
    busy = np.full((len(people), width, 3), -9)
    free = np.zeros((len(people), 21), bool)
    born = np.zeros((len(people), 2), int)
    for i, who in enumerate(people):
        for j, own in enumerate(dict.fromkeys(who.commitments)):
            busy[i, j] = own.day.number, own.start, own.end
        for part in who.availability:
            free[i, PART[part.day, part.daypart]] = True
        years = who.birth_year
        if who.birth_date is not None:
            born[i] = who.birth_date.toordinal()
        elif years is not None:
            born[i] = date(years, 1, 1).toordinal(), date(years, 12, 31).toordinal()
        else:
            born[i] = date(1900, 1, 1).toordinal(), day.toordinal()
    wishes = list(dict.fromkeys(who.interests for who in people))
    some = {text: what for what in supply if (text := what.title + what.description)}
    by_text = {
        text: [
            len(met_interests(next(p for p in people if p.interests == w), what)) for w in wishes
        ]
        for text, what in some.items()
    }
    met = np.array([by_text[what.title + what.description] for what in supply]).T
    return {
        "busy": busy,
        "free": free,
        "first": born[:, :1],
        "last": born[:, 1:],
        "exact": column(who.birth_date is not None for who in people),
        "alone": column(not who.guardian for who in people),
        "level": column(-1 if p.dutch_level is None else p.dutch_level.rank for p in people),
        "reads": column(p.literacy is not Literacy.ILLITERATE for p in people),
        "phase": phases(people, supply, around),
        "literacy": literacies(people, supply, around),
        "company": companies(people, supply, around),
        "limit": column(travel_limit(who, around) for who in people),
        "stated": column(who.max_travel_minutes is not None for who in people),
        "minutes": column(-1 if p.weekly_minutes is None else p.weekly_minutes for p in people),
        "wanted": column(min(3, len(who.interests)) for who in people),
        "met": met[[wishes.index(who.interests) for who in people]],
    }


def phases(people: Sequence[Resident], supply: Sequence[Offer], around: Context) -> Array:
    some = {who.residence_phase: who for who in people}
    kinds = {(o.residence_phases, o.kind, o.work_permit): o for o in supply}
    table = {
        (phase, kind): outcome(residence_phase(who, what, around))
        for phase, who in some.items()
        for kind, what in kinds.items()
    }
    by_phase = {
        phase: [table[phase, (o.residence_phases, o.kind, o.work_permit)] for o in supply]
        for phase in some
    }
    return np.array([by_phase[who.residence_phase] for who in people], np.int8)


def literacies(people: Sequence[Resident], supply: Sequence[Offer], around: Context) -> Array:
    some = {(who.literacy, who.dutch_level): who for who in people}
    kinds = {what.literacy_needed: what for what in supply}
    table = {
        key: [outcome(terms.literacy(who, kinds[what.literacy_needed], around)) for what in supply]
        for key, who in some.items()
    }
    return np.array([table[who.literacy, who.dutch_level] for who in people], np.int8)


def companies(people: Sequence[Resident], supply: Sequence[Offer], around: Context) -> Array:
    some = {who.company: who for who in people}
    table = {
        liking: [company_part(terms.company(who, what).facts, around).value for what in supply]
        for liking, who in some.items()
    }
    return np.array([table[who.company] for who in people])


def outcome(result: Any) -> tuple[bool, bool, bool, int]:
    """Blocks, refused, small, number of changes."""
    small = bool(result.changes) and all(change.small for change in result.changes)
    refused = result.verdict is Verdict.FITS_NOT
    return result.blocks, refused, small, len(result.changes)


def column(values: Any) -> Array:
    return np.array(list(values))[:, None]


def offer_arrays(supply: Sequence[Offer], around: Context) -> Any:
    choices = max(len(what.schedule.choices) for what in supply)
    slots = max((len(c) for what in supply for c in what.schedule.choices), default=1)
    times = np.full((len(supply), choices, slots, 3), -99)
    parts = np.zeros((len(supply), choices, 21), bool)
    there = np.zeros((len(supply), choices), bool)
    for i, what in enumerate(supply):
        for j, choice in enumerate(what.schedule.choices):
            there[i, j] = True
            for k, slot in enumerate(choice):
                times[i, j, k] = slot.day.number, slot.start, slot.end
                for part in dayparts_of(slot, around.rules):
                    parts[i, j, PART[part]] = True
    ages = [births(what, around) for what in supply]
    width = max(len(later) for _first, _last, later in ages)
    later = np.zeros((len(supply), width, 3), int)
    for i, (_first, _last, some) in enumerate(ages):
        later[i, : len(some)] = some or np.zeros((0, 3))
    levels = [bounds(what) for what in supply]
    ways = [travel_minutes(what, around) for what in supply]
    starts = [start(what, around) for what in supply]
    full = [places(what, around) for what in supply]
    ahead = [((what.next_start(around.day) or around.day) - around.day).days for what in supply]
    loads = [what.schedule.weekly_minutes for what in supply]
    return {
        "times": times,
        "parts": parts,
        "there": there,
        "flexible": np.array([what.schedule.kind is ScheduleKind.FLEXIBLE for what in supply]),
        "first": np.array([first for first, _last, _later in ages]),
        "last": np.array([last for _first, last, _later in ages]),
        "later": later,
        "low": np.array([low for low, _high in levels]),
        "high": np.array([high for _low, high in levels]),
        "ahead": np.array(ahead),
        "way": np.array([-1 if way is None else way for way in ways]),
        "online": np.array([what.schedule.online for what in supply]),
        "load": np.array([-1 if load is None else load for load in loads]),
        "start": np.array([outcome(one) for one in starts], np.int8),
        "places": np.array([outcome(one) for one in full], np.int8),
        "papers": np.array([outcome(terms.certificate(one, around)) for one in supply], np.int8),
        "cost_part": np.array([cost_part(terms.cost(one).facts, around).value for one in supply]),
        "start_part": np.array([start_part(one.facts, around).value for one in starts]),
        "places_part": np.array([places_part(one.facts, around).value for one in full]),
    }


def bounds(what: Offer) -> tuple[int, int]:
    low = -1 if what.level_from is None else what.level_from.rank
    high = 99 if what.level_to is None else what.level_to.rank
    if what.level_from is not None and low > high:
        low, high = high, low
    return low, high if what.kind is OfferKind.LANGUAGE_COURSE else 99


def births(what: Offer, around: Context) -> tuple[int, int, list[tuple[int, int, int]]]:
    day, rules = around.day, around.rules
    now = what.next_start(day)
    low, high = age_range(what, rules)

    def between(on: date) -> tuple[int, int]:
        first = 0 if high is None else years_before(on, high + 1).toordinal() + 1
        last = 10**7 if low is None else years_before(on, low).toordinal()
        return max(first, date(1900, 1, 1).toordinal()), last

    later: list[tuple[int, int, int]] = []
    if now is not None and low is not None:
        soon = day + timedelta(weeks=rules.later_start_weeks)
        ahead = what.starts_after(now)
        in_time = [s for s in ahead if what.ends_on is None or s <= what.ends_on]
        later = [(*between(s), s <= soon) for s in in_time]
        if not ahead and (what.continuous_intake or not what.start_dates):
            end = years_before(what.ends_on or date.max, low).toordinal()
            later = [(0, end, 0), (0, min(end, years_before(soon, low).toordinal()), 1)]
    return *between(now or day), later


def judge(of: Any, on: Any, around: Context) -> tuple[Array, Array]:
    rules = around.rules
    shape = len(of["first"]), len(on["first"])
    blocking, changes, refused = (np.zeros(shape, np.int16) for _ in range(3))
    near = np.ones(shape, bool)

    def add(blocks: Array, no: Array, small: Array, count: Array) -> None:
        nonlocal near
        blocking[...] += blocks
        changes[...] += np.where(blocks, count, 0)
        refused[...] += np.where(blocks & no, count, 0)
        near &= ~blocks | (small & (count > 0))

    for name in ("start", "places", "papers"):
        blocks, no, small, count = on[name].T
        add(blocks > 0, no > 0, small > 0, count)
    for name in ("phase", "literacy"):
        add(*(of[name][..., i] > 0 for i in range(3)), of[name][..., 3])
    add(*the_age(of, on, around))
    level, low, high = of["level"], on["low"], on["high"]
    asks = (low >= 0) | (high < 99)
    above = (level >= 0) & (level > high)
    reading = above & (high <= 2) & ~of["reads"]
    unknown = asks & ((level < 0) | reading)
    below = asks & ~unknown & (level < low)
    small = unknown | (on["ahead"] >= 7 * rules.weeks_per_level * (low - level))
    add(unknown | below | (above & asks), ~unknown, small, np.where(unknown | below, 1, 0))
    add(*the_week(of, on, around))
    way, limit = on["way"], of["limit"]
    far = way > limit
    asked = (way < 0) | (far & (~of["stated"] | on["online"]))
    add(
        asked | far,
        ~asked,
        asked | (way - limit <= rules.travel_stretch_minutes),
        np.ones(shape, np.int16),
    )
    load, has = on["load"], of["minutes"]
    known = (load >= 0) & (has >= 0)
    add(known & (load > has), np.ones(shape, bool), np.ones(shape, bool), np.ones(shape, np.int16))

    near &= refused <= rules.maximum_changes
    fit = np.where(blocking == 0, 0, np.where(near, 1, 2)).astype(np.int8)
    counted = np.where(near | (blocking == 1), changes, 0)
    weights = rules.weights
    wanted = of["wanted"]
    wish = np.where(wanted > 0, np.minimum(of["met"], wanted) / np.maximum(wanted, 1), 0.5)
    travel = np.where(way >= limit, np.where(way == 0, 1.0, 0.0), 1 - way / np.maximum(limit, 1))
    travel = np.where(way < 0, 0.5, travel)
    time = np.where(load == 0, 1.0, np.minimum(1.0, has / np.maximum(load, 1)))
    time = np.where(known, time, 0.5)
    earned = wish * weights.interests + travel * weights.travel
    earned = earned + on["start_part"] * weights.start + time * weights.load
    earned = earned + on["places_part"] * weights.places
    earned = earned + on["cost_part"] * weights.cost + of["company"] * weights.company
    quality = earned / weights.total / np.maximum(1, np.maximum(blocking, counted))
    return fit, np.rint(10_000 * (2 - fit + quality) / 3).astype(np.int16)


def the_age(of: Any, on: Any, around: Context) -> tuple[Array, Array, Array, Array]:
    grown = years_before(around.day, around.rules.guardian_below_age).toordinal()
    first, last = np.maximum(of["first"], on["first"]), np.minimum(of["last"], on["last"])
    guardian = (of["last"] > grown) & of["alone"]
    outside = first > last
    partly = ~outside & ((first != of["first"]) | (last != of["last"]))
    born = of["first"][..., None]
    inside = (on["later"][..., 0] <= born) & (born <= on["later"][..., 1])
    young = outside & of["exact"] & (of["first"] > on["last"])
    waits = young & inside.any(axis=2)
    soon = (inside & (on["later"][..., 2] > 0)).any(axis=2)
    count = np.where(partly, 1 + (guardian & (first > grown)), guardian)
    count = np.where(outside, np.where(waits, 1 + guardian, 0), count)
    return outside | partly | guardian, outside, ~outside | soon, count


def the_week(of: Any, on: Any, around: Context) -> tuple[Array, Array, Array, Array]:
    rules = around.rules
    gap = np.maximum(on["way"], 0) + rules.rest_minutes
    best = np.full((len(of["first"]), len(gap)), 10**6)
    said = of["free"].any(axis=1)[:, None]
    for choice in range(on["there"].shape[1]):
        moved = np.zeros(best.shape, int)
        for own in range(of["busy"].shape[1]):
            day, begin, end = (of["busy"][:, own, i, None] for i in range(3))
            hit = np.zeros(best.shape, bool)
            for slot in range(on["times"].shape[2]):
                day_, begin_, end_ = (on["times"][:, choice, slot, i] for i in range(3))
                hit |= (day == day_) & (begin_ < end + gap) & (begin < end_ + gap)
            moved += hit
        lacking = (~of["free"]).astype(np.float32) @ on["parts"][:, choice].T.astype(np.float32)
        missing = np.where(said, lacking, 0).astype(int)
        cost = np.where(on["there"][:, choice], 100 * moved + missing, 10**6)
        best = np.minimum(best, cost)
    timed = on["there"].any(axis=1)
    moved, missing = np.divmod(np.where(timed, best, 0), 100)
    blocks = np.where(timed, best > 0, ~on["flexible"])
    count = np.where(timed, moved + (missing > 0), 1)
    return blocks, timed & (best > 0), missing <= rules.extra_dayparts, count
