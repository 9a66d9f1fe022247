"""Weeks as the calendar on the wall numbers them: ISO 8601, Monday first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

_WRITTEN = re.compile(r"([12]\d{3})-W(\d{2})")


@dataclass(frozen=True, order=True, slots=True)
class IsoWeek:
    """One week; its year is that of its Thursday. Raises ValueError for a week that isn't there."""

    year: int
    number: int

    def __post_init__(self) -> None:
        date.fromisocalendar(self.year, self.number, 7)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2026-W10``. Raises ValueError("malformed_week")."""
        written = _WRITTEN.fullmatch(text.strip().upper())
        if written is None:
            raise ValueError("malformed_week")
        try:
            return cls(int(written[1]), int(written[2]))
        except ValueError as error:
            raise ValueError("malformed_week") from error

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the week in which a day lies."""
        year, number, _weekday = day.isocalendar()
        return cls(year, number)

    @classmethod
    def last_full(cls, today: date) -> Self:
        """Return the last week that is over on a day."""
        return cls.of(today - timedelta(weeks=1))

    @property
    def monday(self) -> date:
        """The first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """The last day."""
        return date.fromisocalendar(self.year, self.number, 7)

    def earlier(self, weeks: int) -> Self:
        """Return the week that lies some weeks before this one."""
        return self.of(self.monday - timedelta(weeks=weeks))

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02d}"
