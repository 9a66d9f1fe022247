"""How the week of an offer lies in the week of a resident.

A slot needs room: the way there and back, and some rest, before the next own appointment. The
resident's appointments are taken to be at the azc. What recurs every other week or every month
takes its place in each week.
"""

from __future__ import annotations

from dataclasses import dataclass

from meedoenbalie.domain.matching.changes import Change, CommitmentMoved, FreeOn, TimesSuit
from meedoenbalie.domain.matching.facts import (
    Clash,
    Criterion,
    CriterionResult,
    Verdict,
    WeekFacts,
)
from meedoenbalie.domain.matching.rules import Context, MatchingRules, travel_minutes
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.week import Commitment, Daypart, ScheduleKind, TimeSlot, Weekday

WeekPart = tuple[Weekday, Daypart]


@dataclass(frozen=True, slots=True)
class _Choice:
    """One of the choices of an offer, beside the resident's week."""

    slots: tuple[TimeSlot, ...]
    clashes: tuple[Clash, ...]
    outside: tuple[TimeSlot, ...]
    missing: tuple[WeekPart, ...]

    @property
    def moved(self) -> tuple[Commitment, ...]:
        """The appointments in the way, each once."""
        found: list[Commitment] = []
        for clash in self.clashes:
            if clash.commitment not in found:
                found.append(clash.commitment)
        return tuple(found)

    @property
    def cost(self) -> tuple[int, int]:
        """How much would have to change, moved appointments first."""
        return len(self.moved), len(self.missing)


def dayparts_of(slot: TimeSlot, rules: MatchingRules) -> tuple[WeekPart, ...]:
    """Return every daypart of which a slot takes some time."""
    parts = []
    if slot.start < rules.afternoon_from:
        parts.append((slot.day, Daypart.MORNING))
    if slot.start < rules.evening_from and rules.afternoon_from < slot.end:
        parts.append((slot.day, Daypart.AFTERNOON))
    if rules.evening_from < slot.end:
        parts.append((slot.day, Daypart.EVENING))
    return tuple(parts)


def week(resident: Resident, offer: Offer, context: Context) -> CriterionResult[WeekFacts]:
    """Judge the week: fixed slots against appointments and named dayparts, any choice will do.

    Times that can be agreed upon fit; times that nobody wrote down are unknown.
    """
    schedule = offer.schedule
    known = bool(resident.availability)
    if not schedule.choices:
        flexible = schedule.kind is ScheduleKind.FLEXIBLE
        return CriterionResult(
            Criterion.WEEK,
            Verdict.FITS if flexible else Verdict.UNKNOWN,
            WeekFacts(
                kind=ScheduleKind.FLEXIBLE if flexible else ScheduleKind.UNKNOWN,
                usable=((),) if flexible else (),
                availability_known=known,
                approximate=schedule.approximate,
            ),
            () if flexible else (TimesSuit(),),
        )
    gap = (travel_minutes(offer, context) or 0) + context.rules.rest_minutes
    free = {(part.day, part.daypart) for part in resident.availability}
    choices = [_choice(resident, free, slots, gap, context.rules) for slots in schedule.choices]
    best = min(choices, key=lambda choice: choice.cost)
    fits = best.cost == (0, 0)
    changes = () if fits else _changes(best, context.rules)
    if fits:
        usable = tuple(choice.slots for choice in choices if choice.cost == (0, 0))
    else:
        usable = () if best.clashes else (best.slots,)
    return CriterionResult(
        Criterion.WEEK,
        Verdict.FITS if fits else Verdict.FITS_NOT,
        WeekFacts(
            kind=ScheduleKind.FIXED,
            slots=best.slots,
            clashes=best.clashes,
            outside=best.outside,
            missing=best.missing,
            usable=usable,
            availability_known=known,
            approximate=schedule.approximate,
        ),
        changes,
    )


def room_for_travel(resident: Resident, offer: Offer, context: Context) -> int:
    """Return the most minutes of travel one way that add no clash to the offer's week.

    Never more than a day's length; own appointments that clash already don't count.
    """
    rest = context.rules.rest_minutes
    room = [
        distance - rest
        for slots in offer.schedule.choices
        for slot in slots
        for commitment in resident.commitments
        if commitment.day == slot.day
        and (distance := max(commitment.start - slot.end, slot.start - commitment.end)) >= rest
    ]
    return min(room, default=24 * 60)


def _choice(
    resident: Resident,
    free: set[WeekPart],
    slots: tuple[TimeSlot, ...],
    gap: int,
    rules: MatchingRules,
) -> _Choice:
    clashes = tuple(
        Clash(slot, commitment)
        for slot in slots
        for commitment in resident.commitments
        if slot.overlaps(commitment, gap)
    )
    if not free:
        return _Choice(slots, clashes, (), ())
    outside: list[TimeSlot] = []
    missing: dict[WeekPart, None] = {}
    for slot in slots:
        lacking = [part for part in dayparts_of(slot, rules) if part not in free]
        if lacking:
            outside.append(slot)
            missing.update(dict.fromkeys(lacking))
    return _Choice(slots, clashes, tuple(outside), tuple(missing))


def _changes(choice: _Choice, rules: MatchingRules) -> tuple[Change, ...]:
    changes: list[Change] = [CommitmentMoved(commitment) for commitment in choice.moved]
    if choice.missing:
        small = len(choice.missing) <= rules.extra_dayparts
        whole = all(len(dayparts_of(slot, rules)) == 1 for slot in choice.outside)
        changes.append(FreeOn(choice.missing, choice.outside, whole, small=small))
    return tuple(changes)
