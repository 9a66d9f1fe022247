"""What two records say about being one person, in bits.

Fellegi and Sunter (1969): each thing that two records agree or differ on has a weight, the
logarithm of how much oftener that happens with one person than with two. Weights are in bits and
add up; the names weigh by how rare they are among the records compared.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product

from rapidfuzz.distance import OSA

from meedoenbalie.domain.duplicates.evidence import Evidence, Trait
from meedoenbalie.domain.duplicates.spelling import likeness, parts, sound


@dataclass(frozen=True, slots=True)
class Person:
    """What is compared of one record. Nothing is required; ``key`` names the record."""

    key: str
    given_name: str = ""
    family_name: str = ""
    native_name: str = ""
    birth_date: date | None = None
    birth_year: int | None = None
    v_number: str = ""
    phone: str = ""
    language: str = ""
    site: str = ""
    arrival: date | None = None


# Languages that a desk writes for one another.
_NEAR_LANGUAGES = {
    language: place
    for place, group in enumerate(
        ("ara apc arb acm apd ary arz", "fas prs pes", "kur kmr ckb", "ukr rus")
    )
    for language in group.split()
}


FEWEST = 250
"""Fewer records than this don't tell how rare a name is, or a double."""


class Names:
    """How much a part of a name tells, by how often it occurs among the records compared."""

    LEAST, MOST = 2.0, 9.0

    def __init__(
        self, counted: Mapping[str, int], languages: Mapping[str, int], total: int
    ) -> None:
        self._counted, self._languages, self._total = counted, languages, total
        self._bits: dict[str, float] = {}

    @classmethod
    def among(cls, people: Iterable[Person]) -> Names:
        """Count them among people."""
        counted: Counter[str] = Counter()
        languages: Counter[str] = Counter()
        total = 0
        for person in people:
            total += 1
            languages[language_of(person)] += 1
            counted.update({sound(part) for part in name_parts(person)})
        return cls(counted, languages, total)

    def bits(self, part: str) -> float:
        """Return what agreement on this part tells, in bits."""
        told = self._bits.get(part)
        if told is None:
            seen = self._counted.get(sound(part), 1) / max(self._total, FEWEST)
            told = self._bits[part] = min(self.MOST, max(self.LEAST, -math.log2(seen)))
        return told

    def language_bits(self, one: Person, other: Person) -> float:
        """Return what one language tells, in bits: each part of a name tells it once more."""
        rarest = max(*(self._languages.get(language_of(each), 1) for each in (one, other)))
        return min(4.0, -math.log2(rarest / max(self._total, 1)))


def name_parts(person: Person) -> tuple[str, ...]:
    """Return all parts of a person's name, given name first."""
    return parts(person.given_name) + parts(person.family_name)


def compare(one: Person, other: Person, names: Names) -> list[Evidence]:
    """Return what speaks for and against two records being one person."""
    name = _names(one, other, names)
    phone, arrival = _phones(one.phone, other.phone), _arrivals(one, other)
    if name < 0:
        # Brothers and sisters arrive together and share a phone.
        phone, arrival = min(phone, 0.0), min(arrival, 0.0)
    found = (
        Evidence(Trait.NAME, name),
        Evidence(Trait.BIRTH, _births(one, other)),
        Evidence(Trait.V_NUMBER, _v_numbers(one.v_number, other.v_number)),
        Evidence(Trait.PHONE, phone),
        Evidence(Trait.LANGUAGE, _languages(one.language, other.language)),
        Evidence(Trait.ARRIVAL, arrival),
    )
    return [evidence for evidence in found if evidence.bits]


def most_possible(one: Person, other: Person) -> float:
    """Return the bits that two records would have if their names were as alike as can be.

    Comparing names takes most of the time; for most pairs this tells that it isn't worth it.
    """
    return (
        MOST_OF_A_NAME
        + _births(one, other)
        + _v_numbers(one.v_number, other.v_number)
        + _phones(one.phone, other.phone)
        + _languages(one.language, other.language)
        + _arrivals(one, other)
    )


def most_of_names(one: Person, other: Person, names: Names) -> float:
    """Return the bits that names have at most, without what is long to find out.

    That is whether the parts that no part of the other name is like, are like them when joined.
    """
    shared = names.language_bits(one, other)
    most = 0.0
    for mine, others in _each_way(one, other):
        bits, left, right = _found_again(mine, others, names, shared)
        most = max(most, bits + names.LEAST if left and right else bits)
    return min(most, MOST_OF_A_NAME)


# Two that each have a part the other lacks are mostly brothers or sisters; a part that only one
# record has was mostly left out by a writer.
_BOTH_DIFFER, _LEFT_OUT = -14.0, -1.0

