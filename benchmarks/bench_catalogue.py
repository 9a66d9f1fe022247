"""A catalogue of 5,000 offers in a real window: a key typed or a filter chosen, until painted.

Baselines, in the same run: two frames of a screen of 60 Hz; and the same words typed into a bare
``QSortFilterProxyModel`` over a bare table view with the same texts and as many columns, painted.
Offscreen, at 1280x800, with the offer beside the list.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random

from benchmarks.measure import Result
from meedoenbalie.clock import fixed_clock
from meedoenbalie.domain.offer_terms import OfferForm
from meedoenbalie.domain.offers import Offer, OfferKind, Provider
from meedoenbalie.domain.people import DutchLevel, Site
from meedoenbalie.domain.schedule_text import parse_schedule
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.stores import LEAST_COST, create_store

OFFERS = 5_000
TWO_FRAMES = 2 / 60
ROUNDS = 7
DAY = date(2026, 3, 2)
TYPED = ("k", "ko", "kok", "koken", "koken linde", "fiets", "w", "zzz")
CHOSEN: tuple[tuple[str, object], ...] = (
    ("kind", OfferKind.LANGUAGE_COURSE),
    ("level", DutchLevel.A1),
    ("form", OfferForm.EVENING),
    ("language", "tir"),
    ("within", 30),
)
_WORK = ("koken", "fietsen", "moestuin", "voetbal", "techniek", "kinderen", "ouderen", "muziek")
_TOWNS = ("Lindedorp", "Havermeer", "Kloosterstad", "Dijkhorst")
_WEEKS = ("ma+wo 09:30-12:00", "di avond", "za 10-13u", "do 13:00-16:00", "flexibel, 4 uur/week")


def run() -> list[Result]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as name:
        desk = a_desk(Path(name) / "desk.db", OFFERS)
        try:
            return measured(desk)
        finally:
            desk.database.close()


def measured(desk: Desk) -> list[Result]:
    from benchmarks.offer_window import BareTable, OfferWindow
    from benchmarks.resident_window import dressed

    dressed()
    window = OfferWindow(desk)
    bare = BareTable(window.cells())
    keys = {words: least(partial(window.type, words), window.clear) for words in TYPED}
    plain = {words: least(partial(bare.type, words), partial(bare.type, "")) for words in TYPED}
    chosen = {choice[0]: least(partial(window.choose, choice), window.clear) for choice in CHOSEN}
    window.close()
    typed, menu = max(keys, key=keys.__getitem__), max(chosen, key=chosen.__getitem__)
    return [
        Result(
            f"the slowest of {len(TYPED)} keys in {OFFERS:,} offers, {typed!r}, painted",
            keys[typed],
            "two frames",
            TWO_FRAMES,
            1.0,
        ),
        Result(f"the same key, {typed!r}", keys[typed], "bare view and filter", plain[typed]),
        Result(
            f"the slowest of {len(CHOSEN)} filters, {menu!r}, painted",
            chosen[menu],
            "two frames",
            TWO_FRAMES,
            1.0,
        ),
    ]


def least(work: Callable[[], object], undo: Callable[[], object]) -> float:
    """Return the least seconds of work; undoing it isn't counted."""
    best = float("inf")
    for _round in range(ROUNDS):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
        undo()
    return best


def a_desk(path: Path, count: int) -> Desk:
    """Return a desk with so many offers, made in bulk."""
    site = Site(code="RTW", name="azc Rietwaard", latitude=52.15, longitude=5.6)
    made = create_store(
        path, "Marleen", "wachtzin wachtzin", fixed_clock(DAY), sites=[site], cost=LEAST_COST
    )
    with made.desk.write("import_offers") as uow:
        providers = [Provider(name=f"Aanbieder {number}") for number in range(count // 20)]
        uow.insert_many(providers)
        uow.insert_many(supply(Random(5), providers, count))
    return made.desk


def supply(rng: Random, providers: list[Provider], count: int) -> list[Offer]:
    """Return offers of every kind with made-up texts."""
    weeks = [parse_schedule(text) for text in _WEEKS]
    return [
        Offer(
            provider_id=rng.choice(providers).id,
            code=f"{'MTA'[number % 3]}{number:04d}",
            kind=list(OfferKind)[number % 3],
            title=f"{rng.choice(_WORK).capitalize()} {rng.choice(_TOWNS)} {number}",
            work_kind=rng.choice(_WORK),
            place=rng.choice(_TOWNS),
            description="Elke week samen iets doen voor de buurt, met een begeleider erbij.",
            schedule=rng.choice(weeks),
            level_from=rng.choice((None, *DutchLevel)),
            support_languages=tuple(rng.sample(("tir", "ara", "eng", "fas"), rng.randint(0, 2))),
            places=rng.choice((None, 0, 2, 5)),
            places_total=8,
            places_confirmed_on=DAY - timedelta(rng.randint(0, 40)),
            start_dates=(DAY + timedelta(rng.randint(1, 90)),),
            forms=tuple(rng.sample(list(OfferForm), rng.randint(0, 3))),
            travel_minutes={"RTW": rng.randint(5, 70)} if number % 2 else {},
            latitude=round(52.15 + rng.uniform(-0.2, 0.2), 4),
            longitude=round(5.6 + rng.uniform(-0.3, 0.3), 4),
        )
        for number in range(count)
    ]
