"""How it stands with the sets of all azc's, week by week, and by which rules that is judged."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from meedoenbalie.clock import Clock
from meedoenbalie.domain.set_weeks import SiteWeeks, WeekRules, weeks_of_sites
from meedoenbalie.paths import resource_path
from meedoenbalie.services.collecting import opened
from meedoenbalie.services.matching_rules import InvalidRules, rules_on

RULES_FILE = "rules/collecting.json"
MOST_WEEKS = 160
"""A bit over three years."""


class _Values(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    term_days: int = Field(ge=0, le=6)
    shrunk_below_percent: int = Field(ge=0, le=100)
    shrunk_from: int = Field(ge=1, le=100_000)
    weeks_shown: int = Field(ge=1, le=MOST_WEEKS)


def week_rules(collection: Path, day: date) -> WeekRules:
    """Return what is expected of the azc's; a file beside the collection comes first.

    Raises InvalidRules, which names the rule that is wrong, and OSError.
    """
    own = collection.parent.joinpath(*RULES_FILE.split("/"))
    path = own if own.is_file() else resource_path(RULES_FILE)
    try:
        values = _Values.model_validate({rule.name: rule.value for rule in rules_on(path, day)})
    except ValidationError as error:
        wrong = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise InvalidRules(path.name, wrong) from error
    return WeekRules(**values.model_dump())


def weeks_of(
    path: Path, passphrase: str, clock: Clock, count: int | None = None
) -> tuple[SiteWeeks, ...]:
    """Return the weeks of every azc that ever sent a set, ``count`` up to the present one.

    Raises what ``collecting.opened`` and ``week_rules`` raise.
    """
    today = clock.today()
    rules = week_rules(path, today)
    with opened(path, passphrase) as collection:
        received = collection.received()
    return weeks_of_sites(received, today, rules, count)
