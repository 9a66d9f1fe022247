"""The pairs of records that are judged to be one person."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from meedoenbalie.domain.duplicates.blocking import candidate_pairs
from meedoenbalie.domain.duplicates.comparison import (
    FEWEST,
    MOST_OF_A_NAME,
    Names,
    Person,
    compare,
    most_of_names,
    most_possible,
)
from meedoenbalie.domain.duplicates.evidence import Evidence
from meedoenbalie.domain.duplicates.screening import screen


@dataclass(frozen=True, slots=True)
class LikelyPair:
    """Two records that are likely one person. ``score`` is between 0 and 1."""

    one: Person
    other: Person
    score: float
    evidence: tuple[Evidence, ...]


JUDGED_SAME = 0.5


def prior_bits(records: int) -> float:
    """Return how likely a pair taken by chance among so many records is one person, in bits.

    About one record in five has a double, and each record makes a pair with all the others.
    """
    return -math.log2(max(records, FEWEST)) - 2.0


def score_of(evidence: Sequence[Evidence], prior: float) -> float:
    """Return how likely two records are one person, from 0 to 1. ``prior`` is in bits."""
    bits = prior + sum(each.bits for each in evidence)
    return 1 / (1 + math.exp2(-max(-60.0, min(60.0, bits))))


def judge(
    one: Person, other: Person, names: Names, records: int, least: float = JUDGED_SAME
) -> LikelyPair | None:
    """Return two people as a likely pair among so many records; None under the least score."""
    needed = _needed(records, least)
    most = most_possible(one, other)
    if most < needed:
        return None
    if most - MOST_OF_A_NAME + most_of_names(one, other, names) < needed:
        return None
    evidence = compare(one, other, names)
    if sum(each.bits for each in evidence) < needed:
        return None
    return LikelyPair(one, other, score_of(evidence, prior_bits(records)), tuple(evidence))


@lru_cache(maxsize=16)
def _needed(records: int, least: float) -> float:
    """The bits that two records must have to reach a score."""
    return math.log2(least / (1 - least)) - prior_bits(records)


def find_duplicates(
    people: Sequence[Person], least: float = JUDGED_SAME, known: int = 0
) -> list[LikelyPair]:
    """Return the likely pairs with at least this score (above 0, under 1), most likely first.

    The first ``known`` people aren't compared with each other.
    """
    names = Names.among(people)
    pairs = (
        judge(people[i], people[j], names, len(people), least)
        for i, j in candidate_pairs(people, known, screen(people, _needed(len(people), least)))
    )
    found = [pair for pair in pairs if pair is not None]
    return sorted(found, key=lambda pair: (-pair.score, pair.one.key, pair.other.key))
