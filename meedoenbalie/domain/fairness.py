"""Whether groups get the same chances: who was offered something, referred, and started.

Groups are by site, age, level of Dutch and language: never by nationality, religion, origin or
health, which stand nowhere. A small group goes into *others*; where that stays small too, no share
is given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from meedoenbalie.domain.disclosure import THRESHOLD, publish, share_shown
from meedoenbalie.domain.intervals import Interval, difference, share

OTHERS = "*"
"""The key of the small groups together."""
LARGE = 0.10
"""A difference from which it is pointed out, when it is certain too. Source: the program's choice,
ten percentage points."""


class Dimension(StrEnum):
    """What groups are made by."""

    SITE = "site"
    AGE = "age"
    LEVEL = "level"
    LANGUAGE = "language"


class Stage(StrEnum):
    """How far somebody came, each at least as far as the one before."""

    OFFERED = "offered"
    REFERRED = "referred"
    STARTED = "started"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody as they are counted: the group in each dimension, and the stages reached."""

    id: UUID
    groups: Mapping[Dimension, str]
    reached: frozenset[Stage]


@dataclass(frozen=True, slots=True)
class Group:
    """A group: whom it holds, and how many reached each stage."""

    key: str
    members: frozenset[UUID]
    reached: Mapping[Stage, int]

    @property
    def base(self) -> int:
        """How many there are."""
        return len(self.members)

    def share(self, stage: Stage) -> Interval | None:
        """Return the share that reached a stage; None on a base of fewer than ten."""
        return share(self.reached[stage], self.base) if self.base >= THRESHOLD else None


@dataclass(frozen=True, slots=True)
class PublishedGroup:
    """A group as it may be shown to anybody: hidden numbers are None, the others rounded."""

    key: str
    base: int | None
    reached: Mapping[Stage, int | None]

    def share(self, stage: Stage) -> float | None:
        """Return the share that may be shown, or None."""
        return share_shown(self.reached[stage], self.base)


@dataclass(frozen=True, slots=True)
class Gap:
    """A group that reaches a stage clearly less often than all others of the dimension."""

    dimension: Dimension
    stage: Stage
    group: Group
    rest: Group
    apart: Interval


def groups_of(dimension: Dimension, members: Sequence[Member]) -> tuple[Group, ...]:
    """Return the groups of a dimension by key; small ones together, last."""
    sizes = Counter(member.groups[dimension] for member in members)
    # A site and a level stay what they are; there are many languages.
    merged = {key for key, size in sizes.items() if size < THRESHOLD}
    merged = merged if dimension is Dimension.LANGUAGE and len(merged) > 1 else set()
    by_key: dict[str, list[Member]] = {}
    for member in members:
        key = member.groups[dimension]
        by_key.setdefault(OTHERS if key in merged else key, []).append(member)
    ordered = sorted(by_key, key=lambda key: (key == OTHERS, key))
    return tuple(_group(key, by_key[key]) for key in ordered)


def published(groups: Sequence[Group]) -> tuple[PublishedGroup, ...]:
    """Return groups as they may be shown: hidden together, so that none can be reckoned back.

    A group whose size is hidden shows nothing at all, and a stage is hidden too where so few did
    not reach it that the rest would tell of them.
    """
    bases = publish({group.key: group.base for group in groups}).cells
    stages = {
        stage: publish({group.key: group.reached[stage] for group in groups}).cells
        for stage in Stage
    }
    return tuple(
        PublishedGroup(
            group.key,
            bases[group.key],
            {
                stage: None
                if bases[group.key] is None or 0 < group.base - group.reached[stage] < THRESHOLD
                else stages[stage][group.key]
                for stage in Stage
            },
        )
        for group in groups
    )


def gaps(dimension: Dimension, groups: Sequence[Group]) -> tuple[Gap, ...]:
    """Return the large gaps: ten points or more, and certain, on bases of ten or more."""
    found = []
    for group in groups:
        others = [other for other in groups if other is not group]
        rest = Group(
            OTHERS,
            frozenset().union(*(other.members for other in others)),
            {stage: sum(other.reached[stage] for other in others) for stage in Stage},
        )
        for stage in Stage:
            mine, theirs = group.share(stage), rest.share(stage)
            if mine is None or theirs is None:
                continue
            apart = difference(mine, theirs)
            if apart.value <= -LARGE and apart.high < 0:
                found.append(Gap(dimension, stage, group, rest, apart))
    return tuple(sorted(found, key=lambda gap: (gap.apart.value, gap.group.key)))


def _group(key: str, members: Sequence[Member]) -> Group:
    reached = {stage: sum(stage in one.reached for one in members) for stage in Stage}
    return Group(key, frozenset(one.id for one in members), reached)
