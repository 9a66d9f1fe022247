"""Which pairs could be one person at all, told without looking at their names.

Millions of pairs share a key and a few thousand are doubles. What a pair has besides its names is
added up here from numbers that are made once for each record; it is never less than
``comparison.most_possible``, so nothing is lost that comparing would have found.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from meedoenbalie.domain.duplicates.comparison import (
    MOST_OF_A_NAME,
    Person,
    digits_of,
    language_of,
)

_Born = tuple[int, int, int]
"""Year, month and day; 0 for what isn't known."""
_Traits = tuple[_Born, str, str, str, int, str]


def screen(people: Sequence[Person], needed: float) -> Callable[[tuple[int, int]], bool]:
    """Return what tells of two places in ``people`` whether they may reach the bits needed."""
    known = [_traits(person) for person in people]
    enough = needed - MOST_OF_A_NAME

    def may_be_one(pair: tuple[int, int]) -> bool:
        # Called for each pair that shares a key, so it is one flat row of comparisons.
        born, number, digits, phone, arrival, language = known[pair[0]]
        b_born, b_number, b_digits, b_phone, b_arrival, b_language = known[pair[1]]
        bits = 9.0 if born == b_born else _births(born, b_born)
        if number and b_number:
            bits += 16.0 if number == b_number else 8.0 if digits == b_digits else -9.0
        if phone and b_phone:
            bits += 5.0 if phone == b_phone else -1.5
        if arrival and arrival == b_arrival:
            bits += 5.0
        if language and b_language:
            bits += 0.5 if language == b_language else -3.0
        return bits >= enough

    return may_be_one


def _traits(person: Person) -> _Traits:
    born = person.birth_date
    return (
        (born.year, born.month, born.day) if born else (person.birth_year or 0, 0, 0),
        person.v_number,
        "".join(sorted(person.v_number)),
        digits_of(person.phone),
        person.arrival.toordinal() if person.arrival else 0,
        language_of(person),
    )


def _births(one: _Born, other: _Born) -> float:
    """Return the most that two different births tell."""
    year, month, day = one
    b_year, b_month, b_day = other
    if not year or not b_year:
        return 0.0
    apart = abs(year - b_year)
    if not month or not b_month:
        return -6.0 if apart > 1 else -1.0 if apart else 3.5
    if not apart and month == b_day and day == b_month:
        return 6.0
    vague, b_vague = month == day == 1, b_month == b_day == 1
    if vague != b_vague:
        return -6.0 if apart > 1 else -1.0 if apart else 2.0
    return 2.0 if (not apart) + (month == b_month) + (day == b_day) == 2 else -6.0
