"""A year of arrivals, divided week by week, against the optimum in hindsight.

    python -m benchmarks.replay [seed]

Residents arrive and move on; the places of an offer can be given from some weeks before its start
until the start. Each week all open places are divided over who waits; *as late as can be* keeps of
that only what starts that week. In hindsight one division knows the whole year, also who moves on
when. Baseline: each week whoever waited longest takes the best place left.
"""

from __future__ import annotations

import random
import sys
from typing import Any

import numpy as np

from benchmarks.crowd import circumstances, people, supply
from meedoenbalie.domain.matching.flow import best_division
from meedoenbalie.domain.matching.score import Fit
from meedoenbalie.domain.matching.vector.cross import Offers, every_pair

RESIDENTS, OFFERS, WEEKS = 1_500, 250, 52
Array = Any


def main(seed: int = 1) -> int:
    year = Year(seed)
    best = year.worth(best_division(year.pairs, np.zeros(RESIDENTS, dtype=np.int64), year.room))
    print(
        f"{len(year.pairs):,} possible pairs, {year.room.sum():,} places; {best[0]:,} in hindsight"
    )
    ways = {
        "first come first served": year.serve,
        "week by week": year.divide,
        "week by week, as late as can be": year.divide_late,
    }
    for name, choose in ways.items():
        score, placed = year.worth(found := year.week_by_week(choose))
        share = 100 * score / best[0]
        print(f"{name}: {share:.2f}%, {placed} placed of {best[1]}, {year.waits(found)}")
    return 0


class Year:
    def __init__(self, seed: int) -> None:
        dice = random.Random(seed)
        who, what = people(RESIDENTS, seed), supply(OFFERS, seed)
        self.arrived = np.array(sorted(dice.randrange(WEEKS) for _ in who))
        leaves = self.arrived + np.array([dice.randrange(6, 40) for _ in who])
        self.starts = starts = np.array([dice.randrange(WEEKS) for _ in what])
        opens = starts - np.array([dice.choice([4, 8, 12]) for _ in what])
        self.room = np.array([dice.choice([2, 4, 8, 15]) for _ in what], dtype=np.int64)
        found = every_pair(who, Offers(what, circumstances()))
        fitting = (found.fit == Fit.FITS.order) & (self.arrived[:, None] <= starts)
        fitting &= leaves[:, None] > opens
        rows, columns = np.nonzero(fitting)
        points = found.points[rows, columns].astype(np.int64)
        self.pairs = np.stack([rows, columns, points], axis=1)
        self.since = np.maximum(self.arrived[rows], np.maximum(opens[columns], 0))
        self.until = np.minimum(leaves[rows] - 1, starts[columns])
        self.decided = np.zeros(len(rows))

    def worth(self, chosen: Array) -> tuple[int, int]:
        return int(self.pairs[chosen, 2].sum()), len(chosen)

    def waits(self, chosen: Array) -> str:
        arrived = self.arrived[self.pairs[chosen, 0]]
        known = (self.decided[chosen] - arrived).mean()
        started = (self.starts[self.pairs[chosen, 1]] - arrived).mean()
        return f"known after {known:.1f} weeks, started after {started:.1f}"

    def week_by_week(self, choose: Any) -> Array:
        waiting, room = np.ones(RESIDENTS, dtype=bool), self.room.copy()
        found: list[Array] = []
        for week in range(WEEKS):
            now = (self.since <= week) & (week <= self.until) & waiting[self.pairs[:, 0]]
            here = np.flatnonzero(now & (room[self.pairs[:, 1]] > 0))
            chosen = here[choose(here, week, room)]
            self.decided[chosen] = week
            waiting[self.pairs[chosen, 0]] = False
            np.subtract.at(room, self.pairs[chosen, 1], 1)
            found.append(chosen)
        return np.concatenate(found)

    def divide(self, here: Array, week: int, room: Array) -> Array:
        return best_division(self.pairs[here], np.maximum(week - self.arrived, 0), room)

    def divide_late(self, here: Array, week: int, room: Array) -> Array:
        chosen = self.divide(here, week, room)
        return chosen[self.starts[self.pairs[here[chosen], 1]] == week]

    def serve(self, here: Array, _week: int, room: Array) -> Array:
        left, placed, taken = room.copy(), set(), []
        who, what, points = self.pairs[here].T
        for place in np.lexsort((-points, who, self.arrived[who])).tolist():
            if who[place] not in placed and left[what[place]]:
                left[what[place]] -= 1
                placed.add(who[place])
                taken.append(place)
        return np.array(taken, dtype=np.int64)


if __name__ == "__main__":
    sys.exit(main(*(int(number) for number in sys.argv[1:])))
