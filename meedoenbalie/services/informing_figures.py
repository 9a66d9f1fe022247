"""What came of informing, by the way in which it was done. Exact counts, for who works here."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from meedoenbalie.domain.intervals import Interval, share_told
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.funnel import FunnelPeriod
from meedoenbalie.storage.queries.informed import told_in

__all__ = ["CameOf", "came_of_informing"]


@dataclass(frozen=True, slots=True)
class CameOf:
    """How often something was told in one way, and how often a referral and a start followed.

    ``way`` is empty where it wasn't noted.
    """

    way: str
    told: int
    referred: int
    started: int

    @property
    def share_referred(self) -> Interval | None:
        """After which part a referral followed; None on a base below ten."""
        return share_told(self.referred, self.told)


def came_of_informing(
    desk: Desk, period: FunnelPeriod, site_id: UUID | None = None
) -> tuple[CameOf, ...]:
    """Return what came of telling in a period, of one site or all; the way used most first."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    with desk.read() as reader:
        for one in told_in(reader, period.first, period.last, site_id):
            for place, said in enumerate((True, one.referred, one.started)):
                counts[one.way][place] += said
    found = (CameOf(way, *numbers) for way, numbers in counts.items())
    return tuple(sorted(found, key=lambda one: (-one.told, one.way)))
