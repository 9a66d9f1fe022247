"""The life of a referral: the table of the glossary, retraction, reopening, the closed loop."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoenbalie.domain.record import new_id
from meedoenbalie.domain.referrals import (
    ENDED,
    STEPS,
    EventKind,
    ReferralEvent,
    ReferralState,
    Standing,
    after,
    standing_of,
)

DAY = date(2026, 3, 2)
REFERRAL = new_id()


def events(*kinds: EventKind, **values: object) -> list[ReferralEvent]:
    return [
        ReferralEvent.model_validate(
            {
                "referral_id": REFERRAL,
                "sequence": number,
                "kind": kind,
                "happened_on": DAY + timedelta(days=number),
                "recorded_at": datetime(2026, 3, 2, tzinfo=UTC),
                **values,
            }
        )
        for number, kind in enumerate(kinds, 1)
    ]


K = EventKind


def test_the_glossary_table_is_the_table_of_the_program() -> None:
    table = {
        "draft": "sent withdrawn entered_in_error",
        "sent": "received accepted waitlisted declined withdrawn",
        "received": "accepted waitlisted declined withdrawn",
        "waitlisted": "accepted declined withdrawn",
        "accepted": "started no_show withdrawn",
        "started": "paused completed stopped",
        "paused": "started stopped",
        "completed": "reopened told",
        "stopped": "reopened told",
        "no_show": "reopened told",
        "declined": "reopened told",
        "withdrawn": "reopened told",
        "entered_in_error": "",
    }
    for state, steps in table.items():
        assert STEPS[ReferralState(state)] == {EventKind(step) for step in steps.split()}
    assert STEPS[None] == {EventKind.DRAFT}


def test_sent_is_never_success_and_told_closes_the_loop() -> None:
    sent = standing_of(events(K.DRAFT, K.SENT))
    assert sent.is_open
    assert not sent.closed_loop
    done = standing_of(events(K.DRAFT, K.SENT, K.ACCEPTED, K.STARTED, K.COMPLETED))
    assert done.is_ended
    assert not done.closed_loop
    told = standing_of(events(K.DRAFT, K.SENT, K.ACCEPTED, K.STARTED, K.COMPLETED, K.TOLD))
    assert told.closed_loop
    assert told.told_on == DAY + timedelta(days=6)


def test_reopening_returns_to_the_state_before_the_end_and_opens_the_loop() -> None:
    standing = standing_of(
        events(K.DRAFT, K.SENT, K.ACCEPTED, K.STARTED, K.STOPPED, K.TOLD, K.REOPENED)
    )
    assert standing.state is ReferralState.STARTED
    assert standing.told_on is None
    assert standing.is_open


def test_a_retracted_event_is_skipped_and_the_later_ones_replayed() -> None:
    history = events(K.DRAFT, K.SENT, K.RECEIVED, K.ACCEPTED)
    struck = [
        *history,
        ReferralEvent(
            referral_id=REFERRAL,
            sequence=5,
            kind=K.RETRACTION,
            happened_on=DAY + timedelta(days=9),
            recorded_at=datetime(2026, 3, 2, tzinfo=UTC),
            retracts=history[2].id,
        ),
    ]
    assert standing_of(struck).state is ReferralState.ACCEPTED
    without_sent = [*struck, struck[4].changed(id=new_id(), sequence=6, retracts=history[1].id)]
    assert standing_of(without_sent).state is ReferralState.DRAFT


@pytest.mark.parametrize(("waited", "days"), [(10, None), (11, 11)])
def test_no_response_is_computed_from_the_term_of_the_site(waited: int, days: int | None) -> None:
    standing = standing_of(events(K.DRAFT, K.SENT))
    assert standing.since is not None
    today = standing.since + timedelta(days=waited)
    assert standing.days_without_response(today, term_days=10) == days


@given(st.lists(st.sampled_from(EventKind), max_size=30))
def test_no_sequence_of_events_leads_outside_the_table(kinds: list[EventKind]) -> None:
    standing = Standing()
    legal = []
    for event in events(*kinds):
        if event.kind in standing.allowed():
            standing = after(standing, event)
            legal.append(event)
        else:
            with pytest.raises(ValueError, match="illegal_transition"):
                after(standing, event)
        assert standing.state in STEPS
        assert standing.closed_loop <= standing.is_ended
        assert (standing.before_end is not None) == (standing.state in ENDED)
    assert standing_of(legal) == standing
    assert standing_of(reversed(legal)) == standing
