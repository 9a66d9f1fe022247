"""The figures of the programme, counted from events.

The collection counts the same in SQL (``collection/figures.py``); a test holds them together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from meedoenbalie.domain.referrals import EventKind

REACHED = (
    EventKind.SENT,
    EventKind.RECEIVED,
    EventKind.WAITLISTED,
    EventKind.ACCEPTED,
    EventKind.STARTED,
    EventKind.COMPLETED,
    EventKind.STOPPED,
    EventKind.NO_SHOW,
    EventKind.DECLINED,
    EventKind.WITHDRAWN,
)
# "Sent" is what people call referred; the other names are those of the states.
MEASURES = (
    "residents",
    "informed",
    *("referred" if kind is EventKind.SENT else kind.value for kind in REACHED),
    "told",
)


@dataclass(frozen=True, slots=True)
class CountedEvent:
    """One event that counts: of which referral, what, in which ISO week, why, and whether told."""

    referral: str
    kind: EventKind
    week: str
    reason: str
    told: bool


def count_reached(events: Iterable[CountedEvent], residents: int, informed: int) -> dict[str, int]:
    """Return per measure how many referrals ever reached it; errors don't count."""
    valid = _valid(events)
    reached = {
        "referred" if kind is EventKind.SENT else kind.value: len(
            {event.referral for event in valid if event.kind is kind}
        )
        for kind in REACHED
    }
    told = len({event.referral for event in valid if event.told})
    return {"residents": residents, "informed": informed, **reached, "told": told}


def count_reasons(events: Iterable[CountedEvent]) -> dict[str, int]:
    """Return per reason how many referrals ended for it, most first."""
    by_reason: dict[str, set[str]] = {}
    for event in _valid(events):
        if event.reason:
            by_reason.setdefault(event.reason, set()).add(event.referral)
    ordered = sorted(by_reason.items(), key=lambda item: (-len(item[1]), item[0]))
    return {reason: len(referrals) for reason, referrals in ordered}


def _valid(events: Iterable[CountedEvent]) -> list[CountedEvent]:
    all_events = list(events)
    wrong = {e.referral for e in all_events if e.kind is EventKind.ENTERED_IN_ERROR}
    return [event for event in all_events if event.referral not in wrong]
