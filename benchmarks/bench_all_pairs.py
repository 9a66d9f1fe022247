"""All pairs of residents and offers, from records to arrays; and one resident for the screen.

Baselines, in the same run: the same criteria in plain NumPy (``plain_numpy``), and ``match`` on
each pair. Whatever is measured has said the same first. Memory is the most that the arrays took.
"""

from __future__ import annotations

import time
import tracemalloc

import numpy as np

from benchmarks import plain_numpy
from benchmarks.crowd import circumstances, people, supply
from benchmarks.measure import Result, in_turns
from meedoenbalie.domain.matching.explain import match, ranked
from meedoenbalie.domain.matching.vector.cross import Offers, blocks, every_pair
from meedoenbalie.domain.matching.vector.lists import ranked_offers
from meedoenbalie.domain.people import Resident

MANY, OFFERS = 20_000, 2_000
VISIBLE = 20


def run() -> list[Result]:
    around = circumstances()
    who, what = people(MANY, 1), supply(OFFERS, 2)
    part = who[:2_000]
    ours, plain = every_pair(part, Offers(what, around)), plain_numpy.evaluate(part, what, around)
    if not (np.array_equal(ours.fit, plain[0]) and np.array_equal(ours.points, plain[1])):
        raise AssertionError("plain NumPy says something else")
    pairs, bare = in_turns(
        lambda: every_pair(part, Offers(what, around)),
        lambda: plain_numpy.evaluate(part, what, around),
        rounds=3,
    )
    begun = time.perf_counter()
    every_pair(who, Offers(what, around))
    all_pairs = time.perf_counter() - begun
    ready = Offers(what, around)
    rank, each = in_turns(
        lambda: ranked_offers(who[0], ready), lambda: ranked(who[0], what, around), rounds=5
    )
    best = [what[one.place] for one in ranked_offers(who[0], ready)[:VISIBLE]]
    reasons, encode = in_turns(
        lambda: [match(who[0], offer, around) for offer in best],
        lambda: Offers(what, around),
        rounds=5,
    )
    kept, passing = memory(who, ready)
    print(f"    memory for {MANY:,} x {OFFERS:,}: {kept:.0f} MB kept, {passing:.0f} MB by blocks")
    return [
        Result(f"{len(part):,} x {OFFERS:,} pairs", pairs, "the same in plain NumPy", bare, 2.0),
        # Linear in pairs: ten times the residents take ten times as long.
        Result(f"{MANY:,} x {OFFERS:,} pairs", all_pairs, "ten times the time above", 10 * pairs),
        Result(f"ranking {OFFERS:,} offers", rank, "two frames", 0.033, 1.0),
        Result(f"ranking {OFFERS:,} offers, with reasons for all", each, "without", rank),
        Result(f"reasons of {VISIBLE} visible ones", reasons, "a tenth of a second", 0.1, 1.0),
        Result(f"arrays of {OFFERS:,} offers", encode, "two frames", 0.033),
    ]


def memory(who: list[Resident], what: Offers) -> tuple[float, float]:
    tracemalloc.start()
    every_pair(who, what)
    kept = tracemalloc.get_traced_memory()[1]
    tracemalloc.reset_peak()
    for _block in blocks(who, what):
        pass
    passing = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return kept / 1e6, passing / 1e6
