"""The rule sets a team can choose for its publications, read from a file that it can replace."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from meedoenbalie.domain.publication.rules import RuleSet
from meedoenbalie.paths import resource_path
from meedoenbalie.services.matching_rules import InvalidRules, rules_on

RULES_FILE = "rules/publication.json"


class UnknownRuleSet(ValueError):
    """No rule set has this name; ``names`` are those there are."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(", ".join(names))
        self.names = names


class _Values(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    threshold: int = Field(ge=2, le=100)
    base: int = Field(ge=1, le=100)
    diversity: int = Field(ge=1, le=20)
    protection: int = Field(ge=1, le=1000)

    @model_validator(mode="after")
    def _small_counts_round_to_none(self) -> _Values:
        if self.base > self.threshold:
            raise ValueError("a shown count would be rounded to nought")
        return self


def rule_sets(collection: Path, day: date) -> dict[str, RuleSet]:
    """Return the rule sets that hold on a day, by name; those beside the collection come first.

    Raises InvalidRules, which names the rule set that is wrong, and OSError.
    """
    own = collection.parent.joinpath(*RULES_FILE.split("/"))
    path = own if own.is_file() else resource_path(RULES_FILE)
    found = {}
    for rule in rules_on(path, day):
        try:
            values = _Values.model_validate(rule.value)
        except ValidationError as error:
            raise InvalidRules(path.name, rule.name) from error
        found[rule.name] = RuleSet(rule.name, **values.model_dump())
    if not found:
        raise InvalidRules(path.name)
    return found


def rule_set(collection: Path, day: date, name: str | None, usual: str) -> RuleSet:
    """Return the rule set of a name; without one the usual, or the first when that has gone.

    Raises UnknownRuleSet and what ``rule_sets`` raises.
    """
    found = rule_sets(collection, day)
    if name is None:
        return found.get(usual) or next(iter(found.values()))
    if name not in found:
        raise UnknownRuleSet(tuple(found))
    return found[name]
