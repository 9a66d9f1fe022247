"""The one clock: rules and services ask it what day it is, tests and scripts set it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LOCAL_ZONE = ZoneInfo("Europe/Amsterdam")
TODAY_VARIABLE = "MEEDOENBALIE_TODAY"


def _system_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """Tells the moment in UTC and the day in the Netherlands."""

    now: Callable[[], datetime] = _system_now

    def today(self) -> date:
        """The day in the Netherlands."""
        return self.now().astimezone(LOCAL_ZONE).date()


def fixed_clock(day: date) -> Clock:
    """Return a clock that stands still at noon of a day."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=LOCAL_ZONE).astimezone(UTC)
    return Clock(lambda: noon)


def clock_from_environment() -> Clock:
    """Return the clock of this run: ``MEEDOENBALIE_TODAY=2026-03-02`` sets the day.

    Raises ValueError when the variable holds no ISO date.
    """
    text = os.environ.get(TODAY_VARIABLE, "")
    return fixed_clock(date.fromisoformat(text)) if text else Clock()
