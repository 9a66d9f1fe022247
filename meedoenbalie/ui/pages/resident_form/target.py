"""What the form of a resident is opened for."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class FieldOf:
    """One field of a resident that was asked about elsewhere: the cursor goes there."""

    resident_id: UUID
    field: str
