"""The best next question is the one whose answer could change the advice most."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from meedoenbalie.domain.matching.asking import TOP, Question, best_questions
from meedoenbalie.domain.matching.explain import ranked
from meedoenbalie.domain.matching.score import Fit
from meedoenbalie.domain.matching.vector.cross import Offers
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import DutchLevel, ResidencePhase, Resident
from tests.domain.matching.builders import context, course, fixed, offer, resident, slot
from tests.domain.matching.strategies import near_offers, residents

CONTEXT = context()
KNOWN: dict[str, Any] = {
    "max_travel_minutes": 60,
    "weekly_minutes": 1440,
    "interests": ("koken",),
    "company": "either",
    "literacy": "gealfabetiseerd",
    "guardian": "Nidos",
    "availability": (),
}


def asked(who: Resident, *what: Offer, wishes: tuple[str, ...] = ()) -> tuple[Question, ...]:
    return best_questions(who, Offers(what, CONTEXT), {one.id for one in what}, wishes)


def test_a_level_that_decides_about_more_offers_is_asked_before_a_phase() -> None:
    who = resident(**{**KNOWN, "dutch_level": None, "residence_phase": None})
    courses = [course(code=f"T{n}", level_from="A2", level_to="B1") for n in range(8)]
    holders = offer(residence_phases=(ResidencePhase.STATUS_HOLDER,))
    found = asked(who, *courses, holders)
    assert (found[0].field, found[0].gain) == ("dutch_level", 8)


def test_what_is_known_is_not_asked_and_what_changes_nothing_neither() -> None:
    who = resident(**{**KNOWN, "dutch_level": None})
    fields = {question.field for question in asked(who, offer())}
    # The traject asks no Dutch, so the level could change nothing.
    assert "dutch_level" not in fields
    assert fields <= {"availability"}


def test_a_wish_that_offers_can_meet_is_worth_asking() -> None:
    who = resident(**{**KNOWN, "interests": ()})
    what = [offer(code=f"M{n}", title=f"Buurt {n}") for n in range(TOP)]
    cook = offer(code="M9", title="Samen koken", travel_minutes={"RTW": 40})
    assert "interests" not in {q.field for q in asked(who, *what, cook)}
    found = asked(who, *what, cook, wishes=("koken",))
    assert {q.field: q.top for q in found}["interests"] == 1


@settings(max_examples=40)
@given(residents(), st.lists(near_offers(), max_size=8, unique_by=lambda one: one.code))
def test_a_question_tells_what_judging_one_by_one_tells(who: Resident, what: list[Offer]) -> None:
    """The level, asked by hand: every answer tried on every offer, with the explaining way."""
    who = who.model_copy(update={"dutch_level": None})
    before = ranked(who, what, CONTEXT)
    answers = [
        ranked(who.model_copy(update={"dutch_level": level}), what, CONTEXT) for level in DutchLevel
    ]
    verdicts = {one.offer.code: one.fit for one in before}
    turned = [sum(one.fit is not verdicts[one.offer.code] for one in each) for each in answers]
    top = [len(_best(before) - _best(each)) for each in answers]
    fits = [sum(one.fit is Fit.FITS for one in each) for each in (before, *answers)]
    by_hand = Question(
        "dutch_level",
        sum(top) / len(top),
        sum(turned) / len(turned),
        max(0, max(fits[1:]) - fits[0]),
    )
    found = [question for question in asked(who, *what) if question.field == "dutch_level"]
    assert found == ([by_hand] if by_hand.top or by_hand.turned else [])


def _best(found: tuple[Any, ...]) -> set[str]:
    return {one.offer.code for one in found if one.fit is not Fit.FITS_NOT and one in found[:TOP]}


def test_the_first_question_is_the_one_that_changes_the_best_five_most() -> None:
    who = resident(**{**KNOWN, "dutch_level": None, "max_travel_minutes": None})
    near = [course(code=f"T{n}", schedule=fixed(slot("TU", 9, 10 + n / 4))) for n in range(9)]
    found = asked(who, *near)
    assert list(found) == sorted(found, key=lambda each: (-each.top, -each.turned))
