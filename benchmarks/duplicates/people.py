"""People of an azc: families with brothers, sisters and twins, people alone, and namesakes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from benchmarks.duplicates.writing import HABITS, Name, read_names

LANGUAGES = {"ara": 18, "apc": 14, "prs": 9, "fas": 6, "tir": 20, "som": 12, "ukr": 7, "tur": 9}
LANGUAGES["fra"] = 5
SITES = ("AAA", "BBB", "CCC", "DDD")
FIRST_JANUARY = {"som": 0.35, "prs": 0.3, "tir": 0.2, "fra": 0.2}
"""Share of whom no birthday is known, so that it became 1 January."""


@dataclass(frozen=True, slots=True)
class Individual:
    """Somebody, apart from how a clerk wrote it. ``relation`` tells who is easily taken for one."""

    number: int
    given: tuple[Name, ...]
    family: Name
    born: date
    language: str
    habit: str
    site: str
    arrived: date
    v_number: str
    phone: str
    relation: str = ""


def population(count: int, random: Random) -> list[Individual]:
    """Return people, in the order of their V-numbers as far as they arrived together."""
    found: list[Individual] = []
    names = read_names()
    while len(found) < count:
        found += _together(len(found), names, random)
        if random.random() < 0.04:
            found.append(_namesake(random.choice(found), len(found), random))
    return found[:count]


def _together(
    start: int, names: dict[tuple[str, str], list[Name]], random: Random
) -> Iterator[Individual]:
    language = random.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]
    family = random.choice(names[language, "n"])
    habit = random.choices(HABITS, (10, 4, 2, 3))[0]
    site, arrived = random.choice(SITES), date(2023, 3, 1) + timedelta(random.randrange(900))
    first_number = random.randrange(1_000_000, 9_999_000)
    phone = _phone(random)
    size = random.choices((1, 2, 3, 4), (60, 20, 14, 6))[0]
    years = random.sample(range(1996, 2012), size)
    twins = size > 1 and random.random() < 0.15
    born = date(2005, 1, 1)
    taken: set[Name] = set()
    for place in range(size):
        sex = random.choice("mf")
        given = _given(names[language, sex], random)
        while taken & set(given):
            given = _given(names[language, sex], random)
        taken |= set(given)
        is_twin = twins and place == 1
        if not is_twin:
            born = _birthday(years[place], language, random)
        yield Individual(
            number=start + place,
            given=given,
            family=family,
            born=born,
            language=language,
            habit=habit,
            site=site,
            arrived=arrived,
            v_number=f"{first_number + place:010d}" if random.random() < 0.8 else "",
            phone=phone if size > 1 and random.random() < 0.6 else _phone(random),
            relation="twin" if is_twin else "family" if place else "",
        )


def _given(names: list[Name], random: Random) -> tuple[Name, ...]:
    return tuple(random.sample(names, 2 if random.random() < 0.2 else 1))


def _birthday(year: int, language: str, random: Random) -> date:
    if random.random() < FIRST_JANUARY.get(language, 0.08):
        return date(year, 1, 1)
    return date(year, 1, 1) + timedelta(random.randrange(365))


def _namesake(one: Individual, number: int, random: Random) -> Individual:
    """Somebody else with the same name and language: another day of birth, another arrival."""
    year = one.born.year + random.choice((-3, -2, -1, 0, 1, 2, 3))
    return replace(
        one,
        number=number,
        born=_birthday(year, one.language, random),
        site=random.choice(SITES),
        arrived=one.arrived + timedelta(random.randrange(20, 400)),
        v_number=f"{random.randrange(1_000_000, 9_999_000):010d}" if random.random() < 0.8 else "",
        phone=_phone(random),
        relation="namesake",
    )


def _phone(random: Random) -> str:
    return f"06{random.randrange(10_000_000, 99_999_999)}" if random.random() < 0.5 else ""
