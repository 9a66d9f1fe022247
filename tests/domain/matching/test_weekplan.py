"""Week plans: no clash, how heavy the week is, and no plan overlooked."""

from collections.abc import Iterable
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoenbalie.domain.matching.changes import BornBetween, LevelKnown, PhaseKnown
from meedoenbalie.domain.matching.explain import Match, ranked
from meedoenbalie.domain.matching.plansearch import best_plans, left_out
from meedoenbalie.domain.matching.ranking import Line
from meedoenbalie.domain.matching.rules import Context, travel_minutes
from meedoenbalie.domain.matching.score import Fit
from meedoenbalie.domain.matching.weekplan import WeekPlan
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import DutchLevel, ResidencePhase, Resident
from meedoenbalie.domain.week import WeekSchedule, first_clash
from tests.domain.matching.builders import (
    SITE,
    commitment,
    context,
    course,
    either,
    fixed,
    flexible,
    free,
    offer,
    resident,
    slot,
)
from tests.domain.matching.strategies import near_offers, residents

CONTEXT = context()


def plans(who: Resident, *what: Offer, limit: int = 20) -> tuple[WeekPlan, ...]:
    return best_plans(who, lines(who, ranked(who, what, CONTEXT)), CONTEXT, limit)


def lines(who: Resident, found: Iterable[Match], on: Context = CONTEXT) -> list[Line]:
    return [Line.of(who, one, on) for one in found]


def codes(found: tuple[WeekPlan, ...]) -> list[str]:
    return [f"{plan.mdt.offer.code}+{plan.language.offer.code}" for plan in found]


def test_an_mdt_traject_and_a_course_that_share_a_week_are_a_plan() -> None:
    (plan,) = plans(resident(), offer(), course())
    assert plan.fit is Fit.FITS
    assert plan.mdt_slots == (slot("MO", 13, 15),)
    assert plan.language_slots == (slot("TU", 9.5, 12),)


def test_a_course_that_is_tuned_to_the_work_says_so() -> None:
    (tuned,) = plans(resident(), offer(), course(tuned_to=("M01",)))
    (told_by_the_work,) = plans(resident(), offer(tuned_to=("T01",)), course())
    (apart,) = plans(resident(), offer(), course(tuned_to=("M09",)))
    assert (tuned.tuned, told_by_the_work.tuned, apart.tuned) == (True, True, False)


def test_two_offers_at_the_same_time_are_no_plan() -> None:
    assert plans(resident(), offer(), course(schedule=fixed(slot("MO", 14, 16)))) == ()


def test_between_two_offers_there_is_time_for_both_ways_and_rest() -> None:
    """15:00 plus two ways of 15 minutes by the azc and 15 minutes of rest is 15:45."""
    assert plans(resident(), offer(), course(schedule=fixed(slot("MO", 15.5, 17)))) == ()
    assert plans(resident(), offer(), course(schedule=fixed(slot("MO", 15.75, 17)))) != ()


def test_of_several_choices_one_that_goes_together_is_taken() -> None:
    choices = either((slot("TU", 10, 12),), (slot("WE", 10, 12),))
    (plan,) = plans(resident(), offer(schedule=choices), course())
    assert plan.mdt_slots == (slot("WE", 10, 12),)


def test_flexible_hours_take_no_slots_but_count_in_the_load() -> None:
    (plan,) = plans(resident(), offer(schedule=flexible(480)), course())
    assert plan.mdt_slots == ()
    assert plan.load.mdt == 480


def test_the_load_counts_both_offers_the_way_and_own_appointments() -> None:
    who = resident(commitments=(commitment("FR", 17, 19), commitment("TH", 18, 19.5)))
    twice = fixed(slot("MO", 13, 15), slot("WE", 13, 15.5))
    (plan,) = plans(who, offer(schedule=twice), course(travel_minutes={SITE: 10}))
    load = plan.load
    assert (load.mdt, load.language, load.travel, load.own) == (270, 150, 2 * 30 + 20, 210)
    assert load.total == 270 + 150 + 80 + 210
    assert not load.over_limit


