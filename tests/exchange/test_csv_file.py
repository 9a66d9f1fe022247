"""CSV as programs of all kinds write it, and as it gets broken on the way."""

from __future__ import annotations

import pytest

from meedoenbalie.exchange.file_wording import refusal_text
from meedoenbalie.exchange.limits import MAX_CELL_SIGNS, MAX_COLUMNS
from meedoenbalie.exchange.problems import RefusedFile
from tests.exchange.files import csv_bytes, notes, residents, told

HEAD = ("Nr", "Voornaam", "Achternaam", "Geboortedatum", "Talen", "Opmerkingen")
FILMON = ("1", "Filmon", "Okbay", "08-10-2003", "Tigrinya", "belt, liever niet; ’s avonds wel")
ZOE = ("2", "Zoé", "Çelik", "1 jan 2005", "Turks", "regel 1\nregel 2")
ROWS = [HEAD, FILMON, ZOE]


def names(raw: bytes | str) -> list[tuple[str, str, str]]:
    drafts = [row.draft for row in residents(raw).rows]
    return [(d.given_name, d.family_name, d.notes) for d in drafts if d is not None]


EXPECTED = [
    ("Filmon", "Okbay", "belt, liever niet; ’s avonds wel"),
    ("Zoé", "Çelik", "regel 1\nregel 2"),
]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_usual_way_of_writing_reads_the_same(delimiter: str, encoding: str, end: str) -> None:
    assert names(csv_bytes(ROWS, delimiter, encoding, end)) == EXPECTED


def test_the_order_of_columns_does_not_matter() -> None:
    assert names(csv_bytes([row[::-1] for row in ROWS])) == EXPECTED


def test_titles_a_separator_line_and_blank_lines_are_passed_over() -> None:
    rows = [("Bewoners azc Rietwaard",), ("stand 2 maart",), (), *ROWS[:2], (), *ROWS[2:]]
    reading = residents(csv_bytes(rows, ";", before="sep=;\r\n"))
    assert [row.line for row in reading.rows] == [6, 8]
    assert len(reading.accepted) == 2


def test_a_row_keeps_the_physical_line_on_which_it_starts() -> None:
    reading = residents(csv_bytes([HEAD, ZOE, FILMON], end="\n"))
    assert [row.line for row in reading.rows] == [2, 4]


def test_cells_are_trimmed_and_hard_spaces_are_spaces() -> None:
    spaced = ["1", " Filmon\u00a0 ", "\u00a0Okbay", " 08-10-2003 ", " Tigrinya ", ""]
    (row,) = residents(csv_bytes([[f" {name} " for name in HEAD], spaced])).rows
    assert row.draft is not None
    assert (row.draft.given_name, row.draft.family_name) == ("Filmon", "Okbay")
    assert row.draft.languages == ("tir",)


def test_empty_columns_at_the_end_are_no_trouble() -> None:
    reading = residents(csv_bytes([HEAD, (*FILMON, "", ""), (*ZOE[:3], "2005")]))
    assert len(reading.accepted) == 2
    assert len(reading.accepted) == 2


def test_a_row_with_more_cells_than_headings_stays_out() -> None:
    reading = residents(csv_bytes([HEAD, (*FILMON, "te veel"), ZOE]))
    assert told(reading.refused) == {(2, "", "too_many_columns")}
    assert [row.line for row in reading.accepted] == [3]


def test_an_unknown_column_is_told_and_not_read() -> None:
    reading = residents(csv_bytes([(*HEAD, "Religie"), (*FILMON, "geheim")]))
    assert notes(reading) == {("column_not_imported", "Religie")}
    assert "geheim" not in repr(reading.accepted[0].draft)


def test_a_number_like_a_bsn_in_an_unknown_column_keeps_the_row_out() -> None:
    reading = residents(csv_bytes([(*HEAD, "BSN"), (*FILMON, "1112.22.333"), (*ZOE, "")]))
    assert told(reading.rows) == {(2, "", "bsn_like")}
    assert reading.refused[0].problems[0].value == ""


def test_text_that_excel_keeps_as_text_loses_its_wrapping() -> None:
    raw = csv_bytes([("Naam", "Geboren", "Telefoon"), ("Okbay", "2003", '="0600000012"')])
    (row,) = residents(raw).rows
    assert row.draft is not None
    assert row.draft.contact_value == "0600000012"


