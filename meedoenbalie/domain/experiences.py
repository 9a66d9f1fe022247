"""Experiences: what a young person says of a started referral, at three moments.

Three questions with fixed answers at the start, halfway and at the end: how it is there, what
helps, and what makes it hard. There is no room for words of one's own, and no answer is about
health: what nobody can say, nobody keeps. *I don't want to* is an answer too, and nobody asks
again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self
from uuid import UUID

from pydantic import field_validator, model_validator

from meedoenbalie.domain.record import EnumText, Field, JsonValue, Record, no_bsn
from meedoenbalie.domain.referrals import ReferralState, Standing

MOST_ANSWERS = 3
"""How many answers may be given to what helps and to what is hard."""
FIRST_WEEK = timedelta(days=7)
"""Nobody can say how something is before a week of it."""
TIME_TO_ASK = timedelta(days=14)
"""So long after the first day for asking one is still in time."""
STOPS_ASKING = timedelta(days=28)
"""So long after the first day for asking, the answer would no longer be about that moment."""
USUAL_WEEKS = 12
"""The weeks of an offer that names none, to find its middle."""
LEAST_WEEKS = 6
"""An offer of fewer weeks has no middle: start and end lie close enough."""


class Moment(StrEnum):
    """When somebody is asked, in order."""

    START = "start"
    HALFWAY = "halfway"
    END = "end"


class Way(StrEnum):
    """How somebody answered."""

    SCREEN = "screen"
    PAPER = "paper"


class Feeling(StrEnum):
    """How it is there."""

    GOOD = "good"
    SO_SO = "so_so"
    NOT_GOOD = "not_good"


class Helps(StrEnum):
    """What helps. Stable codes: an answer keeps its meaning in every language and year."""

    GUIDANCE = "guidance"
    OTHERS = "others"
    DUTCH = "dutch"
    USEFUL = "useful"
    EXPLAINED = "explained"
    TIMES = "times"
    DESK = "desk"
    NOTHING = "nothing"


class Hard(StrEnum):
    """What makes it hard. Stable codes, as of :class:`Helps`."""

    LANGUAGE = "language"
    TRAVEL = "travel"
    TIMES = "times"
    COSTS = "costs"
    TOO_HARD = "too_hard"
    TOO_EASY = "too_easy"
    ALONE = "alone"
    NOTHING = "nothing"


class Experience(Record):
    """What somebody said of a referral at one moment, in ``language`` (ISO 639-3).

    ``declined`` is *I don't want to*: then there are no answers. Otherwise there is at least one.

    Raises pydantic.ValidationError with ``declined_and_answered``, ``nothing_answered``,
    ``nothing_and_something``, ``too_many_answers``, ``said_twice`` or ``bsn_like``.
    """

    referral_id: UUID = Field(foreign_key="referral.id", index=True)
    moment: Moment = Field(sa_type=EnumText(Moment))
    answered_on: date
    language: str = Field(max_length=3)
    way: Way = Field(sa_type=EnumText(Way))
    declined: bool = Field(default=False)
    feeling: Feeling | None = Field(default=None, sa_type=EnumText(Feeling))
    helps: tuple[Helps, ...] = Field(default=(), sa_type=JsonValue(tuple[Helps, ...]))
    hard: tuple[Hard, ...] = Field(default=(), sa_type=JsonValue(tuple[Hard, ...]))
    noted_by: str = Field(default="", max_length=80)

    _no_bsn = no_bsn("noted_by")

    @field_validator("helps", "hard")
    @classmethod
    def _can_be_said_together(cls, said: tuple[StrEnum, ...]) -> tuple[StrEnum, ...]:
        if len(said) > MOST_ANSWERS:
            raise ValueError("too_many_answers")
        if len(set(said)) < len(said):
            raise ValueError("said_twice")
        if len(said) > 1 and said[0].__class__("nothing") in said:
            raise ValueError("nothing_and_something")
        return said

    @model_validator(mode="after")
    def _declined_or_answered(self) -> Self:
        answered = self.feeling is not None or bool(self.helps) or bool(self.hard)
        if self.declined and answered:
            raise ValueError("declined_and_answered")
        if not self.declined and not answered:
            raise ValueError("nothing_answered")
        return self


@dataclass(frozen=True, slots=True)
class Asking:
    """One moment of a referral: from which day one asks, and until when that makes sense.

    ``until`` is the last such day. ``known`` is what was answered.
    """

    moment: Moment
    from_on: date
    until: date
    known: Experience | None = None

    def is_open(self, today: date) -> bool:
        """Tell whether to ask now: the moment is there, not too long ago, and wasn't answered."""
        return self.known is None and self.from_on <= today <= self.until

    @property
    def by(self) -> date:
        """The last day on which one asks in time."""
        return min(self.from_on + TIME_TO_ASK, self.until)


def moments_of(
    start: date | None,
    ended: date | None,
    weeks: int | None,
    known: Iterable[Experience] = (),
) -> tuple[Asking, ...]:
    """Return the moments of a referral that are known so far, in order; none before a start.

    ``start`` is the first day of taking part, ``ended`` the day on which that ended, ``weeks`` how
    long the offer takes. The start is asked after the first week, until halfway; halfway in the
    middle of the weeks, until the end; the end from its day on. What lasted no more than a week is
    only asked at its end, and what takes less than six weeks has no middle. An answer that was
    given is always there, also of a moment that would not be asked now.
    """
    if start is None:
        return ()
    said = {one.moment: one for one in known}
    return tuple(
        Asking(moment, first, last, said.get(moment))
        for moment, first, last in _spans(start, ended, weeks)
        if first <= last or moment in said
    )


def ended_on(standing: Standing) -> date | None:
    """Return the day on which taking part ended; None while it didn't."""
    return standing.since if standing.state in TOOK_PART else None


TOOK_PART = frozenset({ReferralState.COMPLETED, ReferralState.STOPPED})
"""The ended states in which somebody did take part."""


def _spans(
    start: date, ended: date | None, weeks: int | None
) -> Iterable[tuple[Moment, date, date]]:
    has_middle = weeks is None or weeks >= LEAST_WEEKS
    middle = start + timedelta(weeks=USUAL_WEEKS if weeks is None else weeks) / 2
    before_end = ended - timedelta(days=1) if ended is not None else date.max
    first = start + FIRST_WEEK
    # Near the middle one asks about the middle.
    until = min(first + STOPS_ASKING, middle - timedelta(days=1) if has_middle else date.max)
    yield Moment.START, first, min(until, before_end)
    if has_middle:
        yield Moment.HALFWAY, middle, min(middle + STOPS_ASKING, before_end)
    if ended is not None:
        yield Moment.END, ended, ended + STOPS_ASKING
