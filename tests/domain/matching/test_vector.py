"""All pairs at once say what one pair says, on every pair."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meedoenbalie.domain.matching.ages import years_before
from meedoenbalie.domain.matching.explain import judge, match, ranked
from meedoenbalie.domain.matching.rules import Context, Weights
from meedoenbalie.domain.matching.vector import cross
from meedoenbalie.domain.matching.vector.lists import ranked_offers
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident
from tests.domain.matching.builders import DAY, SITE, context, course, fixed, offer, resident, slot
from tests.domain.matching.strategies import near_offers, offers, residents, start_places
from tests.domain.matching.test_laws import IRRELEVANT, MAY_BE_READ, READ, WatchedResident

any_offers = offers() | near_offers()
CONTEXTS = [
    context(),
    context(maximum_changes=1),
    # Other rules, so that no number of the default ones is taken for granted.
    context(
        maximum_changes=4,
        extra_dayparts=0,
        rest_minutes=0,
        weeks_per_level=3,
        later_start_weeks=40,
        travel_stretch_minutes=60,
        guardian_below_age=18,
        mdt_minimum_age=16,
        mdt_maximum_age=27,
        weights={
            "interests": 7,
            "travel": 0,
            "start": 31,
            "load": 100,
            "places": 3,
            "cost": 50,
            "company": 1,
        },
        certificate_weeks=9,
        reads_from_level="Alfa C",
        detour_percent=200,
        walking_metres_a_minute=30,
    ),
    context(
        maximum_changes=0,
        start_horizon_weeks=1,
        afternoon_from=600,
        evening_from=600,
        permit_kinds=("activity", "language_course"),
        permit_asked=("status_holder", "temporary_protection"),
        weights=dict.fromkeys(Weights.model_fields, 0),
    ),
]


def one_by_one(
    people: Sequence[Resident], what: Sequence[Offer], around: Context
) -> list[list[tuple[int, int]]]:
    matches = [[match(who, each, around) for each in what] for who in people]
    return [[(found.fit.order, found.points) for found in row] for row in matches]


def at_once(
    people: Sequence[Resident], what: Sequence[Offer], around: Context
) -> list[list[tuple[int, int]]]:
    found = cross.every_pair(people, cross.Offers(what, around))
    rows = zip(found.fit.tolist(), found.points.tolist(), strict=True)
    return [list(zip(*row, strict=True)) for row in rows]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(residents(), min_size=1, max_size=6),
    st.lists(any_offers, min_size=1, max_size=8),
    st.sampled_from(CONTEXTS),
)
def test_both_agree_on_every_pair(
    people: list[Resident], what: list[Offer], around: Context
) -> None:
    assert at_once(people, what, around) == one_by_one(people, what, around)


@st.composite
def waits(draw: st.DrawFn) -> tuple[list[Resident], list[Offer]]:
    """Young people and offers with little but the age in the way, now or at a later start."""
    birthdays = st.dates(DAY - timedelta(30), DAY + timedelta(150))
    births = st.builds(years_before, birthdays, st.integers(14, 20))
    days = st.dates(DAY, DAY + timedelta(200))
    people = [
        resident(birth_date=born, guardian=draw(st.sampled_from(["", "voogd"])))
        for born in draw(st.lists(births, min_size=4, max_size=8))
    ]
    what = [
        offer(
            minimum_age=draw(st.integers(14, 19)),
            maximum_age=draw(st.sampled_from([None, 19, 21])),
            start_dates=(starts := tuple(draw(st.lists(days, max_size=4)))),
            start_places=draw(start_places(starts)),
            continuous_intake=draw(st.booleans()),
            ends_on=draw(st.none() | days),
        )
        for _ in range(4)
    ]
    return people, what


@settings(deadline=None)
@given(waits(), st.sampled_from(CONTEXTS))
def test_both_agree_on_who_is_old_enough_later(
    pairs: tuple[list[Resident], list[Offer]], around: Context
) -> None:
    assert at_once(*pairs, around) == one_by_one(*pairs, around)


@given(residents(), any_offers, st.sampled_from(CONTEXTS))
def test_when_every_obstacle_has_a_change_all_changes_together_suffice(
    who: Resident, what: Offer, around: Context
) -> None:
    """Because of this nothing needs to be tried out when all pairs are judged at once."""
    blocking = judge(who, what, around).blocking
    if not all(result.changes for result in blocking):
        return
    for result in blocking:
        for change in result.changes:
            who, what = change.applied(who, what)
    assert not judge(who, what, around).blocking


@given(st.lists(residents(), min_size=1, max_size=4), st.lists(any_offers, min_size=1, max_size=4))
def test_who_somebody_is_changes_nothing(people: list[Resident], what: list[Offer]) -> None:
    others = [
        who.model_copy(update={**IRRELEVANT, "languages": ("fas",), "restriction": "op verzoek"})
        for who in people
    ]
    assert at_once(others, what, context()) == at_once(people, what, context())


def test_nothing_else_is_read_of_a_resident() -> None:
    watched = [
        WatchedResident.model_validate(who.model_dump())
        for who in (resident(), resident(birth_date=None, interests=("koken",)))
    ]
    what = [offer(), course(), offer(level_to="Alfa C")]
    READ.clear()
    at_once(watched, what, context())
    assert {"birth_date", "commitments", "interests"} <= READ <= MAY_BE_READ


def test_a_block_is_told_with_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    people = [resident(weekly_minutes=minutes) for minutes in (30, 60, 90, 120, None)]
    what = cross.Offers([offer(), course()], context())
    whole = cross.every_pair(people, what)
    monkeypatch.setattr(cross, "_PAIRS_AT_ONCE", 4)
    parts = list(cross.blocks(people, what))
    assert [part.first for part in parts] == [0, 2, 4]
    assert np.array_equal(np.concatenate([part.points for part in parts]), whole.points)
    assert np.array_equal(np.concatenate([part.fit for part in parts]), whole.fit)


@pytest.mark.parametrize(
    "values",
    [
        {"schedule": {"kind": "fixed", "alternatives": ((), (slot("MO", 9, 10),))}},
        {"schedule": fixed(*(slot("MO", hour, hour + 0.5) for hour in range(8, 22)))},
        {"travel_minutes": {SITE: 600}},
        {"minimum_age": 120, "maximum_age": 120, "start_dates": (), "ends_on": DAY},
    ],
    ids=["a choice without times", "many times", "very far", "very old"],
)
def test_odd_offers_are_no_exception(values: dict[str, Any]) -> None:
    own = tuple(
        {"day": "MO", "start": start, "end": start + 20, "label": label}
        for start in range(480, 1300, 30)
        for label in ("les", "werk")
    )
    people = [
        resident(commitments=own),
        resident(commitments=own[10:12] * 2),
        resident(commitments=own[:2] * 2, max_travel_minutes=0, weekly_minutes=0),
        resident(birth_date="1900-01-01", interests=("koken", "koken", "en")),
    ]
    what = [offer(**values), course(**values)]
    assert at_once(people, what, context()) == one_by_one(people, what, context())


def test_records_that_look_alike_are_told_apart() -> None:
    """A start that leaves time to learn, a second word of a wish, a literacy course."""
    people = [
        resident(interests=("graag koken", "zorg")),
        resident(dutch_level="B1", literacy="analfabeet"),
        resident(dutch_level="B1", literacy="gealfabetiseerd"),
    ]
    what = [
        course(level_from="A2", level_to="B1", start_dates=(DAY + timedelta(days),))
        for days in (10, 139, 140, 300)
    ]
    what += [offer(title="Samen koken"), course(level_from="Alfa A", level_to="Alfa C")]
    assert at_once(people, what, context()) == one_by_one(people, what, context())


def test_nobody_and_nothing_make_no_pairs() -> None:
    assert cross.every_pair([], cross.Offers([offer()], context())).fit.shape == (0, 1)
    assert cross.every_pair([resident()], cross.Offers([], context())).fit.shape == (1, 0)


@given(residents(), st.lists(any_offers, max_size=6, unique_by=lambda one: one.code))
def test_offers_are_ranked_as_they_are_with_reasons(who: Resident, what: list[Offer]) -> None:
    around = context()
    order = [what[one.place].code for one in ranked_offers(who, cross.Offers(what, around))]
    assert order == [found.offer.code for found in ranked(who, what, around)]
