"""Combining a course with taking part: counted by hand, and compared without fooling oneself."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from meedoenbalie.domain.flexible_language import (
    Course,
    Hours,
    TookPart,
    WhyNot,
    count,
    courses_of,
)
from meedoenbalie.domain.offer_terms import OfferForm
from meedoenbalie.domain.offers import OfferKind

TODAY = date(2026, 3, 2)
FIRST, LAST = date(2025, 1, 1), TODAY
MDT, COURSE = OfferKind.MDT_TRAJECT, OfferKind.LANGUAGE_COURSE


def took(
    person: int,
    kind: OfferKind,
    begin: date,
    weeks: int | None = None,
    *,
    completed: bool = False,
    forms: tuple[OfferForm, ...] = (),
    made: int = 0,
    agreed: int = 0,
) -> TookPart:
    end = begin + timedelta(weeks=weeks) if weeks is not None else None
    return TookPart(UUID(int=person), kind, begin, end, completed, forms, made, agreed)


def courses(*taken: TookPart) -> list[Course]:
    return courses_of(taken, FIRST, LAST, TODAY)


def test_combined_is_to_take_part_in_something_else_while_the_course_runs() -> None:
    begin = date(2025, 9, 1)
    one, other, third, fourth = courses(
        took(1, COURSE, begin),
        took(1, MDT, begin + timedelta(weeks=3)),
        took(2, COURSE, begin, 6),
        took(2, MDT, begin + timedelta(weeks=7)),
        took(3, COURSE, begin),
        took(3, COURSE, begin + timedelta(weeks=1)),
    )
    assert (one.combined, one.early) == (True, True)
    assert not other.combined, "the MDT-traject began after the course had ended"
    assert not third.combined, "two courses are not taking part"
    assert not fourth.combined
    (late,) = courses(took(4, COURSE, begin), took(4, MDT, begin + timedelta(weeks=5)))
    assert (late.combined, late.early) == (True, False)


def test_a_period_counts_courses_that_began_in_it() -> None:
    assert courses_of([took(1, COURSE, FIRST)], FIRST, LAST, TODAY)
    assert not courses_of([took(1, COURSE, FIRST - timedelta(days=1))], FIRST, LAST, TODAY)
    assert not courses_of([took(1, MDT, FIRST)], FIRST, LAST, TODAY)


def test_who_stayed_on_is_told_only_of_whom_one_can_know_it() -> None:
    begin = date(2025, 9, 1)
    cases = (
        (took(1, COURSE, begin, 3), None),  # did not come to four weeks
        (took(1, COURSE, begin, 8), False),
        (took(1, COURSE, begin, 8, completed=True), True),
        (took(1, COURSE, begin, 14), True),
        (took(1, COURSE, begin), True),
        (took(1, COURSE, TODAY - timedelta(weeks=11)), None),  # too early to tell
        (took(1, COURSE, TODAY - timedelta(weeks=12)), True),
    )
    for taken, stayed in cases:
        (course,) = courses(taken)
        assert course.stayed(TODAY) is stayed, taken


def test_learners_are_people_and_forms_hours_and_staying_are_of_courses() -> None:
    begin = date(2025, 9, 1)
    found = count(
        courses(
            took(
                1, COURSE, begin, forms=(OfferForm.EVENING, OfferForm.ONLINE), made=90, agreed=120
            ),
            took(1, COURSE, begin, 5, forms=(OfferForm.EVENING,)),
            took(1, MDT, begin),
            took(2, COURSE, begin, made=60, agreed=240),
        ),
        TODAY,
    )
    assert (found.learners.combined, found.learners.alone) == (1, 1)
    assert found.learners.share is None, "of two people there is no share"
    assert found.forms[OfferForm.EVENING].combined == 2
    assert found.forms[OfferForm.ONLINE].combined == 1
    assert OfferForm.BUDDY not in found.forms
    assert found.no_form.alone == 1
    assert (found.hours_combined, found.hours_alone) == (Hours(90, 120), Hours(60, 240))
    assert found.hours_combined.share == 0.75
    assert (found.stayed_combined.number, found.stayed_combined.base) == (1, 2)
    assert found.why_not is WhyNot.TOO_FEW


def many(combined: int, stayed: int, alone: int, stayed_alone: int) -> list[TookPart]:
    """So many who combined and who did not, of whom so many stayed on."""
    begin, taken = date(2025, 9, 1), []
    for number in range(combined + alone):
        together = number < combined
        stays = number < stayed if together else number - combined < stayed_alone
        taken.append(took(number, COURSE, begin, None if stays else 6))
        if together:
            taken.append(took(number, MDT, begin))
    return taken


def test_a_comparison_that_the_numbers_cannot_carry_is_refused() -> None:
    assert count(courses(*many(9, 9, 30, 10)), TODAY).why_not is WhyNot.TOO_FEW
    assert count(courses(*many(12, 9, 12, 7)), TODAY).why_not is WhyNot.OVERLAP
    assert count(courses(*many(40, 36, 40, 15)), TODAY).why_not is None


TAKEN = st.builds(
    lambda person, kind, begin, weeks, completed: took(
        person, kind, FIRST + timedelta(days=begin), weeks, completed=completed
    ),
    st.integers(1, 6),
    st.sampled_from(OfferKind),
    st.integers(-30, 400),
    st.none() | st.integers(0, 60),
    st.booleans(),
)


@given(st.lists(TAKEN, max_size=25))
def test_everybody_who_began_a_course_is_counted_once(taken: list[TookPart]) -> None:
    found = courses(*taken)
    counted = count(found, TODAY)
    assert counted.learners.everybody == len({one.taken.person for one in found})
    assert counted.no_form.everybody == len(found)
    told = [one for one in found if one.stayed(TODAY) is not None]
    assert counted.stayed_combined.base + counted.stayed_alone.base == len(told)
    # In whichever order they were written down.
    assert count(courses(*reversed(taken)), TODAY) == counted
