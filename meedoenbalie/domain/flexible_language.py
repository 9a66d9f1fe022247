"""Flexible language education: who learns Dutch while taking part, and whether that helps to stay.

Source: the letter behind this program (verzamelbrief inburgering, summer 2025) asks to encourage
*the combination of learning the language with participation* as far as possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from meedoenbalie.domain.intervals import Interval, share_told
from meedoenbalie.domain.offer_terms import OfferForm
from meedoenbalie.domain.offers import OfferKind

EARLY = timedelta(weeks=4)
"""Staying on is compared of whoever got so far, by whether they combined by then.

Otherwise whoever stays longer has more time to combine, and combining would seem to help.
"""
STAYED_AFTER = timedelta(weeks=12)
"""Whoever takes part so long after the start, or completed before that, stayed on."""


@dataclass(frozen=True, slots=True)
class TookPart:
    """A referral that began: when, until when (None while it goes on), and how it ended.

    ``made`` and ``agreed`` are the minutes of the weeks of which both were noted.
    """

    person: UUID
    kind: OfferKind
    begin: date
    end: date | None = None
    completed: bool = False
    forms: tuple[OfferForm, ...] = ()
    made: int = 0
    agreed: int = 0

    def runs_with(self, other: TookPart, today: date) -> bool:
        """Tell whether both ran on at least one and the same day."""
        return self.begin <= (other.end or today) and other.begin <= (self.end or today)


@dataclass(frozen=True, slots=True)
class Course:
    """A language course that somebody began; ``combined`` with taking part in something else.

    ``early`` tells whether that was so in the first four weeks.
    """

    taken: TookPart
    combined: bool
    early: bool

    def stayed(self, today: date) -> bool | None:
        """Tell whether somebody stayed on; None for who didn't get so far, or not yet."""
        begin, end = self.taken.begin, self.taken.end
        if end is not None and end < begin + EARLY:
            return None
        if end is not None and end < begin + STAYED_AFTER:
            return self.taken.completed
        return True if begin + STAYED_AFTER <= today else None


class WhyNot(StrEnum):
    """Why numbers can't carry a comparison."""

    TOO_FEW = "too_few"
    OVERLAP = "overlap"


@dataclass(frozen=True, slots=True)
class Split:
    """How many combined and how many did not."""

    combined: int
    alone: int

    @property
    def everybody(self) -> int:
        """How many there are together."""
        return self.combined + self.alone

    @property
    def share(self) -> Interval | None:
        """Which part combined, with its interval; None on a base below ten."""
        return share_told(self.combined, self.everybody)


@dataclass(frozen=True, slots=True)
class Part:
    """So many of so many; its share is None on a base below ten."""

    number: int
    base: int

    @property
    def share(self) -> Interval | None:
        """The share with its interval."""
        return share_told(self.number, self.base)


@dataclass(frozen=True, slots=True)
class Hours:
    """Minutes that were attended and that were offered, in weeks of which both are known."""

    made: int
    agreed: int

    @property
    def share(self) -> float | None:
        """Which part was attended, 1 at most; None where nothing was agreed."""
        return min(1.0, self.made / self.agreed) if self.agreed else None


@dataclass(frozen=True, slots=True)
class Flexible:
    """What is counted. ``learners`` are people, the rest are courses that people began.

    ``why_not`` tells why staying on may not be compared; None when it may.
    """

    learners: Split
    forms: Mapping[OfferForm, Split] = field(default_factory=dict)
    no_form: Split = Split(0, 0)
    hours_combined: Hours = Hours(0, 0)
    hours_alone: Hours = Hours(0, 0)
    stayed_combined: Part = Part(0, 0)
    stayed_alone: Part = Part(0, 0)

    @property
    def why_not(self) -> WhyNot | None:
        """Whether the numbers can carry: combining goes with staying on, more or less often."""
        one, other = self.stayed_combined.share, self.stayed_alone.share
        if one is None or other is None:
            return WhyNot.TOO_FEW
        return WhyNot.OVERLAP if one.overlaps(other) else None


def courses_of(taken: Iterable[TookPart], first: date, last: date, today: date) -> list[Course]:
    """Return the language courses that people began from ``first`` to ``last``."""
    by_person: dict[UUID, list[TookPart]] = {}
    for one in taken:
        by_person.setdefault(one.person, []).append(one)
    return [
        _course(one, own, today)
        for own in by_person.values()
        for one in own
        if one.kind is OfferKind.LANGUAGE_COURSE and first <= one.begin <= last
    ]


def _course(one: TookPart, own: Iterable[TookPart], today: date) -> Course:
    beside = [
        other
        for other in own
        if other.kind is not OfferKind.LANGUAGE_COURSE and one.runs_with(other, today)
    ]
    return Course(one, bool(beside), any(other.begin <= one.begin + EARLY for other in beside))


def count(courses: Sequence[Course], today: date) -> Flexible:
    """Count courses; a learner combined when one of the courses was combined."""
    people: dict[UUID, bool] = {}
    for one in courses:
        person = one.taken.person
        people[person] = people.get(person, False) or one.combined
    forms = {
        form: _split(one.combined for one in courses if form in one.taken.forms)
        for form in OfferForm
    }
    return Flexible(
        learners=_split(people.values()),
        forms={form: split for form, split in forms.items() if split.everybody},
        no_form=_split(one.combined for one in courses if not one.taken.forms),
        hours_combined=_hours(courses, combined=True),
        hours_alone=_hours(courses, combined=False),
        stayed_combined=_stayed(courses, today, combined=True),
        stayed_alone=_stayed(courses, today, combined=False),
    )


def _split(combined: Iterable[bool]) -> Split:
    each = list(combined)
    return Split(sum(each), len(each) - sum(each))


def _hours(courses: Iterable[Course], *, combined: bool) -> Hours:
    own = [one.taken for one in courses if one.combined is combined]
    return Hours(sum(one.made for one in own), sum(one.agreed for one in own))


def _stayed(courses: Iterable[Course], today: date, *, combined: bool) -> Part:
    told = [one.stayed(today) for one in courses if one.early is combined]
    known = [one for one in told if one is not None]
    return Part(sum(known), len(known))
