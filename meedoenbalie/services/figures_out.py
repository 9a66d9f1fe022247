"""The tables of Cijfers as a workbook, a sheet for each, as the screen shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from meedoenbalie.exchange.sheets_out import Number, Sheet, Value, workbook
from meedoenbalie.reports.files import write_whole
from meedoenbalie.services.desk import DESK_ROLES, Desk

__all__ = ["FigureTable", "note_taking_out", "write_figures", "write_tables"]

_WIDEST = 60
_LONGEST_NAME = 31
"""What a spreadsheet takes as the name of a sheet."""
_NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table as the screen shows it: what it is called, its heads, and rows of texts or counts."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


def write_figures(
    desk: Desk, tables: Sequence[FigureTable], about: str, mark: str, out: Path
) -> Path:
    """Write tables as XLSX; note that figures were taken out.

    ``about`` is the line below each title, ``mark`` stands above every printed page. Raises
    NotAllowed, and OSError: then ``out`` is as it was.
    """
    note_taking_out(desk)
    return write_tables(tables, about, mark, desk.clock.today(), out)


def write_tables(
    tables: Sequence[FigureTable], about: str, mark: str, made_on: date, out: Path
) -> Path:
    """Write tables as XLSX, a sheet for each. Raises OSError: then ``out`` is as it was."""
    names = list(_names(tables))
    sheets = [
        Sheet(
            name=name,
            title=table.title,
            subtitle=about,
            heads=table.heads,
            rows=[[_value(cell) for cell in row] for row in table.rows],
            widths=_widths(table),
        )
        for name, table in zip(names, tables, strict=True)
    ]
    write_whole(out, workbook(sheets, tables[0].title, made_on, mark, about))
    return out


def note_taking_out(desk: Desk) -> None:
    """Write down that figures were taken out of the program. Raises NotAllowed."""
    desk.note("export_figures", roles=DESK_ROLES)


def _value(cell: str | int) -> Value:
    return cell if isinstance(cell, str) else Number(cell)


def _widths(table: FigureTable) -> tuple[float, ...]:
    columns = zip(table.heads, *table.rows, strict=True)
    return tuple(min(_WIDEST, max(len(str(cell)) for cell in column) + 2.0) for column in columns)


def _names(tables: Sequence[FigureTable]) -> Iterator[str]:
    """Yield a name for each sheet that no other has."""
    taken: set[str] = set()
    for table in tables:
        plain = " ".join(table.title.translate(_NOT_IN_A_NAME).split()) or "1"
        name, number = plain[:_LONGEST_NAME], 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain[: _LONGEST_NAME - 4]} {number}"
        taken.add(name.casefold())
        yield name
