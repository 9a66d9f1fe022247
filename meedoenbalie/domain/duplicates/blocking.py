"""Which pairs are worth comparing: those that share something rare enough.

Comparing all with all grows with the square. A *block* holds the records that share one key; a
block that grows too large is split by a second trait before its pairs are made, so that the number
of pairs stays near-linear even when every third birth date is 1 January.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from meedoenbalie.domain.duplicates.comparison import Person, name_parts
from meedoenbalie.domain.duplicates.spelling import skeletons

LARGEST_BLOCK = 40

Key = tuple[object, ...]


Pair = tuple[int, int]


def candidate_pairs(
    people: Sequence[Person], known: int = 0, worth: Callable[[Pair], bool] | None = None
) -> set[Pair]:
    """Return the pairs of places in ``people`` that share a key, the lower place first.

    Two of the first ``known`` make no pair, and neither do two that aren't ``worth`` it.
    """
    blocks: dict[Key, list[int]] = defaultdict(list)
    for place, person in enumerate(people):
        for key in _keys(person):
            blocks[key].append(place)
    found: set[Pair] = set()
    for places in blocks.values():
        if len(places) > 1 and places[-1] >= known:
            pairs = _pairs(places, people)
            if known:
                pairs = (pair for pair in pairs if pair[1] >= known)
            found.update(filter(worth, pairs) if worth else pairs)
    return found


def _keys(person: Person) -> Iterator[Key]:
    born, arrival = person.birth_date, person.arrival
    if person.v_number:
        yield "v", "".join(sorted(person.v_number))
    if person.phone:
        yield "phone", person.phone[-9:]
    if born and arrival:
        yield "born and arrived", born, arrival
    words = name_parts(person)
    codes = sorted({code for part in words for code in codes_of(part)})
    for one, other in combinations(codes, 2):
        yield "name", one, other
    for when in _times(person, alone=len(words) == 1):
        for code in codes:
            yield when, code


def _times(person: Person, *, alone: bool) -> Iterator[Key]:
    """Yield the times that mean something together with one part of a name."""
    born = person.birth_date
    if born:
        yield "born", born.year, *sorted((born.day, born.month))
    if person.arrival:
        yield "arrival", person.arrival
    year = born.year if born else person.birth_year
    if year and alone:
        yield "single", year
        yield "single", year + 1


@lru_cache(maxsize=200_000)
def codes_of(part: str) -> frozenset[str]:
    """Return the first three consonants of a part, in each reading: survives most slips."""
    return frozenset(bones[:3] for bones in skeletons(part))


def _pairs(places: list[int], people: Sequence[Person]) -> Iterator[Pair]:
    return combinations(places, 2) if len(places) <= LARGEST_BLOCK else _split(places, people)


def _split(places: list[int], people: Sequence[Person]) -> Iterator[Pair]:
    smaller: dict[Key, list[int]] = defaultdict(list)
    for place in places:
        for key in _finer(people[place]):
            smaller[key].append(place)
    for few in smaller.values():
        if len(few) <= LARGEST_BLOCK:
            yield from combinations(few, 2)
        else:
            # So common that only a neighbour in the order of birth is worth a look.
            ordered = sorted(few, key=lambda place: _order(people[place]))
            for start, place in enumerate(ordered):
                for other in ordered[start + 1 : start + 1 + LARGEST_BLOCK // 4]:
                    yield min(place, other), max(place, other)


def _finer(person: Person) -> Iterator[Key]:
    year = person.birth_date.year if person.birth_date else person.birth_year
    if year is None:
        yield (None,)
        return
    yield "year", year
    # 1 January may stand for a day in the year before or after.
    yield "next", year + 1
    yield "next", year


def _order(person: Person) -> tuple[str, str]:
    return (str(person.birth_date or ""), str(person.arrival or ""))
