"""Week plans under conditions: pinned and refused offers, free dayparts, activities beside."""

from itertools import combinations, product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from meedoenbalie.domain.matching.explain import Match, ranked
from meedoenbalie.domain.matching.interests import met_interests
from meedoenbalie.domain.matching.plansearch import best_plans
from meedoenbalie.domain.matching.ranking import Line
from meedoenbalie.domain.matching.rules import travel_minutes
from meedoenbalie.domain.matching.score import Fit
from meedoenbalie.domain.matching.weekfit import dayparts_of
from meedoenbalie.domain.matching.weekload import weekly_travel
from meedoenbalie.domain.matching.weekplan import Conditions, WeekPlan, choice_weight
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import Resident, WeekWeight
from meedoenbalie.domain.record import new_id
from meedoenbalie.domain.week import Daypart, TimeSlot, Weekday
from tests.domain.matching.builders import context, course, fixed, flexible, offer, resident, slot
from tests.domain.matching.strategies import near_offers, residents
from tests.domain.matching.test_weekplan import possible

CONTEXT = context()
MDT, LANGUAGE, ACTIVITY = OfferKind.MDT_TRAJECT, OfferKind.LANGUAGE_COURSE, OfferKind.ACTIVITY


def plans(who: Resident, *what: Offer, limit: int = 20, **conditions: Any) -> tuple[WeekPlan, ...]:
    lines = [Line.of(who, found, CONTEXT) for found in ranked(who, what, CONTEXT)]
    return best_plans(who, lines, CONTEXT, limit, Conditions(**conditions))


def codes(found: tuple[WeekPlan, ...]) -> list[str]:
    return ["+".join(one.code for one in plan.offers) for plan in found]


def activity(code: str, title: str, *slots: TimeSlot, **values: Any) -> Offer:
    schedule = fixed(*slots) if slots else flexible(60)
    return offer(code=code, title=title, kind=ACTIVITY, schedule=schedule, **values)


def test_a_pinned_offer_is_in_every_plan_and_a_forbidden_one_in_none() -> None:
    one, two = offer(code="M01", id=new_id()), offer(code="M02", id=new_id())
    taal = course(id=new_id())
    assert codes(plans(resident(), one, two, taal)) == ["M01+T01", "M02+T01"]
    assert codes(plans(resident(), one, two, taal, pinned={two.id})) == ["M02+T01"]
    assert codes(plans(resident(), one, two, taal, without={one.id})) == ["M02+T01"]


def test_two_trajects_pinned_leave_no_plan() -> None:
    one, two = offer(code="M01", id=new_id()), offer(code="M02", id=new_id())
    assert plans(resident(), one, two, course(), pinned={one.id, two.id}) == ()


def test_a_daypart_that_must_stay_free_takes_other_choices_or_other_offers() -> None:
    free = {(Weekday.MONDAY, Daypart.AFTERNOON)}
    monday, friday = offer(), offer(code="M02", schedule=fixed(slot("FR", 13, 15)))
    assert codes(plans(resident(), monday, friday, course(), free=free)) == ["M02+T01"]


def test_an_activity_comes_in_for_a_wish_that_the_pair_leaves_open() -> None:
    who = resident(interests=("koken", "voetbal"))
    cook = offer(title="Samen koken")
    football = activity("A1", "Voetbal op zaterdag", slot("SA", 10, 12))
    kitchen = activity("A2", "Koken met buren", slot("SU", 10, 12))
    (plan,) = plans(who, cook, course(), football, kitchen)
    assert codes((plan,)) == ["M01+T01+A1"]
    assert plan.load.activities == 120
    assert plan.beside[0].slots == (slot("SA", 10, 12),)


