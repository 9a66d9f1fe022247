"""What a desk chose for its own store: locking, keeping and back-ups.

Terms of a site (days without an answer) stand in ``Site``; what belongs to one computer and one
person (size of text, colours) isn't in the store.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from meedoenbalie.domain.record import EnumText, Field, Record, no_bsn


class NamesUntil(StrEnum):
    """How long the first names of a walk-in stay after somebody was served, on the same day."""

    END_OF_DAY = "end_of_day"
    LOCKING = "locking"


class Settings(Record):
    """The choices of one store; a store without a row has the defaults.

    ``lock_after_minutes`` is how long nobody may touch the window before it locks,
    ``clipboard_seconds`` how long something copied from a dossier stays on the clipboard.
    ``keep_months`` is how long after departure a resident is proposed for erasure,
    ``consent_months`` how long a consent holds unless agreed otherwise (AVG art. 5(1)(e): no longer
    than needed; the terms are the desk's own choice). ``backup_folder`` is empty for the folder
    beside the store. ``hold_days`` is for how many days a place is held unless another day is
    chosen. ``names_until`` says when the names in the walk-in queue go; never later than the end of
    the day.
    """

    lock_after_minutes: int = Field(default=5, ge=1, le=120)
    clipboard_seconds: int = Field(default=30, ge=5, le=600)
    together_off_on_lock: bool = Field(default=True)
    keep_months: int = Field(default=6, ge=1, le=120)
    consent_months: int = Field(default=6, ge=1, le=60)
    hold_days: int = Field(default=3, ge=1, le=60)
    backup_folder: str = Field(default="", max_length=1000)
    names_until: NamesUntil = Field(default=NamesUntil.END_OF_DAY, sa_type=EnumText(NamesUntil))
    recovery_made_on: date | None = Field(default=None)
    recovery_proved_on: date | None = Field(default=None)

    _no_bsn = no_bsn("backup_folder")
