"""What every kind of import does: read rows, hold them against the store, store them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Generic, TypeVar
from uuid import UUID

from meedoenbalie.domain.matching.rules import MatchingRules
from meedoenbalie.domain.record import Record
from meedoenbalie.exchange.files import read_bytes, read_table
from meedoenbalie.exchange.problems import FileNote, Problem
from meedoenbalie.exchange.reading import Corrections, Progress, ReadRow
from meedoenbalie.exchange.shape import GUESS, FileShape
from meedoenbalie.exchange.tabular import Columns, FieldNames, Table, match_columns
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.matching_rules import matching_rules, rules_path
from meedoenbalie.storage.unit_of_work import UnitOfWork

T = TypeVar("T")
R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the user changed in a preview.

    ``columns`` gives a column (by index) another field, or None to leave it out; ``corrections``
    better text for a cell, by line and column index; ``left_out`` the lines that stay out;
    ``shape`` how the file must be read where the guess was wrong; ``same_as`` the lines that are
    about a resident who is stored (by id) or about whom an earlier line is: they fill in what
    isn't known of that person, and change nothing. Of offers it holds the lines that are about a
    stored offer (by id), or about another than it looks like (the line itself).
    """

    columns: Mapping[int, str | None] = field(default_factory=dict)
    corrections: Corrections = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
    shape: FileShape = GUESS
    same_as: Mapping[int, UUID | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """A file and the circumstances in which it is read."""

    path: Path
    raw: bytes
    today: date
    now: datetime
    rules: MatchingRules
    options: ImportOptions = ImportOptions()
    recalled: bool = False
    """Whether the options are those of an earlier file."""

    def table(self, names: FieldNames) -> tuple[Table, Columns]:
        """Return the table of the file and its columns. Raises RefusedFile."""
        table = read_table(self.path, self.raw, names, self.options.shape)
        return table, match_columns(table, names, self.options.columns)


def source_of(desk: Desk, path: Path, options: ImportOptions | None) -> Source:
    """Return a file as a desk reads it today. Raises RefusedFile and InvalidRules."""
    today = desk.clock.today()
    return Source(
        path,
        read_bytes(path),
        today,
        desk.clock.now(),
        matching_rules(rules_path(desk.database.path), today),
        options or ImportOptions(),
    )


class Intake(ABC, Generic[T]):
    """One file against one store. ``rows`` comes first, then ``store`` with the drafts."""

    def __init__(self, table: Table | None, columns: Columns) -> None:
        self.table = table
        self.columns = columns
        self.known = 0
        self.updated = 0

    @abstractmethod
    def rows(self, progress: Progress | None) -> Iterator[ReadRow[T]]:
        """Yield the rows, those refused that don't go together with what is stored."""

    @abstractmethod
    def store(self, uow: UnitOfWork, drafts: Sequence[T]) -> None:
        """Store the drafts of some rows; what is known already is updated where it differs."""

    def notes(self) -> list[FileNote]:
        """Return what there is to know about the file, after its rows were read."""
        notes = [*(self.table.notes if self.table else ()), *self.columns.notes]
        if self.known > self.updated:
            notes.append(FileNote("recognised", count=self.known - self.updated))
        if self.updated:
            notes.append(FileNote("updated", count=self.updated))
        return notes

    def update(self, uow: UnitOfWork, before: R, brought: Mapping[str, Any]) -> R:
        """Update a stored record with what a row brings, and return it."""
        if all(getattr(before, name) == value for name, value in brought.items()):
            return before
        self.updated += 1
        return uow.update(before, **brought)


def brought_by(record: Record, never: frozenset[str]) -> dict[str, Any]:
    """Return the fields that a row told; what it left empty takes nothing away."""
    names = record.model_fields_set - never - {"id", "version"}
    return {name: getattr(record, name) for name in names}


def filled_by(record: Record, stored: Record, never: frozenset[str]) -> dict[str, Any]:
    """Return the fields that a row told and that are still empty in what is stored."""
    brought = brought_by(record, never)
    return {n: value for n, value in brought.items() if getattr(stored, n) in (None, "", ())}


def refused(row: ReadRow[Any], problem: Problem) -> ReadRow[Any]:
    """Return a row that was read well but doesn't go together with what is stored."""
    return ReadRow(row.line, row.cells, None, (problem,))
