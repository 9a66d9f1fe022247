"""Workbooks as desks make them: titles, merged cells, hidden columns, dates and formulas."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from meedoenbalie.exchange.problems import RefusedFile
from tests.exchange.files import notes, patched, residents, told, xlsx_bytes

SHEET = "xl/worksheets/sheet1.xml"
HEAD = ("Nr.", "Achternaam", "Voornaam", "Geboortedatum", "V-nummer", "Telefoon")
FILMON = (1, "Okbay", "Filmon", date(2003, 10, 8), 9971423559, 600000012)
SELAM = (2, "Haile", "Selam", "01-05-2004", "9971423660", "0600000013")
PLAIN = [HEAD, FILMON, SELAM]


def read(fill: Any) -> Any:
    return residents(xlsx_bytes(fill), "bewoners.xlsx")


def test_titles_and_group_headings_stand_above_the_header() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        sheet.append(["Bewonerslijst azc Rietwaard"])
        sheet.merge_cells("A1:F1")
        sheet.append(["stand 2 maart, niet verspreiden"])
        sheet.append(["", "Persoon", "", "", "Overig"])
        for row in PLAIN:
            sheet.append(list(row))

    reading = read(fill)
    assert [row.line for row in reading.rows] == [5, 6]
    first = reading.rows[0].draft
    assert (first.reference, first.birth_date) == ("RTW-0001", date(2003, 10, 8))
    assert (first.v_number, first.contact_value) == ("9971423559", "0600000012")


def test_a_header_of_two_merged_rows_is_one_header() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        sheet.append(["Nr.", "Persoon", "", "", "V-nummer", "Telefoon"])
        sheet.append(["", *HEAD[1:4], "", ""])
        for column in "AEF":
            sheet.merge_cells(f"{column}1:{column}2")
        sheet.append(list(FILMON))

    (row,) = read(fill).accepted
    assert row.draft.v_number == "9971423559"


def test_a_name_merged_downwards_holds_for_every_row() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        for row in (HEAD, FILMON, (2, None, "Selam", "2005"), (3, None, "Yonas", "2007")):
            sheet.append(list(row))
        sheet.merge_cells("B2:B4")
        sheet.append([4, *SELAM[1:]])

    drafts = [row.draft for row in read(fill).rows]
    assert [draft.family_name for draft in drafts] == ["Okbay", "Okbay", "Okbay", "Haile"]


def test_hidden_columns_and_other_sheets_are_not_read_and_told() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for row in PLAIN:
            book.active.append([*row, "geheim"] if row is not HEAD else [*row, "Nationaliteit"])
        book.active.column_dimensions["G"].hidden = True
        book.create_sheet("Lijsten").append(["A0", "A1"])
        old = book.create_sheet("oud")
        old.append(["Achternaam", "Geboortedatum"])
        old.append(["Testpersoon", "2001"])
        book.create_sheet("Blad4")

    reading = read(fill)
    assert notes(reading) == {
        ("hidden_column_not_imported", "Nationaliteit"),
        ("sheet_not_imported", "Lijsten"),
        ("sheet_not_imported", "oud"),
    }
    assert len(reading.accepted) == 2
    assert all("geheim" not in row.cells for row in reading.rows)


def test_hidden_rows_are_read_and_told() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for row in PLAIN:
            book.active.append(list(row))
        book.active.row_dimensions[3].hidden = True

    reading = read(fill)
    assert [(note.code, note.count) for note in reading.notes] == [("hidden_rows_imported", 1)]
    assert len(reading.accepted) == 2


@pytest.mark.parametrize("epoch", ["1900", "1904"])
def test_dates_are_read_in_either_calendar(epoch: str) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        if epoch == "1904":
            book.epoch = CALENDAR_MAC_1904
        for row in PLAIN:
            book.active.append(list(row))

    assert read(fill).rows[0].draft.birth_date == date(2003, 10, 8)


@pytest.mark.parametrize(
    ("cell", "born", "year"),
    [
        (38967, date(2006, 9, 7), None),
        (datetime.combine(date(2006, 9, 7), time()), date(2006, 9, 7), None),
        (datetime.combine(date(2006, 9, 7), time(13, 30)), date(2006, 9, 7), None),
        (2006, None, 2006),
        ("2006", None, 2006),
        ("7 september 2006", date(2006, 9, 7), None),
    ],
)
def test_a_birth_date_is_a_date_a_serial_number_or_text(
    cell: object, born: date | None, year: int | None
) -> None:
    (row,) = read([("Naam", "Geboren"), ("Okbay", cell)]).accepted
    assert (row.draft.birth_date, row.draft.birth_year) == (born, year)


def test_times_are_cells_shares_of_a_day_or_text() -> None:
    head = ("Naam", "Geboren", "Dag", "Van", "Tot", "Dag", "Van", "Tot")
    row = ("Okbay", 2003, "ma", time(9, 30), 0.5, "dinsdag", timedelta(hours=13), "14.30u")
    reading = read([head, row])
    assert [(c.day, c.start, c.end) for c in reading.accepted[0].draft.commitments] == [
        ("MO", 570, 720),
        ("TU", 780, 870),
    ]
    assert ("duplicate_header_repeated_field", "Dag") in notes(reading)


def test_a_formula_without_a_stored_value_keeps_a_needed_cell_out() -> None:
    reading = read(
        [HEAD, (1, "A", "B", "=DATE(2004,1,1)", "", ""), (2, "=B2", "C", "2004", "", "")]
    )
    assert told(reading.rows) == {
        (2, "birth_date", "formula_cell"),
        (3, "birth_date", "year_only"),
        (3, "family_name", "formula_cell"),
    }
    assert reading.accepted[0].draft.family_name == ""


def test_an_error_cell_counts_as_empty_and_is_told() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for row in PLAIN:
            book.active.append(list(row))
        book.active["F2"] = "#N/A"
        book.active["F2"].data_type = "e"

    reading = read(fill)
    assert told(reading.rows) == {(2, "contact_value", "formula_cell")}
    assert reading.accepted[0].draft.contact_value == ""


def test_blank_rows_are_passed_over_and_a_total_is_refused() -> None:
    blank = (None,) * 6
    reading = read([*PLAIN, blank, blank, ("Totaal", None, None, None, None, 2)])
    assert told(reading.rows) == {(6, "name", "missing"), (6, "birth_date", "missing")}
    assert len(reading.rows) == 3


def test_rows_beyond_what_the_sheet_says_of_its_size_are_read() -> None:
    raw = patched(
        xlsx_bytes(PLAIN), SHEET, lambda part: part.replace(b'ref="A1:F3"', b'ref="A1:F2"')
    )
    assert len(residents(raw, "bewoners.xlsx").rows) == 2


def test_a_table_in_the_middle_of_a_sheet_is_found() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for number, row in enumerate(PLAIN):
            for index, value in enumerate(row):
                book.active.cell(number + 5, index + 4, value)
        book.active.cell(2, 1, "let op")
        book.active.cell(6, 30, "opmerking naast de lijst")

    assert [row.line for row in read(fill).accepted] == [6, 7]


def refused(raw: bytes, name: str = "bewoners.xlsx") -> str:
    with pytest.raises(RefusedFile) as caught:
        residents(raw, name)
    return caught.value.code


def test_a_needed_column_that_is_hidden_is_named() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for row in PLAIN:
            book.active.append(list(row))
        book.active.column_dimensions["D"].hidden = True

    assert refused(xlsx_bytes(fill)) == "hidden_needed_column"


def test_a_list_on_a_hidden_sheet_is_refused() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for row in PLAIN:
            book.active.append(list(row))
        book.create_sheet("Lijsten").append(["A0"])
        book.worksheets[0].sheet_state = "hidden"

    assert refused(xlsx_bytes(fill)) == "hidden_table"


def test_a_workbook_without_a_table_is_refused() -> None:
    assert refused(xlsx_bytes([["niets"], [1, 2]])) == "no_table"


def test_a_small_file_that_unpacks_to_a_lot_is_refused_unread() -> None:
    raw = patched(xlsx_bytes(PLAIN), SHEET, lambda part: part + b" " * 30_000_000)
    assert len(raw) > 30_000_000
    packed = _deflated(raw)
    assert len(packed) < 100_000
    assert refused(packed) == "too_big_unpacked"


def _deflated(raw: bytes) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return out.getvalue()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda part: part[: len(part) // 2], "damaged_workbook"),
        (lambda part: b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + part, "unsafe_workbook"),
        (lambda part: part.replace(b'<row r="3"', b'<row r="1"'), "damaged_workbook"),
        (lambda part: part.replace(b'<row r="3"', b'<row r="99999999"'), "damaged_workbook"),
        (lambda part: part.replace(b'<row r="3"', b'<row r="-3"'), "damaged_workbook"),
        (lambda part: part.replace(b"<v>1</v>", b"<v>x</v>"), "damaged_workbook"),
    ],
)
def test_damaged_and_hostile_sheets_are_refused(
    change: Callable[[bytes], bytes], code: str
) -> None:
    assert refused(patched(xlsx_bytes(PLAIN), SHEET, change)) == code


def test_a_cut_off_workbook_and_another_archive_are_refused() -> None:
    raw = xlsx_bytes(PLAIN)
    assert refused(raw[: len(raw) // 2]) == "damaged_workbook"
    assert refused(patched(raw, "xl/styles.xml", lambda _part: b"")) == "damaged_workbook"


def test_a_part_that_points_outside_the_archive_is_never_followed() -> None:
    raw = patched(
        xlsx_bytes(PLAIN),
        "xl/_rels/workbook.xml.rels",
        lambda part: part.replace(b"/xl/worksheets/sheet1.xml", b"../../../../secret.xml"),
    )
    assert refused(raw) in {"no_table", "damaged_workbook"}
