"""Precision, recall and F1 of a method, and the plain methods to hold ours against."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.fuzz import token_sort_ratio

from benchmarks.duplicates.records import Labelled, Pair, pair
from meedoenbalie.domain.duplicates.comparison import Person
from meedoenbalie.domain.duplicates.finding import find_duplicates

Method = Callable[[Sequence[Person]], set[Pair]]


@dataclass(frozen=True, slots=True)
class Score:
    """What a method found of the truth, and the seconds of CPU it took."""

    right: int
    wrong: int
    missed: int
    seconds: float

    @property
    def precision(self) -> float:
        """Which share of what is proposed is right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Which share of the doubles is proposed."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def ours(people: Sequence[Person]) -> set[Pair]:
    """Return the pairs that the program proposes."""
    return {pair(each.one.key, each.other.key) for each in find_duplicates(people)}


def simple(people: Sequence[Person], *, with_number: bool = False) -> set[Pair]:
    """Return pairs with alike names (token_sort_ratio of at least 88) and one year of birth.

    ``with_number``: equal V-numbers are one person, and different ones are two.
    """
    found = set()
    names = [f"{each.given_name} {each.family_name}".lower() for each in people]
    years = [each.birth_date.year if each.birth_date else each.birth_year for each in people]
    for i, j in combinations(range(len(people)), 2):
        numbers = people[i].v_number, people[j].v_number
        if with_number and all(numbers):
            if numbers[0] == numbers[1]:
                found.add(pair(people[i].key, people[j].key))
            continue
        if years[i] == years[j] and token_sort_ratio(names[i], names[j]) >= 88:
            found.add(pair(people[i].key, people[j].key))
    return found


def simple_with_number(people: Sequence[Person]) -> set[Pair]:
    """Return what ``simple`` does with V-numbers."""
    return simple(people, with_number=True)


def score(method: Method, records: Labelled) -> tuple[Score, set[Pair]]:
    """Return how well a method does on a set of records, and what it proposes."""
    start = time.process_time()
    found = method(records.people)
    seconds = time.process_time() - start
    right = len(found & records.truth.keys())
    return Score(right, len(found) - right, len(records.truth) - right, seconds), found


def recall_by_kind(records: Labelled, found: set[Pair]) -> dict[str, tuple[int, int]]:
    """Return of each kind of noise how many pairs that hold it were found, and how many are."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for same, kinds in records.truth.items():
        total.update(kinds or {"none"})
        if same in found:
            right.update(kinds or {"none"})
    return {kind: (right[kind], total[kind]) for kind in sorted(total)}


def wrong_by_relation(records: Labelled, found: set[Pair]) -> Counter[str]:
    """Return who was taken for whom: family, twin, namesake or others."""
    relations = records.relations
    return Counter(
        relations.get(max(each), "") or relations.get(min(each), "") or "others"
        for each in found - records.truth.keys()
    )
