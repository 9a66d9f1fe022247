"""Ages that change what may be done: 16, 18, and the last day on which an offer can begin."""

from __future__ import annotations

from datetime import date, timedelta

from meedoenbalie.domain.record import Field, Value


class GrowingUpRules(Value):
    """When a follow-up about an age is made.

    ``ages`` in whole years, each with how many days before the birthday the desk hears of it;
    ``range_lead_days`` does the same for the last day on which an offer can begin. ``grace_days``
    is how long after the day it still makes sense to hear it, for a desk that was closed.
    """

    ages: dict[int, int] = Field(min_length=1)
    range_lead_days: int = Field(ge=0, le=730)
    grace_days: int = Field(ge=0, le=365)

    def noticed_on(self, today: date, about_on: date, lead_days: int) -> date | None:
        """Return when a follow-up about a day is due; None when it is too early or too late.

        Somebody who came to the desk shortly before the day is heard of today, not long ago.
        """
        noticed = about_on - timedelta(days=lead_days)
        if today < noticed or today > about_on + timedelta(days=self.grace_days):
            return None
        return today


def birthday(birth_date: date | None, birth_year: int | None, age: int) -> date | None:
    """Return the day on which somebody is so old for certain, or None when nothing is known.

    With the birth year alone that is the first day of the year after; who was born on 29 February
    is a year older on 1 March. Both agree with ``age_on`` in ``domain/people.py``.
    """
    if birth_date is not None:
        return _years_later(birth_date, age)
    return date(birth_year + age + 1, 1, 1) if birth_year is not None else None


def last_day_within(birth_date: date | None, birth_year: int | None, maximum: int) -> date | None:
    """Return the last day on which somebody is certainly no older than ``maximum``, or None.

    With the birth year alone one reckons with the oldest that the person can be.
    """
    if birth_date is None:
        if birth_year is None:
            return None
        birth_date = date(birth_year, 1, 1)
    return _years_later(birth_date, maximum + 1) - timedelta(days=1)


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
