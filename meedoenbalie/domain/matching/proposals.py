"""What could change: a new group, or one thing about an offer that is there.

Each proposal states the offer as it would be. Nothing here is stored; whom a proposal helps is
worked out in ``what_if``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import Any

from meedoenbalie.domain.matching.ages import age_range
from meedoenbalie.domain.matching.bands import GROUP, TIMES, Band, new_group, slot_in
from meedoenbalie.domain.matching.coverage import WEEK, WeekPart
from meedoenbalie.domain.matching.criteria import level_range
from meedoenbalie.domain.matching.rules import MatchingRules
from meedoenbalie.domain.matching.weekfit import dayparts_of
from meedoenbalie.domain.offers import Offer, OfferKind, WorkPermit
from meedoenbalie.domain.people import DutchLevel
from meedoenbalie.domain.week import MINUTES_A_DAY, TimeSlot

A_FEW = 2
"""Places that a group can often take besides. Source: choice of the program."""


class Change(StrEnum):
    """What changes, the least asked of a provider first: of equal ones that one is proposed."""

    A_FEW_MORE = "a_few_more"
    LEVEL = "level"
    AGES = "ages"
    PERMIT = "permit"
    TIME = "time"
    ANOTHER_GROUP = "another_group"
    NEW_GROUP = "new_group"

    @property
    def effort(self) -> int:
        """0 for what asks least."""
        return _EFFORT[self]


_EFFORT = {change: place for place, change in enumerate(Change)}


@dataclass(frozen=True, slots=True)
class Proposal:
    """One change. ``before`` is None for a new group; ``room`` are the free places afterwards.

    ``extra`` of them are new. A new group is for ``band`` in ``part``; with another time ``moved``
    goes to ``to``.
    """

    change: Change
    before: Offer | None
    after: Offer
    room: int
    extra: int = 0
    band: Band | None = None
    part: WeekPart | None = None
    moved: TimeSlot | None = None
    to: TimeSlot | None = None

    @property
    def subject(self) -> str:
        """What it is about: of two proposals about the same only the better one is told.

        A new course is another one for each level; new offers of other kinds take every higher
        level too, so that they are about the same.
        """
        if self.before is not None:
            return self.before.code
        course = self.after.kind is OfferKind.LANGUAGE_COURSE
        return f"+{self.after.kind.value} {self.band if course else ''}"


def new_groups(sites: Iterable[str]) -> Iterator[Proposal]:
    """Return every kind, band of the level and part of the week as a new group."""
    codes = tuple(sites)
    for kind, band, part in product(OfferKind, Band, WEEK):
        # A course for nobody knows which level can't be asked for.
        if kind is OfferKind.LANGUAGE_COURSE and band is Band.UNKNOWN:
            continue
        offer = new_group(kind, band, *part, codes)
        yield Proposal(Change.NEW_GROUP, None, offer, GROUP, GROUP, band, part)


def changes_of(offer: Offer, left: int, rules: MatchingRules) -> Iterator[Proposal]:
    """Return every change of an offer that has ``left`` free places."""
    size = offer.places_total or GROUP
    yield _larger(Change.A_FEW_MORE, offer, left, A_FEW)
    yield _larger(Change.ANOTHER_GROUP, offer, left, size)
    if not left:
        return
    lowest, _highest = level_range(offer)
    if lowest is not None and lowest.rank > 0:
        lower = list(DutchLevel)[lowest.rank - 1]
        yield _changed(Change.LEVEL, offer, left, **_from_level(offer, lower))
    if (ages := _wider(offer, rules)) is not None:
        yield _changed(Change.AGES, offer, left, **ages)
    if offer.kind in rules.permit_kinds and offer.work_permit is not WorkPermit.YES:
        yield _changed(Change.PERMIT, offer, left, work_permit=WorkPermit.YES)
    yield from _other_times(offer, left, rules)


def _other_times(offer: Offer, left: int, rules: MatchingRules) -> Iterator[Proposal]:
    """Move each time to every part of the week in which the offer isn't there yet.

    An offer with a choice of times is left alone: whoever can't come at one takes another.
    """
    if len(offer.schedule.choices) != 1:
        return
    slots = offer.schedule.choices[0]
    taken = {part for slot in slots for part in dayparts_of(slot, rules)}
    for place, (day, part) in product(range(len(slots)), WEEK):
        minutes = slots[place].minutes
        if TIMES[part][0] + minutes > MINUTES_A_DAY:
            continue
        to = slot_in(day, part, minutes)
        if taken & set(dayparts_of(to, rules)):
            continue
        times = tuple(to if number == place else slot for number, slot in enumerate(slots))
        schedule = offer.schedule.model_copy(update={"slots": times, "alternatives": ()})
        after = offer.model_copy(update={"schedule": schedule})
        yield Proposal(Change.TIME, offer, after, left, moved=slots[place], to=to)


def _larger(change: Change, offer: Offer, left: int, extra: int) -> Proposal:
    after = offer.model_copy(update={"places": left + extra, "start_places": ()})
    return Proposal(change, offer, after, left + extra, extra)


def _from_level(offer: Offer, lower: DutchLevel) -> dict[str, Any]:
    ends = (offer.level_from, offer.level_to)
    highest = max((end for end in ends if end is not None), key=lambda end: end.rank)
    return {"level_from": lower, "level_to": None if offer.level_to is None else highest}


def _wider(offer: Offer, rules: MatchingRules) -> dict[str, Any] | None:
    """Return the widest ages that are allowed; None when they are as wide already.

    Source: Subsidieregeling MDT 2023, 12 to 30 at the start; other offers have no legal limit.
    """
    bare = offer.model_copy(update={"minimum_age": None, "maximum_age": None})
    minimum, maximum = age_range(bare, rules)
    if (minimum, maximum) == age_range(offer, rules):
        return None
    return {"minimum_age": minimum, "maximum_age": maximum}


def _changed(change: Change, offer: Offer, room: int, **values: Any) -> Proposal:
    return Proposal(change, offer, offer.model_copy(update=values), room)
