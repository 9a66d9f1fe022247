"""Ages, and what a record of a resident may be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from meedoenbalie.domain.consent import Consent, ConsentAnswer
from meedoenbalie.domain.people import DutchLevel, Resident
from meedoenbalie.domain.record import new_id

BASE = {"site_id": new_id(), "reference": "RTW-0001", "given_name": "Semhar"}


def born(**values: object) -> Resident:
    return Resident.model_validate({**BASE, **values})


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(2010, 3, 2), date(2026, 3, 1), 15),
        (date(2010, 3, 2), date(2026, 3, 2), 16),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_age_changes_on_the_birthday(birth: date, day: date, age: int) -> None:
    assert born(birth_date=birth).age_on(day) == age


def test_with_only_a_year_known_the_lowest_possible_age_counts() -> None:
    assert born(birth_year=2010).age_on(date(2026, 6, 1)) == 15
    assert born().age_on(date(2026, 6, 1)) is None


@given(st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.dates(date(2026, 1, 1), date(2060, 1, 1)))
def test_a_known_date_never_gives_a_lower_age_than_its_year_alone(birth: date, day: date) -> None:
    exact = born(birth_date=birth).age_on(day)
    by_year = born(birth_year=birth.year).age_on(day)
    assert exact is not None
    assert by_year is not None
    assert 0 <= exact - by_year <= 1


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"given_name": ""}, "missing_name"),
        ({"birth_date": "1899-12-31"}, "before_1900"),
        ({"birth_date": "2010-01-01", "arrival_date": "2009-01-01"}, "arrival_before_birth"),
        ({"commitments": ({"day": "MO", "start": 600, "end": 600},)}, "end_before_start"),
        ({"nationality": "x"}, "Extra inputs"),
    ],
)
def test_what_cannot_be_is_refused(values: dict[str, object], code: str) -> None:
    with pytest.raises(ValidationError, match=code):
        born(**values)


def test_a_record_cannot_be_changed_in_place() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        setattr(born(), "given_name", "Hodan")


def test_levels_are_ordered_as_they_are_learned() -> None:
    assert [level.value for level in sorted(DutchLevel, key=lambda level: level.rank)] == [
        "Alfa A",
        "Alfa B",
        "Alfa C",
        "A0",
        "A1",
        "A2",
        "B1",
        "B2",
        "C1",
    ]


def test_consent_holds_between_its_days_and_only_for_a_yes() -> None:
    values = {
        "resident_id": new_id(),
        "provider_id": new_id(),
        "answered_on": date(2026, 3, 2),
        "valid_until": date(2026, 9, 2),
    }
    yes = Consent.model_validate({**values, "answer": ConsentAnswer.YES})
    assert not yes.holds_on(date(2026, 3, 1))
    assert yes.holds_on(date(2026, 3, 2))
    assert yes.holds_on(date(2026, 9, 2))
    assert not yes.holds_on(date(2026, 9, 3))
    for answer in (ConsentAnswer.NO, ConsentAnswer.THINKING):
        other = Consent.model_validate({**values, "answer": answer})
        assert not other.holds_on(date(2026, 3, 2))
