"""What only the values of a resident's row together tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import combinations

from meedoenbalie.exchange.reading import Row

_NAMES = frozenset({"name", "given_name", "family_name"})


@dataclass(frozen=True, slots=True)
class AgeRules:
    """Ages, in whole years, at which a row is remarked upon; they come from the rule file."""

    mdt_minimum: int
    mdt_maximum: int
    guardian_below: int


def birth_heading(row: Row) -> str:
    """The heading of the birth date, or of the year where that is all there is."""
    return row.columns.heading("birth_date") or row.columns.heading("birth_year")


def judge(row: Row, today: date, ages: AgeRules) -> None:
    """Refuse a row without name or birth date; remark on ages and on appointments that clash."""
    values = row.values
    told = {problem.field for problem in row.problems}
    if not {"given_name", "family_name"} & values.keys() and not _NAMES & told:
        row.note("name", "missing")
    born, year = values.get("birth_date"), values.get("birth_year")
    if born is not None or year is not None:
        _judge_age(row, born, year, today, ages)
    elif "birth_date" not in told:
        row.note("birth_date", "missing", column=birth_heading(row))
    appointments = values.get("commitments", ())
    if len(appointments) > 1 and any(
        one.overlaps(other) for one, other in combinations(appointments, 2)
    ):
        heading = row.columns.heading
        column = heading("commitments") or heading("commitment_day")
        row.warn("commitments", "overlap", column=column)


def _judge_age(row: Row, born: date | None, year: int | None, today: date, ages: AgeRules) -> None:
    if born is not None:
        oldest = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        youngest = oldest
    else:
        row.warn("birth_date", "year_only", str(year), column=birth_heading(row))
        oldest = today.year - (year or today.year)
        youngest = max(0, oldest - 1)
    if oldest < ages.mdt_minimum or youngest > ages.mdt_maximum:
        column = birth_heading(row)
        row.warn("birth_date", "age_outside_mdt", column=column, detail=str(youngest))
    heading = row.columns.heading
    if youngest < ages.guardian_below and "guardian" not in row.values:
        row.warn("guardian", "missing_under_16", column=heading("guardian"))
    arrived = row.values.get("arrival_date")
    if arrived is not None and (arrived < born if born else arrived.year < (year or 0)):
        column = heading("arrival_date")
        row.note("arrival_date", "arrival_before_birth", arrived.isoformat(), column=column)
