"""The funnel: how far residents came from being registered, how long it took, and why it ended.

A *path* is one resident and one offer. It belongs to the period in which it began: the day on
which the resident was told about the offer or, when nobody wrote that down, the day on which the
referral was sent. A resident counts once in each step that one of their paths reached, so a step
never has more than the step before it; and a recent period shows fewer completions because its
residents are still under way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from uuid import UUID

from meedoenbalie.domain.referrals import ENDED_WITHOUT_SUCCESS, Reason, ReferralState


class Step(StrEnum):
    """The steps of the funnel, in order."""

    REGISTERED = "registered"
    SPOKEN = "spoken"
    INFORMED = "informed"
    REFERRED = "referred"
    ACCEPTED = "accepted"
    STARTED = "started"
    COMPLETED = "completed"


ALONG_A_PATH = (Step.INFORMED, Step.REFERRED, Step.ACCEPTED, Step.STARTED, Step.COMPLETED)
"""The steps that are about an offer."""


@dataclass(frozen=True, slots=True)
class Path:
    """One resident and one offer: on which day each step was first reached, and how it stands.

    ``informed_on`` is None when nobody wrote down that the resident was told.
    """

    resident_id: UUID
    informed_on: date | None = None
    referred_on: date | None = None
    accepted_on: date | None = None
    started_on: date | None = None
    completed_on: date | None = None
    state: ReferralState | None = None
    reason: Reason | None = None

    @property
    def days(self) -> tuple[date | None, ...]:
        """The day of each step along the path."""
        return (
            self.informed_on,
            self.referred_on,
            self.accepted_on,
            self.started_on,
            self.completed_on,
        )

    @property
    def began_on(self) -> date | None:
        """The day to whose period the path belongs."""
        known = [day for day in (self.informed_on, self.referred_on) if day is not None]
        return min(known, default=None)

    @property
    def steps(self) -> int:
        """How many steps were reached: who started was also accepted, written down or not."""
        days = self.days
        return next((place for place in range(len(days), 0, -1) if days[place - 1] is not None), 0)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Days between two steps: the median and the 90th percentile over ``number`` paths."""

    number: int
    median: float
    most: float


@dataclass(frozen=True, slots=True)
class Funnel:
    """Counts of a period.

    ``reached`` has the number of residents at each step. ``paths`` counts paths, ``told`` those of
    which somebody wrote down that the resident was told. ``waiting`` has the days up to each step
    along a path but the first; None where no path has both days. ``ended`` counts the paths that
    ended without success, ``reasons`` why, most first; None is a reason that nobody gave.
    """

    reached: dict[Step, int]
    paths: int
    told: int
    waiting: dict[Step, Waiting | None]
    ended: int
    reasons: tuple[tuple[Reason | None, int], ...]

    def share(self, step: Step) -> float | None:
        """Share of the step before that came to this one, 0 to 1; None where nobody was there."""
        order = list(Step)
        before = self.reached[order[order.index(step) - 1]] if step is not order[0] else 0
        return self.reached[step] / before if before else None


def funnel(
    paths: Iterable[Path],
    registered: Collection[UUID] = (),
    spoken: Collection[UUID] = (),
) -> Funnel:
    """Count paths; those that never began, and referrals entered in error, are left out.

    ``registered`` are the residents who were there in the period, ``spoken`` those with whom
    somebody talked. Who has a path was both, written down or not.
    """
    counted: list[Path] = []
    furthest: dict[UUID, int] = {}
    for path in paths:
        steps = path.steps
        if steps and path.state is not ReferralState.ENTERED_IN_ERROR:
            counted.append(path)
            furthest[path.resident_id] = max(steps, furthest.get(path.resident_id, 0))
    talked = {*spoken, *furthest}
    reached = {Step.REGISTERED: len({*registered, *talked}), Step.SPOKEN: len(talked)}
    for place, step in enumerate(ALONG_A_PATH, 1):
        reached[step] = sum(steps >= place for steps in furthest.values())
    order = ALONG_A_PATH
    between: dict[Step, list[int]] = {step: [] for step in order[1:]}
    for path in counted:
        for step, (start, end) in zip(order[1:], pairwise(path.days), strict=True):
            if start is not None and end is not None and end >= start:
                between[step].append((end - start).days)
    unhappy = [path for path in counted if path.state in ENDED_WITHOUT_SUCCESS]
    reasons = Counter(path.reason for path in unhappy)
    return Funnel(
        reached=reached,
        paths=len(counted),
        told=sum(path.informed_on is not None for path in counted),
        waiting={step: _waiting(days) for step, days in between.items()},
        ended=len(unhappy),
        reasons=tuple(
            sorted(reasons.items(), key=lambda item: (-item[1], item[0] is None, item[0] or ""))
        ),
    )


def _waiting(days: Sequence[int]) -> Waiting | None:
    if not days:
        return None
    ordered = sorted(days)
    return Waiting(len(ordered), _quantile(ordered, 0.5), _quantile(ordered, 0.9))


def _quantile(ordered: Sequence[int], share: float) -> float:
    # Between two days in proportion, as most statistics programs do (Hyndman and Fan, type 7).
    place = (len(ordered) - 1) * share
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
