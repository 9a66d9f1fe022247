"""A site chooses what weighs; before it counts, the desk sees whose advice changes."""

from dataclasses import replace
from typing import Any

import pytest

from meedoenbalie.domain.matching.rules import Weights
from meedoenbalie.domain.people import Resident, Role, Site
from meedoenbalie.services.catalogue import add_offer
from meedoenbalie.services.desk import Desk, NotAllowed
from meedoenbalie.services.matching import matches_for
from meedoenbalie.services.registration import register_resident
from meedoenbalie.services.undoing import undo
from meedoenbalie.services.weights import change_weights, effect_of, weights_of
from meedoenbalie.services.who_fits import residents_for
from tests.opened_desk import TODAY

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
