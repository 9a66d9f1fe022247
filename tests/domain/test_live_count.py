"""A figure counts whom it says it counts, and nobody who could still get there."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from meedoenbalie.domain.counted import Counted, CountedFact
from meedoenbalie.domain.lesson_figures import shown, shown_share
from meedoenbalie.domain.live_count import Facts, InformedFact, ReferralFact, answer, erased_counts
from meedoenbalie.domain.live_query import Contrast, Measure, Query
from meedoenbalie.domain.record import new_id
from meedoenbalie.domain.referrals import EventKind

SEEN = "2026-W10"


def referral(person: str, sent: str, started: str = "", company: bool = False) -> ReferralFact:
    first = {EventKind.SENT: sent} | ({EventKind.STARTED: started} if started else {})
    return ReferralFact(person, "M01", "RTW", "mdt_traject", "18-22", company=company, first=first)


def asked(query: Query, *facts: ReferralFact, informed: tuple[InformedFact, ...] = ()) -> object:
    return answer(query, Facts(facts, informed), SEEN)


def test_a_share_with_a_term_leaves_out_whom_the_term_has_not_passed_for() -> None:
    facts = (
        referral("in time", "2026-W01", "2026-W05"),
        referral("too late", "2026-W01", "2026-W06"),
        referral("over the turn of the year", "2025-W52", "2026-W02"),
        referral("just sent", "2026-W08", "2026-W09"),
        referral("after the moment", "2026-W11"),
    )
    assert asked(Query(weeks=4), *facts) == {"reached": 2, "base": 3}
    assert asked(Query(), *facts) == {"reached": 4, "base": 4}
    assert asked(Query(first_week="2026-W02"), *facts) == {"reached": 1, "base": 1}


def test_with_is_laid_beside_without() -> None:
    facts = (
        referral("a", "2026-W01", "2026-W02", company=True),
        referral("b", "2026-W01", company=True),
        referral("c", "2026-W01"),
    )
    assert asked(Query(contrast=Contrast.COMPANY), *facts) == {
        "with.reached": 1,
        "with.base": 2,
        "without.reached": 0,
        "without.base": 1,
    }


def test_who_was_told_twice_counts_once_and_an_earlier_referral_is_no_result() -> None:
    told = [
        InformedFact(person, "M01", "RTW", "mdt_traject", "18-22", week)
        for person, week in (("a", "2026-W03"), ("a", "2026-W01"), ("b", "2026-W04"))
    ]
    facts = (referral("a", "2026-W02"), referral("b", "2026-W02"))
    query = Query(measure=Measure.INFORMED_SHARE)
    assert asked(query, *facts, informed=tuple(told)) == {"reached": 1, "base": 2}


def test_what_stays_of_erased_people_answers_only_how_often_a_step_was_reached() -> None:
    fact = CountedFact(
        site_id=new_id(), week="2026-W02", what=Counted.STARTED, age_band="18-22", number=3
    )
    facts = [(fact, "RTW", "mdt_traject")]
    counts = erased_counts(Query(measure=Measure.COUNTS), facts, SEEN)
    assert counts is not None
    assert counts["started"] == 3
    elsewhere = erased_counts(Query(measure=Measure.COUNTS, site="DKH"), facts, SEEN)
    assert elsewhere is not None
    assert elsewhere["started"] == 0
    assert erased_counts(Query(measure=Measure.COUNTS, age_band="18-22"), facts, SEEN) is None
    assert erased_counts(Query(), facts, SEEN) is None


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"first_week": "week 3"}, "wrong_week"),
        ({"first_week": "2026-W09", "last_week": "2026-W03"}, "wrong_period"),
        ({"base": EventKind.STARTED, "target": EventKind.SENT}, "same_step"),
        ({"measure": Measure.COUNTS, "contrast": Contrast.LINKED}, "not_comparable"),
        ({"company": True, "contrast": Contrast.COMPANY}, "not_comparable"),
    ],
)
def test_a_question_without_an_answer_is_refused(values: dict[str, object], code: str) -> None:
    with pytest.raises(ValidationError, match=code):
        Query.model_validate(values)


def test_neither_part_nor_rest_of_a_printed_share_is_a_small_count() -> None:
    assert shown(Query(), {"reached": 38, "base": 45}) == {"reached": None, "base": None}
    assert shown(Query(), {"reached": 22, "base": 45}) == {"reached": 20, "base": 45}
    assert shown_share(None, None) is None
    assert shown_share(45, 45) is None
    found = shown_share(20, 45)
    assert found is not None
    assert found.low < found.value == 20 / 45 < found.high
