"""The best few offers of each resident, from arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from meedoenbalie.domain.matching.score import POINTS, Fit
from meedoenbalie.domain.matching.vector.cross import Offers, Pairs, blocks
from meedoenbalie.domain.people import Resident

NONE = -1
"""Stands where less offers than asked for fit, or fit if something changes."""

Columns = NDArray[np.int64]


def by_code(offers: Offers) -> Columns:
    """Return the place of each offer in the order of codes, which parts equals."""
    codes = [offer.code for offer in offers.offers]
    places = np.empty(len(codes), dtype=np.int64)
    places[sorted(range(len(codes)), key=codes.__getitem__)] = np.arange(len(codes))
    return places


def best_columns(pairs: Pairs, places: Columns, most: int) -> Columns:
    """Return the numbers of the best offers of each row, best first, as a ranking has them."""
    some = min(most, len(places))
    if not some:
        return np.empty((len(pairs.fit), 0), dtype=np.int64)
    worst = pairs.fit.astype(np.int64) * (POINTS + 1) + (POINTS - pairs.points)
    keys = worst * (int(places.max()) + 1) + places
    first = np.argpartition(keys, some - 1, axis=1)[:, :some]
    order = np.argsort(np.take_along_axis(keys, first, axis=1), axis=1)
    best: Columns = np.take_along_axis(first, order, axis=1)
    best[np.take_along_axis(pairs.fit, best, axis=1) == Fit.FITS_NOT.order] = NONE
    return best


def both_ways(
    residents: Sequence[Resident], before: Offers, after: Offers, most: int
) -> Iterator[tuple[int, Columns, Columns]]:
    """Yield the best offers of each resident in two circumstances, some residents at a time.

    The number is that of the first row; both hold the same offers in the same order.
    """
    places = by_code(before)
    for one, other in zip(blocks(residents, before), blocks(residents, after), strict=True):
        yield one.first, best_columns(one, places, most), best_columns(other, places, most)
