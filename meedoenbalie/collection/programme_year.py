"""A year of the programme, counted in the collection."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from meedoenbalie.collection.collected import Collection
from meedoenbalie.collection.figures import Ask, weeks
from meedoenbalie.collection.year_queries import (
    OF_YEAR,
    QUERIES,
    STEP_NAMES,
    query_of,
    referrals_of,
)
from meedoenbalie.domain.programme_year import (
    DIMENSIONS,
    GROUP_STAGES,
    SOON_WEEKS,
    ProgrammeYear,
    Waits,
    waits_of,
)


@dataclass(frozen=True, slots=True)
class Engine:
    """What counts: it answers queries, and keeps an answer under a name for the next ones.

    ``keep`` and ``forget`` are how it says that, ``run`` does them.
    """

    ask: Ask
    run: Callable[[str], object]
    keep: str = "CREATE TEMPORARY TABLE {name} AS {query}"
    forget: str = "DROP TABLE {name}"

    @contextmanager
    def kept(self, name: str, query: str) -> Iterator[None]:
        """Keep an answer while the block lasts."""
        self.run(self.keep.format(name=name, query=query))
        try:
            yield
        finally:
            self.run(self.forget.format(name=name))


def years(collection: Collection) -> tuple[int, ...]:
    """Return the years in which something happened, newest first."""
    first, last = weeks(collection.rows)
    return tuple(range(int(last[:4]), int(first[:4]) - 1, -1)) if first else ()


def year_of(collection: Collection, year: int) -> ProgrammeYear:
    """Return what is counted in a year; for the team only."""
    names = {site.code: site.name for site in collection.sites()}
    return counted(Engine(collection.rows, collection.rows), names, year)


def counted(engine: Engine, sites: Mapping[str, str], year: int) -> ProgrammeYear:
    """Return what any engine counts that holds the tables of the code book with a site."""
    with engine.kept(OF_YEAR, referrals_of(year)):
        found = {name: engine.ask(query_of(name, year)) for name in QUERIES}
    return _put_together(found, sites, year)


def _put_together(
    found: Mapping[str, list[tuple[Any, ...]]], sites: Mapping[str, str], year: int
) -> ProgrammeYear:
    answers, starts = _waits(found["answers"], sites), _waits(found["starts"], sites)
    steps = {site: dict.fromkeys(("informed", *STEP_NAMES), 0) for site in sites}
    for site, *counts in found["steps"]:
        steps[site] |= dict(zip(STEP_NAMES, map(int, counts), strict=True))
    for site, number in found["informed"]:
        steps[site]["informed"] = int(number)
    for site, waits in answers.items():
        steps[site] |= {"answered": waits.count, "answered_soon": waits.within(SOON_WEEKS)}
    return ProgrammeYear(
        year=year,
        sites=dict(sites),
        steps=steps,
        answers=answers,
        starts=starts,
        reasons=_two_deep(found["reasons"]),
        kinds={
            str(kind): {"referred": int(sent), "started": int(begun), "full": int(full)}
            for kind, sent, begun, full in found["kinds"]
        },
        groups=_groups(found["groups"]),
        experiences=_experiences(found["experiences"]),
    )


def _waits(rows: Iterable[tuple[Any, ...]], sites: Mapping[str, str]) -> dict[str, Waits]:
    found: dict[str, list[tuple[str, str, int]]] = {site: [] for site in sites}
    for site, begin, end, number in rows:
        found[site].append((str(begin), str(end), int(number)))
    return {site: waits_of(of_site) for site, of_site in found.items()}


def _two_deep(rows: Iterable[tuple[Any, ...]]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for site, key, number in rows:
        found.setdefault(str(site), {})[str(key)] = int(number)
    return found


def _groups(rows: Iterable[tuple[Any, ...]]) -> dict[str, dict[str, dict[str, int]]]:
    found: dict[str, dict[str, dict[str, int]]] = {dimension: {} for dimension in DIMENSIONS}
    for *keys, _site, people, informed, referred, started in rows:
        counts = (people, informed, referred, started)
        for dimension, key in zip(DIMENSIONS, map(str, keys), strict=True):
            of_key = found[dimension].setdefault(key, dict.fromkeys(GROUP_STAGES, 0))
            for stage, number in zip(GROUP_STAGES, counts, strict=True):
                of_key[stage] += int(number)
    return {dimension: dict(sorted(by_key.items())) for dimension, by_key in found.items()}


def _experiences(rows: Iterable[tuple[Any, ...]]) -> dict[str, dict[str, dict[str, int]]]:
    found: dict[str, dict[str, dict[str, int]]] = {}
    for site, question, answer, number in rows:
        found.setdefault(str(site), {}).setdefault(str(question), {})[str(answer)] = int(number)
    return found