# The parts of one name go together in families, so a long name doesn't tell more and more.
MOST_OF_A_NAME = 18.0
_LEAST_OF_A_PART = 1.0


def _names(one: Person, other: Person, names: Names) -> float:
    shared = names.language_bits(one, other)
    return max((name_bits(a, b, names, shared) for a, b in _each_way(one, other)), default=0.0)


def _each_way(one: Person, other: Person) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Yield what each record calls the person beside what the other does, in every script."""
    mine = [each for each in (name_parts(one), parts(one.native_name)) if each]
    others = [each for each in (name_parts(other), parts(other.native_name)) if each]
    return product(mine, others)


def name_bits(
    mine: Sequence[str], others: Sequence[str], names: Names, shared: float = 0.0
) -> float:
    """Return what two names say, in bits, whatever the order of their parts.

    ``shared`` is what every part tells anew though it is known from the first: the language.
    """
    if not mine or not others:
        return 0.0
    bits, left, right = _found_again(mine, others, names, shared)
    if left and right:
        joined = "".join(mine[i] for i in left), "".join(others[j] for j in right)
        alike = likeness(*joined)
        if alike:
            return min(bits + alike * names.LEAST, MOST_OF_A_NAME)
        bits = min(bits, MOST_OF_A_NAME) + _BOTH_DIFFER * min(len(left), len(right))
    return min(bits, MOST_OF_A_NAME) + _LEFT_OUT * abs(len(left) - len(right))


def _found_again(
    mine: Sequence[str], others: Sequence[str], names: Names, shared: float
) -> tuple[float, list[int], list[int]]:
    """Return what the parts tell that both names have, and the places of those left over."""
    alike = sorted(
        (-like, i, j)
        for i, a in enumerate(mine)
        for j, b in enumerate(others)
        if (like := likeness(a, b))
    )
    left, right = list(range(len(mine))), list(range(len(others)))
    bits = 0.0
    for negative, i, j in alike:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            told = min(names.bits(mine[i]), names.bits(others[j]))
            bits += -negative * (told if not bits else max(_LEAST_OF_A_PART, told - shared))
    return bits, left, right


def _births(one: Person, other: Person) -> float:
    a, b = one.birth_date, other.birth_date
    if a and b:
        return _dates(a, b)
    year = a.year if a else one.birth_year
    other_year = b.year if b else other.birth_year
    if year is None or other_year is None:
        return 0.0
    return {0: 3.5, 1: -1.0}.get(abs(year - other_year), -6.0)


def _dates(a: date, b: date) -> float:
    if a == b:
        return 6.0 if _is_new_year(a) else 9.0
    apart = abs(a.year - b.year)
    if _is_new_year(a) != _is_new_year(b) and apart <= 1:
        # 1 January often means that only the year is known, and not always exactly.
        return -1.0 if apart else 1.5
    if a.year == b.year and (a.day, a.month) == (b.month, b.day):
        return 6.0
    same = (a.year == b.year) + (a.month == b.month) + (a.day == b.day)
    if same == 2 and not _is_new_year(a) and not _is_new_year(b):
        return 2.0 if OSA.distance(a.isoformat(), b.isoformat()) == 1 else 0.0
    return -6.0 if apart <= 1 else -10.0


def _is_new_year(day: date) -> bool:
    return (day.day, day.month) == (1, 1)


def _v_numbers(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    if one == other:
        return 16.0
    # Two digits swapped are a slip; one digit more or less is how numbers of a family differ.
    swapped = sorted(one) == sorted(other) and OSA.distance(one, other) == 1
    return 8.0 if swapped else -9.0


def _phones(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    return 5.0 if one == other or digits_of(one) == digits_of(other) else -1.5


@lru_cache(maxsize=200_000)
def digits_of(phone: str) -> str:
    """Return the digits of a phone number that tell the line."""
    # The last nine tell the line; what stands before is the country or a zero.
    return "".join(sign for sign in phone if sign.isdigit())[-9:]


def _languages(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    if one == other:
        return 0.5
    group = _NEAR_LANGUAGES.get(one)
    return 0.0 if group is not None and group == _NEAR_LANGUAGES.get(other) else -3.0


def language_of(person: Person) -> str:
    """Return the language of a person; those that a desk writes for one another are one."""
    group = _NEAR_LANGUAGES.get(person.language)
    return person.language if group is None else f"group {group}"


def _arrivals(one: Person, other: Person) -> float:
    if not one.arrival or not other.arrival:
        return 0.0
    days = abs((one.arrival - other.arrival).days)
    if days == 0:
        return 5.0
    if one.site and other.site and one.site != other.site:
        # Whoever moves to another azc arrives again.
        return -0.5
    return 0.0 if days <= 92 else -3.0
