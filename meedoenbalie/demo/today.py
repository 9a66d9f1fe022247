"""What is going on today: at every desk the same handful of situations, whatever the day is.

Chance alone would leave some desks with nothing to do on some days.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from meedoenbalie.demo.stories import PlannedEvent
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.referrals import EventKind, Reason

K = EventKind


@dataclass(frozen=True, slots=True)
class Situation:
    """Events by how many days ago they happened, and which offers they are about.

    ``minor`` asks for a resident under 16 whose guardian hasn't agreed yet.
    """

    days_ago: tuple[tuple[EventKind, int], ...]
    reason: Reason | None = None
    about: Callable[[Offer, date], bool] = lambda _offer, _today: True
    minor: bool = False


def _starts_within(first: int, last: int) -> Callable[[Offer, date], bool]:
    """Choose offers that have a start date so many days from today."""

    def chosen(offer: Offer, today: date) -> bool:
        return any(first <= (start - today).days <= last for start in offer.start_dates)

    return chosen


_SENT = ((K.DRAFT, 3), (K.SENT, 2))
SITUATIONS = (
    Situation(((K.DRAFT, 16), (K.SENT, 15))),
    Situation(((K.DRAFT, 14), (K.SENT, 13))),
    Situation(((K.DRAFT, 12), (K.SENT, 12))),
    Situation(((K.DRAFT, 12), (K.SENT, 11))),
    Situation(((K.DRAFT, 6), (K.SENT, 5))),
    Situation(_SENT),
    Situation(((K.DRAFT, 11), (K.SENT, 10), (K.RECEIVED, 7))),
    Situation(((K.DRAFT, 27), (K.SENT, 26), (K.WAITLISTED, 21))),
    Situation(
        ((K.DRAFT, 16), (K.SENT, 15), (K.RECEIVED, 11), (K.ACCEPTED, 4)),
        about=_starts_within(1, 6),
    ),
    Situation(
        ((K.DRAFT, 13), (K.SENT, 12), (K.ACCEPTED, 6)),
        about=_starts_within(7, 13),
    ),
    Situation(
        ((K.DRAFT, 20), (K.SENT, 19), (K.RECEIVED, 15), (K.ACCEPTED, 9)),
        about=_starts_within(-6, 0),
    ),
    Situation(
        ((K.DRAFT, 18), (K.SENT, 17), (K.ACCEPTED, 12), (K.STARTED, 2)),
    ),
    Situation(
        ((K.DRAFT, 24), (K.SENT, 22), (K.RECEIVED, 20), (K.ACCEPTED, 14), (K.STARTED, 8)),
    ),
    Situation(
        ((K.DRAFT, 70), (K.SENT, 69), (K.ACCEPTED, 64), (K.STARTED, 55), (K.PAUSED, 6)),
    ),
    Situation(((K.DRAFT, 8), (K.SENT, 7), (K.DECLINED, 1)), reason=Reason.FULL),
    Situation(
        ((K.DRAFT, 33), (K.SENT, 32), (K.ACCEPTED, 25), (K.NO_SHOW, 11)),
        reason=Reason.YOUNG_PERSON_UNREACHABLE,
    ),
    Situation(((K.DRAFT, 19), (K.SENT, 18), (K.WITHDRAWN, 4)), reason=Reason.PROVIDER_UNREACHABLE),
    Situation(((K.DRAFT, 1), (K.SENT, 1))),
    Situation(((K.DRAFT, 1), (K.SENT, 0))),
    Situation(((K.DRAFT, 0),)),
    Situation(((K.DRAFT, 1),), minor=True),
)


def events_of(situation: Situation, offer: Offer, today: date) -> list[PlannedEvent]:
    """Return the events of a situation; on weekends nothing happens at the desk."""
    events = []
    for kind, days in situation.days_ago:
        day = today - timedelta(days=days)
        day -= timedelta(days=max(0, day.weekday() - 4))
        values: dict[str, object] = {"reported_by": "balie" if kind in _OURS else "aanbieder"}
        if kind is K.SENT:
            values |= {"channel": "e-mail", "receiver": offer.contact_name}
        if kind.state is not None and situation.reason and kind is situation.days_ago[-1][0]:
            values["reason"] = situation.reason
        events.append(PlannedEvent(kind, day, values))
    return events


_OURS = frozenset({K.DRAFT, K.SENT, K.WITHDRAWN})
