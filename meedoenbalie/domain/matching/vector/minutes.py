"""Travel and load, for all pairs: a limit of the resident against minutes of the offer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from meedoenbalie.domain.matching.rules import Context, travel_limit, travel_minutes
from meedoenbalie.domain.matching.score import IN_BETWEEN
from meedoenbalie.domain.matching.vector.codes import ASKED, FAR, NOTHING, REFUSED, Codes, Values
from meedoenbalie.domain.matching.way import estimated_minutes, estimating_means
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident, TravelMeans

_UNKNOWN = -1
_MEANS = (None, TravelMeans.WALKING, TravelMeans.BICYCLE)
"""By which a way is estimated."""


class AskedMinutes:
    """The minutes one way and the minutes a week of each offer."""

    def __init__(self, offers: Sequence[Offer], context: Context) -> None:
        self.entered = _numbers([travel_minutes(offer, context) for offer in offers])
        self.estimates = np.array(
            [
                _numbers([estimated_minutes(offer, context, means) for offer in offers])
                for means in _MEANS
            ]
        )
        self.online = np.array([offer.schedule.online for offer in offers], dtype=np.bool_)
        self.load = _numbers([offer.schedule.weekly_minutes for offer in offers])


class Minutes:
    """How long one way may take for each resident, and how much time they have a week."""

    def __init__(self, residents: Sequence[Resident], context: Context) -> None:
        self.limit = _numbers([travel_limit(who, context) for who in residents])
        self.stated = np.array(
            [who.max_travel_minutes is not None for who in residents], dtype=np.bool_
        )
        self.means = np.array(
            [_MEANS.index(estimating_means(who)) for who in residents], dtype=np.int64
        )
        self.has = _numbers([who.weekly_minutes for who in residents])


def travel(
    residents: Minutes, asked: AskedMinutes, rows: slice, context: Context
) -> tuple[Codes, Values]:
    """Return the codes and the value of the way, for some residents and all offers."""
    # Few limits are said by many, so each is looked at once.
    said = residents.limit[rows] * 2 + residents.stated[rows]
    limits, where = np.unique(said * len(_MEANS) + residents.means[rows], return_inverse=True)
    means = limits % len(_MEANS)
    limits = limits[:, None] // len(_MEANS)
    limit, stated = limits // 2, limits % 2 == 1
    estimated = asked.estimates[means]
    way = np.where(asked.entered == _UNKNOWN, estimated, asked.entered)
    small = way - limit <= context.rules.travel_stretch_minutes
    refused = REFUSED + FAR * ~small
    codes = np.where(stated & ~asked.online & (estimated == _UNKNOWN), refused, ASKED)
    codes = np.where(way <= limit, NOTHING, codes)
    codes = np.where(way == _UNKNOWN, ASKED, codes).astype(np.uint32)
    values = 1 - way / np.maximum(limit, 1)
    values = np.where(way >= limit, np.where(way == 0, 1.0, 0.0), values)
    values = np.where(way == _UNKNOWN, IN_BETWEEN, values) * context.rules.weights.travel
    return codes[where], values[where]


def load(
    residents: Minutes, asked: AskedMinutes, rows: slice, context: Context
) -> tuple[Codes, Values]:
    """Return the codes and the value of the load, for some residents and all offers."""
    said, where = np.unique(residents.has[rows], return_inverse=True)
    has, minutes = said[:, None], asked.load
    known = (has != _UNKNOWN) & (minutes != _UNKNOWN)
    codes = np.where(known & (minutes > has), REFUSED, NOTHING).astype(np.uint32)
    share = np.minimum(1.0, has / np.maximum(minutes, 1))
    values = np.where(minutes == 0, 1.0, share)
    values = np.where(known, values, IN_BETWEEN) * context.rules.weights.load
    return codes[where], values[where]


def _numbers(values: Sequence[int | None]) -> NDArray[np.int64]:
    return np.array([_UNKNOWN if value is None else value for value in values], dtype=np.int64)