def test_every_other_week_counts_half_the_way() -> None:
    biweekly = fixed(slot("SA", 10, 16), interval_weeks=2, weekly_minutes=180)
    (plan,) = plans(resident(), offer(schedule=biweekly), course(travel_minutes={SITE: 0}))
    assert plan.load.travel == 15


def test_a_week_too_heavy_is_shown_after_the_others_and_says_so() -> None:
    who = resident(interests=("koken",), weekly_minutes=300)
    heavy = offer(code="M2", title="Koken", schedule=fixed(slot("MO", 10, 14)))
    found = plans(who, heavy, offer(code="M1"), course())
    assert codes(found) == ["M1+T01", "M2+T01"]
    assert [plan.load.over_wish for plan in found] == [False, True]
    assert [plan.fit for plan in found] == [Fit.FITS, Fit.FITS_IF]
    more_time = found[1].more_time
    assert more_time is not None
    assert more_time.minutes == 390


def test_the_limit_of_a_bearable_week_is_the_rules_own() -> None:
    strict = context(weekly_limit_minutes=300)
    who = resident()
    found = best_plans(who, lines(who, ranked(who, [offer(), course()], strict), strict), strict)
    assert [plan.load.over_limit for plan in found] == [True]


def test_an_offer_that_fits_if_can_be_in_a_plan() -> None:
    who = resident(availability=free("MO afternoon"))
    (plan,) = plans(who, offer(), course())
    assert plan.fit is Fit.FITS_IF
    assert plan.language.changes


def test_an_offer_without_times_is_left_out_by_name() -> None:
    who = resident()
    what = lines(who, ranked(who, [offer(), course(schedule=WeekSchedule(text="?"))], CONTEXT))
    assert best_plans(who, what, CONTEXT) == ()
    assert [left.offer.code for left in left_out(who, what, CONTEXT, 5)] == ["T01"]


def test_one_resident_cannot_have_two_levels_at_once() -> None:
    """Nobody knows the level; the traject asks B1 or more and the course takes A1 or less."""
    who = resident(dutch_level=None)
    assert plans(who, offer(level_from="B1"), course(level_from="A0", level_to="A1")) == ()
    assert plans(who, offer(level_from="A1"), course(level_from="A0", level_to="A1")) != ()


def test_nor_two_birth_dates_nor_two_phases() -> None:
    nobody = resident(birth_date=None)
    grown = offer(minimum_age=25, maximum_age=30)
    assert plans(nobody, grown, course(minimum_age=16, maximum_age=20)) == ()
    assert plans(nobody, grown, course(minimum_age=16, maximum_age=27)) != ()
    unknown = resident(residence_phase=None)
    holders = offer(residence_phases=(ResidencePhase.STATUS_HOLDER,))
    seekers = course(residence_phases=(ResidencePhase.ASYLUM_SEEKER,))
    assert plans(unknown, holders, seekers) == ()
    assert plans(unknown, holders, course(residence_phases=tuple(ResidencePhase))) != ()


def test_once_a_month_counts_the_way_once_a_month() -> None:
    monthly = fixed(slot("SA", 10, 16), monthly=True, weekly_minutes=83)
    (plan,) = plans(resident(), offer(schedule=monthly), course(travel_minutes={SITE: 0}))
    assert plan.load.travel == round(30 * 12 / 52)


def test_the_score_of_a_plan_is_the_mean_of_both() -> None:
    (plan,) = plans(resident(), offer(), course())
    assert plan.score == pytest.approx((plan.mdt.score + plan.language.score) / 2)


def test_an_activity_is_in_no_plan() -> None:
    assert plans(resident(), offer(kind=OfferKind.ACTIVITY), course()) == ()


