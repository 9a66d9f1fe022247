"""What goes wrong when the same person is written down a second time, one function a kind."""
# Every kind of noise is called alike, whether it needs all or not.
# ruff: noqa: ARG001

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from benchmarks.duplicates.people import SITES, Individual
from benchmarks.duplicates.writing import HABITS, write
from meedoenbalie.domain.duplicates.comparison import Person


@dataclass(frozen=True, slots=True)
class Written:
    """A record of somebody, and which kinds of noise are in it."""

    person: Person
    whose: int
    kinds: frozenset[str] = field(default=frozenset())


def first_record(one: Individual, key: str, random: Random) -> Written:
    """Write somebody down as the first clerk does."""
    given = " ".join(write(name, one.habit, one.language, random) for name in one.given)
    return Written(
        Person(
            key=key,
            given_name=given,
            family_name=write(one.family, one.habit, one.language, random),
            birth_date=one.born,
            v_number=one.v_number,
            phone=one.phone,
            language=one.language,
            site=one.site,
            arrival=one.arrived,
        ),
        one.number,
    )


def second_record(
    one: Individual, first: Person, key: str, kinds: list[str], random: Random
) -> Written:
    """Write somebody down again. The V-number is mostly lost: else there is little to find."""
    person = replace(first, key=key, v_number=_second_number(first.v_number, random))
    if random.random() < 0.6:
        person = replace(person, phone="")
    done = set()
    # Who swaps the names wrote all of them down first.
    for kind in sorted(kinds, key=list(NOISE).index):
        changed = NOISE[kind](one, person, random)
        if changed is not None and changed != person:
            person = changed
            done.add(kind)
    return Written(person, one.number, frozenset(done))


def _second_number(number: str, random: Random) -> str:
    chance = random.random()
    if not number or chance < 0.7:
        return ""
    if chance < 0.85:
        place = random.randrange(3, 9)
        return number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    return number


def _another_habit(one: Individual, person: Person, random: Random) -> Person | None:
    habit = random.choice([habit for habit in HABITS if habit != one.habit])
    return replace(
        person,
        given_name=" ".join(write(name, habit, one.language, random) for name in one.given),
        family_name=write(one.family, habit, one.language, random),
    )


def _own_script(one: Individual, person: Person, random: Random) -> Person | None:
    if not one.family.native:
        return None
    given = " ".join(name.native for name in one.given)
    return replace(person, given_name=given, family_name=one.family.native)


def _part_missing(one: Individual, person: Person, random: Random) -> Person | None:
    given = person.given_name.split(" ")
    if len(one.given) > 1:
        return replace(person, given_name=random.choice((given[0], given[-1])))
    if random.random() < 0.5:
        return replace(person, family_name="")
    return replace(person, given_name="", family_name=person.given_name)


def _keyboard(one: Individual, person: Person, random: Random) -> Person | None:
    name = random.choice(("given_name", "family_name"))
    text = getattr(person, name)
    places = [p for p, sign in enumerate(text) if sign.lower() in _NEIGHBOURS]
    if len(text) < 4 or not places:
        return None
    place = random.choice(places)
    sign = random.choice(_NEIGHBOURS[text[place].lower()])
    typed = random.choice((sign, text[place] + sign, ""))
    values = {name: (text[:place] + typed + text[place + 1 :]).strip()}
    return replace(person, **values)


def _swapped(one: Individual, person: Person, random: Random) -> Person | None:
    return replace(person, given_name=person.family_name, family_name=person.given_name)


def _day_month(one: Individual, person: Person, random: Random) -> Person | None:
    born = one.born
    if born.day > 12 or born.day == born.month:
        return None
    return replace(person, birth_date=date(born.year, born.day, born.month))


def _first_january(one: Individual, person: Person, random: Random) -> Person | None:
    if (one.born.month, one.born.day) == (1, 1):
        return None
    year = one.born.year + random.choices((-1, 0, 1), (1, 6, 1))[0]
    return replace(person, birth_date=date(year, 1, 1))


def _year_only(one: Individual, person: Person, random: Random) -> Person | None:
    return replace(person, birth_date=None, birth_year=one.born.year)


def _digit_of_birth(one: Individual, person: Person, random: Random) -> Person | None:
    step = random.choice((-10, -1, 1, 10))
    day = one.born.day + step
    return replace(person, birth_date=one.born.replace(day=day)) if 1 <= day <= 28 else None


def _moved(one: Individual, person: Person, random: Random) -> Person | None:
    site = random.choice([site for site in SITES if site != one.site])
    return replace(person, site=site, arrival=one.arrived + timedelta(random.randrange(10, 400)))


def _other_phone(one: Individual, person: Person, random: Random) -> Person | None:
    return replace(person, phone=f"06{random.randrange(10_000_000, 99_999_999)}")


def _capitals(one: Individual, person: Person, random: Random) -> Person | None:
    return replace(
        person,
        given_name=person.given_name.upper(),
        family_name=person.family_name.upper(),
    )


NOISE: dict[str, Callable[[Individual, Person, Random], Person | None]] = {
    "transliteration": _another_habit,
    "own script": _own_script,
    "part missing": _part_missing,
    "keyboard": _keyboard,
    "swapped names": _swapped,
    "capitals": _capitals,
    "day and month": _day_month,
    "1 January": _first_january,
    "year only": _year_only,
    "digit of birth": _digit_of_birth,
    "moved": _moved,
    "other phone": _other_phone,
}

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = {
    sign: row[max(0, place - 1) : place] + row[place + 1 : place + 2]
    for row in _ROWS
    for place, sign in enumerate(row)
}
