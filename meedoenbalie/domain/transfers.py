"""A dossier that moves along with a resident to the desk of another azc."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from meedoenbalie.domain.record import EnumText, Field, Record, UtcMoment, no_bsn

TERM = timedelta(days=30)
"""How long after it was made a bundle may be taken in: later, what it tells may have changed."""

AHEAD = timedelta(days=1)
"""How far the clock of another desk may be ahead."""


class Direction(StrEnum):
    """Whether a dossier left this desk or came to it."""

    OUT = "out"
    IN = "in"


class DeskKey(Record):
    """The keys of this store's own desk: one pair to sign with (Ed25519), one to read with (age).

    There is one of it. The secret halves never leave the store.
    """

    signing_secret: str = Field(max_length=120)
    signing: str = Field(max_length=120)
    reading_secret: str = Field(max_length=120)
    recipient: str = Field(max_length=120)


class KnownDesk(Record):
    """Another desk, pinned after somebody compared its fingerprint."""

    name: str = Field(min_length=1, max_length=120, unique=True, index=True)
    signing: str = Field(max_length=120)
    recipient: str = Field(max_length=120)
    pinned_on: date
    pinned_by: str = Field(default="", max_length=80)

    _no_bsn = no_bsn("name", "pinned_by")


class Transfer(Record):
    """A resident's dossier went to another desk, or came from one. ``desk`` names the other."""

    resident_id: UUID = Field(foreign_key="resident.id", index=True)
    direction: Direction = Field(sa_type=EnumText(Direction))
    desk: str = Field(min_length=1, max_length=120)
    fingerprint: str = Field(max_length=40)
    bundle_id: UUID = Field(index=True)
    at: datetime = Field(sa_type=UtcMoment)
    by: str = Field(default="", max_length=80)

    _no_bsn = no_bsn("desk", "by")


class TakenBundle(Record):
    """A bundle that was taken in, so that it isn't taken in twice; it points to nobody.

    It stays when the resident is erased: else a copy of the file would bring the person back.
    """

    bundle_id: UUID = Field(unique=True, index=True)
    taken_on: date