def test_a_cell_that_is_too_long_keeps_its_row_out() -> None:
    long = (*FILMON[:5], "lang " * MAX_CELL_SIGNS)
    reading = residents(csv_bytes([HEAD, long, ZOE]))
    assert told(reading.rows) == {(2, "notes", "too_long")}


def refused(raw: bytes, name: str = "bewoners.csv") -> RefusedFile:
    with pytest.raises(RefusedFile) as caught:
        residents(raw, name)
    assert refusal_text(caught.value)
    return caught.value


def test_an_empty_file_is_refused() -> None:
    assert refused(b" \r\n\r\n").code == "empty_file"


def test_a_header_without_rows_is_no_refusal() -> None:
    assert residents(csv_bytes([HEAD])).rows == []


def test_lines_in_two_encodings_are_refused_with_the_line() -> None:
    raw = csv_bytes([HEAD, FILMON]) + "3,Zoé,A,2004,,\r\n".encode("cp1252")
    raw += "4,Büşra,A,2004,,\r\n".encode()
    found = refused(raw)
    assert (found.code, found.line) == ("two_encodings", 3)
    assert "3" in refusal_text(found)


def test_utf_16_without_its_mark_is_refused() -> None:
    assert refused(csv_bytes(ROWS, encoding="utf-16-le")).code == "utf16_without_mark"


def test_bytes_that_no_encoding_knows_are_refused_with_the_line() -> None:
    found = refused(csv_bytes(ROWS[:2]) + b"2,\x81\x9d,x,2004,,\r\n")
    assert (found.code, found.line) == ("unknown_encoding", 3)


def test_a_quote_that_never_closes_is_refused_with_its_line() -> None:
    raw = csv_bytes(ROWS[:2]) + b'2,Zoe,Celik,2005,Turks,"ok\r\n3,Selam,Haile,2004,,\r\n'
    found = refused(raw)
    assert (found.code, found.line) == ("open_quote", 3)


def test_a_cell_that_swallowed_the_rows_below_is_refused() -> None:
    raw = csv_bytes([HEAD], end="\n")
    raw += b'1,A,B,2004,Turks,"ok\n2,C,D,2004,Turks,\n3,E,F,2004,Turks,"nee"\n4,G,H,2004,Turks,x\n'
    found = refused(raw)
    assert (found.code, found.line) == ("open_quote", 2)


def test_a_file_without_known_headings_is_refused() -> None:
    assert refused(b"a,b\n1,2\n").code == "no_table"


def test_a_missing_column_is_named() -> None:
    found = refused(csv_bytes([("Voornaam", "Talen"), ("Filmon", "Turks")]))
    assert (found.code, found.subject) == ("missing_column", "birth_date")
    assert "Geboortedatum" in refusal_text(found)


def test_a_header_of_thousands_of_columns_is_refused() -> None:
    wide = [*HEAD, *(f"kolom {n}" for n in range(MAX_COLUMNS))]
    assert refused(csv_bytes([wide, FILMON])).code == "too_many_columns"


@pytest.mark.parametrize(
    ("raw", "name", "code"),
    [
        (b"Voornaam,Geboren\nA,2004\n", "lijst.xlsx", "not_a_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "lijst.xlsx", "encrypted_or_old"),
        (b"%PDF-1.7", "lijst.pdf", "wrong_kind"),
        (b"<html><table></table></html>", "lijst.csv", "wrong_kind"),
        (b"PK\x03\x04 geen werkmap", "lijst.csv", "damaged_workbook"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(raw: bytes, name: str, code: str) -> None:
    assert refused(raw, name).code == code


def test_two_columns_that_say_something_else_keep_the_row_out() -> None:
    raw = csv_bytes(
        [("Naam", "Geboren", "Geboren"), ("A", "2003", "1999"), ("B", "2003", ""), ("C", "1", "1")]
    )
    reading = residents(raw)
    assert told(reading.refused) == {
        (2, "birth_date", "conflicting_columns"),
        (4, "birth_date", "unreadable"),
    }


def test_the_clearest_of_two_headings_counts_and_the_other_is_told() -> None:
    raw = csv_bytes([("Naam", "Geboren", "Status", "Fase"), ("A", "2003", "actief", "AZ")])
    reading = residents(raw)
    assert notes(reading) == {("column_not_imported", "Status")}
    draft = reading.accepted[0].draft
    assert draft is not None
    assert draft.residence_phase == "asylum_seeker"
