"""Shares of azc's beside each other, and whether the numbers carry an order among them.

People read any list of percentages as a ranking. So each share stands with its interval, and what
may be said of the order is worked out: two azc's differ for certain only where their intervals lie
apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from meedoenbalie.domain.disclosure import share_shown
from meedoenbalie.domain.intervals import Interval, share, share_told


class Gauge(StrEnum):
    """What azc's are compared by: of all that were referred, how many came so far."""

    ACCEPTED = "accepted"
    STARTED = "started"
    COMPLETED = "completed"
    DECLINED = "declined"
    TOLD = "told"


WHOLE = "referred"
"""The measure that each gauge is a part of."""


class Carried(StrEnum):
    """How much of an order the numbers carry."""

    TOO_FEW = "too_few"
    """Fewer than two azc's have a share."""
    NOTHING = "nothing"
    """All intervals overlap: no order at all."""
    PARTLY = "partly"
    """Of some pairs it is certain which is higher."""
    WHOLLY = "wholly"
    """Of every pair it is."""


@dataclass(frozen=True, slots=True)
class SiteShare:
    """A share of one azc. ``interval`` is None where it may not or can't be told."""

    site: str
    part: int | None
    whole: int | None
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The azc's by one share, by code and never by value. ``sure`` are pairs (higher, lower)."""

    shares: tuple[SiteShare, ...]
    sure: tuple[tuple[str, str], ...]
    pairs: int

    @property
    def carried(self) -> Carried:
        """How much of an order the numbers carry."""
        if not self.pairs:
            return Carried.TOO_FEW
        if not self.sure:
            return Carried.NOTHING
        return Carried.WHOLLY if len(self.sure) == self.pairs else Carried.PARTLY


def compare(
    gauge: Gauge, sites: Mapping[str, Mapping[str, int | None]], *, exact: bool
) -> Comparison:
    """Return azc's beside each other, from counts by site and measure; None is a hidden count."""
    pairs = {code: (row.get(gauge.value), row.get(WHOLE)) for code, row in sites.items()}
    return compare_shares(pairs, exact=exact)


def compare_shares(
    pairs: Mapping[str, tuple[int | None, int | None]], *, exact: bool
) -> Comparison:
    """Return azc's beside each other, from part and whole of each; None is a hidden count.

    ``exact`` counts give their own shares. Others are rounded: their shares are told on a base of
    twenty or more, never 0 or 100 %, and their intervals are those of the rounded counts.
    """
    shares = tuple(
        _share_of(code, part, whole, exact=exact) for code, (part, whole) in sorted(pairs.items())
    )
    told = [(one.site, one.interval) for one in shares if one.interval is not None]
    sure = []
    for (site, mine), (other, theirs) in combinations(told, 2):
        if not mine.overlaps(theirs):
            sure.append((site, other) if mine.value > theirs.value else (other, site))
    return Comparison(shares, tuple(sure), len(told) * (len(told) - 1) // 2)


def interval_of(part: int | None, whole: int | None, *, exact: bool) -> Interval | None:
    """Return a share with its interval, or None where it may not or can't be told.

    ``exact`` and rounded counts are as in ``compare_shares``; None is a hidden count.
    """
    if part is None or whole is None or part > whole:
        return None
    if exact:
        return share_told(part, whole)
    return share(part, whole) if share_shown(part, whole) is not None else None


def _share_of(code: str, part: int | None, whole: int | None, *, exact: bool) -> SiteShare:
    return SiteShare(code, part, whole, interval_of(part, whole, exact=exact))
