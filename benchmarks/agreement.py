"""Hold all pairs at once against ``match`` on every pair: `python -m benchmarks.agreement`.

Takes minutes, so neither the tests nor `make bench` run it. Ends with 1 at the first difference.
"""

from __future__ import annotations

import sys
import time
from collections import Counter

from benchmarks.crowd import circumstances, people, supply
from meedoenbalie.domain.matching.explain import match
from meedoenbalie.domain.matching.score import Fit
from meedoenbalie.domain.matching.vector.cross import Offers, every_pair


def main(residents: int = 2_000, offers: int = 1_000, seed: int = 1) -> int:
    around = circumstances()
    who, what = people(residents, seed), supply(offers, seed)
    begun = time.perf_counter()
    found = every_pair(who, Offers(what, around))
    arrays = time.perf_counter() - begun
    told: Counter[tuple[Fit, int]] = Counter()
    begun = time.perf_counter()
    for row, person in enumerate(who):
        for column, offer in enumerate(what):
            one = match(person, offer, around)
            told[one.fit, len(one.changes)] += 1
            both = (one.fit.order, one.points), (found.fit[row, column], found.points[row, column])
            if both[0] != both[1]:
                print(f"{person.reference} x {offer.code}: {both[0]}, as arrays {both[1]}")
                return 1
    each = time.perf_counter() - begun
    print(f"{residents * offers:,} pairs agree. Arrays {arrays:.2f} s, one by one {each:.1f} s.")
    for (fit, changes), number in sorted(told.items()):
        print(f"    {fit.value}, {changes} changes: {number:,}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*(int(number) for number in sys.argv[1:])))
