"""A year of arrivals, divided week by week, against the optimum in hindsight.

    python -m benchmarks.replay [seed …]

Residents arrive and move on; the places of an offer can be given from some weeks before its start
until the start. A place counts when its resident is still there at the start: who was given one and
moved on has nothing, and the place stays empty. In hindsight one division knows the whole year,
also who moves on when. Ways of dividing in a week, each of which knows only what a desk knows then:

- first come, first served: whoever waited longest takes the best place left;
- at once: all open places are divided over who waits;
- at the start: the same, but only what starts this week is given, the rest stays a proposal;
- who may leave: a later place is worth less by the share of people who will have moved on by then;
- and others come: a later place is worth 4% less for each week that it is away, because somebody
  whom it fits better may arrive meanwhile;
- possible futures: the rest of the year is tried forty times, with who arrived in an earlier year
  and with a day of leaving drawn for everybody; each future is divided with hindsight, and a place
  of this week goes to whom most futures give it.

How many leave is learned from earlier years (other seeds); the 4%, the forty and the tenth that
somebody must have of them were chosen on seeds 11 to 14.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.crowd import circumstances, people, supply
from meedoenbalie.domain.matching.flow import best_division
from meedoenbalie.domain.matching.score import Fit
from meedoenbalie.domain.matching.vector.cross import Offers, every_pair

RESIDENTS, OFFERS, WEEKS, EARLIER = 1_500, 250, 52, 3
OTHERS_COME = 0.04
FUTURES, LEAST = 40, 0.1
Array = Any
Choose = Callable[[Array, int, Array], Array]


class Year:
    """Who arrives and leaves when, what starts when, and which pairs fit at some moment."""

    def __init__(self, seed: int) -> None:
        dice = random.Random(seed)
        self.who, self.what = people(RESIDENTS, seed), supply(OFFERS, seed)
        self.arrived = np.array(sorted(dice.randrange(WEEKS) for _ in self.who))
        self.leaves = self.arrived + np.array([dice.randrange(6, 40) for _ in self.who])
        self.starts = np.array([dice.randrange(WEEKS) for _ in self.what])
        opens = self.starts - np.array([dice.choice([4, 8, 12]) for _ in self.what])
        self.opens = np.maximum(opens, 0)
        self.room = np.array([dice.choice([2, 4, 8, 15]) for _ in self.what], dtype=np.int64)
        pairs, since, until = fitting(self, self)
        at_all = since <= until
        self.pairs, self.since, self.until = pairs[at_all], since[at_all], until[at_all]
        self.there = self.leaves[self.pairs[:, 0]] > self.starts[self.pairs[:, 1]]
        self.decided = np.zeros(len(self.pairs))

    def worth(self, chosen: Array) -> tuple[int, int]:
        """Return the points and the number of those who are there when their place begins."""
        begun = chosen[self.there[chosen]]
        return int(self.pairs[begun, 2].sum()), len(begun)

    def hindsight(self) -> tuple[int, int]:
        nobody, there = np.zeros(RESIDENTS, dtype=np.int64), np.flatnonzero(self.there)
        return self.worth(there[best_division(self.pairs[there], nobody, self.room)])

    def waits(self, chosen: Array) -> str:
        chosen = chosen[self.there[chosen]]
        arrived = self.arrived[self.pairs[chosen, 0]]
        known = (self.decided[chosen] - arrived).mean()
        started = (self.starts[self.pairs[chosen, 1]] - arrived).mean()
        return f"known after {known:.1f} weeks, started after {started:.1f}"

    def week_by_week(self, choose: Choose) -> Array:
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


def fitting(demand: Year, offered: Year) -> tuple[Array, Array, Array]:
    """Return pairs with points of the residents of one year and the offers of another.

    With the weeks from and until which each pair can be given.
    """
    found = every_pair(demand.who, Offers(offered.what, circumstances()))
    rows, columns = np.nonzero(found.fit == Fit.FITS.order)
    points = found.points[rows, columns].astype(np.int64)
    since = np.maximum(demand.arrived[rows], offered.opens[columns])
    until = np.minimum(demand.leaves[rows] - 1, offered.starts[columns])
    return np.stack([rows, columns, points], axis=1), since, until


def strangers(earlier: Year, year: Year) -> tuple[Array, Array]:
    """Return the pairs of the people of an earlier year with the places of this one.

    With the week in which each of them arrived; left out are places that they didn't stay for.
    """
    pairs, since, until = fitting(earlier, year)
    stays = earlier.leaves[pairs[:, 0]] > year.starts[pairs[:, 1]]
    pairs = pairs[(since <= until) & stays]
    return pairs, earlier.arrived[pairs[:, 0]]


class Desk:
    """What a desk can do in a week, with what it knows then."""

    def __init__(self, year: Year, earlier: list[Year]) -> None:
        self.year = year
        self.strangers = [strangers(one, year) for one in earlier]
        self.stays = np.sort(np.concatenate([one.leaves - one.arrived for one in earlier]))
        self.still = np.array([(self.stays > weeks).mean() for weeks in range(2 * WEEKS)])
        self.placed = np.zeros(RESIDENTS, dtype=bool)

    def first_come(self, here: Array, _week: int, room: Array) -> Array:
        left, placed, taken = room.copy(), set(), []
        who, what, points = self.year.pairs[here].T
        for place in np.lexsort((-points, who, self.year.arrived[who])).tolist():
            if who[place] not in placed and left[what[place]]:
                left[what[place]] -= 1
                placed.add(who[place])
                taken.append(place)
        return np.array(taken, dtype=np.int64)

    def at_once(self, here: Array, week: int, room: Array) -> Array:
        return best_division(self.year.pairs[here], self._waited(week), room)

    def at_the_start(self, here: Array, week: int, room: Array) -> Array:
        return self._starting(here, self.at_once(here, week, room), week)

    def who_may_leave(self, here: Array, week: int, room: Array) -> Array:
        worth = self._expected(here, week, 0.0)
        return self._starting(here, best_division(worth, self._waited(week), room), week)

    def others_come(self, here: Array, week: int, room: Array) -> Array:
        worth = self._expected(here, week, OTHERS_COME)
        return self._starting(here, best_division(worth, self._waited(week), room), week)

    def possible_futures(self, here: Array, week: int, room: Array) -> Array:
        year, dice = self.year, np.random.default_rng(week)
        starts = year.starts[year.pairs[:, 1]]
        waiting = (year.arrived <= week) & (year.leaves > week) & ~self.placed
        own = waiting[year.pairs[:, 0]] & (starts >= week) & (room[year.pairs[:, 1]] > 0)
        open_now = np.zeros(len(year.pairs), dtype=bool)
        open_now[here] = starts[here] == week
        given = np.zeros(len(year.pairs))
        for number in range(FUTURES):
            leaves = self._drawn(week, dice)
            known = np.flatnonzero(own & (leaves[year.pairs[:, 0]] > starts))
            to_come = self._to_come(number % len(self.strangers), week, room)
            every = np.concatenate([year.pairs[known], to_come])
            best = best_division(every, np.zeros(2 * RESIDENTS, dtype=np.int64), room)
            given[known[best[best < len(known)]]] += 1
        often = np.bincount(year.pairs[:, 0], weights=given * open_now, minlength=RESIDENTS)
        wanted = np.flatnonzero(open_now[here] & (given[here] > 0))
        wanted = wanted[often[year.pairs[here[wanted], 0]] >= FUTURES * LEAST]
        worth = year.pairs[here[wanted]].copy()
        # Of equal numbers of futures the better place: no sum of points outweighs one future.
        worth[:, 2] += given[here[wanted]].astype(np.int64) * (int(year.pairs[:, 2].max()) + 1)
        chosen = wanted[best_division(worth, self._waited(week), room)]
        self.placed[year.pairs[here[chosen], 0]] = True
        return chosen

    def _drawn(self, week: int, dice: np.random.Generator) -> Array:
        """Return a week of leaving for everybody, drawn from the stays that lasted as long."""
        been = np.maximum(week - self.year.arrived, 0)
        passed = np.searchsorted(self.stays, been, side="right")
        drawn = passed + (dice.random(RESIDENTS) * (len(self.stays) - passed)).astype(np.int64)
        stay = np.where(
            passed < len(self.stays), self.stays[np.minimum(drawn, len(self.stays) - 1)], been + 1
        )
        return self.year.arrived + stay

    def _to_come(self, number: int, week: int, room: Array) -> Array:
        """Return the pairs of who arrived later in an earlier year, with the places of this one."""
        pairs, arrived = self.strangers[number]
        starts = self.year.starts[pairs[:, 1]]
        later = (arrived > week) & (starts > week) & (room[pairs[:, 1]] > 0)
        return pairs[later] + np.array([RESIDENTS, 0, 0])

    def _expected(self, here: Array, week: int, less: float) -> Array:
        """Return pairs with what a place is worth when some will have left by its start."""
        year, pairs = self.year, self.year.pairs[here]
        arrived, starts = year.arrived[pairs[:, 0]], year.starts[pairs[:, 1]]
        stay = self.still[starts - arrived] / np.maximum(self.still[week - arrived], 1e-9)
        worth = pairs[:, 2] * stay * (1 - less) ** (starts - week)
        return np.stack([pairs[:, 0], pairs[:, 1], np.rint(worth).astype(np.int64)], axis=1)

    def _waited(self, week: int) -> Array:
        return np.maximum(week - self.year.arrived, 0)

    def _starting(self, here: Array, chosen: Array, week: int) -> Array:
        return chosen[self.year.starts[self.year.pairs[here[chosen], 1]] == week]


WAYS: dict[str, Callable[[Desk], Choose]] = {
    "first come, first served": lambda desk: desk.first_come,
    "at once": lambda desk: desk.at_once,
    "at the start": lambda desk: desk.at_the_start,
    "at the start, who may leave": lambda desk: desk.who_may_leave,
    "at the start, and others come": lambda desk: desk.others_come,
    "at the start, possible futures": lambda desk: desk.possible_futures,
}


def main(*seeds: int) -> int:
    for seed in seeds or (1, 2, 3):
        year = Year(seed)
        desk = Desk(year, [Year(1_000 * number + seed) for number in range(1, EARLIER + 1)])
        best, placed_best = year.hindsight()
        print(f"seed {seed}: {len(year.pairs):,} possible pairs, {best:,} points in hindsight")
        for name, way in WAYS.items():
            score, placed = year.worth(found := year.week_by_week(way(desk)))
            share = 100 * score / best
            print(f"  {name}: {share:.2f}%, {placed} of {placed_best}, {year.waits(found)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*(int(number) for number in sys.argv[1:])))
