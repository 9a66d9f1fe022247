"""Who may be somebody that is just typed, from the store's index; and who was said not to be."""

from dataclasses import replace
from datetime import date

import pytest

from meedoenbalie.domain.duplicates.comparison import Person
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.doubles import (
    Trait,
    doubles,
    likely_doubles_of,
    possible_doubles,
    say_not_double,
)
from meedoenbalie.services.registration import register_resident
from meedoenbalie.services.undoing import undo

TYPED = Person("", given_name="Semhar", family_name="Tesfai", birth_date=date(2006, 7, 14))


@pytest.fixture
def semhar(desk: Desk, site: Site) -> Resident:
    for number, (given, family) in enumerate(
        [("Hodan", "Abdi"), ("Yusuf", "Haddad"), ("Olena", "Bondar"), ("Filmon", "Tesfay")]
    ):
        register_resident(
            desk,
            site.id,
            given_name=given,
            family_name=family,
            birth_date=date(2005, 3, number + 1),
        )
    return register_resident(
        desk,
        site.id,
        given_name="Semhar",
        family_name="Tesfay",
        native_name="ሰምሃር ተስፋይ",
        birth_date=date(2006, 7, 14),
        v_number="9971803025",
    ).result


def found(desk: Desk, person: Person) -> list[str]:
    return [each.resident.reference for each in likely_doubles_of(desk, person)]


@pytest.mark.parametrize(
    "typed",
    [
        TYPED,
        replace(TYPED, birth_date=None, birth_year=2006),
        replace(TYPED, birth_date=date(2006, 1, 1)),
        replace(TYPED, given_name="Tesfaj", family_name="Semhaar"),
        replace(TYPED, given_name="ሰምሃር", family_name="ተስፋይ"),
        replace(TYPED, family_name=""),
        Person("", given_name="S.", v_number="9971803025"),
        Person("", given_name="Semhar", v_number="9971830025"),
    ],
)
def test_the_same_person_is_found_however_it_is_written(
    desk: Desk, semhar: Resident, typed: Person
) -> None:
    assert found(desk, typed) == [semhar.reference]


@pytest.mark.parametrize(
    "typed",
    [
        Person("", given_name="Semhar"),
        replace(TYPED, given_name="Winta"),
        replace(TYPED, birth_date=date(1999, 2, 3)),
        Person(""),
    ],
)
def test_a_first_name_a_sister_and_a_namesake_are_nobody(
    desk: Desk, semhar: Resident, typed: Person
) -> None:
    assert found(desk, typed) == []


def test_it_says_what_agrees_and_what_differs(desk: Desk, semhar: Resident) -> None:
    (double,) = likely_doubles_of(desk, replace(TYPED, v_number="9971803999"))
    agrees = {each.trait for each in double.evidence if each.bits > 0}
    differs = {each.trait for each in double.evidence if each.bits < 0}
    assert {Trait.NAME, Trait.BIRTH} <= agrees
    assert differs == {Trait.V_NUMBER}


def test_a_form_does_not_find_its_own_resident(desk: Desk, semhar: Resident) -> None:
    assert likely_doubles_of(desk, TYPED, without=[semhar.id]) == []


def test_who_was_said_to_be_two_people_is_not_proposed_again_until_undone(
    desk: Desk, site: Site, semhar: Resident
) -> None:
    twin = register_resident(
        desk, site.id, given_name="Semhar", family_name="Tesfai", birth_date=date(2006, 7, 14)
    ).result
    assert len(doubles(desk)) == 1
    (pair,) = possible_doubles(desk)
    assert {pair.one.id, pair.other.id} == {semhar.id, twin.id}
    say_not_double(desk, semhar.id, twin.id)
    assert doubles(desk) == []
    assert likely_doubles_of(desk, TYPED, without=[twin.id]) == []
    undo(desk)
    assert len(doubles(desk)) == 1
