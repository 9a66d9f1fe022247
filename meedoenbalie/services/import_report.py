"""What became of a file that was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from meedoenbalie.exchange.problems import Problem
from meedoenbalie.exchange.reading import ReadRow
from meedoenbalie.exchange.wording import message


@dataclass(slots=True)
class ImportReport:
    """What became of a file.

    ``accepted`` counts rows with a warning too; ``rows`` is accepted plus rejected. ``changed``
    names the tables that a view should read again; empty when nothing was stored.
    """

    rows: int = 0
    accepted: int = 0
    warned: int = 0
    rejected: int = 0
    rejected_rows: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    file_messages: list[str] = field(default_factory=list)
    stored: bool = False
    changed: frozenset[str] = frozenset()

    def add(self, row: ReadRow[Any]) -> None:
        """Count one row."""
        self.rows += 1
        if row.draft is None:
            self.rejected += 1
            self.rejected_rows += row.problems
            return
        self.accepted += 1
        self.warned += bool(row.problems)
        self.warnings += row.problems

    def to_json(self) -> dict[str, Any]:
        """Return the report in the shape of the command line's contract."""
        return {
            "rows": self.rows,
            "accepted": self.accepted,
            "warned": self.warned,
            "rejected": self.rejected,
            "rejected_rows": [_as_json(problem) for problem in self.rejected_rows],
            "warnings": [_as_json(problem) for problem in self.warnings],
            "file_messages": self.file_messages,
        }


def _as_json(problem: Problem) -> dict[str, Any]:
    return {
        "line": problem.line,
        "field": problem.field,
        "code": problem.code,
        "message": message(problem),
    }
