"""What stands in the way of a group, told apart by criterion, is what keeps a pair from fitting."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from meedoenbalie.domain.matching.explain import judge
from meedoenbalie.domain.matching.facts import Criterion
from meedoenbalie.domain.matching.vector.blocking import codes_by_criterion, shares_blocked
from meedoenbalie.domain.matching.vector.codes import code_of
from meedoenbalie.domain.matching.vector.cross import Offers, every_pair
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident
from tests.domain.matching.builders import context, course, offer, resident
from tests.domain.matching.strategies import near_offers, offers, residents

CONTEXT = context()


@settings(max_examples=30, deadline=None)
@given(
    st.lists(residents(), min_size=1, max_size=3),
    st.lists(offers() | near_offers(), min_size=1, max_size=3),
)
def test_each_criterion_says_what_it_says_of_one_pair(
    who: list[Resident], what: list[Offer]
) -> None:
    asked = Offers(what, CONTEXT)
    found = codes_by_criterion(who, asked)
    blocked = np.zeros((len(who), len(what)), dtype=np.bool_)
    for row, person in enumerate(who):
        for column, each in enumerate(what):
            said = {result.criterion: result for result in judge(person, each, CONTEXT)}
            for criterion, codes in found.items():
                assert (codes[row, column] & 15) == (code_of(said[criterion]) & 15)
    for codes in found.values():
        blocked |= (codes & 15) > 0
    # Nothing that looks at the resident is left out.
    blocked |= (asked.alone & 15) > 0
    assert np.array_equal(blocked, every_pair(who, asked).fit > 0)


def test_the_share_of_the_offers_in_which_something_is_in_the_way() -> None:
    asked = Offers([course(), course(level_from="B1", level_to="B2"), offer()], CONTEXT)
    found = shares_blocked([resident(), resident(dutch_level="B1")], asked)
    assert found[Criterion.LEVEL].tolist() == [1 / 3, 1 / 3]
    assert found[Criterion.AGE].tolist() == [0, 0]


def test_without_offers_nothing_is_in_the_way() -> None:
    found = shares_blocked([resident()], Offers([], CONTEXT))
    assert {shares.tolist()[0] for shares in found.values()} == {0.0}
