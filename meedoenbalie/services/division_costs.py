"""What a change of a proposal costs, and why somebody has no place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from meedoenbalie.domain.matching.explain import match
from meedoenbalie.domain.matching.facts import Criterion
from meedoenbalie.services.dividing import Plan, Seat, SeatKey, Stated, propose

_TOLD = 20
_NOTICED = 0.5
"""A difference of less than half a percent of the score isn't worth a word."""


@dataclass(frozen=True, slots=True)
class Shift:
    """Somebody whose place changes: where they were and where they go, None for no place.

    ``because`` are the criteria by which the new place is better, or worse when ``difference`` is
    below zero; the one that weighs most first. Told of the first twenty people only.
    """

    who: UUID
    before: Seat | None
    after: Seat | None
    difference: int
    because: tuple[Criterion, ...] = ()


@dataclass(frozen=True, slots=True)
class Cost:
    """A change: who gains or loses first, who it began with at the top, and the sums of points."""

    shifts: tuple[Shift, ...]
    before: int
    after: int
    without_before: int
    without_after: int

    @property
    def difference(self) -> int:
        """Points gained, or lost when below zero."""
        return self.after - self.before


def cost_of(before: Plan, after: Plan, moved: Iterable[UUID] = ()) -> Cost:
    """Return what changes between two proposals; those ``moved`` by hand come first."""
    stated, first = after.stated, set(moved)
    shifts = []
    for who in stated.people:
        old, new = before.given.get(who), after.given.get(who)
        if old != new:
            gain = stated.worth(who, new) - stated.worth(who, old)
            shifts.append(Shift(who, _seat(before, old), _seat(after, new), gain))
    shifts.sort(key=lambda shift: (shift.who not in first, -abs(shift.difference)))
    told = [replace(one, because=_because(after.stated, one)) for one in shifts[:_TOLD]]
    shifts[:_TOLD] = told
    return Cost(
        tuple(shifts),
        before.found.score,
        after.found.score,
        len(stated.people) - before.found.placed,
        len(stated.people) - after.found.placed,
    )


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why somebody has no place: what they could have, and who stands in it.

    ``last`` is who has the fewest points at ``seat``, and ``equal`` says that only waiting decided
    between them. ``solved_by`` is a start at which one place more would give this one a place.
    ``friends``: with their friends they need more places at one start than there are.
    """

    could: tuple[Seat, ...]
    seat: Seat | None
    last: UUID | None
    equal: bool
    friends: bool
    solved_by: Seat | None
    decided: bool


def why_without(plan: Plan, who: UUID) -> WhyNot:
    """Work out why somebody has no place; it divides once more for each place they could have."""
    stated = plan.stated
    own = [seat for key, seat in stated.seats.items() if (who, key) in stated.points]
    own.sort(key=lambda seat: -stated.worth(who, seat.key))
    seat = own[0] if own else None
    there = sorted(
        plan.at(seat.key) if seat else (),
        key=lambda one: (stated.worth(one, plan.given[one]), stated.people[one].seeker.weeks),
    )
    last = there[0] if there else None
    equal = (
        seat is not None
        and last is not None
        and stated.worth(last, seat.key) == stated.worth(who, seat.key)
    )
    decided = who in plan.fixed
    solved = next((one for one in own if not decided and _with_one_more(plan, one.key, who)), None)
    return WhyNot(tuple(own), seat, last, equal, bool(stated.friends_of(who)), solved, decided)


def _with_one_more(plan: Plan, key: SeatKey, who: UUID) -> bool:
    seat = plan.stated.seats[key]
    wider = {**plan.stated.seats, key: replace(seat, left=seat.left + 1)}
    return who in propose(replace(plan.stated, seats=wider), plan.fixed, plan).given


def _because(stated: Stated, shift: Shift) -> tuple[Criterion, ...]:
    if shift.before is None or shift.after is None:
        return ()
    whom = stated.people[shift.who]
    old, new = (
        match(whom.resident, seat.offer, whom.context).parts for seat in (shift.before, shift.after)
    )
    gains = [
        ((two.value - one.value) * two.weight, two.criterion)
        for one, two in zip(old, new, strict=True)
    ]
    sign = 1 if shift.difference >= 0 else -1
    gains = [(sign * gain, criterion) for gain, criterion in gains if sign * gain > _NOTICED]
    return tuple(criterion for _gain, criterion in sorted(gains, key=lambda one: -one[0]))


def _seat(plan: Plan, key: SeatKey | None) -> Seat | None:
    return None if key is None else plan.stated.seats[key]
