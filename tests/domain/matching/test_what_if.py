"""A change is worked out from what is known already, and says what working out all anew says."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.crowd import circumstances, people, supply
from meedoenbalie.domain.matching.allocate import best_division
from meedoenbalie.domain.matching.bands import Band
from meedoenbalie.domain.matching.coverage import Group
from meedoenbalie.domain.matching.placing import NOWHERE, Placing
from meedoenbalie.domain.matching.proposals import Change, Proposal, changes_of, new_groups
from meedoenbalie.domain.matching.vector.codes import Truths
from meedoenbalie.domain.matching.what_if import Base, best_effects, effects
from meedoenbalie.domain.offers import Offer, OfferKind, WorkPermit
from meedoenbalie.domain.people import DutchLevel, Resident
from meedoenbalie.domain.record import new_id
from tests.domain.matching.builders import (
    SITE,
    context,
    course,
    fixed,
    free,
    offer,
    resident,
    slot,
)


def most(fits: Truths, room: Sequence[int]) -> int:
    """How many can be placed, by a solver that knows nothing of paths and orders."""
    who, what = np.nonzero(fits)
    pairs = np.array([who, what, np.ones(len(who))], dtype=np.int64).T.reshape(-1, 3)
    waiting = np.zeros(len(fits), dtype=np.int64)
    return len(best_division(pairs, waiting, np.array(room, dtype=np.int64)))


def first_in_order(fits: Truths, room: Sequence[int], order: Sequence[int]) -> list[int]:
    """The group that Placing promises, each member asked of that solver anew."""
    kept: list[int] = []
    for who in order:
        trial = np.zeros_like(fits)
        trial[[*kept, who]] = fits[[*kept, who]]
        if most(trial, room) > len(kept):
            kept.append(who)
    return kept


@st.composite
def placings(draw: st.DrawFn) -> tuple[Truths, list[int], list[int]]:
    residents, offers = draw(st.integers(0, 7)), draw(st.integers(1, 4))
    bits = draw(st.lists(st.booleans(), min_size=residents * offers, max_size=residents * offers))
    room = draw(st.lists(st.integers(0, 3), min_size=offers, max_size=offers))
    order = draw(st.permutations(range(residents)))
    return np.array(bits, dtype=np.bool_).reshape(residents, offers), room, list(order)


@settings(max_examples=150, deadline=None)
@given(placings(), st.data())
def test_a_changed_offer_places_whom_working_out_all_anew_places(
    problem: tuple[Truths, list[int], list[int]], data: st.DataObject
) -> None:
    fits, room, order = problem
    placing = Placing(fits, room, order)
    had = [who for who in order if placing.place[who] != NOWHERE]
    assert had == first_in_order(fits, room, order)

    column = np.array(
        data.draw(st.lists(st.booleans(), min_size=len(fits), max_size=len(fits))), dtype=np.bool_
    )
    places, where = data.draw(st.integers(0, 4)), data.draw(st.integers(0, len(room)))
    wider = np.column_stack([fits, np.zeros(len(fits), dtype=np.bool_)])
    wider[:, where] = column
    rooms = [*room, 0]
    rooms[where] = places
    # Whoever had a place comes first, so that nobody loses one without need.
    anew = first_in_order(wider, rooms, [*had, *(who for who in order if who not in had)])

    found = placing.changed(where, column, places)

    assert sorted(found.lost) == sorted(set(had) - set(anew))
    assert sorted(found.gained) == sorted(set(anew) - set(had))
    assert len(found.gained) <= placing.at_most(column, places)
    # Asking changes nothing: the next question finds everything as it was.
    assert placing.changed(where, column, places) == found
    assert placing.placed == len(had)


@pytest.fixture(scope="module")
def crowded() -> Base:
    around = circumstances()
    who, what = people(60, 3), [each for each in supply(24, 4) if each.active]
    weeks = [(around.day - one.arrival_date).days // 7 for one in who if one.arrival_date]
    return Base([Group(who, weeks, around)], what, [each.places or 0 for each in what])


def proposals_for(base: Base) -> list[Proposal]:
    rules = base.groups[0].context.rules
    found = [each for place, each in enumerate(new_groups([SITE])) if place % 17 == 0]
    for each, left in zip(base.offers, base.room, strict=True):
        found += list(changes_of(each, left, rules))[::13]
    return found


def test_one_changed_column_says_what_matching_everybody_anew_says(crowded: Base) -> None:
    proposals = proposals_for(crowded)
    assert {each.change for each in proposals} >= {Change.NEW_GROUP, Change.TIME}
    for effect in effects(crowded, proposals):
        proposal = effect.proposal
        offers, room = [*crowded.offers], [*crowded.room]
        if proposal.before is None:
            offers.append(proposal.after)
            room.append(proposal.room)
        else:
            place = offers.index(proposal.before)
            offers[place], room[place] = proposal.after, proposal.room
        anew = Base(crowded.groups, offers, room)
        assert crowded.placing.placed + effect.difference.net == anew.placing.placed
        assert anew.placing.placed == most(anew.fits, room)


def test_the_best_are_the_best_of_all_that_was_proposed(crowded: Base) -> None:
    proposals = proposals_for(crowded)
    best: dict[str, tuple[object, ...]] = {}
    for effect in effects(crowded, proposals):
        if effect.difference.net > 0:
            subject = effect.proposal.subject
            best[subject] = min(best.get(subject, effect.rank), effect.rank)
    wanted = sorted(best.values())[:5]
    assert [effect.rank for effect in best_effects(crowded, proposals, 5)] == wanted
    assert len(wanted) == 5


def base_of(*people_there: Resident, offers: Sequence[Offer], room: Sequence[int]) -> Base:
    """Who comes first waits longest."""
    who = [one.changed(reference=f"RTW-{place}") for place, one in enumerate(people_there)]
    weeks = list(range(20, 20 - len(who), -1))
    return Base([Group(who, weeks, context())], offers, room)


def test_a_course_that_moves_says_who_gains_and_who_loses() -> None:
    evening, morning = (
        resident(availability=free("TU evening")),
        resident(availability=free("TU morning")),
    )
    lessons = course(places=2, schedule=fixed(slot("TU", 9.5, 12)))
    base = base_of(evening, morning, evening, offers=[lessons], room=[2])
    assert base.placing.placed == 1

    to_evening = next(
        each
        for each in changes_of(lessons, 2, context().rules)
        if each.change is Change.TIME and each.to == slot("TU", 19, 21.5)
    )
    (effect,) = effects(base, [to_evening])

    assert (effect.difference.gained, effect.difference.lost) == ((0, 2), (1,))
    assert effect.difference.net == 1


def test_whoever_can_go_elsewhere_loses_nothing() -> None:
    both = resident(availability=free("TU morning", "WE morning"))
    evening = resident(availability=free("TU evening"))
    lessons = [
        course(places=1),
        course(id=new_id(), code="T02", places=1, schedule=fixed(slot("WE", 9.5, 12))),
    ]
    base = base_of(both, evening, offers=lessons, room=[1, 1])
    moved = base.placing.place[0]
    to_evening = lessons[moved].model_copy(update={"schedule": fixed(slot("TU", 19, 21.5))})
    (effect,) = effects(base, [Proposal(Change.TIME, lessons[moved], to_evening, 1)])
    assert (effect.difference.gained, effect.difference.lost) == ((1,), ())


def test_the_place_goes_to_who_waits_longest_and_the_rest_is_told() -> None:
    three = [resident(dutch_level=DutchLevel.A0) for _number in range(3)]
    base = base_of(*three, offers=[course(places=1)], room=[1])
    lowered = next(
        each
        for each in changes_of(base.offers[0], 1, context().rules)
        if each.change is Change.LEVEL
    )
    (effect,) = effects(base, [lowered])
    assert lowered.after.level_from is DutchLevel.A0
    assert (effect.difference.gained, effect.fitting, effect.long_fitting) == ((0,), (0, 1, 2), 3)


def test_every_kind_of_change_is_proposed_within_what_the_law_allows() -> None:
    narrow = offer(minimum_age=16, maximum_age=20, level_from="A2", work_permit=None)
    found = {each.change: each for each in changes_of(narrow, 1, context().rules)}
    assert set(found) == set(Change) - {Change.NEW_GROUP}
    ages = found[Change.AGES].after
    assert (ages.minimum_age, ages.maximum_age) == (12, 30)
    assert found[Change.LEVEL].after.level_from is DutchLevel.A1
    assert found[Change.PERMIT].after.work_permit is WorkPermit.YES
    assert (found[Change.A_FEW_MORE].room, found[Change.ANOTHER_GROUP].extra) == (3, 12)


def test_only_more_places_help_an_offer_that_is_full() -> None:
    assert {each.change for each in changes_of(offer(places=0), 0, context().rules)} == {
        Change.A_FEW_MORE,
        Change.ANOTHER_GROUP,
    }


def test_a_new_group_is_proposed_for_every_kind_level_and_part_of_the_week() -> None:
    found = list(new_groups([SITE]))
    courses = [each for each in found if each.after.kind is OfferKind.LANGUAGE_COURSE]
    assert (len(found), len(courses)) == (2 * 6 * 21 + 5 * 21, 5 * 21)
    assert {each.band for each in courses} == set(Band) - {Band.UNKNOWN}


def test_work_that_is_stopped_stops() -> None:
    class Stopped(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise Stopped

    base = base_of(resident(), offers=[], room=[])
    with pytest.raises(Stopped):
        best_effects(base, new_groups([SITE]), 10, stop)
