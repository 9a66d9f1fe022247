"""What the desk records of somebody's civic integration, if there is a reason to.

Why DUO gave more time isn't recorded: it may be an illness. Nationality is recorded nowhere. The
one ruling that asks for it needs one fact: Turkish and admitted with an mvv (yes, no, not asked).
"""

from __future__ import annotations

from datetime import date
from typing import Self
from uuid import UUID

from pydantic import field_validator, model_validator

from meedoenbalie.domain.civic_integration.codes import (
    CivicGroup,
    Ending,
    Leerroute,
    Part,
    Purpose,
)
from meedoenbalie.domain.people import DutchLevel
from meedoenbalie.domain.record import EnumText, Field, JsonValue, Record, no_bsn


class CivicIntegration(Record):
    """Where one resident stands in civic integration, as the letters of DUO say; None is not known.

    ``duty_from`` is the day on which the duty arose. ``extended_until`` is the last day of the term
    after an extension, ``suspended_until`` that of a temporary exemption. ``ruling_told_on`` and
    ``costs_told_on`` are when the resident was told in person about the ruling of 4 September 2024
    and about costs that were made.

    Raises pydantic.ValidationError with ``ended_before_duty``, ``end_without_ending``,
    ``extended_before_duty``, ``suspended_before``, ``no_suspension`` or ``bsn_like``.
    """

    resident_id: UUID = Field(foreign_key="resident.id", unique=True)
    purpose: Purpose = Field(sa_type=EnumText(Purpose))
    civic_group: CivicGroup | None = Field(default=None, sa_type=EnumText(CivicGroup))
    duty_from: date | None = Field(default=None)
    turkish_with_mvv: bool | None = Field(default=None)
    route: Leerroute | None = Field(default=None, sa_type=EnumText(Leerroute))
    parts_done: tuple[Part, ...] = Field(default=(), sa_type=JsonValue(tuple[Part, ...]))
    level_reached: DutchLevel | None = Field(default=None, sa_type=EnumText(DutchLevel))
    extended_until: date | None = Field(default=None)
    ending: Ending | None = Field(default=None, sa_type=EnumText(Ending))
    ended_on: date | None = Field(default=None)
    suspended_until: date | None = Field(default=None)
    ruling_told_on: date | None = Field(default=None)
    costs_told_on: date | None = Field(default=None)
    told_by: str = Field(default="", max_length=80)
    noted_on: date
    noted_by: str = Field(default="", max_length=80)

    _no_bsn = no_bsn("told_by", "noted_by")

    @field_validator("parts_done")
    @classmethod
    def _each_once(cls, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        return tuple(part for part in Part if part in parts)

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        begin, end, until = self.duty_from, self.ended_on, self.suspended_until
        if end is not None and self.ending is None:
            raise ValueError("end_without_ending")
        if begin is not None and end is not None and end < begin:
            raise ValueError("ended_before_duty")
        if begin is not None and self.extended_until is not None and self.extended_until <= begin:
            raise ValueError("extended_before_duty")
        if until is not None and self.ending is not Ending.TIJDELIJKE_VRIJSTELLING:
            raise ValueError("no_suspension")
        if until is not None and end is not None and until < end:
            raise ValueError("suspended_before")
        return self
