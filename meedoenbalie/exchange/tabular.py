"""Tables: a header, rows with their line numbers, and which column holds what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from meedoenbalie.exchange.codes import key_of
from meedoenbalie.exchange.limits import HEADER_WITHIN, MAX_COLUMNS
from meedoenbalie.exchange.problems import FileNote, RefusedFile
from meedoenbalie.exchange.shape import GUESS, FileShape

Cells = Sequence[str]
NumberedRow = tuple[int, Cells]

_BRACKETS = re.compile(r"\([^)]*\)")
_FEWEST_KNOWN = 2
_FIGURES = "0123456789"


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file. ``rows`` can be read once; the header and what is above it are passed.

    ``total`` is about how many rows come, for a progress bar. ``hidden`` holds the headings of
    columns that were not read, ``sheet`` the name of the sheet, ``shape`` how the file was read.
    """

    header_line: int
    header: tuple[str, ...]
    rows: Iterator[NumberedRow]
    total: int
    notes: tuple[FileNote, ...] = ()
    hidden: tuple[str, ...] = ()
    sheet: str = ""
    shape: FileShape = GUESS


@dataclass(frozen=True, slots=True)
class FieldNames:
    """The fields of one kind of table and the headings that people give them.

    ``repeatable`` fields may stand in more than one column, numbered or not ("Taal 2"). Of
    every group in ``required`` at least one must be there. ``prefixes`` name fields whose heading
    goes on ("Reistijd azc …").
    """

    names: Mapping[str, str]
    repeatable: frozenset[str] = frozenset()
    required: tuple[tuple[str, ...], ...] = ()
    prefixes: Mapping[str, str] = field(default_factory=dict)

    def field_of(self, heading: str) -> str | None:
        """Return the field that a heading names, or None."""
        for text in (heading, _BRACKETS.sub("", heading)):
            key = key_of(text)
            if key in self.names:
                return self.names[key]
            for prefix, name in self.prefixes.items():
                if key.startswith(prefix) and key != prefix:
                    return name
            name = self.names.get(key.rstrip(_FIGURES), "")
            if name in self.repeatable:
                return name
        return None

    def score(self, header: Iterable[str]) -> int:
        """Count the known headings of a row."""
        return sum(self.field_of(heading) is not None for heading in header if heading)


def field_names(
    spellings: Mapping[str, str],
    repeatable: Iterable[str] = (),
    required: tuple[tuple[str, ...], ...] = (),
    prefixes: Mapping[str, str] | None = None,
) -> FieldNames:
    """Make field names from ``{"birth_date": "geboortedatum|geb.datum|geboren"}``."""
    names: dict[str, str] = {}
    for name, headings in spellings.items():
        for heading in (name, *headings.split("|")):
            key = key_of(heading)
            if key and names.setdefault(key, name) != name:
                raise ValueError(f"{heading!r} names two fields")
    return FieldNames(names, frozenset(repeatable), required, prefixes or {})


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each field stands: indexes by field, in the order of the file."""

    header: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]
    unknown: tuple[int, ...]
    notes: tuple[FileNote, ...]
    month_first: bool = False

    def heading(self, field_name: str, turn: int = 0) -> str:
        """The heading of a field as it stands in the file; empty when there is none."""
        places = self.places.get(field_name, ())
        return self.header[places[turn]] if turn < len(places) else ""

    def first(self, field_name: str) -> int | None:
        """The index of the first column of a field, or None."""
        places = self.places.get(field_name, ())
        return places[0] if places else None


NO_COLUMNS = Columns((), {}, (), ())
"""For files that have no columns."""


def match_columns(
    table: Table,
    names: FieldNames,
    chosen: Mapping[int, str | None] | None = None,
    *,
    complete: bool = True,
) -> Columns:
    """Tell which column holds which field.

    ``chosen`` overrules the heading by index, None leaves a column out. Raises RefusedFile when a
    required column is missing and they must be ``complete``.
    """
    places: dict[str, list[int]] = {}
    unknown: list[int] = []
    for index, heading in enumerate(table.header):
        name = names.field_of(heading)
        if chosen and index in chosen:
            name = chosen[index]
        if name is not None:
            places.setdefault(name, []).append(index)
        elif heading:
            unknown.append(index)
    for name in places.keys() - names.repeatable:
        unknown += _keep_best(places[name], name, table.header, names)
    if complete:
        _check_required(places, names, table.hidden)
    repeated = Counter(
        table.header[index]
        for name, indexes in places.items()
        if name in names.repeatable
        for index in indexes
    )
    return Columns(
        header=table.header,
        places={name: tuple(indexes) for name, indexes in places.items()},
        unknown=tuple(sorted(unknown)),
        notes=(
            *(FileNote("column_not_imported", table.header[index]) for index in sorted(unknown)),
            *(
                FileNote("duplicate_header_repeated_field", heading, count)
                for heading, count in repeated.items()
                if count > 1
            ),
        ),
        month_first=bool(table.shape.month_first),
    )


def _keep_best(
    indexes: list[int], name: str, header: tuple[str, ...], names: FieldNames
) -> list[int]:
    """Keep the heading that says most clearly what it is ("Fase" above "Status").

    Returns the columns that are left out. Equal headings stay together: their cells must agree.
    """
    order = [key for key, meant in names.names.items() if meant == name]

    def rank(index: int) -> int:
        key = key_of(header[index])
        return order.index(key) if key in order else len(order)

    best = min(map(rank, indexes))
    left_out = [index for index in indexes if rank(index) > best]
    indexes[:] = [index for index in indexes if rank(index) == best]
    return left_out


def _check_required(
    places: Mapping[str, list[int]], names: FieldNames, hidden: tuple[str, ...]
) -> None:
    for group in names.required:
        if any(name in places for name in group):
            continue
        for heading in hidden:
            if names.field_of(heading) in group:
                raise RefusedFile("hidden_needed_column", heading)
        raise RefusedFile("missing_column", group[0])


def find_header(rows: Iterable[NumberedRow], names: FieldNames, told: int = 0) -> tuple[int, int]:
    """Return the line of the row that names most columns, and how many it names.

    Titles, notes and group headings may stand above it. (0, 0) when no row names any. The line that
    is ``told`` is taken as it is, if it holds anything; then the count is at least 1.
    """
    best = (0, 0)
    for seen, (line, cells) in enumerate(rows):
        if seen >= HEADER_WITHIN:
            break
        score = names.score(cells[:MAX_COLUMNS])
        if told:
            if line == told and any(cells):
                return line, score + 1
            continue
        if score > best[1]:
            best = (line, score)
    return best if best[1] >= _FEWEST_KNOWN else (0, 0)
