"""What the page of a referral is opened for."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class FromPlan:
    """A resident is referred to offers of one week plan; ``beside`` are all offers of the plan."""

    resident_id: UUID
    offers: tuple[UUID, ...]
    beside: frozenset[UUID]
