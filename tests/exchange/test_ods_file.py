"""OpenDocument spreadsheets as desks make them with LibreOffice, and as nobody should."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from meedoenbalie.exchange.problems import RefusedFile
from tests.exchange.files import notes, residents, told
from tests.exchange.ods import cell, ods, ods_bytes, row, sheet

HEAD = ("Nr.", "Achternaam", "Voornaam", "Geboortedatum", "V-nummer", "Telefoon")
FILMON = (1, "Okbay", "Filmon", "08-10-2003", 9971423559, 600000012)
SELAM = (2, "Haile", "Selam", "01-05-2004", "9971423660", "0600000013")


def read(raw: bytes) -> Any:
    return residents(raw, "bewoners.ods")


def names(raw: bytes) -> list[str]:
    return [one.draft.given_name for one in read(raw).accepted]


def test_a_list_is_read_with_titles_above_it_and_blank_rows_in_between() -> None:
    blank = '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    tail = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    rows = row(["Bewonerslijst"]) + blank + row(HEAD) + row(FILMON) + blank + row(SELAM) + tail
    reading = read(ods(sheet("Bewoners", rows)))
    assert [(one.line, one.draft.given_name) for one in reading.accepted] == [
        (6, "Filmon"),
        (10, "Selam"),
    ]
    assert reading.accepted[0].draft.v_number == "9971423559"
    assert reading.accepted[0].draft.contact_value == "0600000012"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('office:value-type="date" office:date-value="2003-10-08"', "2003-10-08"),
        ('office:value-type="date" office:date-value="2003-10-08T00:00:00"', "2003-10-08"),
        ('office:value-type="float" office:value="37902"', "37902"),
        ('office:value-type="string" office:string-value="08-10-2003"', "08-10-2003"),
        ('office:value-type="time" office:time-value="PT09H30M00S"', "09:30"),
        ('office:value-type="boolean" office:boolean-value="true"', "ja"),
        ('office:value-type="float" office:value="7.50"', "7.50"),
        ('office:value-type="float" office:value="inf"', "inf"),
        ('office:value-type="float" office:value="12" table:formula="of:=6+6"', "12"),
    ],
)
def test_a_cell_is_what_is_stored_not_how_it_looks(written: str, meant: str) -> None:
    cell = f"<table:table-cell {written}><text:p>anders</text:p></table:table-cell>"
    reading = read(ods(sheet("A", row(HEAD) + row((1, "Okbay", "Filmon", cell)))))
    assert reading.rows[0].cells[3] == meant


def test_text_of_a_cell_keeps_spaces_and_lines_and_leaves_notes_aside() -> None:
    notes_cell = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>BSN 111222333'
        "</text:p></office:annotation><text:p>Van<text:s text:c='2'/><text:span>der</text:span>"
        " Berg</text:p><text:p>tweede</text:p></table:table-cell>"
    )
    raw = ods(sheet("A", row((*HEAD, "Opm.")) + row((*SELAM, notes_cell))))
    assert read(raw).accepted[0].draft.notes == "Van  der Berg\ntweede"


def test_a_formula_without_a_stored_value_is_never_worked_out() -> None:
    for inner in (
        "table:formula='of:=A1'",
        "table:formula='of:=A1' office:value-type='string' calcext:value-type='error'",
    ):
        empty = f"<table:table-cell {inner}><text:p>#NAAM?</text:p></table:table-cell>"
        raw = ods(sheet("A", row(HEAD) + row((1, "Okbay", "Filmon", empty))))
        assert (2, "birth_date", "formula_cell") in told(read(raw).rows)


def test_hidden_columns_and_other_sheets_are_not_read_and_said_so() -> None:
    columns = (
        '<table:table-column table:number-columns-repeated="5"/>'
        '<table:table-column table:visibility="collapse"/>'
    )
    rows = row((*HEAD[:5], "Nationaliteit")) + row((*FILMON[:5], "Eritrea"))
    other = sheet("oud", row(["iets", "anders"]))
    reading = read(ods(other + sheet("Nu", rows, columns=columns)))
    assert reading.accepted[0].cells[5] == ""
    assert notes(reading) >= {
        ("hidden_column_not_imported", "Nationaliteit"),
        ("sheet_not_imported", "oud"),
    }


def test_hidden_rows_are_read_and_said_so() -> None:
    rows = row(HEAD) + row(FILMON, 'table:visibility="filter"') + row(SELAM)
    reading = read(ods(sheet("A", rows)))
    assert len(reading.accepted) == 2
    assert ("hidden_rows_imported", "") in notes(reading)


def test_a_list_on_a_hidden_sheet_is_refused() -> None:
    hidden = '<style:table-properties table:display="false"/>'
    style = f'<style:style style:name="ta1">{hidden}</style:style>'
    raw = ods(sheet("Geheim", row(HEAD) + row(FILMON), 'table:style-name="ta1"'), style)
    with pytest.raises(RefusedFile, match="hidden_table"):
        read(raw)


def test_a_family_name_that_is_merged_downwards_holds_for_every_row() -> None:
    top = cell("Okbay", 'table:number-rows-spanned="2" table:number-columns-spanned="1"')
    covered = "<table:covered-table-cell/>"
    rows = (
        row(HEAD)
        + row((1, top, "Filmon", "2003"))
        + row((2, covered, "Semhar", "2004"))
        + row((3, "", "Selam", "2005"))
    )
    reading = read(ods(sheet("A", rows)))
    assert [one.draft.family_name for one in reading.accepted] == ["Okbay", "Okbay", ""]


def test_cells_and_rows_that_are_repeated_count_as_often() -> None:
    head = row(("Nr.", "Voornaam", "Geboren"))
    same = row(
        (cell(1), cell("Ali", 'table:number-columns-repeated="1"'), "2004"),
        'table:number-rows-repeated="2"',
    )
    assert [one.line for one in read(ods(sheet("A", head + same))).rows] == [2, 3]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (row(HEAD) + row(FILMON, 'table:number-rows-repeated="9999999"'), "too_big_unpacked"),
        (
            row(HEAD) + row((1, "x" * 19_000, "y"), 'table:number-rows-repeated="1000000"'),
            "too_big_unpacked",
        ),
        (row([f"k{n}" for n in range(500)] + list(HEAD)), "no_table"),
        (row(("iets", "anders")), "no_table"),
    ],
)
def test_a_sheet_that_unpacks_without_end_is_refused(rows: str, code: str) -> None:
    with pytest.raises(RefusedFile, match=code):
        read(ods(sheet("A", rows)))


def test_what_is_no_spreadsheet_or_unsafe_is_refused_with_its_reason() -> None:
    good = ods_bytes([HEAD, FILMON])
    manifest = {"META-INF/manifest.xml": "<manifest><encryption-data/></manifest>"}
    document = io.BytesIO()
    with zipfile.ZipFile(document, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    entity = "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"
    for raw, code in (
        (document.getvalue(), "wrong_kind"),
        (good[: len(good) // 2], "damaged_workbook"),
        (ods(sheet("A", row(HEAD)), parts=manifest), "encrypted_or_old"),
        (ods(sheet("A", row(HEAD)), parts={"content.xml": entity}), "unsafe_workbook"),
        (ods(sheet("A", row(HEAD)), parts={"content.xml": "<a>" * 100}), "damaged_workbook"),
    ):
        with pytest.raises(RefusedFile, match=code):
            read(raw)
    assert names(good) == ["Filmon"]


def test_a_name_is_no_proof() -> None:
    with pytest.raises(RefusedFile, match="not_a_workbook"):
        read(b"Voornaam;Geboren\nAli;2004\n")