def test_one_activity_for_two_wishes_comes_before_two() -> None:
    who = resident(interests=("voetbal", "muziek"))
    apart = (
        activity("A1", "Voetbal", slot("SA", 9, 10)),
        activity("A2", "Muziek", slot("SA", 13, 14)),
    )
    both = activity("A3", "Muziek en voetbal", slot("SU", 10, 11))
    assert codes(plans(who, offer(), course(), *apart)) == ["M01+T01+A1+A2"]
    assert codes(plans(who, offer(), course(), *apart, both)) == ["M01+T01+A3"]


def test_nobody_gets_an_activity_that_makes_the_week_heavier_than_wanted() -> None:
    football = activity("A1", "Voetbal", slot("SA", 8, 18))
    full = resident(interests=("voetbal",), week_weight=WeekWeight.FULL)
    light = resident(interests=("voetbal",), week_weight=WeekWeight.LIGHT)
    assert codes(plans(full, offer(), course(), football)) == ["M01+T01+A1"]
    assert codes(plans(light, offer(), course(), football)) == ["M01+T01"]


def test_a_week_heavier_than_wanted_says_so() -> None:
    who = resident(week_weight=WeekWeight.LIGHT)
    long = offer(schedule=fixed(slot("MO", 9, 17), slot("WE", 9, 17)))
    (plan,) = plans(who, long, course())
    assert plan.load.over_wanted
    assert not plan.load.over_limit


def test_what_the_young_person_chose_stands_on_top() -> None:
    who = resident(interests=("koken",))
    best, chosen = offer(title="Koken", id=new_id()), offer(code="M02", id=new_id())
    assert codes(plans(who, best, chosen, course())) == ["M01+T01", "M02+T01"]
    assert codes(plans(who, best, chosen, course(), ranks={chosen.id: 3})) == [
        "M02+T01",
        "M01+T01",
    ]


def test_between_two_offers_at_one_address_only_rest_is_needed() -> None:
    there = {"address": "Dorpsstraat 1", "place": "Rietwaard"}
    taal = course(schedule=fixed(slot("MO", 15.25, 17)), **there)
    assert plans(resident(), offer(), taal) == ()
    assert codes(plans(resident(), offer(**there), taal)) == ["M01+T01"]


def by_hand(
    who: Resident, found: tuple[Match, ...], wishes: Conditions
) -> dict[tuple[str, str], tuple[object, ...]]:
    """Try every pair with everything beside it, and keep the best of each pair."""
    able = [m for m in found if m.fit is not Fit.FITS_NOT]
    kept = [m for m in able if m.offer.id not in wishes.without - wishes.pinned]
    pins = {m.offer.id for m in able} & wishes.pinned
    best: dict[tuple[str, str], tuple[object, ...]] = {}
    if pins != wishes.pinned:
        return best
    activities = [m for m in kept if m.offer.kind is ACTIVITY]
    beside = [some for n in range(3) for some in combinations(activities, n)]
    for mdt, language in product(
        [m for m in kept if m.offer.kind is MDT], [m for m in kept if m.offer.kind is LANGUAGE]
    ):
        ranks: list[tuple[Any, ...]] = []
        for more in beside:
            parts = (mdt, language, *more)
            if not pins <= {one.offer.id for one in parts}:
                continue
            free_choice = [one for one in more if one.offer.id not in pins]
            if any(one.fit is not Fit.FITS for one in free_choice):
                continue
            if not all(possible(one, other) for one, other in combinations(parts, 2)):
                continue
            overs = [_over(who, parts, week) for week in _weeks(parts, wishes)]
            if overs and not (bool(free_choice) and min(overs)):
                pinned = [one for one in parts if one not in free_choice]
                met = _met(who, *pinned)
                gained = _met(who, *free_choice) - met
                # Without a gain nothing comes in; two never come in for what one of them gains.
                ranks.append(
                    (
                        min(overs),
                        -len(gained),
                        len(free_choice),
                        -sum(one.points for one in free_choice),
                        sorted(one.offer.code for one in free_choice),
                    )
                )
        if ranks:
            over, *_how, chosen = min(ranks)
            weight = sum(choice_weight(wishes.ranks.get(one.offer.id)) for one in (mdt, language))
            key = mdt.offer.code, language.offer.code
            best[key] = (-weight, over, -(mdt.points + language.points), *key, chosen)
    return best


