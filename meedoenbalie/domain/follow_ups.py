"""What has to be done by a day (*opvolgtaak*), and the note for the colleague who comes next."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Self
from uuid import UUID

from pydantic import model_validator

from meedoenbalie.domain.record import EnumText, Field, JsonValue, Record, UtcMoment, no_bsn
from meedoenbalie.domain.retention import months_later


class FollowUpKind(StrEnum):
    """Where a follow-up comes from: somebody planned it, or a rule of the desk made it.

    ``TURNS`` is an age that somebody reaches, ``OUTGROWS`` the last day on which an offer can still
    begin, ``WITHDRAWN`` a provider that has to hear that sharing stopped,
    ``PROGRESS_WITHDRAWN`` one that may no longer tell how it goes. ``CIVIC_TERM`` is a term of
    civic integration that ends, ``CIVIC_RULING`` a ruling that somebody has to hear of in person.
    ``LATER`` is no task but a line of Vandaag that was put off.
    """

    BY_HAND = "by_hand"
    TURNS = "turns"
    OUTGROWS = "outgrows"
    WITHDRAWN = "withdrawn"
    PROGRESS_WITHDRAWN = "progress_withdrawn"
    CIVIC_TERM = "civic_term"
    CIVIC_RULING = "civic_ruling"
    LATER = "later"


BY_AGE = frozenset({FollowUpKind.TURNS, FollowUpKind.OUTGROWS})
"""Made and taken away by the rules about ages alone."""

BY_CIVIC_RULE = frozenset({FollowUpKind.CIVIC_TERM, FollowUpKind.CIVIC_RULING})
"""Made and taken away by the rules of civic integration alone."""

BY_RULE = BY_AGE | BY_CIVIC_RULE
"""Made and taken away by rules: they are ticked off, never changed by hand."""

CALLS = frozenset({FollowUpKind.WITHDRAWN, FollowUpKind.PROGRESS_WITHDRAWN})
"""Say which provider must hear that a consent was taken back."""


class Repeat(StrEnum):
    """After how long a follow-up comes again."""

    NONE = "none"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


class FollowUp(Record):
    """Something to do by ``due_on``; not before ``snoozed_until`` when it was put off.

    ``owner`` is the colleague who does it, empty for whoever is at the desk. ``text`` is what to
    do, in the desk's own words; a rule needs none, its ``kind`` and ``age`` (in whole years) tell.
    ``about_on`` is the day that it is about: the birthday, the last day on which one may begin, or
    of a repeating one the first day, from which all later ones are counted.
    """

    site_id: UUID = Field(foreign_key="site.id", index=True)
    resident_id: UUID | None = Field(default=None, foreign_key="resident.id", index=True)
    offer_id: UUID | None = Field(default=None, foreign_key="offer.id", index=True)
    referral_id: UUID | None = Field(default=None, foreign_key="referral.id", index=True)
    kind: FollowUpKind = Field(default=FollowUpKind.BY_HAND, sa_type=EnumText(FollowUpKind))
    text: str = Field(default="", max_length=300)
    age: int | None = Field(default=None, ge=0, le=120)
    about_on: date | None = Field(default=None)
    due_on: date = Field(index=True)
    owner: str = Field(default="", max_length=80)
    repeat: Repeat = Field(default=Repeat.NONE, sa_type=EnumText(Repeat))
    snoozed_until: date | None = Field(default=None)
    made_by: str = Field(default="", max_length=80)
    done_on: date | None = Field(default=None)
    done_by: str = Field(default="", max_length=80)

    _no_bsn = no_bsn("text", "owner", "made_by", "done_by")

    @model_validator(mode="after")
    def _says_what_to_do(self) -> Self:
        if self.kind is FollowUpKind.BY_HAND and not self.text.strip():
            raise ValueError("missing_text")
        return self

    @property
    def shows_on(self) -> date:
        """The day from which it stands on the list as due."""
        return max(self.due_on, self.snoozed_until or self.due_on)

    def days_late(self, today: date) -> int:
        """Days since it had to be done; a day to which it was put off counts as that day."""
        return max(0, (today - self.shows_on).days)


def next_due(first: date, repeat: Repeat, done_on: date, due_on: date) -> date | None:
    """Return when a repeating follow-up comes again after it was done; None for one that doesn't.

    It keeps its day of the week or of the month (``first``, the last of a month that is shorter),
    however late it was done, and never comes twice for the same day.
    """
    after = max(done_on, due_on)
    if repeat is Repeat.NONE:
        return None
    if repeat is Repeat.MONTHLY:
        months = (after.year - first.year) * 12 + after.month - first.month
        this = months_later(first, max(0, months))
        return this if this > after else months_later(first, months + 1)
    step = 7 if repeat is Repeat.WEEKLY else 14
    return first + timedelta(days=step * ((after - first).days // step + 1))


class HandOver(Record):
    """What a colleague must know who comes next (*overdracht*); maybe about one resident.

    ``read_by`` are the users who read it: for them it is no longer on Vandaag.
    """

    site_id: UUID = Field(foreign_key="site.id", index=True)
    resident_id: UUID | None = Field(default=None, foreign_key="resident.id", index=True)
    at: datetime = Field(sa_type=UtcMoment)
    by: str = Field(default="", max_length=80)
    text: str = Field(min_length=1, max_length=1000)
    read_by: tuple[str, ...] = Field(default=(), sa_type=JsonValue(tuple[str, ...]))

    _no_bsn = no_bsn("by", "text", "read_by")
