"""What is remembered about doubles: which dossiers became one, and which two are two people."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from meedoenbalie.domain.record import Field, Record, no_bsn


class FormerDossier(Record):
    """A dossier that was merged into that of ``resident_id``, because it was the same person.

    Its reference stands on paper and in files of others, so it goes on leading to the person, and
    is never given out again; its V-number recognises the person in a list.
    """

    resident_id: UUID = Field(foreign_key="resident.id", index=True)
    reference: str = Field(min_length=1, max_length=40, index=True)
    v_number: str | None = Field(default=None, max_length=10)
    merged_on: date
    by: str = Field(default="", max_length=80)

    _no_bsn = no_bsn("reference", "v_number", "by")


class NotDouble(Record):
    """Two residents who look alike and are two people: they aren't proposed again."""

    one_id: UUID = Field(foreign_key="resident.id", index=True)
    other_id: UUID = Field(foreign_key="resident.id", index=True)
    said_on: date
    by: str = Field(default="", max_length=80)

    _no_bsn = no_bsn("by")
