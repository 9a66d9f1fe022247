"""How an offer went: counted exactly for the desk, and without small numbers for others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoenbalie.domain.counted import Counted
from meedoenbalie.domain.disclosure import THRESHOLD
from meedoenbalie.domain.offer_history import OfferHistory, history_of, published
from meedoenbalie.domain.record import new_id
from meedoenbalie.domain.referrals import EventKind, Reason, ReferralEvent, replay
from meedoenbalie.domain.weekly import Step

FIRST, TODAY = date(2026, 1, 5), date(2026, 3, 2)


def went(*kinds: str, reason: Reason | None = None) -> Sequence[Step]:
    """Return the history of one referral that took a step a day."""
    referral = new_id()
    events = [
        ReferralEvent(
            referral_id=referral,
            sequence=place,
            kind=EventKind(kind),
            happened_on=FIRST + timedelta(place),
            recorded_at=datetime(2026, 3, 1, tzinfo=UTC),
            reason=reason if place == len(kinds) else None,
        )
        for place, kind in enumerate(kinds, 1)
    ]
    return list(replay(events))


def test_every_step_counts_once_and_what_ended_has_its_reason() -> None:
    found = history_of(
        [
            went("draft", "sent", "accepted", "started", "completed"),
            went("draft", "sent", "accepted", "started", "stopped", reason=Reason.TRAVEL),
            went("draft", "sent", "declined", reason=Reason.FULL),
            went("draft", "sent"),
            went("draft"),
            went("draft", "entered_in_error"),
        ],
        {},
        TODAY,
    )
    assert (found.referred, found.accepted, found.started, found.completed) == (4, 2, 2, 1)
    assert found.running == 1
    assert found.reasons == {Reason.TRAVEL: 1, Reason.FULL: 1}
    assert (found.first_on, found.last_on) == (FIRST + timedelta(2), FIRST + timedelta(5))


def test_who_was_erased_is_counted_without_a_reason() -> None:
    erased = {Counted.SENT: 5, Counted.STARTED: 3, Counted.ACCEPTED: 4, Counted.COMPLETED: 2}
    found = history_of([went("draft", "sent")], erased, TODAY)
    assert (found.referred, found.accepted, found.started, found.completed) == (6, 4, 3, 2)
    assert found.reasons == {None: 3}


def test_what_lies_ahead_is_not_counted() -> None:
    assert history_of([went("draft", "sent")], {}, FIRST) == OfferHistory()


@pytest.mark.parametrize("n", [1, 9])
def test_few_are_not_told(n: int) -> None:
    shown = published(history_of([went("draft", "sent")] * n, {}, TODAY))
    assert (shown.referred, shown.running, shown.exact) == (None, None, False)
    assert (shown.first_on, shown.last_on) == (None, None)


def test_enough_are_told_in_fives() -> None:
    done = [went("draft", "sent", "accepted", "started", "completed")] * 22
    shown = published(history_of([*done, *[went("draft", "sent")] * 13], {}, TODAY))
    assert (shown.referred, shown.accepted, shown.started, shown.completed) == (35, 20, 20, 20)
    assert shown.running == 15


@st.composite
def histories(draw: st.DrawFn) -> OfferHistory:
    counts = st.integers(0, 40)
    declined, waiting, stopped, completed = (draw(counts) for _ in range(4))
    return OfferHistory(
        referred=declined + waiting + stopped + completed,
        accepted=stopped + completed,
        started=stopped + completed,
        completed=completed,
        running=waiting,
        reasons={Reason.FULL: declined, Reason.TRAVEL: stopped},
    )


@given(histories())
def test_no_count_and_no_difference_of_counts_tells_of_a_few(history: OfferHistory) -> None:
    shown = published(history)
    chain = [shown.referred, shown.accepted, shown.started, shown.completed]
    told = [n for n in chain if n is not None]
    ends = [shown.completed, shown.running, *shown.reasons.values()]
    for count in (*told, *(n for n in ends if n is not None)):
        assert count == 0 or count >= THRESHOLD
    parts = {
        (0, 1): (history.referred or 0) - (history.accepted or 0),
        (1, 2): (history.accepted or 0) - (history.started or 0),
        (2, 3): (history.started or 0) - (history.completed or 0),
    }
    for (one, other), part in parts.items():
        if chain[one] is not None and chain[other] is not None:
            assert part == 0 or part >= THRESHOLD
    if ends.count(None) == 1:
        # Alone it would be what is left of the whole: then there is nothing but it.
        assert all(count == 0 for count in ends if count is not None)
        assert shown.referred is None or shown.referred >= THRESHOLD
