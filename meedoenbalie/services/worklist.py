"""What Vandaag shows: what waits for the desk, and how the week goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum
from uuid import UUID

from meedoenbalie.clock import LOCAL_ZONE
from meedoenbalie.domain.experiences import Moment
from meedoenbalie.domain.follow_ups import CALLS
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.referrals import ReferralState
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.erasing import may_erase
from meedoenbalie.services.retention import what_is_due
from meedoenbalie.services.rights import access_due
from meedoenbalie.storage.queries import worklist as queries
from meedoenbalie.storage.queries.experiences import ToAsk, to_ask
from meedoenbalie.storage.queries.follow_ups import (
    FollowUpLine,
    lines_put_off,
    open_follow_ups,
)
from meedoenbalie.storage.queries.places import HoldLine, hold_lines, holds_on
from meedoenbalie.storage.queries.referrals import ReferralLine, referral_lines
from meedoenbalie.storage.queries.worklist import Period, Reached
from meedoenbalie.storage.unit_of_work import Reader

__all__ = [
    "FollowUpLine",
    "Reached",
    "ReferralLine",
    "StalePlaces",
    "Starting",
    "Task",
    "TaskKind",
    "Unanswered",
    "Worklist",
    "worklist",
]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A referral without response for longer than the term of its site; ``days`` since sent."""

    line: ReferralLine
    days: int


@dataclass(frozen=True, slots=True)
class Starting:
    """An accepted referral and the start date of its offer: this week, or past and not recorded."""

    line: ReferralLine
    on: date


@dataclass(frozen=True, slots=True)
class StalePlaces:
    """An offer and how many days ago the oldest figure of its places was confirmed."""

    offer: Offer
    days: int


