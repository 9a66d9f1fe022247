"""Histories of referrals, replayed along the table of legal steps."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoenbalie.domain.record import new_id
from meedoenbalie.domain.referrals import (
    STEPS,
    EventKind,
    Outcome,
    Reason,
    ReferralState,
    replay,
    standing_of,
)
from meedoenbalie.exchange.reading import ReadRow
from meedoenbalie.exchange.referrals import EventDraft, KnownReferral
from meedoenbalie.exchange.wording import message
from tests.exchange.files import csv_bytes, referrals, told

HEAD = (
    *("volgnr", "verwijzing", "bewoner", "aanbod", "gebeurtenis", "datum", "vastgelegd_op"),
    *("toestemming_op", "ontvanger", "reden", "uitkomst", "teruggekoppeld_op", "toelichting"),
)
Event = dict[str, str]


def event(kind: str, day: str, **cells: str) -> Event:
    return {
        "verwijzing": "D1",
        "bewoner": "Z-0001",
        "aanbod": "X1",
        "gebeurtenis": kind,
        "datum": day,
        "vastgelegd_op": day,
        **cells,
    }


def sent(day: str, **cells: str) -> Event:
    return event("sent", day, **{"toestemming_op": day, "ontvanger": "Anouk", **cells})


def history(
    *events: Event, known: dict[str, KnownReferral] | None = None
) -> list[ReadRow[EventDraft]]:
    rows = [
        [{"volgnr": str(number), **one}.get(name, "") for name in HEAD]
        for number, one in enumerate(events, 1)
    ]
    return referrals(csv_bytes([HEAD, *rows]), known)


def stored(rows: list[ReadRow[EventDraft]]) -> dict[str, KnownReferral]:
    drafts = [row.draft for row in rows if row.draft]
    return {
        draft.referral.reference: KnownReferral(
            draft.referral,
            tuple(
                sorted(
                    (d.event for d in drafts if d.referral.id == draft.referral.id),
                    key=lambda one: one.sequence,
                )
            ),
        )
        for draft in drafts
    }


def state(rows: list[ReadRow[EventDraft]], reference: str = "D1") -> ReferralState | None:
    return standing_of(stored(rows)[reference].events).state


def test_events_are_replayed_by_number_and_kept_in_the_order_of_the_file() -> None:
    rows = history(
        event("Concept", "2025-12-01", volgnr="1"),
        event("Aangenomen", "2025-12-05", volgnr="3"),
        sent("2025-12-03", gebeurtenis="Verwezen, wacht op reactie", volgnr="2"),
    )
    assert [row.line for row in rows] == [2, 3, 4]
    assert told(rows) == set()
    assert state(rows) is ReferralState.ACCEPTED
    assert [row.draft.event.sequence for row in rows if row.draft] == [1, 3, 2]
    assert [row.draft.is_new_referral for row in rows if row.draft] == [True, False, False]


def test_a_step_that_the_table_forbids_is_refused_and_the_state_stays() -> None:
    rows = history(
        event("draft", "2025-12-01"),
        event("completed", "2025-12-02"),
        event("sent", "2025-12-03"),
        sent("2025-12-04"),
        event("gebeld", "2025-12-05"),
    )
    assert told(rows) == {
        (3, "gebeurtenis", "illegal_transition"),
        (4, "toestemming_op", "consent_missing"),
        (6, "gebeurtenis", "unknown_event"),
    }
    assert state(rows) is ReferralState.SENT
    assert message(rows[1].problems[0]) == (
        "Rij 3, gebeurtenis: ‘Afgerond’ kan niet na ‘Concept’. De stand blijft zoals die was."
    )


@pytest.mark.parametrize(
    ("events", "problem"),
    [
        ([sent("2025-12-03")], ("gebeurtenis", "illegal_transition")),
        ([event("draft", "2026-03-03")], ("datum", "date_in_future")),
        (
            [sent("2025-12-03", toestemming_op="2099-03-01")],
            ("toestemming_op", "date_in_future"),
        ),
        ([event("draft", "")], ("datum", "missing")),
        ([event("draft", "3-4-25")], ("datum", "ambiguous_date")),
        (
            [event("draft", "2025-12-02", vastgelegd_op="2025-12-01")],
            ("vastgelegd_op", "recorded_before_happened"),
        ),
        ([event("draft", "2025-12-02", bewoner="Z-0009")], ("bewoner", "unknown_resident")),
        ([event("draft", "2025-12-02", aanbod="X9")], ("aanbod", "unknown_offer")),
        ([event("draft", "2025-12-02", verwijzing="")], ("verwijzing", "missing")),
        (
            [event("draft", "2025-12-02"), sent("2025-12-01")],
            ("datum", "date_before_previous"),
        ),
        (
            [event("draft", "2025-12-01"), sent("2025-12-01", ontvanger="")],
            ("ontvanger", "receiver_missing"),
        ),
        (
            [event("draft", "2025-12-01"), sent("2025-12-02", bewoner="Z-0002")],
            ("bewoner", "other_resident"),
        ),
        (
            [event("draft", "2025-12-01"), sent("2025-12-02", aanbod="X2")],
            ("aanbod", "other_offer"),
        ),
        (
            [
                event("draft", "2025-12-01"),
                event("withdrawn", "2025-12-02", reden="verhuisd"),
                event("reopened", "2025-12-03"),
            ],
            ("toelichting", "reopened_without_note"),
        ),
        (
            [event("draft", "2025-12-01", toelichting="bel 111222333")],
            ("toelichting", "bsn_like"),
        ),
        (
            [event("draft", "2025-12-01", verwijzing="111222333")],
            ("verwijzing", "bsn_like"),
        ),
    ],
)
def test_what_keeps_an_event_out(events: list[Event], problem: tuple[str, str]) -> None:
    rows = history(*events)
    assert rows[-1].draft is None
    assert {(found.field, found.code) for found in rows[-1].problems} == {problem}
    assert all(row.draft for row in rows[:-1])


def test_reopening_returns_to_the_state_before_the_end() -> None:
    rows = history(
        event("draft", "2025-12-01"),
        sent("2025-12-02"),
        event("declined", "2025-12-03", reden="vol"),
        event("Heropend", "2025-12-04", toelichting="op verzoek van de jongere"),
    )
    assert told(rows) == set()
    assert state(rows) is ReferralState.SENT


def test_what_is_told_of_an_event_that_goes_in() -> None:
    rows = history(
        event("draft", "2025-12-01"),
        sent("2025-12-02", uitkomst="deels"),
        event("declined", "2025-12-03", reden="geen zin", uitkomst="niet"),
        event("draft", "2025-12-01", verwijzing="D2"),
        event("withdrawn", "2025-12-03", verwijzing="D2"),
    )
    assert told(rows) == {
        (3, "uitkomst", "outcome_before_end"),
        (4, "reden", "unknown_value"),
        (6, "reden", "missing"),
    }
    declined = rows[2].draft
    assert declined is not None
    assert (declined.event.reason, declined.event.reason_text) == (None, "geen zin")
    assert declined.event.outcome is Outcome.NOT_REACHED


def test_a_second_open_referral_to_the_same_offer_is_told() -> None:
    rows = history(
        event("draft", "2025-12-01"),
        event("draft", "2025-12-02", verwijzing="D2", aanbod="X2"),
        event("draft", "2025-12-03", verwijzing="D3"),
        event("withdrawn", "2025-12-04", reden="vol"),
        event("withdrawn", "2025-12-04", verwijzing="D3", reden="vol"),
        event("draft", "2025-12-05", verwijzing="D4"),
    )
    assert told(rows) == {(4, "aanbod", "second_open_referral")}
    assert "D1" in message(rows[2].problems[0])


def test_told_back_closes_the_loop() -> None:
    rows = history(
        event("draft", "2025-12-01"),
        event("withdrawn", "2025-12-03", reden="verhuisd", teruggekoppeld_op="2025-12-07"),
    )
    standing = standing_of(stored(rows)["D1"].events)
    assert standing.closed_loop
    assert (standing.told_on, standing.reason) == (date(2025, 12, 7), Reason.MOVED)


def test_a_day_of_telling_or_writing_down_that_is_still_to_come_raises_no_doubt() -> None:
    rows = history(
        event("draft", "2025-12-01", vastgelegd_op="2099-12-01"),
        event("withdrawn", "2025-12-03", reden="verhuisd", teruggekoppeld_op="2099-12-07"),
    )
    assert told(rows) == set()
    assert standing_of(stored(rows)["D1"].events).told_on == date(2099, 12, 7)


def test_a_minor_without_agreement_is_told_only_where_the_file_has_a_column_for_it() -> None:
    minor = {"bewoner": "Z-0002"}
    without = history(event("draft", "2025-12-01", **minor), sent("2025-12-02", **minor))
    assert told(without) == set()
    head = (*HEAD, "akkoord_voogd_op")
    rows = [
        [{"volgnr": str(n), **one}.get(name, "") for name in head]
        for n, one in enumerate(
            (event("draft", "2025-12-01", **minor), sent("2025-12-02", **minor)), 1
        )
    ]
    assert told(referrals(csv_bytes([head, *rows]))) == {
        (3, "akkoord_voogd_op", "guardian_agreement_missing")
    }


def test_the_same_history_again_is_recognised_and_what_was_refused_stays_refused() -> None:
    events = (
        event("draft", "2025-12-01"),
        event("accepted", "2025-12-01"),
        sent("2025-12-02"),
        event("received", "2025-12-03"),
        event("completed", "2025-12-03"),
    )
    first = history(*events)
    again = history(*events, known=stored(first))
    assert told(again) == told(first)
    assert [row.draft.known for row in again if row.draft] == [True, True, True]


def test_a_longer_history_brings_only_what_is_new() -> None:
    events = [event("draft", "2025-12-01"), sent("2025-12-02")]
    first = history(*events)
    more = history(*events, event("accepted", "2025-12-09"), known=stored(first))
    assert [row.draft.known for row in more if row.draft] == [True, True, False]
    assert more[-1].draft is not None
    assert more[-1].draft.event.sequence == 3


def test_an_event_before_what_is_stored_is_refused() -> None:
    first = history(event("draft", "2025-12-01"), sent("2025-12-05"))
    late = history(
        event("draft", "2025-12-01"), event("withdrawn", "2025-12-03"), known=stored(first)
    )
    assert {(found.field, found.code) for found in late[1].problems} == {
        ("datum", "date_before_previous")
    }


def test_an_event_that_was_struck_since_is_known_and_does_not_come_back() -> None:
    events = (event("draft", "2025-12-01"), sent("2025-12-02"), event("accepted", "2025-12-03"))
    known = stored(history(*events))["D1"]
    wrong = known.events[-1]
    strike = wrong.changed(id=new_id(), sequence=4, kind=EventKind.RETRACTION, retracts=wrong.id)
    again = history(*events, known={"D1": KnownReferral(known.referral, (*known.events, strike))})
    assert told(again) == set()
    assert [row.draft.known for row in again if row.draft] == [True, True, True]


def test_a_second_open_referral_counts_what_is_stored() -> None:
    first = history(event("draft", "2025-12-01"))
    rows = history(event("draft", "2025-12-02", verwijzing="D7"), known=stored(first))
    assert told(rows) == {(2, "aanbod", "second_open_referral")}


steps = st.tuples(st.sampled_from([*EventKind]), st.integers(1, 28), st.booleans())


@given(st.lists(steps, max_size=12))
def test_every_event_that_goes_in_is_legal(written: list[tuple[EventKind, int, bool]]) -> None:
    events = [
        event(
            kind.value,
            f"2025-12-{day:02d}",
            toestemming_op=f"2025-12-{day:02d}" if consent else "",
            ontvanger="Anouk",
            toelichting="waarom",
        )
        for kind, day, consent in written
    ]
    rows = history(*events)
    known = stored(rows)
    for one in known.values():
        counted = list(replay(one.events))
        assert len(counted) == len(one.events)
        days = [found.happened_on for found in one.events]
        assert days == sorted(days)
        before: ReferralState | None = None
        for found, standing in counted:
            assert found.kind in STEPS[before]
            before = standing.state
    again = history(*events, known=known)
    assert not [row for row in again if row.draft and not row.draft.known]
