"""The figures of a week follow from events, whenever those were written down."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from meedoenbalie.domain.iso_week import IsoWeek
from meedoenbalie.domain.referrals import EventKind, ReferralEvent, replay, standing_of
from meedoenbalie.domain.weekly import ANSWERS, WEEKS_SHOWN, WeeklyFigures, weekly_figures
from tests.domain.histories import NOON, histories

K = EventKind
MONDAY = date(2026, 2, 23)
SUNDAY = date(2026, 3, 1)
WEEK = IsoWeek.of(MONDAY)
LATER = date(2026, 6, 1)
FIRST = date(2025, 11, 3)


def steps(*happened: tuple[EventKind, date], **of_last: Any) -> list[ReferralEvent]:
    referral = uuid4()
    return [
        ReferralEvent(
            referral_id=referral,
            sequence=number,
            kind=kind,
            happened_on=day,
            recorded_at=NOON,
            **(of_last if number == len(happened) else {}),
        )
        for number, (kind, day) in enumerate(happened, 1)
    ]


def figures(
    *referrals: Sequence[ReferralEvent],
    informed: Sequence[tuple[UUID, date]] = (),
    week: IsoWeek = WEEK,
    today: date = LATER,
) -> WeeklyFigures:
    return weekly_figures([tuple(replay(events)) for events in referrals], informed, week, today)


def test_a_step_counts_in_the_week_in_which_it_happened() -> None:
    sent = steps((K.DRAFT, MONDAY - timedelta(days=1)), (K.SENT, MONDAY))
    week_before = steps((K.DRAFT, MONDAY), (K.SENT, MONDAY - timedelta(days=1)))
    week_after = steps((K.DRAFT, MONDAY), (K.SENT, SUNDAY + timedelta(days=1)))
    found = figures(sent, week_before, week_after)
    assert found.counts("sent") == (0, 0, 0, 1, 1)
    assert found.mean("sent") == 0.25


def test_only_the_first_answer_of_a_provider_counts() -> None:
    answered = steps(
        (K.DRAFT, MONDAY), (K.SENT, MONDAY), (K.RECEIVED, MONDAY), (K.WAITLISTED, SUNDAY)
    )
    assert figures(answered).this.answered == 1


def test_going_on_after_a_pause_is_no_second_start() -> None:
    paused = steps(
        (K.DRAFT, MONDAY),
        (K.SENT, MONDAY),
        (K.ACCEPTED, MONDAY),
        (K.STARTED, MONDAY),
        (K.PAUSED, SUNDAY),
        (K.STARTED, SUNDAY),
    )
    assert figures(paused).this.started == 1


def test_a_step_that_was_taken_back_never_happened() -> None:
    events = steps((K.DRAFT, MONDAY), (K.SENT, MONDAY), (K.ACCEPTED, MONDAY), (K.STARTED, SUNDAY))
    wrong = events[1]
    back = steps((K.RETRACTION, LATER), retracts=wrong.id)[0].changed(
        referral_id=wrong.referral_id, sequence=5
    )
    found = figures([*events, back])
    assert (found.this.sent, found.this.answered, found.this.started) == (0, 0, 0)
    assert found.open_referrals == 1


def test_a_referral_entered_in_error_counts_nowhere() -> None:
    wrong = steps((K.DRAFT, MONDAY), (K.ENTERED_IN_ERROR, LATER))
    found = figures(wrong)
    assert found.open_referrals == 0
    assert found.this.ended == 0


def test_what_is_told_on_monday_was_not_told_on_sunday() -> None:
    ended = (K.DRAFT, MONDAY), (K.WITHDRAWN, SUNDAY)
    in_time = steps(*ended, told_on=SUNDAY)
    late = steps(*ended, told_on=SUNDAY + timedelta(days=1))
    told_apart = steps(*ended, (K.TOLD, SUNDAY + timedelta(days=2)))
    found = figures(in_time, late, told_apart)
    assert (found.this.ended, found.this.told_back) == (3, 1)
    assert found.this.told_share == 1 / 3
    assert found.previous.told_share is None
    assert found.mean_told_share() is None
    assert figures(in_time, late, told_apart, week=WEEK.earlier(-1)).this.told_back == 3


def test_the_share_told_back_is_about_the_year_of_the_week() -> None:
    ended = steps((K.DRAFT, date(2025, 12, 1)), (K.WITHDRAWN, date(2025, 12, 20)))
    assert figures(ended, week=IsoWeek(2026, 2)).this.ended == 0
    assert figures(ended, week=IsoWeek(2025, 52)).this.ended == 1


def test_voorlichtingen_are_counted_and_so_are_the_residents_among_them() -> None:
    one, other = uuid4(), uuid4()
    given_on = [(one, MONDAY), (one, SUNDAY), (other, SUNDAY), (one, MONDAY - timedelta(days=1))]
    found = figures(informed=given_on)
    assert (found.this.informed, found.this.informed_people) == (3, 2)
    assert (found.previous.informed, found.previous.informed_people) == (1, 1)


def test_a_week_that_still_runs_is_provisional_and_counts_until_today() -> None:
    today = MONDAY + timedelta(days=2)
    sent = steps((K.DRAFT, MONDAY), (K.SENT, today))
    found = figures(sent, today=today)
    assert found.provisional
    assert found.as_of == today
    assert found.this.sent == 1
    assert figures(sent, today=SUNDAY).provisional
    assert not figures(sent, today=SUNDAY + timedelta(days=1)).provisional


def test_the_figures_go_out_as_plain_values() -> None:
    told = figures(steps((K.DRAFT, MONDAY), (K.SENT, MONDAY))).as_json()
    assert told["week"] == "2026-W09"
    assert told["as_of"] == "2026-03-01"
    assert isinstance(told["weeks"], list)
    assert told["weeks"][-1]["sent"] == 1


@given(histories(FIRST))
def test_the_weeks_together_hold_every_event_that_counts_once(
    referrals: list[list[ReferralEvent]],
) -> None:
    last = max((event.happened_on for events in referrals for event in events), default=FIRST)
    week = IsoWeek.of(FIRST)
    total = dict.fromkeys(("sent", "answered", "started", "stopped"), 0)
    while week.monday <= last:
        this = figures(*referrals, week=week, today=last + timedelta(days=1)).this
        for name in total:
            total[name] += getattr(this, name)
        week = week.earlier(-1)
    effective = [[event.kind for event, _after in replay(events)] for events in referrals]
    assert total == {
        "sent": sum(kinds.count(K.SENT) for kinds in effective),
        "answered": sum(bool(ANSWERS & set(kinds)) for kinds in effective),
        "started": sum(K.STARTED in kinds for kinds in effective),
        "stopped": sum(kinds.count(K.STOPPED) for kinds in effective),
    }


@given(histories(FIRST), st.integers(0, 30))
def test_a_week_shows_the_same_figures_in_every_report(
    referrals: list[list[ReferralEvent]], ahead: int
) -> None:
    week = IsoWeek.of(FIRST).earlier(-ahead)
    now = figures(*referrals, week=week)
    for back in range(1, WEEKS_SHOWN):
        earlier = figures(*referrals, week=week.earlier(back))
        assert earlier.this == now.weeks[-1 - back]


@given(histories(FIRST))
def test_at_the_end_everything_is_open_or_ended_or_was_a_mistake(
    referrals: list[list[ReferralEvent]],
) -> None:
    found = figures(*referrals, week=IsoWeek.of(LATER), today=LATER + timedelta(weeks=2))
    standings = [standing_of(events) for events in referrals]
    assert found.open_referrals == sum(standing.is_open for standing in standings)
    assert found.this.ended == sum(
        standing.is_ended and standing.since is not None and standing.since >= date(2025, 12, 29)
        for standing in standings
    )
