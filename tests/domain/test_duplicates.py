"""Who may be one person: spelling, order of names, days and months, and families that aren't."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meedoenbalie.domain.duplicates.blocking import LARGEST_BLOCK, candidate_pairs
from meedoenbalie.domain.duplicates.comparison import (
    Names,
    Person,
    compare,
    most_of_names,
    most_possible,
)
from meedoenbalie.domain.duplicates.evidence import Trait
from meedoenbalie.domain.duplicates.finding import find_duplicates, prior_bits, score_of
from meedoenbalie.domain.duplicates.screening import screen
from meedoenbalie.domain.duplicates.spelling import likeness, parts

SEMHAR = Person(
    "A",
    given_name="Semhar",
    family_name="Tesfay",
    birth_date=date(2006, 7, 14),
    language="tir",
    site="RTW",
    arrival=date(2025, 3, 4),
)


def crowd(count: int = 200) -> list[Person]:
    """People of whom no two are one."""
    given = ("Robel", "Noor", "Oleksandr", "Ayan", "Emre", "Huda", "Parisa", "Kwame", "Filmon")
    family = ("Abraha", "Darwish", "Bondarenko", "Warsame", "Yilmaz", "Khalil", "Ahmadi", "Sow")
    return [
        Person(
            f"X{number}",
            given_name=given[number % len(given)],
            family_name=family[number % len(family)],
            birth_date=date(1995 + number % 18, 1 + number % 12, 1 + number % 28),
            language=("tir", "ara", "ukr", "som")[number % 4],
            arrival=date(2024, 1 + number % 12, 1 + (number * 7) % 28),
        )
        for number in range(count)
    ]


def judged_one(one: Person, other: Person) -> bool:
    found = find_duplicates([*crowd(), one, replace(other, key="B")])
    return any({pair.one.key, pair.other.key} == {"A", "B"} for pair in found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mohammed", "Muhammad"),
        ("Tesfay", "Tesfai"),
        ("Yusuf", "Youssef"),
        ("Oleksandr", "Alexander"),
        ("Khalil", "Chalil"),
        ("Ghebremedhin", "Gebremedhin"),
        ("Özlem", "Ozlem"),
        ("Habyarimana", "Habjarimana"),
        ("Mykola", "Nikolai"),
        ("Yuliia", "Julia"),
        ("Othman", "Osman"),
        ("Weldegebriel", "Woldegebriel"),
    ],
)
def test_one_name_is_known_in_its_spellings(one: str, other: str) -> None:
    assert likeness(*parts(one), *parts(other)) > 0.8
    assert judged_one(replace(SEMHAR, given_name=one), replace(SEMHAR, given_name=other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hassan", "Hussein"), ("Amin", "Amina"), ("Robel", "Samuel"), ("Ali", "Adam")],
)
def test_another_name_stays_another_name(one: str, other: str) -> None:
    assert likeness(*parts(one), *parts(other)) < 0.5


@pytest.mark.parametrize(
    "other",
    [
        replace(SEMHAR, given_name="Tesfay", family_name="Semhar"),
        replace(SEMHAR, birth_date=date(2006, 1, 1)),
        replace(SEMHAR, given_name="SEMHAR", family_name="TESFAI", site="VDW"),
        replace(SEMHAR, given_name="Semhra"),
        replace(SEMHAR, given_name="ሰምሃር", family_name="ተስፋይ"),
        replace(SEMHAR, family_name="Tesfay Haile"),
    ],
    ids=["swapped", "1 January", "capitals, moved", "slip", "own script", "a part more"],
)
def test_the_same_person_written_down_otherwise_is_proposed(other: Person) -> None:
    assert judged_one(SEMHAR, other)


def test_day_and_month_swapped_is_proposed() -> None:
    one = replace(SEMHAR, birth_date=date(2006, 7, 4))
    assert judged_one(one, replace(one, birth_date=date(2006, 4, 7)))


def test_two_digits_swapped_in_a_v_number_is_proposed() -> None:
    one = replace(SEMHAR, v_number="9971069048")
    assert judged_one(one, replace(one, v_number="9971096048", given_name="Semharr"))


@pytest.mark.parametrize(
    "other",
    [
        replace(SEMHAR, given_name="Winta", birth_date=date(2008, 2, 3)),
        replace(SEMHAR, given_name="Winta"),
        replace(SEMHAR, given_name="Filmon", v_number="9971000011"),
        replace(SEMHAR, birth_date=date(1999, 3, 3), arrival=date(2023, 1, 1)),
    ],
    ids=["sister", "twin", "twin with a number", "namesake"],
)
def test_family_and_namesakes_are_not_proposed(other: Person) -> None:
    assert not judged_one(replace(SEMHAR, v_number="9971000012"), other)


def test_single_names_need_more_than_a_year() -> None:
    one = Person("A", family_name="Filmon", birth_date=date(1997, 1, 1), language="tir")
    assert not judged_one(one, replace(one, birth_date=date(1997, 5, 9)))
    assert judged_one(
        replace(one, arrival=date(2025, 12, 24), phone="0600123123"),
        replace(one, arrival=date(2025, 12, 24), phone="+31600123123"),
    )


people = st.builds(
    Person,
    key=st.uuids().map(str),
    given_name=st.sampled_from(["Semhar", "Noor", "محمد", "Ali Reza", "", "O'Neil", "A."]),
    family_name=st.sampled_from(["Tesfay", "Al-Haj Yousef", "", "Шевченко", "N'Guessan"]),
    birth_date=st.none()
    | st.dates(date(1990, 1, 1), date(2012, 1, 1))
    | st.sampled_from([date(2005, 1, 1), date(2006, 1, 1), date(2005, 3, 7), date(2005, 7, 3)]),
    birth_year=st.none() | st.integers(2004, 2007),
    v_number=st.sampled_from(["", "9971000011", "9971000101"]),
    phone=st.sampled_from(["", "0600123123"]),
    language=st.sampled_from(["", "ara", "apc", "tir"]),
    arrival=st.none() | st.dates(date(2024, 1, 1), date(2024, 2, 1)),
)


@given(people, people)
def test_the_order_of_two_records_makes_no_difference(one: Person, other: Person) -> None:
    names = Names.among([one, other])
    there, back = compare(one, other, names), compare(other, one, names)
    assert sum(each.bits for each in there) == pytest.approx(sum(each.bits for each in back))


@settings(max_examples=50)
@given(st.lists(people, max_size=12))
def test_pairs_are_found_in_whatever_order_the_records_come(found: list[Person]) -> None:
    def keys(records: list[Person]) -> set[frozenset[str]]:
        return {frozenset((p.one.key, p.other.key)) for p in find_duplicates(records)}

    assert keys(found) == keys(found[::-1])


def test_pairs_to_compare_grow_with_the_records_not_with_their_square() -> None:
    few, many = len(candidate_pairs(crowd(500))), len(candidate_pairs(crowd(4000)))
    assert many < 16 * max(few, 500)


@given(people, people)
def test_what_is_told_without_comparing_is_never_less_than_what_comparing_tells(
    one: Person, other: Person
) -> None:
    names = Names.among([one, other])
    evidence = {each.trait: each.bits for each in compare(one, other, names)}
    assert sum(evidence.values()) <= most_possible(one, other)
    assert evidence.get(Trait.NAME, 0.0) <= most_of_names(one, other, names)
    assert screen([one, other], most_possible(one, other))((0, 1))


@settings(max_examples=50)
@given(st.lists(people, max_size=12, unique_by=lambda one: one.key), st.sampled_from([0.05, 0.5]))
def test_nothing_is_lost_by_telling_beforehand_what_is_not_worth_comparing(
    found: list[Person], least: float
) -> None:
    names, total = Names.among(found), len(found)
    compared = {
        frozenset((found[i].key, found[j].key))
        for i, j in candidate_pairs(found)
        if score_of(compare(found[i], found[j], names), prior_bits(total)) >= least
    }
    told = {frozenset((p.one.key, p.other.key)) for p in find_duplicates(found, least)}
    assert told == compared


def namesakes(count: int) -> list[Person]:
    """Residents of whom a quarter has each of four names, born on few days: as bad as it gets."""
    return [
        Person(
            f"N{number}",
            given_name=("Semhar", "Yusuf")[number % 2],
            family_name=("Tesfay", "Haddad")[number // 2 % 2],
            birth_date=date(2000 + number % 5, 1, 1 + number % 3),
            v_number=f"99{number * 7919 % 10**8:08d}",
            arrival=date(2025, 6, 1),
        )
        for number in range(count)
    ]


def test_few_names_among_many_residents_give_no_more_pairs_for_each_of_them() -> None:
    few, many = len(candidate_pairs(namesakes(750))), len(candidate_pairs(namesakes(3000)))
    assert many <= 4 * few
    assert many <= LARGEST_BLOCK * 3000
