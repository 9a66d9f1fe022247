"""Referral histories as a desk could have recorded them: legal steps, and some taken back."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

from hypothesis import strategies as st

from meedoenbalie.domain.referrals import STEPS, EventKind, ReferralEvent, standing_of

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
NAMESPACE = UUID(int=7)

Move = tuple[int, int]
"""Which of the possible steps, and how many days after the one before."""


def history(referral: UUID, first: date, moves: Sequence[Move]) -> list[ReferralEvent]:
    """Return the events of one referral; every move is a legal step or a retraction."""
    events: list[ReferralEvent] = []
    day = first
    for which, days in ((0, 0), *moves):
        day += timedelta(days=days)
        wrong = _to_take_back(events)
        kinds = [*sorted(STEPS[standing_of(events).state]), *([EventKind.RETRACTION] * bool(wrong))]
        if not kinds:
            break
        kind = kinds[which % len(kinds)]
        events.append(
            ReferralEvent(
                id=uuid5(referral, str(len(events))),
                referral_id=referral,
                sequence=len(events) + 1,
                kind=kind,
                happened_on=day,
                recorded_at=NOON,
                retracts=wrong if kind is EventKind.RETRACTION else None,
            )
        )
    return events


def _to_take_back(events: Sequence[ReferralEvent]) -> UUID | None:
    """The last event that was neither taken back nor the first."""
    struck = {event.retracts for event in events}
    for event in reversed(events):
        if event.kind not in (EventKind.DRAFT, EventKind.RETRACTION) and event.id not in struck:
            return event.id
    return None


def histories(first: date) -> st.SearchStrategy[list[list[ReferralEvent]]]:
    """Return some referrals, each begun within ten weeks of ``first``."""
    moves = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 21)), max_size=9)
    begun = st.integers(0, 70)

    def made(drawn: list[tuple[int, list[Move]]]) -> list[list[ReferralEvent]]:
        return [
            history(uuid5(NAMESPACE, str(number)), first + timedelta(days=start), steps)
            for number, (start, steps) in enumerate(drawn)
        ]

    return st.lists(st.tuples(begun, moves), max_size=6).map(made)