def by_hand(who: Resident, found: tuple[Match, ...], limit: int) -> list[tuple[object, ...]]:
    """Try every pair and every choice of times, with the week's own rule for what clashes."""
    made: dict[tuple[str, str], tuple[object, ...]] = {}
    pairs = product(
        [m for m in found if m.offer.kind is OfferKind.MDT_TRAJECT and m.fit is not Fit.FITS_NOT],
        [
            m
            for m in found
            if m.offer.kind is OfferKind.LANGUAGE_COURSE and m.fit is not Fit.FITS_NOT
        ],
    )
    for mdt, language in pairs:
        gap = _way(mdt) + _way(language) + CONTEXT.rules.rest_minutes
        overs = [
            _over(who, mdt, language, len({s.day for s in one}), len({s.day for s in other}))
            for one in mdt.judgement.week.facts.usable
            for other in language.judgement.week.facts.usable
            if first_clash(one, other, gap) is None
        ]
        if overs and possible(mdt, language):
            key = mdt.offer.code, language.offer.code
            made[key] = 0, min(overs), -(mdt.points + language.points), *key
    return sorted(made.values())[:limit]


def _way(found: Match) -> int:
    return travel_minutes(found.offer, CONTEXT) or 0


def _over(who: Resident, mdt: Match, language: Match, mdt_days: int, language_days: int) -> bool:
    minutes = sum(found.offer.schedule.weekly_minutes or 0 for found in (mdt, language))
    travel = sum(
        round(2 * _way(found) * (days or 1) / found.offer.schedule.interval_weeks)
        for found, days in ((mdt, mdt_days), (language, language_days))
    )
    own = sum(one.minutes for one in who.commitments)
    too_long = who.weekly_minutes is not None and minutes > who.weekly_minutes
    return too_long or minutes + travel + own > CONTEXT.rules.weekly_limit_minutes


def possible(mdt: Match, language: Match) -> bool:
    """Whether one birth date, one level and one phase can be the answer to both."""
    asked = (mdt.changes, language.changes)
    levels = [set(DutchLevel), set(DutchLevel)]
    phases = [set(ResidencePhase), set(ResidencePhase)]
    births = [(date.min, date.max), (date.min, date.max)]
    for side, changes in enumerate(asked):
        for change in changes:
            if isinstance(change, LevelKnown):
                lowest, highest = change.lowest.rank, (change.highest or DutchLevel.C1).rank
                levels[side] = {one for one in DutchLevel if lowest <= one.rank <= highest}
            elif isinstance(change, PhaseKnown):
                phases[side] = set(change.phases)
            elif isinstance(change, BornBetween):
                births[side] = change.earliest or date.min, change.latest
    return bool(
        levels[0] & levels[1]
        and phases[0] & phases[1]
        and max(births[0][0], births[1][0]) <= min(births[0][1], births[1][1])
    )


@given(
    residents(),
    st.lists(near_offers(OfferKind.MDT_TRAJECT), max_size=5, unique_by=lambda one: one.code),
    st.lists(near_offers(OfferKind.LANGUAGE_COURSE), max_size=5, unique_by=lambda one: one.code),
    st.integers(1, 8),
)
def test_the_search_finds_what_trying_everything_finds(
    who: Resident, mdt: list[Offer], language: list[Offer], limit: int
) -> None:
    found = ranked(who, mdt + language, CONTEXT)
    ranks = [plan.rank for plan in best_plans(who, lines(who, found), CONTEXT, limit)]
    assert ranks == by_hand(who, found, limit)


@given(
    residents(),
    st.lists(near_offers(OfferKind.MDT_TRAJECT), min_size=1, max_size=4),
    st.lists(near_offers(OfferKind.LANGUAGE_COURSE), min_size=1, max_size=4),
)
def test_no_plan_ever_overlaps(who: Resident, mdt: list[Offer], language: list[Offer]) -> None:
    for plan in plans(who, *mdt, *language):
        ways = _way(plan.mdt), _way(plan.language)
        rest = CONTEXT.rules.rest_minutes
        assert first_clash(plan.mdt_slots, plan.language_slots, sum(ways) + rest) is None
        assert first_clash(plan.mdt_slots, who.commitments, ways[0] + rest) is None
        assert first_clash(plan.language_slots, who.commitments, ways[1] + rest) is None


@given(
    residents(),
    st.lists(near_offers(), max_size=8, unique_by=lambda one: one.code),
    st.integers(0, 4),
)
def test_fewer_plans_are_the_first_of_more(who: Resident, what: list[Offer], limit: int) -> None:
    assert plans(who, *what, limit=limit) == plans(who, *what)[:limit]
