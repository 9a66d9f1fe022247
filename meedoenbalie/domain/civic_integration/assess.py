"""What the rules say of one record on a day: each outcome with its rule, or what has to be asked.

Nothing here is a decision. DUO decides, and its letter counts where the two differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from meedoenbalie.domain.civic_integration.codes import (
    Effect,
    Fact,
    Part,
    Reason,
    Regime,
    State,
)
from meedoenbalie.domain.civic_integration.record import CivicIntegration
from meedoenbalie.domain.civic_integration.rules import (
    CivicRules,
    DatedRule,
    EndingRule,
    RouteRule,
    RulingRule,
    holding,
)
from meedoenbalie.domain.people import DutchLevel
from meedoenbalie.domain.retention import months_later

T = TypeVar("T")

_YEAR = 12


@dataclass(frozen=True, slots=True)
class Finding(Generic[T]):
    """An outcome with the rule it rests on; None with what has to be asked before one can tell.

    ``value`` is None without ``asks`` where the question makes no sense, as a term after the end.
    """

    value: T | None
    rule: DatedRule | None = None
    asks: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class ToDo:
    """What is left to do: parts, and a level of Dutch if that counts and isn't reached."""

    parts: tuple[Part, ...]
    level: DutchLevel | None

    @property
    def nothing(self) -> bool:
        """Whether all that the rules ask is there."""
        return not self.parts and self.level is None


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything that the rules say of one record; ``cohort`` is the year in which the duty arose.

    ``reason`` is why the duty counts as outflow now, None while it goes on. ``ruling`` is the one
    by which there is no duty.
    """

    regime: Finding[Regime]
    cohort: int | None
    obliged: Finding[bool]
    state: Finding[State]
    term_end: Finding[date]
    to_do: Finding[ToDo]
    reason: Reason | None
    ruling: RulingRule | None

    @property
    def asks(self) -> tuple[Fact, ...]:
        """All that has to be asked, each once, in the order of the form."""
        findings = (self.regime, self.obliged, self.state, self.term_end, self.to_do)
        asked = {fact for finding in findings for fact in finding.asks}
        return tuple(fact for fact in Fact if fact in asked)


def assess(record: CivicIntegration, rules: CivicRules, day: date) -> Assessment:
    """Return what the rules say of a record on a day."""
    regime = regime_of(record, rules)
    ruling = _ruling(record, rules, regime.value, day)
    counts = _ending_counts(record, day)
    ending = _ending(record, rules, regime.value, day) if counts else None
    obliged = _obliged(record, rules, regime, ruling, ending, day)
    if counts and ending is None and ruling is None:
        # Written down is an ending that this act doesn't know: then a person looks again.
        obliged = Finding(None, asks=(Fact.ENDING,))
    state = _state(record, obliged, ending)
    out = ending is not None and state.value in (State.ENDED, State.SUSPENDED)
    return Assessment(
        regime=regime,
        cohort=record.duty_from.year if record.duty_from is not None else None,
        obliged=obliged,
        state=state,
        term_end=_term_end(record, rules, state),
        to_do=_to_do(record, rules, regime, state),
        reason=ending.reason if ending is not None and out else None,
        ruling=ruling,
    )


def regime_of(record: CivicIntegration, rules: CivicRules) -> Finding[Regime]:
    """Return the act by the day on which the duty arose. Source: stcrt-2021-49155."""
    if record.duty_from is None:
        return Finding(None, asks=(Fact.DUTY_FROM,))
    rule = holding(rules.regime, record.duty_from)
    # A day before all acts in the data is rather a slip than a third act: look again.
    return Finding(rule.regime, rule) if rule else Finding(None, asks=(Fact.DUTY_FROM,))


def _ruling(
    record: CivicIntegration, rules: CivicRules, regime: Regime | None, day: date
) -> RulingRule | None:
    if record.turkish_with_mvv is not True:
        return None
    return next(
        (
            one
            for one in rules.ruling
            if one.holds_on(day)
            and one.civic_group is record.civic_group
            and (regime is None or regime in one.regimes)
        ),
        None,
    )


def _ending_counts(record: CivicIntegration, day: date) -> bool:
    """Tell whether an ending was written down that counts on a day: begun, and not over."""
    begun = record.ended_on is None or record.ended_on <= day
    over = record.suspended_until is not None and record.suspended_until < day
    return record.ending is not None and begun and not over


def _ending(
    record: CivicIntegration, rules: CivicRules, regime: Regime | None, day: date
) -> EndingRule | None:
    about = [one for one in rules.ending if one.ending is record.ending]
    if regime is not None:
        about = [one for one in about if regime in one.regimes]
    return holding(about, record.ended_on or day)


def _obliged(
    record: CivicIntegration,
    rules: CivicRules,
    regime: Finding[Regime],
    ruling: RulingRule | None,
    ending: EndingRule | None,
    day: date,
) -> Finding[bool]:
    if ruling is not None:
        return Finding(False, ruling)
    if ending is not None:
        return Finding(False, ending)
    if regime.value is None:
        return Finding(None, asks=regime.asks)
    if record.civic_group is None:
        return Finding(None, asks=(Fact.GROUP,))
    may_be_free = any(
        one.holds_on(day) and one.civic_group is record.civic_group and regime.value in one.regimes
        for one in rules.ruling
    )
    if may_be_free and record.turkish_with_mvv is None:
        return Finding(None, asks=(Fact.TURKISH_WITH_MVV,))
    return Finding(True, regime.rule)


def _state(
    record: CivicIntegration, obliged: Finding[bool], ending: EndingRule | None
) -> Finding[State]:
    if isinstance(obliged.rule, RulingRule):
        return Finding(State.NOT_OBLIGED, obliged.rule)
    if ending is not None:
        state = State.ENDED if ending.effect is Effect.ENDED else State.SUSPENDED
        asks = [Fact.ENDED_ON] if record.ended_on is None else []
        if state is State.SUSPENDED and record.suspended_until is None:
            asks.append(Fact.SUSPENDED_UNTIL)
        return Finding(state, ending, tuple(asks))
    if obliged.value is None:
        return Finding(None, asks=obliged.asks)
    return Finding(State.ONGOING, obliged.rule)


def _term_end(record: CivicIntegration, rules: CivicRules, state: Finding[State]) -> Finding[date]:
    if state.value in (State.ENDED, State.NOT_OBLIGED, State.SUSPENDED):
        return Finding(None, state.rule)
    rule = holding(rules.term, record.duty_from) if record.duty_from is not None else None
    if rule is None or record.duty_from is None:
        return Finding(None, asks=(Fact.DUTY_FROM,))
    end = months_later(record.duty_from, rule.years * _YEAR)
    if record.extended_until is not None:
        return Finding(max(end, record.extended_until), rule)
    if record.suspended_until is not None:
        # It stood still for a while. How long the term is now, only the letter of DUO says.
        return Finding(None, rule, (Fact.EXTENDED_UNTIL,))
    return Finding(end, rule)


def _to_do(
    record: CivicIntegration, rules: CivicRules, regime: Finding[Regime], state: Finding[State]
) -> Finding[ToDo]:
    if state.value in (State.ENDED, State.NOT_OBLIGED):
        return Finding(None, state.rule)
    if regime.value is None:
        return Finding(None, asks=regime.asks)
    if regime.value is Regime.WI2021 and record.route is None:
        return Finding(None, asks=(Fact.ROUTE,))
    rule = _route_rule(record, rules, regime.value)
    if rule is None:
        return Finding(None, asks=(Fact.ROUTE,))
    parts = tuple(part for part in rule.parts if part not in record.parts_done)
    if rule.level is None:
        return Finding(ToDo(parts, None), rule)
    if record.level_reached is None:
        return Finding(ToDo(parts, rule.level), rule, (Fact.LEVEL,))
    reached = record.level_reached.rank >= rule.level.rank
    return Finding(ToDo(parts, None if reached else rule.level), rule)


def _route_rule(record: CivicIntegration, rules: CivicRules, regime: Regime) -> RouteRule | None:
    route = record.route if regime is Regime.WI2021 else None
    about = (one for one in rules.route if one.regime is regime and one.route is route)
    return holding(about, record.duty_from) if record.duty_from is not None else None


def must_be_told(record: CivicIntegration, found: Assessment) -> tuple[bool, bool]:
    """Tell whether the ruling, and costs made, still have to be told in person.

    Source: the letter's recovery action — these people were told personally, and may be
    compensated for costs made.
    """
    free = found.ruling is not None
    return free and record.ruling_told_on is None, free and record.costs_told_on is None
