"""A site chooses what weighs; before it counts, the desk sees whose advice changes."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meedoenbalie.domain.matching.rules import Weights
from meedoenbalie.domain.people import Resident, Role, Site
from meedoenbalie.services.allocating import allocate_desk
from meedoenbalie.services.catalogue import add_offer, find_offers
from meedoenbalie.services.desk import Desk, NotAllowed
from meedoenbalie.services.dividing import let_waiting_weigh, propose, state
from meedoenbalie.services.matching import matches_for
from meedoenbalie.services.registration import register_resident
from meedoenbalie.services.undoing import undo
from meedoenbalie.services.weights import change_weights, effect_of, weights_of
from meedoenbalie.services.who_fits import residents_for
from tests.opened_desk import TODAY
from tests.ui.pages import making

TRAVEL = Weights(interests=0, travel=100, start=0, load=0, places=0, cost=0, company=0)


@pytest.fixture
def cook(desk: Desk, site: Site) -> Resident:
    offered(desk, "M01", "Samen koken", 40)
    offered(desk, "M02", "Moestuin", 5)
    return register_resident(desk, site.id, given_name="Hodan", interests=("koken",)).result


def offered(desk: Desk, code: str, title: str, minutes: int) -> None:
    values: dict[str, Any] = {"travel_minutes": {"RTW": minutes}, "continuous_intake": True}
    add_offer(
        desk,
        "Buurtkracht",
        code=code,
        title=title,
        kind="activity",
        places=3,
        places_confirmed_on=TODAY,
        **values,
    )


def first(desk: Desk, who: Resident) -> str:
    return matches_for(desk, who.id).matches[0].offer.code


def test_without_a_choice_the_rule_file_counts(desk: Desk, site: Site, cook: Resident) -> None:
    found = weights_of(desk, site.id)
    assert found.versions == ()
    assert found.now.interests == 40
    assert first(desk, cook) == "M01"


def test_the_effect_is_told_before_anything_is_saved(
    desk: Desk, site: Site, cook: Resident
) -> None:
    register_resident(desk, site.id, given_name="Semhar")
    reports: list[tuple[int, int]] = []
    effect = effect_of(desk, site.id, TRAVEL, lambda done, total: reports.append((done, total)))
    (affected,) = effect.affected
    assert effect.residents == 2
    assert affected.resident.id == cook.id
    assert affected.another_first
    assert [offer.code for offer in affected.before] == ["M01", "M02"]
    assert [offer.code for offer in affected.after] == ["M02", "M01"]
    assert reports[-1] == (2, 2)
    assert first(desk, cook) == "M01"


def test_the_newest_version_counts_wherever_offers_are_ordered(
    desk: Desk, site: Site, cook: Resident
) -> None:
    before = matches_for(desk, cook.id)
    change_weights(desk, site.id, TRAVEL)
    assert first(desk, cook) == "M02"
    chosen = weights_of(desk, site.id)
    assert [(one.number, one.made_on, one.made_by) for one in chosen.versions] == [
        (1, TODAY, "Marleen")
    ]
    change_weights(desk, site.id, before.context.rules.weights)
    assert [one.number for one in weights_of(desk, site.id).versions] == [2, 1]
    assert first(desk, cook) == "M01"
    undo(desk)
    assert first(desk, cook) == "M02"
    near = next(line.offer for line in before.matches.lines if line.offer.code == "M02")
    (candidate,) = residents_for(desk, near.id)
    assert candidate.points == matches_for(desk, cook.id).matches[0].points


def test_what_fits_doesn_t_depend_on_weights(desk: Desk, site: Site, cook: Resident) -> None:
    before = {line.offer.code: line.fit for line in matches_for(desk, cook.id).matches.lines}
    change_weights(desk, site.id, TRAVEL)
    after = {line.offer.code: line.fit for line in matches_for(desk, cook.id).matches.lines}
    assert before == after


def test_weights_of_nothing_are_refused(desk: Desk, site: Site) -> None:
    nothing = TRAVEL.model_copy(update={"travel": 0})
    with pytest.raises(ValueError, match="no_weight"):
        change_weights(desk, site.id, nothing)


def test_the_desk_alone_may_look_and_not_change(desk: Desk, site: Site, cook: Resident) -> None:
    alone = replace(desk, user=desk.user.changed(roles=(Role.DESK,)))
    assert effect_of(alone, site.id, TRAVEL).residents == 1
    with pytest.raises(NotAllowed):
        change_weights(alone, site.id, TRAVEL)


def one_place_for_two(desk: Desk, site: Site) -> tuple[Resident, Resident]:
    """Make one place; who wants to cook came today, who doesn't has waited for ten weeks."""
    making.add_offer(desk, "M01", "Samen koken", places=1)
    long_ago = TODAY - timedelta(weeks=10)
    return (
        making.add_resident(desk, site, "Hodan", interests=("koken",), arrival_date=TODAY),
        making.add_resident(desk, site, "Semhar", interests=("sport",), arrival_date=long_ago),
    )


def test_waiting_counts_only_when_a_site_lets_it_and_first_shows_who_gets_another_place(
    desk: Desk, site: Site
) -> None:
    eager, waited = one_place_for_two(desk, site)
    now = weights_of(desk, site.id)
    assert now.waiting == 0
    (placed,) = allocate_desk(desk).placements
    assert placed.resident.id == eager.id
    effect = effect_of(desk, site.id, now.now, waiting=10)
    assert effect.affected == (), "the advice for one resident doesn't know of waiting"
    moved = {one.resident.id: (one.before, one.after) for one in effect.moved}
    assert {who: (old is not None, new is not None) for who, (old, new) in moved.items()} == {
        eager.id: (True, False),
        waited.id: (False, True),
    }
    assert effect_of(desk, site.id, now.now, waiting=0).moved == ()
    change_weights(desk, site.id, now.now, waiting=10)
    division = allocate_desk(desk)
    assert [one.resident.id for one in division.placements] == [waited.id]
    assert division.gap == 0
    assert division.score == division.bound
    change_weights(desk, site.id, TRAVEL)
    assert weights_of(desk, site.id).waiting == 10, "other weights leave it as it was"
    undo(desk)
    undo(desk)
    assert weights_of(desk, site.id).waiting == 0
    assert [one.resident.id for one in allocate_desk(desk).placements] == [eager.id]


def test_a_weight_for_waiting_out_of_range_is_refused(desk: Desk, site: Site) -> None:
    with pytest.raises(ValueError, match="waiting"):
        change_weights(desk, site.id, TRAVEL, waiting=11)
    assert weights_of(desk, site.id).versions == ()


@given(st.integers(0, 10), st.integers(0, 10))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
def test_points_for_waiting_are_weeks_times_the_weight_and_nothing_else(
    desk: Desk, site: Site, first: int, then: int
) -> None:
    if not find_offers(desk):
        one_place_for_two(desk, site)
    stated = state(desk)
    weighed = let_waiting_weigh(let_waiting_weigh(stated, first), then)
    assert weighed == let_waiting_weigh(stated, then)
    assert len(weighed.points) == 2
    for (who, key), points in weighed.points.items():
        assert points - stated.points[who, key] == then * weighed.people[who].seeker.weeks
    proposed = propose(weighed)
    assert proposed.found.score == sum(weighed.worth(*pair) for pair in proposed.given.items())
    assert proposed.found.gap == 0
