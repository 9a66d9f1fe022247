"""Friends who go together or not at all (*Samen gaan*)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from meedoenbalie.domain.record import Field, Record, no_bsn


class Companion(Record):
    """One of a group of 2 to 6 who want a place together; ``group_id`` is the same for all of it.

    ``agreed_on`` is the day on which this resident said yes to going together, ``noted_by`` who
    wrote it down. Nobody is in a group without having said so.
    """

    group_id: UUID = Field(index=True)
    resident_id: UUID = Field(foreign_key="resident.id", index=True)
    agreed_on: date
    noted_by: str = Field(default="", max_length=80)

    _no_bsn = no_bsn("noted_by")


def companies(records: Iterable[Companion]) -> list[tuple[UUID, ...]]:
    """Return the residents of each group of two or more; somebody who is left alone is in none."""
    members: dict[UUID, list[UUID]] = {}
    for one in records:
        members.setdefault(one.group_id, []).append(one.resident_id)
    groups = [tuple(sorted(set(members[group]))) for group in sorted(members)]
    return [group for group in groups if len(group) > 1]