class TaskKind(IntEnum):
    """What the desk itself has to do, on one day in this order."""

    WITHDRAWN = 1
    ACCESS = 2
    FOLLOW_UP = 3
    START = 4
    HOLD = 5
    TELL = 6
    EXPERIENCE = 7
    DRAFT = 8
    ERASE = 9


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that the desk has to do by ``due``; ``since`` is how long it has been so.

    With its kind come: a follow-up (WITHDRAWN, FOLLOW_UP), the resident who asked to see the data
    (ACCESS), the referral (START, TELL, DRAFT, and EXPERIENCE with its moment), the held place that
    ends (HOLD), or the number of proposals (ERASE).
    """

    kind: TaskKind
    due: date
    since: date
    follow_up: FollowUpLine | None = None
    resident: Resident | None = None
    line: ReferralLine | None = None
    hold: HoldLine | None = None
    moment: Moment | None = None
    number: int = 0


def _urgency(task: Task) -> tuple[date, int, date, bool, str]:
    """Put what is about an offer before what isn't, and equal things in the order of their words.

    Without that the order of equal things would be another one each time.
    """
    if task.follow_up is not None:
        told = task.follow_up.follow_up
        return task.due, task.kind, task.since, told.offer_id is None, f"{told.text} {told.id}"
    about = task.resident or task.line or (task.hold.resident if task.hold else None)
    return task.due, task.kind, task.since, False, about.reference if about else ""


@dataclass(frozen=True, slots=True)
class Worklist:
    """All that waits on one day. Sequences have the most urgent first.

    ``follow_ups`` are due by today; ``access`` are residents whose request to see their data is
    open; ``to_ask`` are young people to ask how it goes; ``ending_holds`` are held places that end
    today or tomorrow; ``to_erase`` counts proposals, for who may erase. What somebody put off isn't
    here until its day comes. ``unspoken`` holds a few of the ``unspoken_count`` residents with whom
    nothing was recorded. ``last_week`` counts the same days of the week before. ``response_days``
    and ``confirm_days`` are the terms in days, the shortest of the sites that are shown.
    """

    day: date
    residents: int
    offers: int
    unanswered: tuple[Unanswered, ...]
    to_tell: tuple[ReferralLine, ...]
    drafts: tuple[ReferralLine, ...]
    starting: tuple[Starting, ...]
    follow_ups: tuple[FollowUpLine, ...]
    access: tuple[Resident, ...]
    to_erase: int
    to_ask: tuple[ToAsk, ...]
    ending_holds: tuple[HoldLine, ...]
    unspoken: tuple[Resident, ...]
    unspoken_count: int
    stale_places: tuple[StalePlaces, ...]
    this_week: Reached
    last_week: Reached
    response_days: int
    confirm_days: int

    @property
    def asks(self) -> int:
        """How many things ask for something today."""
        return len(self.unanswered) + len(self.tasks)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """What the desk has to do: what is late first, then what is due today, then what comes."""
        return tuple(sorted(self._tasks(), key=_urgency))

    def _tasks(self) -> Iterator[Task]:
        day = self.day
        for one in self.follow_ups:
            follow_up = one.follow_up
            kind = TaskKind.WITHDRAWN if follow_up.kind in CALLS else TaskKind.FOLLOW_UP
            yield Task(kind, follow_up.shows_on, follow_up.due_on, follow_up=one)
        for resident in self.access:
            asked = resident.access_asked_on or day
            yield Task(TaskKind.ACCESS, access_due(asked), asked, resident=resident)
        for item in self.starting:
            yield Task(TaskKind.START, item.on, item.on, line=item.line)
        for held in self.ending_holds:
            yield Task(TaskKind.HOLD, held.hold.until, held.hold.made_on, hold=held)
        for kind, lines in ((TaskKind.TELL, self.to_tell), (TaskKind.DRAFT, self.drafts)):
            for line in lines:
                yield Task(kind, day, line.standing.since or day, line=line)
        for ask in self.to_ask:
            asking = ask.asking
            yield Task(
                TaskKind.EXPERIENCE,
                asking.by,
                asking.from_on,
                line=ask.line,
                moment=asking.moment,
            )
        if self.to_erase:
            yield Task(TaskKind.ERASE, day, day, number=self.to_erase)


_UNSPOKEN_SHOWN = 3
_HOLD_NOTICE = timedelta(days=1)
"""So long before a held place ends, the desk has to decide about it."""


def worklist(desk: Desk, site_id: UUID | None = None) -> Worklist:
    """Return what waits for the desk today, at one site or at all of this store."""
    today = desk.clock.today()
    to_erase = len(what_is_due(desk, site_id)) if may_erase(desk) else 0
    with desk.read() as reader:
        sites = {
            site.id: site for site in reader.find(Site) if site_id is None or site.id == site_id
        }
        later = _PutOff.of(reader, today)
        lines = [
            line
            for line in referral_lines(reader, site_id=site_id, waiting=True)
            if line.id not in later.referrals
        ]
        by_state: dict[ReferralState | None, list[ReferralLine]] = {}
        for line in lines:
            by_state.setdefault(line.standing.state, []).append(line)
        offers = reader.find(Offer, active=True)
        confirm_days = min((site.confirm_days for site in sites.values()), default=14)
        number, longest = queries.unspoken(reader, sites, _UNSPOKEN_SHOWN, later.residents)
        return Worklist(
            day=today,
            residents=queries.present(reader, sites),
            offers=len(offers),
            unanswered=_unanswered(by_state.get(ReferralState.SENT, ()), sites, today),
            to_tell=_oldest_first(
                line for line in lines if line.standing.is_ended and not line.standing.closed_loop
            ),
            drafts=_oldest_first(by_state.get(ReferralState.DRAFT, ())),
            starting=_starting(reader, by_state.get(ReferralState.ACCEPTED, ()), today),
            follow_ups=tuple(open_follow_ups(reader, sites, until=today)),
            access=tuple(queries.access_asked(reader, sites)),
            to_erase=to_erase,
            to_ask=tuple(
                one for one in to_ask(reader, today, site_id) if one.line.id not in later.referrals
            ),
            ending_holds=_ending(reader, sites, today),
            unspoken=tuple(longest),
            unspoken_count=number,
            stale_places=_stale(
                [offer for offer in offers if offer.id not in later.offers], confirm_days, today
            ),
            this_week=queries.reached(reader, sites, _week_so_far(today)),
            last_week=queries.reached(reader, sites, _week_so_far(today - timedelta(weeks=1))),
            response_days=min((site.response_days for site in sites.values()), default=10),
            confirm_days=confirm_days,
        )


@dataclass(frozen=True, slots=True)
class _PutOff:
    """What somebody put off to a later day."""

    referrals: frozenset[UUID]
    offers: frozenset[UUID]
    residents: frozenset[UUID]

    @classmethod
    def of(cls, reader: Reader, today: date) -> _PutOff:
        """Read what still waits for its day."""
        found = [one for one in lines_put_off(reader) if one.due_on > today]
        return cls(
            frozenset(one.referral_id for one in found if one.referral_id),
            frozenset(one.offer_id for one in found if one.offer_id),
            frozenset(one.resident_id for one in found if one.resident_id and not one.referral_id),
        )


def _unanswered(
    sent: Sequence[ReferralLine], sites: Mapping[UUID, Site], today: date
) -> tuple[Unanswered, ...]:
    waiting = []
    for line in sent:
        days = line.standing.days_without_response(today, sites[line.site_id].response_days)
        if days is not None:
            waiting.append(Unanswered(line, days))
    return tuple(sorted(waiting, key=lambda item: (-item.days, item.line.reference)))


def _starting(
    reader: Reader, accepted: Sequence[ReferralLine], today: date
) -> tuple[Starting, ...]:
    """Those whose first start date since they were accepted lies before the end of this week."""
    offers = {
        offer.id: offer for offer in reader.find(Offer, id={line.offer_id for line in accepted})
    }
    sunday = today + timedelta(days=6 - today.weekday())
    found = []
    for line in accepted:
        since = line.standing.since or today
        ahead = [day for day in offers[line.offer_id].start_dates if day >= since]
        if ahead and min(ahead) <= sunday:
            found.append(Starting(line, min(ahead)))
    return tuple(sorted(found, key=lambda item: (item.on, item.line.reference)))


def _ending(reader: Reader, sites: Mapping[UUID, Site], today: date) -> tuple[HoldLine, ...]:
    """The places that are held for residents of some sites and end today or tomorrow."""
    soon = [hold for hold in holds_on(reader, today) if hold.until <= today + _HOLD_NOTICE]
    return tuple(line for line in hold_lines(reader, soon) if line.resident.site_id in sites)


def _stale(offers: Sequence[Offer], confirm_days: int, today: date) -> tuple[StalePlaces, ...]:
    old = [
        StalePlaces(offer, age)
        for offer in offers
        if (age := offer.oldest_age(today)) is not None
        and age > confirm_days
        and offer.next_start(today) is not None
    ]
    return tuple(sorted(old, key=lambda item: (-item.days, item.offer.code)))


def _oldest_first(lines: Iterable[ReferralLine]) -> tuple[ReferralLine, ...]:
    return tuple(sorted(lines, key=lambda line: (line.standing.since or date.min, line.reference)))


def _week_so_far(day: date) -> Period:
    monday = day - timedelta(days=day.weekday())
    return Period(monday, day, _midnight(monday), _midnight(day + timedelta(days=1)))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LOCAL_ZONE)
