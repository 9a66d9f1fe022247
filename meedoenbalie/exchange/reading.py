"""Reading rows into drafts: what every kind of file has in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from meedoenbalie.domain.identifiers import contains_bsn
from meedoenbalie.domain.record import Record
from meedoenbalie.exchange.dates import read_date
from meedoenbalie.exchange.limits import MAX_CELL_SIGNS, MAX_DATA_ROWS, REPORT_EVERY
from meedoenbalie.exchange.problems import Problem, RefusedFile, Severity
from meedoenbalie.exchange.tabular import Cells, Columns, FieldNames, Table
from meedoenbalie.exchange.text import (
    FormulaCell,
    clean,
    is_plain,
    looks_like_formula,
    looks_misread,
)

T = TypeVar("T")
R = TypeVar("R", bound=Record)

Progress = Callable[[int, int], None]
"""Called with rows done and about how many there are; raising from it stops the reading."""

Corrections = Mapping[tuple[int, int], str]
"""Better text for a cell, by line and column index."""

FORMULA_STARTS = "=+-@"
"""Signs with which a formula may start."""

# What pydantic calls a value that is too long or not in its range.
_PYDANTIC_CODES = {
    "string_too_long": "too_long",
    "string_too_short": "missing",
    "less_than_equal": "out_of_range",
    "greater_than_equal": "out_of_range",
}


@dataclass(frozen=True, slots=True)
class ReadRow(Generic[T]):
    """One row: its draft, or None when it is refused, and what is wrong with it."""

    line: int
    cells: Cells
    draft: T | None
    problems: tuple[Problem, ...] = ()


class Row:
    """One row while it is read: values so far, and what is wrong with it."""

    __slots__ = ("columns", "line", "problems", "values")

    def __init__(self, line: int, columns: Columns) -> None:
        self.line = line
        self.columns = columns
        self.values: dict[str, Any] = {}
        self.problems: list[Problem] = []

    def note(
        self,
        field_name: str,
        code: str,
        value: str = "",
        *,
        column: str = "",
        detail: str = "",
        refuses: bool = True,
    ) -> None:
        """Write down a problem of a field. What looks like a BSN refuses the row and isn't kept."""
        if value and contains_bsn(value):
            code, value, refuses = "bsn_like", "", True
        self.problems.append(
            Problem(
                self.line,
                field_name,
                code,
                Severity.ERROR if refuses else Severity.WARNING,
                column,
                value,
                detail,
            )
        )

    def warn(
        self, field_name: str, code: str, value: str = "", *, column: str = "", detail: str = ""
    ) -> None:
        """Write down a problem that leaves the row in."""
        self.note(field_name, code, value, column=column, detail=detail, refuses=False)

    def forget(self, names: Collection[str]) -> None:
        """Take back what was said of fields; never that there is a BSN in them."""
        self.problems = [
            told for told in self.problems if told.field not in names or told.code == "bsn_like"
        ]

    @property
    def refused(self) -> bool:
        """Whether something refuses the row."""
        return any(problem.refuses for problem in self.problems)

    def finished(self, cells: Cells, draft: T | None) -> ReadRow[T]:
        """Return the row as it was read; of a refused row only what refuses it is told."""
        problems = self.problems
        if problems and self.refused:
            return ReadRow(self.line, cells, None, tuple(p for p in problems if p.refuses))
        return ReadRow(self.line, cells, draft, tuple(problems))

    def note_invalid(
        self, error: ValidationError, contract: Mapping[str, str], whole_record: Mapping[str, str]
    ) -> None:
        """Write down what a record refused, by the names of the contract."""
        refused = self.refused
        for found in error.errors(include_url=False, include_input=False):
            place = str(found["loc"][0]) if found["loc"] else ""
            raised = found.get("ctx", {}).get("error")
            code = str(raised) if isinstance(raised, ValueError) else found["type"]
            # A value that was refused before is missing now: one thing wrong is told once.
            if refused and (not place or code == "missing"):
                continue
            name = contract.get(place, place) or whole_record.get(code, "")
            column = self.columns.heading(place)
            self.note(name, _PYDANTIC_CODES.get(code, code), column=column)


