"""Demand against places, by kind of offer, level of Dutch and part of the week.

Demand is asked of the engine: a resident counts in a cell when a new group of that kind, at their
own level and in that part of the week, would fit as things are now. So somebody with time on
several dayparts counts in each, and cells are never added up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from uuid import UUID

import numpy as np

from meedoenbalie.domain.matching import criteria
from meedoenbalie.domain.matching.bands import Band, band_of, new_group, takes
from meedoenbalie.domain.matching.facts import Verdict
from meedoenbalie.domain.matching.rules import Context
from meedoenbalie.domain.matching.score import Fit
from meedoenbalie.domain.matching.vector.cross import Offers, every_pair
from meedoenbalie.domain.matching.weekfit import dayparts_of
from meedoenbalie.domain.offers import Offer, OfferKind
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.week import Daypart, Weekday

WeekPart = tuple[Weekday, Daypart]

WEEK: tuple[WeekPart, ...] = tuple(product(Weekday, Daypart))


@dataclass(frozen=True, slots=True)
class Group:
    """The residents of one site who look for a kind of offer, and how many weeks each waits."""

    residents: Sequence[Resident]
    weeks: Sequence[int]
    context: Context


@dataclass(frozen=True, slots=True)
class Cell:
    """Who could start in one part of the week, and how many places there are then."""

    people: tuple[UUID, ...]
    places: int

    @property
    def short(self) -> int:
        """How many places too few."""
        return max(0, len(self.people) - self.places)


@dataclass(frozen=True, slots=True)
class BandRow:
    """One band of the level: its cells in the order of ``WEEK``.

    ``people`` are those who stand in any cell, each once. ``unsure`` could start if something
    changes or turns out that the engine doesn't know now.
    """

    band: Band
    cells: tuple[Cell, ...]
    people: tuple[UUID, ...]
    unsure: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class KindCoverage:
    """The rows of one kind of offer, lowest level first; ``untimed`` places have no set time."""

    kind: OfferKind
    rows: tuple[BandRow, ...]
    untimed: int

    @property
    def people(self) -> int:
        """How many residents want and may, each counted once."""
        return sum(len(row.people) for row in self.rows)


def coverage_of(
    kind: OfferKind,
    groups: Sequence[Group],
    places: Sequence[tuple[Offer, int]],
    around: Context,
) -> KindCoverage:
    """Return the coverage of one kind, from who looks for it at each site and what has places.

    ``around`` tells the day and the rules, also where nobody is.
    """
    rows = []
    cells: dict[Band, dict[int, list[UUID]]] = {band: {} for band in Band}
    unsure: dict[Band, list[UUID]] = {band: [] for band in Band}
    for group in groups:
        for band in Band:
            own = [who for who in group.residents if band_of(who.dutch_level) is band]
            _count(own, kind, band, group.context, cells[band], unsure[band])
    startable = [(offer, left) for offer, left in places if offer.kind is kind and left]
    startable = [one for one in startable if _can_start(one[0], around)]
    for band in Band:
        here = _places(band, startable, around)
        found = cells[band]
        rows.append(
            BandRow(
                band,
                tuple(
                    Cell(tuple(found.get(place, ())), here.get(part, 0))
                    for place, part in enumerate(WEEK)
                ),
                tuple(dict.fromkeys(who for place in sorted(found) for who in found[place])),
                tuple(unsure[band]),
            )
        )
    untimed = sum(left for offer, left in startable if not offer.schedule.choices)
    return KindCoverage(kind, tuple(rows), untimed)


def _count(
    own: Sequence[Resident],
    kind: OfferKind,
    band: Band,
    context: Context,
    cells: dict[int, list[UUID]],
    unsure: list[UUID],
) -> None:
    if not own:
        return
    offers = [new_group(kind, band, day, part, (context.site,)) for day, part in WEEK]
    fit = every_pair(own, Offers(offers, context)).fit
    for row, place in zip(*np.nonzero(fit == Fit.FITS.order), strict=True):
        cells.setdefault(int(place), []).append(own[int(row)].id)
    best = fit.min(axis=1)
    unsure += [own[row].id for row in np.flatnonzero(best == Fit.FITS_IF.order).tolist()]


def _can_start(offer: Offer, around: Context) -> bool:
    return criteria.start(offer, around).verdict is not Verdict.FITS_NOT


def _places(
    band: Band, offers: Iterable[tuple[Offer, int]], around: Context
) -> Mapping[WeekPart, int]:
    """Count the places by part of the week; one at several times stands at each."""
    found: dict[WeekPart, int] = {}
    for offer, left in offers:
        slots = {slot for choice in offer.schedule.choices for slot in choice}
        parts = {part for slot in slots for part in dayparts_of(slot, around.rules)}
        for part in parts if takes(offer, band) else ():
            found[part] = found.get(part, 0) + left
    return found
