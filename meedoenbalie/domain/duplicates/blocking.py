"""Which pairs are worth comparing: those that share something rare enough.

Comparing all with all grows with the square. A *block* holds the records that share one key; a
block that grows too large is split by a second trait before its pairs are made, so that the number
of pairs stays near-linear even when every third birth date is 1 January.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from meedoenbalie.domain.duplicates.comparison import Person, name_parts
from meedoenbalie.domain.duplicates.spelling import skeletons

LARGEST_BLOCK = 40

Key = tuple[object, ...]


def candidate_pairs(people: Sequence[Person], known: int = 0) -> set[tuple[int, int]]:
    """Return the pairs of places in ``people`` that share a key, the lower place first.

    Two of the first ``known`` make no pair.
    """
    blocks: dict[Key, list[int]] = defaultdict(list)
    for place, person in enumerate(people):
        for key in _keys(person):
            blocks[key].append(place)
    found: set[tuple[int, int]] = set()
    for places in blocks.values():
        if places[-1] >= known:
            found.update(pair for pair in _pairs(places, people) if pair[1] >= known)
    return found


def _keys(person: Person) -> set[Key]:
    keys: set[Key] = set()
    if person.v_number:
        keys.add(("v", "".join(sorted(person.v_number))))
    if person.phone:
        keys.add(("phone", person.phone[-9:]))
    words = name_parts(person)
    codes = {code for part in words for code in codes_of(part)}
    for one, other in combinations(sorted(codes), 2):
        keys.add(("name", one, other))
    born = person.birth_date
    if born:
        days = tuple(sorted((born.day, born.month)))
        keys.update(("born", born.year, days, code) for code in codes)
    if born and person.arrival:
        keys.add(("born and arrived", born, person.arrival))
    if person.arrival:
        keys.update(("arrival", person.arrival, code) for code in codes)
    year = born.year if born else person.birth_year
    if year and len(words) == 1:
        keys.update(("single", near, code) for near in (year, year + 1) for code in codes)
    return keys


def codes_of(part: str) -> set[str]:
    """Return the first three consonants of a part, in each reading: survives most slips."""
    return {bones[:3] for bones in skeletons(part)}


def _pairs(places: list[int], people: Sequence[Person]) -> Iterator[tuple[int, int]]:
    if len(places) <= LARGEST_BLOCK:
        yield from combinations(places, 2)
        return
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