def _met(who: Resident, *parts: Match) -> set[int]:
    return {place for one in parts for place, _wish in met_interests(who, one.offer)}


def _weeks(parts: tuple[Match, ...], wishes: Conditions) -> list[tuple[tuple[TimeSlot, ...], ...]]:
    options = [
        [
            slots
            for slots in one.judgement.week.facts.usable
            if not any(set(dayparts_of(s, CONTEXT.rules)) & wishes.free for s in slots)
        ]
        for one in parts
    ]
    return [
        week
        for week in product(*options)
        if all(
            not one.overlaps(other, _gap(parts[i], parts[j]))
            for i, j in combinations(range(len(parts)), 2)
            for one in week[i]
            for other in week[j]
        )
    ]


def _gap(one: Match, other: Match) -> int:
    ways = [travel_minutes(each.offer, CONTEXT) or 0 for each in (one, other)]
    return sum(ways) + CONTEXT.rules.rest_minutes


def _over(who: Resident, parts: tuple[Match, ...], week: tuple[tuple[TimeSlot, ...], ...]) -> bool:
    minutes = sum(one.offer.schedule.weekly_minutes or 0 for one in parts)
    travel = sum(
        weekly_travel(one.offer, slots, CONTEXT) for one, slots in zip(parts, week, strict=True)
    )
    total = minutes + travel + sum(one.minutes for one in who.commitments)
    rules = CONTEXT.rules
    wanted = rules.week_weight_minutes[who.week_weight] if who.week_weight else 10_080
    too_long = who.weekly_minutes is not None and minutes > who.weekly_minutes
    return too_long or total > min(wanted, rules.weekly_limit_minutes)


def numbered(many: list[Offer]) -> list[Offer]:
    return [
        one.model_copy(update={"id": new_id(), "code": f"{one.code}-{n}", "address": ""})
        for n, one in enumerate(many)
    ]


@settings(max_examples=60)
@given(
    residents(),
    st.lists(near_offers(MDT), max_size=3),
    st.lists(near_offers(LANGUAGE), max_size=3),
    st.lists(near_offers(ACTIVITY), max_size=4),
    st.sampled_from([None, *WeekWeight]),
    st.data(),
)
def test_the_search_finds_what_trying_everything_finds(
    who: Resident,
    mdt: list[Offer],
    language: list[Offer],
    activities: list[Offer],
    weight: WeekWeight | None,
    data: st.DataObject,
) -> None:
    who = who.model_copy(update={"week_weight": weight})
    every = numbered(mdt + language + activities)
    some = st.sets(st.sampled_from([one.id for one in every]), max_size=2) if every else st.just(())
    parts = st.tuples(st.sampled_from(Weekday), st.sampled_from(Daypart))
    pins = frozenset(data.draw(some))
    conditions = Conditions(
        pinned=pins,
        without=frozenset(data.draw(some)),
        free=frozenset(data.draw(st.sets(parts, max_size=3))),
        ranks={one: data.draw(st.integers(1, 3)) for one in data.draw(some)},
    )
    found = ranked(who, every, CONTEXT)
    lines = [Line.of(who, one, CONTEXT) for one in found]
    plans_found = best_plans(who, lines, CONTEXT, 100, conditions)
    expected = by_hand(who, found, conditions)
    assert [plan.rank for plan in plans_found] == sorted(plan.rank for plan in plans_found)
    for plan in plans_found:
        key = plan.mdt.offer.code, plan.language.offer.code
        chosen = sorted(
            part.match.offer.code
            for part in plan.beside
            if part.match.offer.id not in conditions.pinned
        )
        assert (*plan.rank, chosen) == expected.pop(key)
    assert expected == {}
