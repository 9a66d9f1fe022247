"""What all pairs say, as lists for people and for the division of places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from meedoenbalie.domain.matching.rules import Context
from meedoenbalie.domain.matching.score import Fit
from meedoenbalie.domain.matching.vector.codes import Marks, Small
from meedoenbalie.domain.matching.vector.cross import Offers, blocks, every_pair
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident

_FITS = tuple(Fit)


@dataclass(frozen=True, slots=True)
class Ranked:
    """One offer or resident of a ranking: ``place`` is its number among those given.

    ``fit`` and ``points`` are those of ``Match``.
    """

    place: int
    fit: Fit
    points: int


def ranked_offers(resident: Resident, offers: Offers) -> tuple[Ranked, ...]:
    """Return the offers by their numbers, in the order of ``explain.ranked``."""
    pairs = every_pair([resident], offers)
    codes = [offer.code for offer in offers.offers]
    return _ranked(pairs.fit[0], pairs.points[0], codes)


def ranked_residents(
    residents: Sequence[Resident], offer: Offer, context: Context
) -> tuple[Ranked, ...]:
    """Return the residents by their numbers, best first, equal ones in the order of references."""
    pairs = every_pair(residents, Offers([offer], context))
    references = [resident.reference for resident in residents]
    return _ranked(pairs.fit[:, 0], pairs.points[:, 0], references)


def pairs_of(
    residents: Sequence[Resident], offers: Sequence[Offer], context: Context, *fits: Fit
) -> Iterator[tuple[UUID, int, int]]:
    """Yield resident, number of the offer, and points of every pair that fits so."""
    wanted = [fit.order for fit in fits]
    for block in blocks(residents, Offers(offers, context)):
        who, what = np.nonzero(np.isin(block.fit, wanted))
        points = block.points[who, what].tolist()
        for row, column, worth in zip(who.tolist(), what.tolist(), points, strict=True):
            yield residents[block.first + row].id, column, worth


def _ranked(fit: Marks, points: Small, names: Sequence[str]) -> tuple[Ranked, ...]:
    by_name = sorted(range(len(names)), key=names.__getitem__)
    order = np.array(by_name, dtype=np.int64)
    order = order[np.lexsort((-points[order], fit[order]))]
    return tuple(
        Ranked(place, _FITS[int(fit[place])], int(points[place])) for place in order.tolist()
    )
