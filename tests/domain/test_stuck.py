"""Who is stuck, and when somebody who was accepted can begin."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from meedoenbalie.domain.beginning import Beginning, beginning_of
from meedoenbalie.domain.consent import Consent, ConsentAnswer
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.referrals import ReferralState, Standing
from meedoenbalie.domain.stuck import ToDo, to_do, to_do_with_draft
from meedoenbalie.domain.week import TimeSlot, Weekday, WeekSchedule

TODAY = date(2026, 3, 2)
TERM = 10
NOBODY = UUID(int=0)
TUESDAY_MORNING = WeekSchedule(slots=(TimeSlot(day=Weekday.TUESDAY, start=570, end=720),))


@pytest.mark.parametrize(
    ("waited", "action"),
    [(10, None), (11, ToDo.REMIND), (14, ToDo.REMIND), (15, ToDo.CALL), (80, ToDo.CALL)],
)
def test_a_provider_is_reminded_after_the_term_and_called_five_days_later(
    waited: int, action: ToDo | None
) -> None:
    sent = Standing(ReferralState.SENT, since=TODAY - timedelta(days=waited))
    assert to_do(sent, TODAY, TERM) is action


def test_what_ended_is_stuck_until_it_is_told_back() -> None:
    ended = Standing(ReferralState.DECLINED, since=TODAY)
    assert to_do(ended, TODAY, TERM) is ToDo.TELL_BACK
    told = Standing(ReferralState.DECLINED, since=TODAY, told_on=TODAY)
    assert to_do(told, TODAY, TERM) is None
    assert to_do(Standing(ReferralState.STARTED, since=date(2025, 1, 1)), TODAY, TERM) is None


def consent(answer: ConsentAnswer, *, guardian: bool = False) -> Consent:
    return Consent(
        resident_id=NOBODY,
        provider_id=NOBODY,
        answer=answer,
        answered_on=TODAY,
        guardian_agreed=guardian,
    )


@pytest.mark.parametrize(
    ("answer", "child", "action"),
    [
        (None, False, ToDo.ASK_CONSENT),
        (consent(ConsentAnswer.THINKING), False, ToDo.ASK_CONSENT),
        (consent(ConsentAnswer.YES), False, ToDo.SEND),
        (consent(ConsentAnswer.YES), True, ToDo.ASK_GUARDIAN),
        (consent(ConsentAnswer.YES, guardian=True), True, ToDo.SEND),
        (consent(ConsentAnswer.NO), False, ToDo.WITHDRAW),
    ],
)
def test_a_draft_waits_for_consent_for_the_guardian_or_for_being_sent(
    answer: Consent | None, child: bool, action: ToDo
) -> None:
    assert to_do_with_draft(answer, TODAY, needs_guardian=child) is action


def an_offer(**values: object) -> Offer:
    return Offer.model_validate(
        {
            "provider_id": NOBODY,
            "code": "M01",
            "kind": OfferKind.MDT_TRAJECT,
            "title": "Techniek voor elkaar",
            "schedule": TUESDAY_MORNING,
            **values,
        }
    )


def test_an_offer_with_start_dates_begins_on_the_first_since_somebody_was_accepted() -> None:
    offer = an_offer(start_dates=(date(2026, 2, 3), date(2026, 3, 10), date(2026, 4, 1)))
    assert beginning_of(offer, date(2026, 2, 20), TODAY) == Beginning(
        date(2026, 3, 10), 570, fixed=True
    )


def test_a_start_that_has_passed_stays_visible() -> None:
    offer = an_offer(start_dates=(date(2026, 2, 24), date(2026, 5, 1)))
    assert beginning_of(offer, date(2026, 2, 20), TODAY).day == date(2026, 2, 24)


def test_an_offer_that_one_can_join_begins_the_next_time_it_takes_place() -> None:
    found = beginning_of(an_offer(continuous_intake=True), date(2026, 2, 20), TODAY)
    assert found == Beginning(date(2026, 3, 3), 570, fixed=False)


@pytest.mark.parametrize(
    "values",
    [
        {"start_dates": (date(2026, 1, 5),)},
        {"schedule": WeekSchedule()},
        {"schedule": TUESDAY_MORNING.model_copy(update={"interval_weeks": 2})},
        {"schedule": TUESDAY_MORNING.model_copy(update={"monthly": True})},
        {"schedule": WeekSchedule(alternatives=(TUESDAY_MORNING.slots,))},
        {"ends_on": date(2026, 2, 28)},
    ],
)
def test_nobody_is_promised_a_day_that_the_offer_doesn_t_tell(values: dict[str, object]) -> None:
    assert beginning_of(an_offer(**values), date(2026, 2, 20), TODAY) == Beginning()


def test_a_daypart_is_no_time_to_be_there() -> None:
    schedule = TUESDAY_MORNING.model_copy(update={"approximate": True})
    found = beginning_of(an_offer(schedule=schedule, start_dates=(date(2026, 3, 3),)), TODAY, TODAY)
    assert found == Beginning(date(2026, 3, 3), None, fixed=True)
