"""Putting the criteria together: past, past als …, past niet, and the order of it."""

from datetime import date

import pytest

from meedoenbalie.domain.matching.changes import (
    GuardianAgrees,
    LaterStart,
    LevelReached,
    MoreTime,
    TravelAccepted,
)
from meedoenbalie.domain.matching.explain import match, ranked
from meedoenbalie.domain.matching.facts import Criterion
from meedoenbalie.domain.matching.rules import Weights
from meedoenbalie.domain.matching.score import Fit
from tests.domain.matching.builders import (
    commitment,
    context,
    course,
    fixed,
    flexible,
    free,
    offer,
    resident,
    slot,
)


def test_what_has_nothing_in_the_way_fits() -> None:
    found = match(resident(), offer(), context())
    assert (found.fit, found.changes) == (Fit.FITS, ())


def test_one_small_change_makes_it_fit_if() -> None:
    found = match(resident(birth_date=date(2011, 5, 1)), offer(), context())
    assert (found.fit, found.changes) == (Fit.FITS_IF, (GuardianAgrees(),))


@pytest.mark.parametrize(
    "values",
    [
        {"start_dates": (date(2026, 3, 9), date(2026, 5, 4))},
        {"start_dates": (), "continuous_intake": True},
        {"start_dates": ()},
    ],
    ids=["a later date", "any moment", "no date named"],
)
def test_waiting_until_one_is_old_enough_makes_it_fit_if(values: dict[str, object]) -> None:
    who = resident(birth_date=date(2008, 5, 4))
    found = match(who, offer(minimum_age=18, **values), context())
    assert (found.fit, found.changes) == (Fit.FITS_IF, (LaterStart(date(2026, 5, 4)),))


def test_two_small_changes_make_it_fit_if() -> None:
    who = resident(max_travel_minutes=10, weekly_minutes=60)
    found = match(who, offer(), context())
    assert (found.fit, found.changes) == (Fit.FITS_IF, (TravelAccepted(15), MoreTime(120)))


def test_three_small_changes_are_too_many() -> None:
    swimming = commitment("MO", 14, 16)
    who = resident(max_travel_minutes=10, weekly_minutes=60, commitments=(swimming,))
    found = match(who, offer(), context())
    assert found.fit is Fit.FITS_NOT
    assert found.changes == ()


def test_what_is_still_to_be_asked_does_not_count_as_a_change_too_many() -> None:
    who = resident(dutch_level=None, residence_phase=None, birth_date=None)
    what = offer(level_from="A1", work_permit=None, places=None, travel_minutes={})
    found = match(who, what, context())
    assert found.fit is Fit.FITS_IF
    assert len(found.changes) == 5


def test_a_level_that_takes_too_long_does_not_fit_but_says_when_to_look_again() -> None:
    young_entrepreneur = offer(level_from="A2", start_dates=(date(2026, 4, 13),))
    found = match(resident(), young_entrepreneur, context())
    assert found.fit is Fit.FITS_NOT
    assert [type(change) for change in found.changes] == [LevelReached]


def test_what_nothing_helps_has_no_change() -> None:
    found = match(resident(birth_date=date(1980, 1, 1)), offer(level_from="A2"), context())
    assert (found.fit, found.changes) == (Fit.FITS_NOT, ())
    assert [result.criterion for result in found.judgement.blocking] == [
        Criterion.AGE,
        Criterion.LEVEL,
    ]


def test_a_saturday_that_was_not_named_is_one_question_away() -> None:
    who = resident(availability=free("MO afternoon", "SA morning"))
    found = match(who, offer(schedule=fixed(slot("SA", 13, 16))), context())
    assert found.fit is Fit.FITS_IF


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"title": "Koken"}, {"title": "Techniek"}),
        ({"travel_minutes": {"RTW": 5}}, {"travel_minutes": {"RTW": 40}}),
        ({"start_dates": (date(2026, 3, 9),)}, {"start_dates": (date(2026, 8, 3),)}),
        ({"places_confirmed_on": date(2026, 3, 1)}, {"places_confirmed_on": date(2025, 12, 1)}),
        ({"schedule": flexible(120)}, {"schedule": flexible(None)}),
    ],
    ids=["wish", "near", "soon", "sure of a place", "hours known"],
)
def test_of_two_that_fit_the_better_one_comes_first(
    better: dict[str, object], worse: dict[str, object]
) -> None:
    who = resident(interests=("koken",), weekly_minutes=600)
    first, second = offer(code="Z", **better), offer(code="A", **worse)
    assert [one.offer.code for one in ranked(who, [second, first], context())] == ["Z", "A"]


def test_one_question_to_ask_comes_before_two() -> None:
    who = resident(residence_phase="asylum_seeker", interests=("koken",))
    one = offer(code="ONE", places=None)
    two = offer(code="TWO", title="Koken", places=None, work_permit=None)
    found = ranked(who, [two, one], context())
    assert [(each.offer.code, len(each.changes)) for each in found] == [("ONE", 1), ("TWO", 2)]


def test_equal_offers_stand_in_the_order_of_their_codes() -> None:
    found = ranked(resident(), [offer(code="M2"), offer(code="M1")], context())
    assert [one.offer.code for one in found] == ["M1", "M2"]


def test_weights_are_the_desks_own() -> None:
    who = resident(interests=("koken",))
    near = offer(code="NEAR", travel_minutes={"RTW": 1})
    wish = offer(code="WISH", title="Koken", travel_minutes={"RTW": 40})
    weights = {**dict.fromkeys(Weights.model_fields, 0), "interests": 10, "travel": 90}
    assert ranked(who, [near, wish], context())[0].offer.code == "WISH"
    assert ranked(who, [near, wish], context(weights=weights))[0].offer.code == "NEAR"


def test_without_any_weight_only_the_thirds_remain() -> None:
    weights = dict.fromkeys(Weights.model_fields, 0)
    assert match(resident(), course(), context(weights=weights)).score == pytest.approx(
        2 / 3, abs=1e-4
    )
