"""Referrals: append-only events and the state that follows from them.

The legal steps stand in one table. Source: glossary, based on the referral task states of HL7 FHIR
(SDOH Clinical Care guide) and on Primero's rule that nothing is sent without consent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol, TypeVar
from uuid import UUID

from meedoenbalie.domain.record import EnumText, Field, Record, UtcMoment, no_bsn


class ReferralState(StrEnum):
    """Where a referral stands."""

    DRAFT = "draft"
    SENT = "sent"
    RECEIVED = "received"
    WAITLISTED = "waitlisted"
    ACCEPTED = "accepted"
    STARTED = "started"
    PAUSED = "paused"
    COMPLETED = "completed"
    STOPPED = "stopped"
    NO_SHOW = "no_show"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    ENTERED_IN_ERROR = "entered_in_error"


class EventKind(StrEnum):
    """What can be recorded of a referral: a new state, or one of the four that follow."""

    DRAFT = "draft"
    SENT = "sent"
    RECEIVED = "received"
    WAITLISTED = "waitlisted"
    ACCEPTED = "accepted"
    STARTED = "started"
    PAUSED = "paused"
    COMPLETED = "completed"
    STOPPED = "stopped"
    NO_SHOW = "no_show"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    ENTERED_IN_ERROR = "entered_in_error"
    REOPENED = "reopened"
    TOLD = "told"
    RETRACTION = "retraction"

    @property
    def state(self) -> ReferralState | None:
        """The state that this event leads to; None for reopened, told and retraction."""
        return _STATE_OF.get(self)


_STATE_OF = {EventKind(state.value): state for state in ReferralState}

ENDED = frozenset(
    {
        ReferralState.COMPLETED,
        ReferralState.STOPPED,
        ReferralState.NO_SHOW,
        ReferralState.DECLINED,
        ReferralState.WITHDRAWN,
    }
)
ENDED_WITHOUT_SUCCESS = ENDED - {ReferralState.COMPLETED}
OPEN = frozenset(ReferralState) - ENDED - {ReferralState.ENTERED_IN_ERROR}

STEPS: dict[ReferralState | None, frozenset[EventKind]] = {
    None: frozenset({EventKind.DRAFT}),
    ReferralState.DRAFT: frozenset(
        {EventKind.SENT, EventKind.WITHDRAWN, EventKind.ENTERED_IN_ERROR}
    ),
    ReferralState.SENT: frozenset(
        {
            EventKind.RECEIVED,
            EventKind.ACCEPTED,
            EventKind.WAITLISTED,
            EventKind.DECLINED,
            EventKind.WITHDRAWN,
        }
    ),
    ReferralState.RECEIVED: frozenset(
        {
            EventKind.ACCEPTED,
            EventKind.WAITLISTED,
            EventKind.DECLINED,
            EventKind.WITHDRAWN,
        }
    ),
    ReferralState.WAITLISTED: frozenset(
        {EventKind.ACCEPTED, EventKind.DECLINED, EventKind.WITHDRAWN}
    ),
    ReferralState.ACCEPTED: frozenset({EventKind.STARTED, EventKind.NO_SHOW, EventKind.WITHDRAWN}),
    ReferralState.STARTED: frozenset({EventKind.PAUSED, EventKind.COMPLETED, EventKind.STOPPED}),
    ReferralState.PAUSED: frozenset({EventKind.STARTED, EventKind.STOPPED}),
    **{state: frozenset({EventKind.REOPENED, EventKind.TOLD}) for state in ENDED},
    ReferralState.ENTERED_IN_ERROR: frozenset(),
}


class Reason(StrEnum):
    """Why a referral ended without success: circumstances, never a judgement of a person."""

    FULL = "full"
    NOT_SUITABLE = "not_suitable"
    YOUNG_PERSON_DECLINES = "young_person_declines"
    YOUNG_PERSON_UNREACHABLE = "young_person_unreachable"
    PROVIDER_UNREACHABLE = "provider_unreachable"
    NOT_NEEDED = "not_needed"
    MOVED = "moved"
    LANGUAGE_LEVEL = "language_level"
    TRAVEL = "travel"
    CARE = "care"
    OTHER = "other"


class Outcome(StrEnum):
    """Whether the aim was reached; only when ended."""

    REACHED = "reached"
    PARTLY = "partly"
    NOT_REACHED = "not_reached"
    UNKNOWN = "unknown"


class PlannedActivities(StrEnum):
    """Whether the planned activities of an MDT-traject are done; asked when it is completed."""

    DONE = "done"
    NOT_ALL = "not_all"
    UNKNOWN = "unknown"


class Referral(Record):
    """A resident is actively handed to a provider.

    ``plan_id`` is the same for referrals that were made from one week plan, ``group_id`` for those
    of a group that goes to the offer together. ``follows_id`` is the referral of the same resident
    that ended without success and that this one goes on from; it need not exist any more.
    """

    reference: str = Field(min_length=1, max_length=40, unique=True, index=True)
    resident_id: UUID = Field(foreign_key="resident.id", index=True)
    offer_id: UUID = Field(foreign_key="offer.id", index=True)
    plan_id: UUID | None = Field(default=None, index=True)
    group_id: UUID | None = Field(default=None, index=True)
    follows_id: UUID | None = Field(default=None, index=True)

    _no_bsn = no_bsn("reference")


class ReferralEvent(Record):
    """One recorded step. ``sequence`` orders the events of one referral, from 1.

    ``happened_on`` is the day it happened, ``recorded_at`` the moment it was written down.
    ``told_on`` is the day on which the result was told to the young person. ``retracts`` is the
    event that a retraction strikes. ``activities`` is what was said at the end of an MDT-traject;
    None when nobody asked, as in history that was read from a file.
    """

    referral_id: UUID = Field(foreign_key="referral.id", index=True)
    sequence: int = Field(ge=1)
    kind: EventKind = Field(sa_type=EnumText(EventKind))
    happened_on: date = Field(index=True)
    recorded_at: datetime = Field(sa_type=UtcMoment)
    reported_by: str = Field(default="", max_length=80)
    recorded_by: str = Field(default="", max_length=80)
    channel: str = Field(default="", max_length=40)
    consent_on: date | None = Field(default=None)
    guardian_agreed_on: date | None = Field(default=None)
    receiver: str = Field(default="", max_length=120)
    reason: Reason | None = Field(default=None, sa_type=EnumText(Reason))
    reason_text: str = Field(default="", max_length=200)
    outcome: Outcome | None = Field(default=None, sa_type=EnumText(Outcome))
    activities: PlannedActivities | None = Field(default=None, sa_type=EnumText(PlannedActivities))
    told_on: date | None = Field(default=None)
    note: str = Field(default="", max_length=2000)
    retracts: UUID | None = Field(default=None, index=True)

    _no_bsn = no_bsn("reported_by", "recorded_by", "channel", "receiver", "reason_text", "note")


class Happened(Protocol):
    """What replaying needs of an event: a ``ReferralEvent``, or as much as was read of one."""

    @property
    def id(self) -> UUID:
        """Which event it is."""

    @property
    def sequence(self) -> int:
        """Its place among the events of the referral, from 1."""

    @property
    def kind(self) -> EventKind:
        """What happened."""

    @property
    def happened_on(self) -> date:
        """The day on which it happened."""

    @property
    def reason(self) -> Reason | None:
        """Why the referral ended."""

    @property
    def outcome(self) -> Outcome | None:
        """Whether the aim was reached."""

    @property
    def told_on(self) -> date | None:
        """The day on which the result was told."""

    @property
    def retracts(self) -> UUID | None:
        """The event that it strikes."""


E = TypeVar("E", bound=Happened)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a referral stands after its events.

    ``since`` is the day on which the state was reached; ``closed_loop`` means ended *and* told back
    to the young person (``told_on``); ``before_end`` is the state to which reopening returns.
    """

    state: ReferralState | None = None
    since: date | None = None
    sent_on: date | None = None
    reason: Reason | None = None
    outcome: Outcome | None = None
    told_on: date | None = None
    before_end: ReferralState | None = None
    last_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Still running: neither ended nor entered in error."""
        return self.state in OPEN

    @property
    def is_ended(self) -> bool:
        """In one of the five ended states."""
        return self.state in ENDED

    @property
    def closed_loop(self) -> bool:
        """Ended, and the result was told back (teruggekoppeld)."""
        return self.is_ended and self.told_on is not None

    def days_without_response(self, today: date, term_days: int) -> int | None:
        """Days that a sent referral waits beyond the site's term; None while within it.

        Computed, never stored: *geen reactie* is no state.
        """
        if self.state is not ReferralState.SENT or self.since is None:
            return None
        waited = (today - self.since).days
        return waited if waited > term_days else None

    def allowed(self) -> frozenset[EventKind]:
        """The events that may be recorded now."""
        return STEPS[self.state]


def after(standing: Standing, event: Happened) -> Standing:
    """Return the standing after one legal event.

    Raises ValueError("illegal_transition") when the table doesn't allow it.
    """
    if event.kind not in STEPS[standing.state]:
        raise ValueError("illegal_transition")
    if event.kind is EventKind.TOLD:
        return replace(
            standing,
            told_on=event.told_on or event.happened_on,
            last_on=event.happened_on,
        )
    if event.kind is EventKind.REOPENED:
        return replace(
            standing,
            state=standing.before_end,
            since=event.happened_on,
            last_on=event.happened_on,
            reason=None,
            outcome=None,
            told_on=None,
            before_end=None,
        )
    state = event.kind.state
    ended = state in ENDED
    return Standing(
        state=state,
        since=event.happened_on,
        sent_on=event.happened_on if state is ReferralState.SENT else standing.sent_on,
        reason=event.reason if ended else None,
        outcome=event.outcome if ended else None,
        told_on=event.told_on if ended else None,
        before_end=standing.state if ended else None,
        last_on=event.happened_on,
    )


def struck_events(events: Iterable[E]) -> dict[UUID, E]:
    """Return the events that are struck, by id, each with the retraction that strikes it.

    A retraction can be struck in its turn: then what it struck counts again.
    """
    retractions = [event for event in events if event.retracts is not None]
    taken_back = {event.retracts for event in retractions}
    return {
        event.retracts: event
        for event in retractions
        if event.retracts is not None and event.id not in taken_back
    }


def replay(events: Iterable[E]) -> Iterator[tuple[E, Standing]]:
    """Yield every event that counts, in order of sequence, with the standing after it.

    Retracted events are skipped. After a retraction, a later event that has become illegal is
    skipped too: the timeline shows it, the state doesn't follow from it.
    """
    ordered: Sequence[E] = sorted(events, key=lambda event: event.sequence)
    struck = struck_events(ordered)
    standing = Standing()
    for event in ordered:
        if event.kind is EventKind.RETRACTION or event.id in struck:
            continue
        if event.kind in STEPS[standing.state]:
            standing = after(standing, event)
            yield event, standing


def standing_of(events: Iterable[Happened]) -> Standing:
    """Return where a referral stands after its events."""
    standing = Standing()
    for _event, reached in replay(events):
        standing = reached
    return standing


class InformationGiven(Record):
    """A resident was told about an offer (voorlichting)."""

    resident_id: UUID = Field(foreign_key="resident.id", index=True)
    offer_id: UUID = Field(foreign_key="offer.id", index=True)
    given_on: date = Field(index=True)
    language: str = Field(default="", max_length=8)
    channel: str = Field(default="", max_length=40)
    by: str = Field(default="", max_length=80)

    _no_bsn = no_bsn("channel", "by")
