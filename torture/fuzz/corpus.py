"""The corpus: file number so many of a seed is always the same."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import openpyxl

from tests.exchange.ods import ods_bytes
from torture.fuzz import raw, tables
from torture.fuzz.seeds import TABLES, Rows, Seed, catalogue

FORMATS = ("csv", "csv", "xlsx", "xlsx", "ods", "ods", "json")
KINDS = ("residents", "offers", "referrals", "lessons")


@dataclass(frozen=True, slots=True)
class Made:
    """One file: its number, what it is imported as, its ending, and what was done to it."""

    number: int
    kind: str
    ending: str
    how: str
    content: bytes


def make(seed: int, number: int, others: tuple[tuple[str, Path], ...] = ()) -> Made:
    """Make a file; ``others`` are good files besides our own, with what they hold."""
    chance = Random(f"{seed}:{number}")
    ending = FORMATS[number % len(FORMATS)]
    if others and chance.random() < 0.25:
        kind, path = chance.choice(others)
        ending, how, content = path.suffix[1:], path.name, path.read_bytes()
    elif ending == "json":
        kind, how, content = "offers", "values", raw.json_spoiled(catalogue(), chance)
    else:
        seed_table: Seed = chance.choice(TABLES)
        kind = seed_table.kind
        how, rows = tables.spoiled(seed_table.rows, chance)
        content = _written(ending, rows, chance)
    how, content = _spoiled(ending, how, content, chance)
    if chance.random() < 0.05:
        kind = chance.choice(KINDS)
    return Made(number, kind, ending, how, content)


def _spoiled(ending: str, how: str, content: bytes, chance: Random) -> tuple[str, bytes]:
    turn = chance.random()
    if ending in {"xlsx", "ods"} and turn < 0.5:
        return f"{how}/parts", raw.rezipped(content, chance)
    if turn < 0.3 and content:
        return f"{how}/bytes", raw.broken(content, chance)
    return how, content


def _written(ending: str, rows: Rows, chance: Random) -> bytes:
    if ending == "csv":
        return raw.encoded(_csv(rows, chance), chance)
    if ending == "ods":
        return ods_bytes([[_xml_text(value) for value in row] for row in rows])
    return _xlsx(rows, chance)


def _csv(rows: Rows, chance: Random) -> str:
    out = io.StringIO(newline="")
    quoting = chance.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONE))
    end, delimiter = chance.choice(("\n", "\r\n", "\r")), chance.choice(";,\t|;,")
    writer = csv.writer(
        out, delimiter=delimiter, lineterminator=end, quoting=quoting, escapechar="\\"
    )
    if chance.random() < 0.1:
        out.write(f"sep={chance.choice((delimiter, ';', chr(34), ' ', 'x'))}{end}")
    # A row of one empty cell can't be written without quotes.
    writer.writerows(row if row != [""] else [] for row in rows)
    return out.getvalue()


def _xml_text(value: Any) -> Any:
    if isinstance(value, str):
        return openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", value).replace("\uffff", "")
    return value


def _xlsx(rows: Rows, chance: Random) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row[:16_384], 1):
            if value != "":
                sheet.cell(
                    number, column, _xml_text(value)[:32_767] if isinstance(value, str) else value
                )
    for _time in range(chance.randrange(3)):
        first, column = chance.randrange(1, 8), chance.randrange(1, 10)
        sheet.merge_cells(
            start_row=first,
            end_row=first + chance.randrange(4),
            start_column=column,
            end_column=column,
        )
    if chance.random() < 0.2:
        sheet.column_dimensions[chance.choice("ABCDEFG")].hidden = True
    for _sheet in range(chance.choice((0, 0, 0, 2, 100))):
        book.create_sheet().append(["iets"])
    if chance.random() < 0.05:
        sheet.sheet_state = "hidden"
        book.create_sheet()
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
