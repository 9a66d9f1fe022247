"""The national figures beside which a desk lays its own: dated, with their source."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Self

from pydantic import field_validator, model_validator

from meedoenbalie.domain.civic_integration.codes import Reason, Regime
from meedoenbalie.domain.record import Field, Value

_JUNE, _JULY = 6, 7


class NationalCohort(Value):
    """What is published of one cohort; None is not given."""

    inflow: int | None = Field(default=None, ge=0)
    outflow_share: float | None = Field(default=None, ge=0, le=1)


class NationalFigures(Value):
    """Published figures about one act. Shares lie between 0 and 1; those of reasons are of outflow.

    Raises pydantic.ValidationError with ``more_than_all`` or ``not_a_year``.
    """

    about: str = Field(default="", max_length=1000)
    source: str = Field(min_length=1, max_length=300)
    as_of: date
    act: Regime
    term_years: int = Field(ge=1, le=10)
    inflow: int = Field(gt=0)
    outflow_share: float = Field(ge=0, le=1)
    reasons: dict[Reason, float] = Field(min_length=1)
    cohorts: dict[str, NationalCohort] = Field(default_factory=dict)

    @field_validator("reasons")
    @classmethod
    def _no_more_than_all(cls, reasons: Mapping[Reason, float]) -> Mapping[Reason, float]:
        if min(reasons.values()) < 0 or sum(reasons.values()) > 1:
            raise ValueError("more_than_all")
        return reasons

    @model_validator(mode="after")
    def _are_years(self) -> Self:
        if not all(year.isdecimal() and len(year) == 4 for year in self.cohorts):
            raise ValueError("not_a_year")
        return self

    @property
    def rest_share(self) -> float:
        """The share of outflow by reasons that aren't given: worked out, not published."""
        return round(1 - sum(self.reasons.values()), 4)

    def is_older_than_last_june(self, today: date) -> bool:
        """Tell whether newer figures can be expected: Statistics Netherlands publishes in June."""
        year = today.year if today.month >= _JULY else today.year - 1
        return self.as_of < date(year, _JUNE, 1)
