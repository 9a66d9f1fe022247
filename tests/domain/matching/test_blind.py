"""Who somebody is changes nothing: no order, no plan, no question."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meedoenbalie.domain.choices import OwnChoice
from meedoenbalie.domain.matching.asking import best_questions
from meedoenbalie.domain.matching.plansearch import best_plans
from meedoenbalie.domain.matching.ranking import Line
from meedoenbalie.domain.matching.vector.cross import Offers
from meedoenbalie.domain.matching.vector.lists import ranked_offers
from meedoenbalie.domain.matching.weights import SiteWeights
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.record import new_id
from tests.domain.matching.builders import DAY, context
from tests.domain.matching.strategies import near_offers, residents

CONTEXT = context()
SOMEBODY_ELSE: dict[str, Any] = {
    "id": new_id(),
    "reference": "RTW-9999",
    "pseudonym": new_id(),
    "v_number": "9971000000",
    "given_name": "Iemand",
    "family_name": "Anders",
    "native_name": "سمهر",
    "languages": ("ara", "fas"),
    "preferred_language": "tir",
    "own_words": "ik bid op vrijdag",
    "talents": ("zingen",),
    "arrival_date": DAY - timedelta(400),
    "contact_value": "0600000000",
    "notes": "komt uit een ander land, is vaak ziek",
}


def advice(who: Resident, arrays: Offers) -> tuple[Any, ...]:
    """The order, the plans and the questions, without the person in them."""
    order = ranked_offers(who, arrays)
    lines = [Line(who, arrays.offers[one.place], one.fit, one.points, CONTEXT) for one in order]
    plans = best_plans(who, lines, CONTEXT)
    codes = [(plan.rank, [offer.code for offer in plan.offers], plan.load) for plan in plans]
    every = {offer.id for offer in arrays.offers}
    return order, codes, best_questions(who, arrays, every, ("koken", "sport"))


@settings(max_examples=30)
@given(residents(), st.lists(near_offers(), max_size=8, unique_by=lambda one: one.code))
def test_who_somebody_is_changes_no_order_no_plan_and_no_question(
    who: Resident, what: list[Offer]
) -> None:
    arrays = Offers(what, CONTEXT)
    assert advice(who.model_copy(update=SOMEBODY_ELSE), arrays) == advice(who, arrays)


@pytest.mark.parametrize(
    "word", ["nation", "religi", "ethni", "health", "medical", "sex", "gender", "origin", "race"]
)
def test_what_may_not_count_can_neither_be_chosen_nor_weighed(word: str) -> None:
    fields = {*OwnChoice.model_fields, *SiteWeights.model_fields}
    assert not [name for name in fields if word in name]
