"""What Vandaag shows: what waits for the desk, and how the week goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from meedoenbalie.clock import LOCAL_ZONE
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.referrals import ReferralState
from meedoenbalie.services.desk import Desk
from meedoenbalie.storage.queries import worklist as queries
from meedoenbalie.storage.queries.referrals import ReferralLine, referral_lines
from meedoenbalie.storage.queries.worklist import Period, Reached
from meedoenbalie.storage.unit_of_work import Reader

__all__ = [
    "Reached",
    "ReferralLine",
    "StalePlaces",
    "Starting",
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
    """An offer and how many days ago its places were confirmed."""

    offer: Offer
    days: int


@dataclass(frozen=True, slots=True)
class Worklist:
    """All that waits on one day. Sequences have the most urgent first.

    ``unspoken`` holds a few of the ``unspoken_count`` residents with whom nothing was recorded.
    ``last_week`` counts the same days of the week before. ``response_days`` and ``confirm_days``
    are the terms in days, the shortest of the sites that are shown.
    """

    day: date
    residents: int
    offers: int
    unanswered: tuple[Unanswered, ...]
    to_tell: tuple[ReferralLine, ...]
    drafts: tuple[ReferralLine, ...]
    starting: tuple[Starting, ...]
    unspoken: tuple[Resident, ...]
    unspoken_count: int
    stale_places: tuple[StalePlaces, ...]
    this_week: Reached
    last_week: Reached
    response_days: int
    confirm_days: int

    @property
    def asks(self) -> int:
        """How many referrals ask for something today."""
        return len(self.unanswered) + len(self.to_tell) + len(self.drafts) + len(self.starting)


_UNSPOKEN_SHOWN = 3


def worklist(desk: Desk, site_id: UUID | None = None) -> Worklist:
    """Return what waits for the desk today, at one site or at all of this store."""
    today = desk.clock.today()
    with desk.read() as reader:
        sites = {
            site.id: site for site in reader.find(Site) if site_id is None or site.id == site_id
        }
        lines = referral_lines(reader, site_id=site_id)
        by_state: dict[ReferralState | None, list[ReferralLine]] = {}
        for line in lines:
            by_state.setdefault(line.standing.state, []).append(line)
        offers = reader.find(Offer, active=True)
        confirm_days = min((site.confirm_days for site in sites.values()), default=14)
        number, longest = queries.unspoken(reader, sites, _UNSPOKEN_SHOWN)
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
            unspoken=tuple(longest),
            unspoken_count=number,
            stale_places=_stale(offers, confirm_days, today),
            this_week=queries.reached(reader, sites, _week_so_far(today)),
            last_week=queries.reached(reader, sites, _week_so_far(today - timedelta(weeks=1))),
            response_days=min((site.response_days for site in sites.values()), default=10),
            confirm_days=confirm_days,
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


def _stale(offers: Sequence[Offer], confirm_days: int, today: date) -> tuple[StalePlaces, ...]:
    old = [
        StalePlaces(offer, age)
        for offer in offers
        if (age := offer.places_age(today)) is not None
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
