"""Groups of residents: conditions that a desk combines, and keeps under a name."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from pydantic import model_validator

from meedoenbalie.domain.people import DutchLevel, ResidencePhase
from meedoenbalie.domain.record import Field, JsonValue, Record, Value, no_bsn
from meedoenbalie.domain.week import FreeDaypart


class ConsentState(StrEnum):
    """What a resident answered, last, to sharing data with a provider.

    ``HOLDS``: a yes that holds on the day. A resident can be in several: each provider is asked
    apart.
    """

    HOLDS = "holds"
    REFUSED = "refused"
    THINKING = "thinking"
    NOT_ASKED = "not_asked"


class GroupFilter(Value):
    """Conditions that somebody meets all of; what is left out doesn't count.

    ``age_on`` is the day of the ages, today when it is left out. ``free`` holds parts of a day on
    all of which somebody said to be free. ``waiting_weeks`` is more than so many whole weeks since
    the first talk, or else the arrival, while no referral was ever accepted. ``without_referral``
    passes over those that were entered in error. ``departed`` asks for who left, instead of who is
    here.
    """

    minimum_age: int | None = Field(default=None, ge=0, le=120)
    maximum_age: int | None = Field(default=None, ge=0, le=120)
    age_on: date | None = None
    levels: tuple[DutchLevel, ...] = ()
    phases: tuple[ResidencePhase, ...] = ()
    language: str = Field(default="", max_length=8)
    free: tuple[FreeDaypart, ...] = ()
    waiting_weeks: int | None = Field(default=None, ge=0, le=520)
    not_informed: bool = False
    without_referral: bool = False
    consent: ConsentState | None = None
    departed: bool = False

    @model_validator(mode="after")
    def _ages_are_a_range(self) -> GroupFilter:
        low, high = self.minimum_age, self.maximum_age
        if low is not None and high is not None and low > high:
            raise ValueError("minimum_above_maximum")
        return self

    @property
    def asks(self) -> bool:
        """Tell whether there is any condition."""
        return self.without("age_on") != GroupFilter()

    def without(self, *names: str) -> GroupFilter:
        """Return the same with these conditions left out."""
        kept = {name: value for name, value in dict(self).items() if name not in names}
        return GroupFilter.model_validate(kept)


class SavedGroup(Record):
    """Conditions under a name. ``owner`` is whose it is; empty when the whole desk sees it."""

    name: str = Field(min_length=1, max_length=80)
    owner: str = Field(default="", max_length=80, index=True)
    conditions: GroupFilter = Field(default=GroupFilter(), sa_type=JsonValue(GroupFilter))

    _no_bsn = no_bsn("name", "owner")


def born_by(day: date, age: int) -> date:
    """Return the last birth date of who is ``age`` years or older on a day.

    Somebody born on 29 February is a year older on 1 March, as ``age_on`` counts. Before the year 1
    it is the first day there is.
    """
    if day.year <= age:
        return date.min
    try:
        return day.replace(year=day.year - age)
    except ValueError:
        return date(day.year - age, 2, 28)


def waiting_since(day: date, weeks: int) -> date:
    """Return the first day that is *not* more than so many weeks ago."""
    return day - timedelta(weeks=weeks)
