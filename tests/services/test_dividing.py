"""Dividing places at the desk: starts, own choices, friends, moving somebody, and taking over."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from meedoenbalie.domain.choices import Choices
from meedoenbalie.domain.matching.own_ranking import by_own_choice
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.places import PlacesFigure
from meedoenbalie.domain.referrals import ReferralState
from meedoenbalie.services.choosing import choose, say_no, say_no_to_all
from meedoenbalie.services.companions import go_together
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.dividing import DivisionChanged, Plan, Scope, accept, propose, state
from meedoenbalie.services.division_costs import cost_of, why_without
from meedoenbalie.services.holding import hold_place
from meedoenbalie.services.referring import find_referrals, prepare_referral
from meedoenbalie.services.rights import Restricted, restrict_use
from meedoenbalie.services.undoing import undo
from tests.opened_desk import TODAY
from tests.ui.pages.making import add_offer, add_resident

SOON, LATER = TODAY + timedelta(14), TODAY + timedelta(70)


def placed(plan: Plan) -> dict[str, str]:
    people, seats = plan.stated.people, plan.stated.seats
    return {
        people[who].resident.given_name: seats[key].offer.code for who, key in plan.given.items()
    }


def with_starts(desk: Desk, code: str, *places: int, **values: Any) -> Offer:
    starts = (SOON, LATER)[: len(places)]
    figures = tuple(
        PlacesFigure(on=on, places=number, confirmed_on=TODAY)
        for on, number in zip(starts, places, strict=True)
    )
    asked: dict[str, Any] = {"continuous_intake": False, "start_dates": starts}
    return add_offer(desk, code, f"Aanbod {code}", **asked, start_places=figures, **values)


def test_each_start_date_has_its_own_places(desk: Desk, site: Site) -> None:
    with_starts(desk, "M01", 1, 1)
    for name in ("Aylin", "Biniam", "Semhar"):
        add_resident(desk, site, name)
    plan = propose(state(desk))
    assert sorted(key[1] for key in plan.given.values() if key[1]) == [SOON, LATER]
    assert len(plan.stated.people) == 3
    near = propose(state(desk, Scope(until=SOON)))
    assert [key[1] for key in near.given.values()] == [SOON]


def test_whoever_is_too_young_at_the_first_start_can_have_the_second(
    desk: Desk, site: Site
) -> None:
    with_starts(desk, "M01", 1, 1, minimum_age=18)
    birthday = TODAY + timedelta(30)
    add_resident(desk, site, "Aylin", birth_date=birthday.replace(year=birthday.year - 18))
    plan = propose(state(desk))
    assert [key[1] for key in plan.given.values()] == [LATER]


def test_a_place_under_way_or_held_is_taken_at_its_start(desk: Desk, site: Site) -> None:
    what = with_starts(desk, "M01", 1, 1)
    first, second = (add_resident(desk, site, name) for name in ("Aylin", "Biniam"))
    add_resident(desk, site, "Semhar")
    prepare_referral(desk, first.id, what.id)
    assert [seat.start for seat in state(desk).seats.values()] == [LATER]
    hold_place(desk, second.id, what.id, LATER, TODAY + timedelta(3))
    assert not state(desk).seats


def test_a_no_is_never_allocated_and_ranks_order_within_what_was_chosen(
    desk: Desk, site: Site
) -> None:
    near = add_offer(desk, "M01", "Naast de deur", travel_minutes={"RTW": 1})
    far = add_offer(desk, "M02", "Ver", travel_minutes={"RTW": 40})
    aylin = add_resident(desk, site, "Aylin")
    assert placed(propose(state(desk))) == {"Aylin": "M01"}
    choose(desk, aylin.id, [far.id], 1)
    choose(desk, aylin.id, [near.id], 2)
    assert placed(propose(state(desk))) == {"Aylin": "M02"}
    say_no(desk, aylin.id, [far.id])
    say_no(desk, aylin.id, [near.id])
    assert all(key[0] != near.id for _who, key in state(desk).points)
    say_no_to_all(desk, aylin.id)
    assert not state(desk).points
    assert not state(desk).nearly


def test_who_chose_gets_nothing_else_but_staff_may_still_decide_it(desk: Desk, site: Site) -> None:
    chosen = add_offer(desk, "M01", "Gekozen", places=0)
    other = add_offer(desk, "M02", "Niet gekozen")
    also = add_offer(desk, "M03", "Ook gekozen", places=1)
    aylin, biniam = (add_resident(desk, site, name) for name in ("Aylin", "Biniam"))
    for who in (aylin, biniam):
        choose(desk, who.id, [chosen.id], 1)
        choose(desk, who.id, [also.id], 2)
    stated = state(desk)
    assert {key[0] for _who, key in stated.points} == {also.id}
    plan = propose(stated)
    assert len(plan.given) == 1
    left = aylin if aylin.id not in plan.given else biniam
    assert [seat.key[0] for seat in stated.possible(left.id)][-1] == other.id
    moved = propose(stated, {left.id: (other.id, None)}, plan)
    assert moved.given[left.id] == (other.id, None)


def test_a_ranking_keeps_the_sum_of_the_points() -> None:
    who, first, second, third = (UUID(int=number) for number in range(4))
    kinds = dict.fromkeys((first, second, third), OfferKind.MDT_TRAJECT)
    pairs = [(who, second, 900), (who, first, 700), (who, third, 800)]
    choices = {who: Choices(ranks={first: 1, second: 2})}
    dealt = by_own_choice(pairs, choices, lambda seat: seat, kinds)
    assert dealt == [(who, first, 900), (who, second, 700)]
    equal = [(who, second, 800), (who, first, 800)]
    dealt = by_own_choice(equal, choices, lambda seat: seat, kinds)
    assert dealt == [(who, first, 800), (who, second, 799)]


def test_friends_get_places_together_or_none(desk: Desk, site: Site) -> None:
    add_offer(desk, "M01", "Eén plaats", places=1)
    friends = [add_resident(desk, site, name) for name in ("Aylin", "Biniam")]
    go_together(desk, [one.id for one in friends])
    assert placed(propose(state(desk))) == {}
    add_offer(desk, "M02", "Twee plaatsen", places=2)
    plan = propose(state(desk))
    assert placed(plan) == {"Aylin": "M02", "Biniam": "M02"}
    assert plan.found.gap == 0.0
    nowhere = propose(plan.stated, {friends[0].id: None}, plan)
    assert placed(nowhere) == {}


def test_a_move_is_solved_around_and_says_who_gains_and_who_loses(desk: Desk, site: Site) -> None:
    near = add_offer(desk, "M01", "Naast de deur", places=1, travel_minutes={"RTW": 1})
    far = add_offer(desk, "M02", "Ver", places=1, travel_minutes={"RTW": 40})
    aylin, biniam = (add_resident(desk, site, name) for name in ("Aylin", "Biniam"))
    plan = propose(state(desk))
    there = next(who for who, key in plan.given.items() if key[0] == near.id)
    other = biniam.id if there == aylin.id else aylin.id
    moved = propose(plan.stated, {other: (near.id, None)}, plan)
    cost = cost_of(plan, moved, [other])
    assert [(shift.who, shift.before and shift.before.offer.code) for shift in cost.shifts] == [
        (other, "M02"),
        (there, "M01"),
    ]
    assert cost.shifts[0].difference > 0 > cost.shifts[1].difference
    assert cost.difference == sum(shift.difference for shift in cost.shifts)
    back = propose(plan.stated, {}, moved)
    assert back.found.score == plan.found.score
    out = propose(plan.stated, {there: None}, plan)
    assert cost_of(plan, out, [there]).without_after == 1
    assert far.id in {key[0] for key in plan.given.values()}


def test_why_somebody_has_no_place_is_worked_out(desk: Desk, site: Site) -> None:
    add_offer(desk, "M01", "Eén plaats", places=1)
    aylin = add_resident(desk, site, "Aylin", arrival_date=TODAY - timedelta(90))
    biniam = add_resident(desk, site, "Biniam", arrival_date=TODAY - timedelta(10))
    plan = propose(state(desk))
    why = why_without(plan, biniam.id)
    assert (why.last, why.equal, why.decided) == (aylin.id, True, False)
    assert why.solved_by is not None
    assert why.solved_by.offer.code == "M01"
    decided = propose(plan.stated, {biniam.id: None}, plan)
    assert why_without(decided, biniam.id).decided


def test_taking_over_puts_drafts_ready_in_one_step_that_can_be_undone(
    desk: Desk, site: Site
) -> None:
    with_starts(desk, "M01", 2)
    people = [add_resident(desk, site, name) for name in ("Aylin", "Biniam")]
    plan = propose(state(desk))
    made = accept(desk, plan, [one.id for one in people])
    assert len(made.result) == 2
    lines = find_referrals(desk)
    assert [line.standing.state for line in lines] == [ReferralState.DRAFT] * 2
    assert not state(desk).seats
    undo(desk)
    assert {line.standing.state for line in find_referrals(desk)} == {
        ReferralState.ENTERED_IN_ERROR
    }
    assert len(propose(state(desk)).given) == 2


def test_only_who_was_ticked_is_put_ready(desk: Desk, site: Site) -> None:
    add_offer(desk, "M01", "Twee plaatsen", places=2)
    people = [add_resident(desk, site, name) for name in ("Aylin", "Biniam")]
    accept(desk, propose(state(desk)), [people[0].id])
    assert [line.resident_name for line in find_referrals(desk)] == ["Aylin"]


def test_a_proposal_that_is_overtaken_records_nothing(desk: Desk, site: Site) -> None:
    what = add_offer(desk, "M01", "Eén plaats", places=1)
    aylin, biniam = (add_resident(desk, site, name) for name in ("Aylin", "Biniam"))
    plan = propose(state(desk))
    other = biniam if aylin.id in plan.given else aylin
    prepare_referral(desk, other.id, what.id)
    with pytest.raises(DivisionChanged):
        accept(desk, plan, plan.given)
    assert len(find_referrals(desk)) == 1
    restrict_use(desk, next(iter(plan.given)), "wacht op antwoord")
    with pytest.raises((DivisionChanged, Restricted)):
        accept(desk, plan, plan.given)


def test_what_was_decided_about_who_is_gone_is_dropped(desk: Desk, site: Site) -> None:
    what = add_offer(desk, "M01", "Eén plaats", places=1)
    aylin = add_resident(desk, site, "Aylin")
    stated = state(desk)
    gone = replace(stated, people={}, points={})
    assert propose(gone, {aylin.id: (what.id, None)}).fixed == {}