class RowReader(ABC, Generic[T]):
    """Turns the rows of one table into drafts.

    ``contract`` gives the names by which problems call fields, where they differ, and
    ``whole_record`` the field for a code of the record as a whole; ``free_texts``
    are the fields in which a formula or misread letters are told; a cell of ``needed`` that has a
    formula without a value refuses the row; in ``unguarded`` fields the record itself looks for no
    BSN.
    """

    fields: FieldNames
    contract: Mapping[str, str] = {}
    whole_record: Mapping[str, str] = {}
    free_texts: frozenset[str] = frozenset()
    needed: frozenset[str] = frozenset()
    unguarded: frozenset[str] = frozenset()

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.read_date = partial(read_date, month_first=columns.month_first)
        self.width = len(columns.header)
        self.count = 0
        self.doubled = [
            name
            for name, places in columns.places.items()
            if len(places) > 1 and name not in self.fields.repeatable
        ]
        self._to_guard = [
            *columns.unknown,
            *(index for name in self.unguarded for index in columns.places.get(name, ())),
        ]
        self._field_by_index = {
            index: name for name, places in columns.places.items() for index in places
        }

    @abstractmethod
    def interpret(self, row: Row, cells: Cells) -> T | None:
        """Return the draft of a row, or None when ``row`` has a problem that refuses it."""

    def read(self, line: int, cells: Cells) -> ReadRow[T]:
        """Return one row as it was read."""
        row = Row(line, self.columns)
        self.count += 1
        if any(cell.strip() for cell in cells[self.width :]):
            # Who knows which cell belongs under which heading.
            row.note("", "too_many_columns")
            return row.finished(cells, None)
        cells = self._prepared(row, cells)
        if self.doubled:
            cells = self.merged(row, cells)
        draft = self.interpret(row, cells)
        return row.finished(cells, draft)

    def _prepared(self, row: Row, cells: Cells) -> Cells:
        """Return as many cells as there are headings, without outer spaces, and cleaned."""
        if len(cells) != self.width:
            cells = [*cells[: self.width], *[""] * (self.width - len(cells))]
        whole = "|".join(cells)
        if "=" in whole:
            cells = [self._worked_out(row, index, cell) for index, cell in enumerate(cells)]
        if not is_plain(whole) or len(whole) > MAX_CELL_SIGNS:
            cells = [self._cleaned(row, index, cell) for index, cell in enumerate(cells)]
        elif " |" in whole or "| " in whole or whole != whole.strip():
            cells = [cell.strip() for cell in cells]
        if looks_misread(whole):
            self._tell_misread(row, cells)
        for index in self._to_guard:
            if contains_bsn(cells[index]):
                row.note(self._name(index), "bsn_like", column=self.columns.header[index])
        return cells

    def _tell_misread(self, row: Row, cells: Cells) -> None:
        for index, cell in enumerate(cells):
            if self._field_by_index.get(index) in self.free_texts and looks_misread(cell):
                heading = self.columns.header[index]
                row.warn(self._name(index), "suspect_encoding", cell, column=heading)

    def _worked_out(self, row: Row, index: int, cell: str) -> str:
        """Return a cell; a formula of which nobody knows the value is no text, but empty."""
        if not isinstance(cell, FormulaCell):
            return cell
        refuses = self._field_by_index.get(index) in self.needed
        heading = self.columns.header[index]
        row.note(self._name(index), "formula_cell", column=heading, refuses=refuses)
        return ""

    def _cleaned(self, row: Row, index: int, cell: str) -> str:
        if len(cell) > MAX_CELL_SIGNS:
            row.note(self._name(index), "too_long", column=self.columns.header[index])
            return ""
        if is_plain(cell):
            return cell.strip()
        text, codes = clean(cell)
        for code in codes:
            row.note(
                self._name(index),
                code,
                column=self.columns.header[index],
                refuses=code == "control_character",
            )
        return text

    def _name(self, index: int) -> str:
        name = self._field_by_index.get(index, "")
        return self.contract.get(name, name)

    def tell_formula(self, row: Row, field_name: str, text: str) -> None:
        """Say so when a text would be worked out by a spreadsheet; it stays text."""
        if text[0] in FORMULA_STARTS and looks_like_formula(text):
            name = self.contract.get(field_name, field_name)
            row.warn(name, "formula_like", text, column=self.columns.heading(field_name))

    def warn_cell(self, row: Row, field_name: str, code: str, text: str) -> None:
        """Say what is wrong with a cell that leaves its row in, by its heading in the file."""
        column = self.columns.heading(field_name)
        row.warn(self.contract.get(field_name, field_name), code, text, column=column)

    def cell(self, cells: Cells, field_name: str) -> str:
        """Return the cell of a field's first column; empty when there is none."""
        index = self.columns.first(field_name)
        return "" if index is None else cells[index]

    def merged(self, row: Row, cells: Cells) -> Cells:
        """Return cells in which one column holds what two said; refuse the row when they differ."""
        together = list(cells)
        for name in self.doubled:
            places = self.columns.places[name]
            told = [cells[index] for index in places if cells[index]]
            if len(set(told)) > 1:
                contract_name = self.contract.get(name, name)
                heading = self.columns.header[places[1]]
                row.note(
                    contract_name, "conflicting_columns", told[0], column=heading, detail=told[1]
                )
            together[places[0]] = told[0] if told else ""
        return together

    def made(self, row: Row, kind: type[R]) -> R | None:
        """Return the record of a row, or None when something refuses it."""
        try:
            return kind(**row.values)
        except ValidationError as error:
            row.note_invalid(error, self.contract, self.whole_record)
        return None


def read_rows(
    table: Table,
    reader: RowReader[T],
    progress: Progress | None = None,
    corrections: Corrections | None = None,
    left_out: frozenset[int] = frozenset(),
) -> Iterator[ReadRow[T]]:
    """Yield the rows of a table; blank ones and the lines that are ``left_out`` are passed over."""
    for line, cells in numbered_rows(table, progress, corrections, left_out):
        yield reader.read(line, cells)


def numbered_rows(
    table: Table,
    progress: Progress | None = None,
    corrections: Corrections | None = None,
    left_out: frozenset[int] = frozenset(),
) -> Iterator[tuple[int, Cells]]:
    """Yield lines and cells of rows that hold something, corrected where the user did so.

    Raises RefusedFile when there are more than a desk can have.
    """
    rows = _corrected(table, corrections) if corrections else table.rows
    told = 0
    for done, (line, cells) in enumerate(rows):
        if progress is not None and done % REPORT_EVERY == 0:
            progress(done, max(table.total, done))
        if line not in left_out and any(map(str.strip, cells)):
            told += 1
            if told > MAX_DATA_ROWS:
                raise RefusedFile("file_too_big")
            yield line, cells


def _corrected(table: Table, corrections: Corrections) -> Iterator[tuple[int, Cells]]:
    lines = {line for line, _index in corrections}
    for line, cells in table.rows:
        if line not in lines:
            yield line, cells
            continue
        better = [*cells, *[""] * (len(table.header) - len(cells))]
        yield line, [corrections.get((line, index), cell) for index, cell in enumerate(better)]
