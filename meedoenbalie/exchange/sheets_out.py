"""A workbook of several sheets for people to work on further; the same values, the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

_A4 = 9
# Nothing is worked out from a text, and no part of it lies in a temporary file meanwhile.
_AS_TEXT = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}


class Number(NamedTuple):
    """A number with the way it is shown, as spreadsheets write that (*0%*)."""

    value: float
    shown: str = "0"


Value = str | Number


@dataclass(frozen=True, slots=True)
class Sheet:
    """A title with a line below it, a table, and lines below that; ``widths`` in signs."""

    name: str
    title: str
    subtitle: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Value]]
    widths: Sequence[float]
    below: Sequence[str] = ()


def workbook(
    sheets: Sequence[Sheet], title: str, made_on: date, mark: str = "", footer: str = ""
) -> bytes:
    """Return sheets as XLSX. ``mark`` stands above every printed page, ``footer`` below it."""
    buffer = BytesIO()
    book = Workbook(buffer, _AS_TEXT)
    # The day that it is about, not the clock of this computer.
    book.set_properties({"title": title, "created": datetime.combine(made_on, time())})
    for each in sheets:
        sheet = book.add_worksheet(each.name)
        _fill(book, sheet, each)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_header("&R" + _printed(mark))
        sheet.set_footer("&L" + _printed(footer) + "&R&P / &N")
    book.close()
    return buffer.getvalue()


def _fill(book: Workbook, sheet: Worksheet, each: Sheet) -> None:
    large = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    sheet.write_string(0, 0, _plain(each.title), large)
    sheet.write_string(1, 0, _plain(each.subtitle))
    for column, width in enumerate(each.widths):
        sheet.set_column(column, column, width)
    for column, text in enumerate(each.heads):
        sheet.write_string(3, column, _plain(text), head)
    shown: dict[str, object] = {}
    for line, row in enumerate(each.rows, 4):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(line, column, _plain(value))
                continue
            if value.shown not in shown:
                shown[value.shown] = book.add_format({"num_format": value.shown})
            sheet.write_number(line, column, value.value, shown[value.shown])
    below = 5 + len(each.rows)
    for line, text in enumerate(each.below, below):
        sheet.write_string(line, 0, _plain(text))
    if each.rows:
        sheet.freeze_panes(4, 1)
        sheet.autofilter(3, 0, 3 + len(each.rows), len(each.heads) - 1)


def _plain(text: str) -> str:
    # A workbook with a control character in it does not open.
    return "".join(sign for sign in text if sign.isprintable())


def _printed(text: str) -> str:
    # An ampersand begins a code in what is printed above and below a page.
    return _plain(text).replace("&", "&&")
