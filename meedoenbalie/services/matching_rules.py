"""The values that matching goes by, read from a file that a desk can replace."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from meedoenbalie.domain.matching.rules import MatchingRules
from meedoenbalie.paths import resource_path

RULES_FILE = "rules/matching.json"
_ADDED = frozenset(
    {"certificate_weeks", "reads_from_level", "detour_percent", "walking_metres_a_minute"}
    | {"cycling_metres_a_minute", "week_weight_minutes"}
)
_ADDED_WEIGHTS = frozenset({"cost", "company"})
"""What a desk's own file from before these were judged can't name: the program's value holds."""


class InvalidRules(ValueError):
    """A rule file that can't be used: ``file`` is its name, ``rule`` what is wrong in it, or ''."""

    def __init__(self, file: str, rule: str = "") -> None:
        super().__init__(f"{file}: {rule}" if rule else file)
        self.file = file
        self.rule = rule


class Rule(BaseModel):
    """One value with where it comes from and the day from which it holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    value: Any
    valid_from: date
    source: str


class _RuleFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    about: str = ""
    rules: tuple[Rule, ...]


def rules_path(store: Path) -> Path:
    """Return the file that holds for a store: the one in ``rules`` beside it, or the program's."""
    own = store.parent.joinpath(*RULES_FILE.split("/"))
    return own if own.is_file() else resource_path(RULES_FILE)


def rules_on(path: Path, day: date) -> tuple[Rule, ...]:
    """Return the rules of a file that hold on a day, one of each name.

    Of several the newest that holds counts; a day before all of them gets the oldest. Raises
    InvalidRules and OSError.
    """
    try:
        read = _RuleFile.model_validate_json(path.read_text(encoding="utf-8"))
    except (ValidationError, UnicodeDecodeError) as error:
        raise InvalidRules(path.name) from error
    by_name: dict[str, list[Rule]] = {}
    for rule in read.rules:
        by_name.setdefault(rule.name, []).append(rule)
    return tuple(_holding(same, day) for same in by_name.values())


def matching_rules(path: Path, day: date) -> MatchingRules:
    """Return the rules of matching that hold on a day. Raises InvalidRules and OSError."""
    values = _completed({rule.name: rule.value for rule in rules_on(path, day)}, day)
    try:
        return MatchingRules.model_validate(values)
    except ValidationError as error:
        wrong = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise InvalidRules(path.name, wrong) from error


def _completed(values: dict[str, Any], day: date) -> dict[str, Any]:
    """Return the values of a file with those that it is too old to name."""
    weights = values.get("weights")
    own = {rule.name: rule.value for rule in rules_on(resource_path(RULES_FILE), day)}
    completed = {**{name: own[name] for name in _ADDED & own.keys()}, **values}
    if isinstance(weights, dict):
        added = {name: own["weights"][name] for name in _ADDED_WEIGHTS}
        completed["weights"] = {**added, **weights}
    return completed


def _holding(rules: Iterable[Rule], day: date) -> Rule:
    ordered = sorted(rules, key=lambda rule: rule.valid_from)
    held = [rule for rule in ordered if rule.valid_from <= day]
    return held[-1] if held else ordered[0]
