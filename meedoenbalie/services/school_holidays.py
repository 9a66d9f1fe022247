"""The school holidays by region, read from a file that a desk can replace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from meedoenbalie.domain.lesson_days import Holiday, SchoolRegion
from meedoenbalie.paths import resource_path
from meedoenbalie.services.matching_rules import InvalidRules

HOLIDAYS_FILE = "rules/school_holidays.json"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1)
    regions: tuple[SchoolRegion, ...] = Field(min_length=1)
    first: date
    last: date

    @model_validator(mode="after")
    def _lasts(self) -> _Entry:
        if self.last < self.first:
            raise ValueError("last_before_first")
        return self


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    about: str = ""
    source: str = Field(min_length=1)
    as_of: date
    known_until: date
    holidays: tuple[_Entry, ...]


@dataclass(frozen=True, slots=True)
class SchoolHolidays:
    """Holidays of all regions. After ``known_until`` the file says nothing: ask the provider."""

    source: str
    as_of: date
    known_until: date
    holidays: tuple[Holiday, ...]

    def of(self, region: SchoolRegion | None) -> tuple[Holiday, ...]:
        """Return the holidays of a region, by day; none for an offer that goes on."""
        return tuple(one for one in self.holidays if one.region is region)


def holidays_path(store: Path) -> Path:
    """Return the file that holds for a store: the one in ``rules`` beside it, or the program's."""
    own = store.parent.joinpath(*HOLIDAYS_FILE.split("/"))
    return own if own.is_file() else resource_path(HOLIDAYS_FILE)


def school_holidays(path: Path) -> SchoolHolidays:
    """Read a file of holidays. Raises InvalidRules and OSError."""
    try:
        read = _File.model_validate_json(path.read_text(encoding="utf-8"))
    except (ValidationError, UnicodeDecodeError) as error:
        raise InvalidRules(path.name) from error
    found = [
        Holiday(entry.name, region, entry.first, entry.last)
        for entry in read.holidays
        for region in entry.regions
    ]
    found.sort(key=lambda one: (one.first, one.region))
    return SchoolHolidays(read.source, read.as_of, read.known_until, tuple(found))
