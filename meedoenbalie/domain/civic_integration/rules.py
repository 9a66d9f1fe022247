"""The shape of the rule data: each rule with its source and the days between which it holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Self, TypeVar

from pydantic import model_validator

from meedoenbalie.domain.civic_integration.codes import (
    CivicGroup,
    Effect,
    Ending,
    Leerroute,
    Part,
    Reason,
    Regime,
)
from meedoenbalie.domain.people import DutchLevel
from meedoenbalie.domain.record import Field, Value

MOST_YEARS = 10
MOST_MONTHS = 36


class DatedRule(Value):
    """A rule with its source. It holds from ``valid_from`` to ``valid_to``, both included.

    ``verify`` says that nobody has checked it yet; then every outcome of it says so too. Raises
    pydantic.ValidationError with ``ends_before_it_begins``.
    """

    source: str = Field(min_length=1, max_length=400)
    valid_from: date
    valid_to: date | None = None
    verify: bool = False

    @model_validator(mode="after")
    def _begins_first(self) -> Self:
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise ValueError("ends_before_it_begins")
        return self

    def holds_on(self, day: date) -> bool:
        """Tell whether the rule holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class RegimeRule(DatedRule):
    """A duty that arose while this rule holds falls under ``regime``."""

    regime: Regime


class TermRule(DatedRule):
    """The term of a duty that arose while this rule holds, in years."""

    years: int = Field(ge=1, le=MOST_YEARS)


class RouteRule(DatedRule):
    """What somebody has to do: by route under the Wi2021, without one under the Wi2013.

    ``level`` is the level of Dutch to reach; None where hours count instead of a level.
    """

    regime: Regime
    route: Leerroute | None = None
    level: DutchLevel | None = None
    parts: tuple[Part, ...] = Field(min_length=1)


class EndingRule(DatedRule):
    """What an ending does under these acts, and where the national figures count it."""

    ending: Ending
    regimes: tuple[Regime, ...] = Field(min_length=1)
    effect: Effect
    reason: Reason


class RulingRule(DatedRule):
    """A ruling by which a group has no duty: this group, if Turkish and admitted with an mvv."""

    decided_on: date
    civic_group: CivicGroup
    regimes: tuple[Regime, ...] = Field(min_length=1)


class NoticeRule(DatedRule):
    """How many months before the end of a term the desk hears of it."""

    months: int = Field(ge=1, le=MOST_MONTHS)


R = TypeVar("R", bound=DatedRule)


class CivicRules(Value):
    """All rules of civic integration. Raises pydantic.ValidationError for a gap in what is needed.

    Codes are ``two_rules`` where two rules about the same thing hold on one day.
    """

    about: str = Field(default="", max_length=2000)
    regime: tuple[RegimeRule, ...] = Field(min_length=1)
    term: tuple[TermRule, ...] = Field(min_length=1)
    route: tuple[RouteRule, ...] = Field(min_length=1)
    ending: tuple[EndingRule, ...] = Field(min_length=1)
    ruling: tuple[RulingRule, ...] = ()
    notice: tuple[NoticeRule, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_at_a_time(self) -> Self:
        kinds: tuple[Iterable[tuple[object, DatedRule]], ...] = (
            (("", one) for one in self.regime),
            (("", one) for one in self.term),
            (((one.regime, one.route), one) for one in self.route),
            (((regime, one.ending), one) for one in self.ending for regime in one.regimes),
            (("", one) for one in self.notice),
        )
        for rules in kinds:
            about: dict[object, list[DatedRule]] = {}
            for key, rule in rules:
                for other in about.setdefault(key, []):
                    if other.holds_on(rule.valid_from) or rule.holds_on(other.valid_from):
                        raise ValueError("two_rules")
                about[key].append(rule)
        return self


def holding(rules: Iterable[R], day: date) -> R | None:
    """Return the first rule that holds on a day, or None."""
    return next((rule for rule in rules if rule.holds_on(day)), None)
