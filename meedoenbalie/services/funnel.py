"""The funnel of a period: how far young people came, how long it took, and why it ended."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from meedoenbalie.clock import LOCAL_ZONE
from meedoenbalie.domain import funnel as rules
from meedoenbalie.domain.funnel import ALONG_A_PATH, Funnel, Path, Step, Waiting
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.services.desk import Desk
from meedoenbalie.storage.queries import funnel as queries

__all__ = [
    "ALONG_A_PATH",
    "Funnel",
    "FunnelPeriod",
    "Path",
    "Step",
    "Waiting",
    "funnel_of",
    "last_year",
]


@dataclass(frozen=True, slots=True)
class FunnelPeriod:
    """Days from ``first`` to ``last``, both included. Raises ValueError("end_before_start")."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("end_before_start")


def last_year(desk: Desk) -> FunnelPeriod:
    """Return the 52 weeks that end today."""
    today = desk.clock.today()
    return FunnelPeriod(today - timedelta(weeks=52) + timedelta(days=1), today)


def funnel_of(
    desk: Desk,
    period: FunnelPeriod,
    site_id: UUID | None = None,
    kinds: Collection[OfferKind] = (),
) -> Funnel:
    """Return the funnel of what began in a period, of one site or all, and of some kinds or all.

    Counts are exact: for people who work at the desk, not for the world.
    """
    with desk.read() as reader:
        begins, ends = _midnight(period.first), _midnight(period.last + timedelta(days=1))
        return rules.funnel(
            queries.paths(reader, period.first, period.last, site_id, kinds),
            queries.registered(reader, period.first, period.last, site_id),
            queries.spoken(reader, begins, ends, site_id),
        )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LOCAL_ZONE)
