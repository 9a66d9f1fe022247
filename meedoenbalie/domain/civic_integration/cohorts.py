"""Cohorts: how many came in, how many went out and why, and how many go on.

In each division inflow = outflow + ongoing. Somebody without a duty (the ruling) is in no cohort;
somebody of whom the day of the duty isn't known is in none either, and counted apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from meedoenbalie.domain.civic_integration.assess import Assessment
from meedoenbalie.domain.civic_integration.codes import CivicGroup, Reason, Regime
from meedoenbalie.domain.civic_integration.record import CivicIntegration


class Division(StrEnum):
    """By what people are divided."""

    COHORT = "cohort"
    REGIME = "regime"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody with a duty, as they are counted. ``reason`` is None while the duty goes on."""

    resident_id: UUID
    regime: Regime
    cohort: int
    group: CivicGroup | None
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Line:
    """One group of a division: its ``key``, who is in it, and who went out by which reason."""

    key: Hashable
    members: tuple[Member, ...]

    @property
    def inflow(self) -> int:
        """How many came in."""
        return len(self.members)

    @property
    def outflow(self) -> int:
        """How many went out."""
        return sum(one.reason is not None for one in self.members)

    @property
    def ongoing(self) -> int:
        """How many go on."""
        return sum(one.reason is None for one in self.members)

    @property
    def reasons(self) -> Mapping[Reason, int]:
        """How many went out by each reason; only those by which somebody did."""
        counted = Counter(one.reason for one in self.members if one.reason is not None)
        return {reason: counted[reason] for reason in Reason if counted[reason]}

    def who(self, *, out: bool | None = None, reason: Reason | None = None) -> tuple[UUID, ...]:
        """Return the residents behind a cell: all, those who went out or not, or by a reason."""
        return tuple(
            one.resident_id
            for one in self.members
            if (out is None or (one.reason is not None) is out)
            and (reason is None or one.reason is reason)
        )


@dataclass(frozen=True, slots=True)
class Counted:
    """Those who are in a cohort, and who is in none: no day known, or no duty by a ruling."""

    members: tuple[Member, ...]
    no_day: tuple[UUID, ...]
    not_obliged: tuple[UUID, ...]


def count(assessed: Iterable[tuple[CivicIntegration, Assessment]]) -> Counted:
    """Return who is in a cohort, from records with what the rules say of them."""
    members, no_day, free = [], [], []
    for record, found in assessed:
        if found.ruling is not None:
            free.append(record.resident_id)
        elif found.cohort is None or found.regime.value is None:
            no_day.append(record.resident_id)
        else:
            members.append(
                Member(
                    record.resident_id,
                    found.regime.value,
                    found.cohort,
                    record.civic_group,
                    found.reason,
                )
            )
    return Counted(tuple(members), tuple(no_day), tuple(free))


def divide(members: Iterable[Member], by: Division) -> tuple[Line, ...]:
    """Return the groups of a division in order; a cohort is a pair of act and year."""
    groups: dict[tuple[object, ...], list[Member]] = {}
    for one in members:
        groups.setdefault(_key(one, by), []).append(one)
    order = sorted(groups, key=lambda key: [(part is None, str(part or "")) for part in key])
    return tuple(Line(key if len(key) > 1 else key[0], tuple(groups[key])) for key in order)


def _key(one: Member, by: Division) -> tuple[Hashable, ...]:
    if by is Division.COHORT:
        return one.regime, one.cohort
    return (one.regime,) if by is Division.REGIME else (one.group,)
