"""Sets of records with the truth: which pairs are one person."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from random import Random

from benchmarks.duplicates.noise import NOISE, Written, first_record, second_record
from benchmarks.duplicates.people import population
from meedoenbalie.domain.duplicates.comparison import Person
from meedoenbalie.exchange.files import read_bytes, read_table
from meedoenbalie.exchange.people import PERSON_FIELDS, read_people
from meedoenbalie.exchange.tabular import match_columns

Pair = tuple[str, str]
DOUBLE = 0.2
"""Doubles for each person."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """Records, the pairs that are one person with the kinds of noise, and who is who else."""

    people: list[Person]
    truth: dict[Pair, frozenset[str]]
    relations: dict[str, str]


def made(persons: int, seed: int, kinds: Sequence[str] = ()) -> Labelled:
    """Make records of so many people: one to three kinds of noise, or only the given ones."""
    random = Random(seed)
    records: list[Written] = []
    relations: dict[str, str] = {}
    for one in population(persons, random):
        first = first_record(one, f"R{len(records):06d}", random)
        records.append(first)
        relations[first.person.key] = one.relation
        if random.random() < DOUBLE:
            number = random.choices((1, 2, 3), (5, 4, 2))[0]
            wanted = list(kinds) or random.sample(list(NOISE), number)
            key = f"R{len(records):06d}"
            records.append(second_record(one, first.person, key, wanted, random))
    random.shuffle(records)
    return Labelled([each.person for each in records], dict(_pairs(records)), relations)


def _pairs(records: Sequence[Written]) -> Iterator[tuple[Pair, frozenset[str]]]:
    by_whom = defaultdict(list)
    for each in records:
        by_whom[each.whose].append(each)
    for same in by_whom.values():
        for one, other in combinations(same, 2):
            yield pair(one.person.key, other.person.key), one.kinds | other.kinds


def shared(folder: Path) -> Labelled | None:
    """Return the records of the project's own set, when it is there."""
    path = folder / "dubbelen.csv"
    if not path.exists():
        return None
    table = read_table(path, read_bytes(path), PERSON_FIELDS)
    people = read_people(table, match_columns(table, PERSON_FIELDS))
    with (folder / "expected" / "dubbelen_truth.csv").open(encoding="utf-8", newline="") as file:
        truth = {
            pair(row["record_a"], row["record_b"]): frozenset(row["noise"].split("+"))
            for row in csv.DictReader(file)
        }
    return Labelled(people, truth, {})


def pair(one: str, other: str) -> Pair:
    """Return two keys in the order in which pairs are compared."""
    return (one, other) if one < other else (other, one)
