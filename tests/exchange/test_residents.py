"""Lists of residents: what keeps a row out, what is only told, and what is read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoenbalie.domain.people import DutchLevel, Literacy, ResidencePhase, Resident
from meedoenbalie.domain.week import Daypart, Weekday
from meedoenbalie.exchange.reading import ReadRow
from meedoenbalie.exchange.wording import message
from tests.exchange.files import SITE, csv_bytes, notes, residents, told

FIELDS = (
    *("resident_ref", "v_number", "given_name", "family_name", "birth_date", "languages"),
    *("dutch_level", "guardian", "arrival_date", "commitments", "notes"),
)


def row(**told_cells: str) -> ReadRow[Resident]:
    cells = {
        "resident_ref": "RTW-0101",
        "given_name": "Filmon",
        "family_name": "Okbay",
        "birth_date": "2003-10-08",
        **told_cells,
    }
    (only,) = residents(csv_bytes([list(cells), list(cells.values())])).rows
    return only


def draft(**told_cells: str) -> Resident:
    made = row(**told_cells).draft
    assert made is not None
    return made


def wrong(**told_cells: str) -> set[tuple[str, str]]:
    return {(found.field, found.code) for found in row(**told_cells).problems}


def test_a_clean_row_becomes_a_resident() -> None:
    made = draft(
        v_number="9971423559",
        name_native="ፊልሞን",
        languages="tir|ara",
        preferred_language="Tigrinya",
        dutch_level="Alfa-A",
        literacy="anders-alfabeet",
        residence_phase="in procedure",
        arrival_date="2025-07-23",
        interests="koken|fietsen repareren",
        availability="MO 09:00-12:00|WE 13:00-17:00",
        commitments="TU 18:00-20:30 zwemles|TH 09:30-10:30 fysio",
        hours_per_week="7.5",
        contact_channel="whatsapp",
        contact_value="0600000012",
        notes="- alleen ochtend, + fiets",
    )
    assert (made.reference, made.site_id, made.v_number) == ("RTW-0101", SITE.id, "9971423559")
    assert (made.languages, made.preferred_language) == (("tir", "ara"), "tir")
    assert (made.dutch_level, made.literacy) == (DutchLevel.ALFA_A, Literacy.OTHER_SCRIPT)
    assert made.residence_phase is ResidencePhase.ASYLUM_SEEKER
    assert made.interests == ("koken", "fietsen repareren")
    assert [(free.day, free.daypart) for free in made.availability] == [
        (Weekday.MONDAY, Daypart.MORNING),
        (Weekday.WEDNESDAY, Daypart.AFTERNOON),
    ]
    assert [(c.day, c.label) for c in made.commitments] == [
        (Weekday.TUESDAY, "zwemles"),
        (Weekday.THURSDAY, "fysio"),
    ]
    assert (made.weekly_minutes, made.notes) == (450, "- alleen ochtend, + fiets")


@pytest.mark.parametrize(
    ("cells", "problems"),
    [
        ({"given_name": "", "family_name": "-"}, {("name", "missing")}),
        ({"birth_date": ""}, {("birth_date", "missing")}),
        ({"birth_date": "2003-02-31"}, {("birth_date", "impossible_date")}),
        ({"birth_date": "2091-01-01"}, {("birth_date", "in_future")}),
        ({"birth_date": "2091"}, {("birth_date", "in_future")}),
        ({"birth_date": "1899-12-31"}, {("birth_date", "before_1900")}),
        ({"birth_date": "03-04-05"}, {("birth_date", "ambiguous_date")}),
        ({"birth_date": "weet niet"}, {("birth_date", "unreadable")}),
        ({"v_number": "12345"}, {("v_number", "malformed")}),
        ({"v_number": "111222333"}, {("v_number", "bsn_like")}),
        ({"notes": "bsn 1234.56.782 gezien"}, {("notes", "bsn_like")}),
        ({"dutch_level": "111222333"}, {("dutch_level", "bsn_like")}),
        ({"contact_value": "111222333"}, {("contact_value", "bsn_like")}),
        ({"commitments": "MO 25:00-26:00 les"}, {("commitments", "impossible_time")}),
        ({"commitments": "WE 10:00-10:00 les"}, {("commitments", "end_before_start")}),
        ({"commitments": "XX 09:00-10:00 les"}, {("commitments", "unreadable")}),
        ({"arrival_date": "2001-01-01"}, {("arrival_date", "arrival_before_birth")}),
        ({"given_name": "Om\x00ar"}, {("given_name", "control_character")}),
        ({"given_name": "lang" * 60}, {("given_name", "too_long")}),
        (
            {"birth_date": "", "notes": "111222333", "v_number": "1"},
            {("birth_date", "missing"), ("notes", "bsn_like"), ("v_number", "malformed")},
        ),
    ],
)
def test_what_keeps_a_row_out_is_told_all_at_once(
    cells: dict[str, str], problems: set[tuple[str, str]]
) -> None:
    found = row(**cells)
    assert found.draft is None
    assert {(problem.field, problem.code) for problem in found.problems} == problems


@pytest.mark.parametrize(
    ("cells", "problems"),
    [
        ({"birth_date": "2010-05-05"}, {("guardian", "missing_under_16")}),
        ({"birth_date": "2010-05-05", "guardian": "geen"}, {("guardian", "missing_under_16")}),
        ({"birth_date": "2010-05-05", "guardian": "moeder"}, set()),
        ({"birth_date": "1994-05-05"}, {("birth_date", "age_outside_mdt")}),
        ({"birth_date": "2015-05-05", "guardian": "vader"}, {("birth_date", "age_outside_mdt")}),
        ({"dutch_level": "redelijk"}, {("dutch_level", "unknown_value")}),
        ({"languages": "Turks, Klingon"}, {("languages", "unknown_value")}),
        ({"residence_phase": "wacht op brief"}, {("residence_phase", "unknown_value")}),
        ({"given_name": "?eyma"}, {("given_name", "lost_characters")}),
        ({"family_name": "GÃ¼neÅŸ"}, {("family_name", "suspect_encoding")}),
        ({"notes": "=1+1"}, {("notes", "formula_like")}),
        ({"given_name": "\u202egnp.exe"}, {("given_name", "bidi_control")}),
        ({"family_name": "Noor\u200f"}, set()),
        ({"commitments": "TH 09:00-11:00 les|TH 10:00-12:00 arts"}, {("commitments", "overlap")}),
        ({"arrival_date": "gisteren"}, {("arrival_date", "unreadable")}),
        ({"hours_per_week": "veel"}, {("hours_per_week", "unreadable")}),
        ({"availability": "MO 09:00-12:00|soms"}, {("availability", "unreadable")}),
        ({"v_number": "", "contact_value": ""}, set()),
        ({"contact_value": "600814824"}, set()),
        ({"notes": "telefoon 0600000012, dossier 123456789"}, set()),
        ({"family_name": "Robert'); DROP TABLE resident;--"}, set()),
    ],
)
def test_what_leaves_a_row_in_is_told(
    cells: dict[str, str], problems: set[tuple[str, str]]
) -> None:
    found = row(**cells)
    assert found.draft is not None
    assert {(problem.field, problem.code) for problem in found.problems} == problems


def test_a_value_that_cannot_be_read_is_left_out_and_nothing_else() -> None:
    made = draft(dutch_level="A1/A2?", languages="tir|klix", birth_date="1994-05-05")
    assert made.dutch_level is None
    assert made.languages == ("tir",)
    assert made.birth_date == date(1994, 5, 5)
    assert "dutch_level" not in made.model_fields_set


def test_only_the_year_of_birth_is_kept_as_a_year() -> None:
    found = row(birth_date="2008")
    assert found.draft is not None
    assert (found.draft.birth_date, found.draft.birth_year) == (None, 2008)
    assert {problem.code for problem in found.problems} == {"year_only"}


def test_with_only_a_year_the_age_counts_when_it_is_certain() -> None:
    assert wrong(birth_date="1995") == {("birth_date", "year_only")}
    assert wrong(birth_date="1994") == {
        ("birth_date", "year_only"),
        ("birth_date", "age_outside_mdt"),
    }
    assert ("guardian", "missing_under_16") in wrong(birth_date="2010")


def test_text_that_looks_like_a_formula_stays_text_and_turning_marks_go() -> None:
    assert draft(notes="=cmd|' /C calc'!A0").notes == "=cmd|' /C calc'!A0"
    assert draft(given_name="\u202egnp\u2066.exe").given_name == "gnp.exe"


def test_a_v_number_that_was_met_before_keeps_the_second_row_out() -> None:
    rows: list[tuple[str, ...]] = [FIELDS]
    rows += [
        (f"RTW-{n}", number, "A", "B", "2003-01-01", *[""] * 6)
        for n, number in enumerate(("9971802627", "9971802701", "9971802627"))
    ]
    reading = residents(csv_bytes(rows))
    assert told(reading.rows) == {(4, "v_number", "duplicate_in_file")}
    assert "rij 2" in message(reading.refused[0].problems[0])


def test_references_come_from_the_list_number_or_from_the_place_in_the_list() -> None:
    numbered = residents("Nr;Naam;Geboren\n7;A;2003\n;B;2003\n")
    assert [r.draft.reference for r in numbered.rows if r.draft] == ["RTW-0007", "RTW-0002"]
    counted = residents("Naam;Geboren\nA;2003\n;\nB;2003-02-31\nC;2003\n")
    assert [r.draft.reference for r in counted.accepted if r.draft] == ["RTW-0001", "RTW-0003"]


def test_without_a_site_it_follows_from_the_row() -> None:
    by_reference = residents("resident_ref,Naam,Geboren\nVDW-0001,A,2003\nlos,B,2003\n", site="")
    assert [row.draft is not None for row in by_reference.rows] == [True, False]
    assert told(by_reference.refused) == {(3, "site", "site_unknown")}


def test_a_name_in_one_column_is_family_name_comma_given_name_or_one_name() -> None:
    reading = residents('Naam;Geboren\n"Okbay, Bisrat Isaias";2003\nFeven;2004\n')
    assert [(r.draft.family_name, r.draft.given_name) for r in reading.rows if r.draft] == [
        ("Okbay", "Bisrat Isaias"),
        ("Feven", ""),
    ]
    beside = residents("Naam;Voornaam;Geboren\nOkbay;Bisrat;2003\n")
    assert [(r.draft.family_name, r.draft.given_name) for r in beside.rows if r.draft] == [
        ("Okbay", "Bisrat")
    ]


def test_columns_that_repeat_are_all_read() -> None:
    reading = residents(
        "Naam;Geboren;Taal;Taal;Interesse;Interesse;Dag;Van;Tot;Dag;Van;Tot;Telefoon;Telefoon;"
        "Opmerking;Opmerking\n"
        "A;2003;tir;Arabisch;koken;dieren;ma;9.30;11u;za;10:00;12:00;0600000012;0600000013;x;y\n"
    )
    made = reading.accepted[0].draft
    assert made is not None
    assert made.languages == ("tir", "ara")
    assert made.interests == ("koken", "dieren")
    assert [(c.day, c.start, c.end) for c in made.commitments] == [
        ("MO", 570, 660),
        ("SA", 600, 720),
    ]
    assert made.contact_value == "0600000012 / 0600000013"
    assert made.contact_channel == "telefoon"
    assert made.notes == "x\ny"
    assert {subject for _code, subject in notes(reading)} == {
        *("Taal", "Interesse", "Dag", "Van", "Tot", "Telefoon", "Opmerking"),
    }


def test_an_appointment_in_three_cells_needs_all_three() -> None:
    head = "Naam;Geboren;Dag;Van;Tot\n"
    for cells, code in (
        ("ma;9:00;", "unreadable"),
        ("soms;9:00;10:00", "unreadable"),
        ("ma;25:00;26:00", "impossible_time"),
        ("ma;11:00;10:00", "end_before_start"),
    ):
        assert told(residents(f"{head}A;2003;{cells}\n").refused) == {(2, "commitments", code)}
    assert residents(f"{head}A;2003;;;\n").accepted


def test_a_year_of_birth_has_its_own_column_or_stands_in_for_the_date() -> None:
    reading = residents(
        "Naam;Geboortedatum;Geboortejaar;Max reistijd;E-mail;Voorkeurstaal\n"
        "A;;2004;45 min;a@post.example;tir\nB;1-2-2004;2004;ver;;Klingon\n"
    )
    first, second = (row.draft for row in reading.accepted)
    assert first is not None
    assert second is not None
    assert (first.birth_date, first.birth_year, first.max_travel_minutes) == (None, 2004, 45)
    assert (first.contact_channel, first.preferred_language) == ("e-mail", "tir")
    assert (second.birth_date, second.birth_year) == (date(2004, 2, 1), None)
    assert told(reading.rows) == {
        (2, "birth_date", "year_only"),
        (3, "max_travel_minutes", "unreadable"),
        (3, "preferred_language", "unknown_value"),
    }
    late = residents("Naam;Geboortejaar;Aankomst\nA;2004;1-1-2003\n")
    assert told(late.refused) == {(2, "arrival_date", "arrival_before_birth")}


def test_a_column_for_each_day_tells_when_somebody_is_free() -> None:
    reading = residents("Naam;Geboren;Zo;Ma;Di;Wo\nA;2003;hele dag;o/a;-;soms\n")
    made = reading.accepted[0].draft
    assert made is not None
    assert [(free.day, free.daypart) for free in made.availability] == [
        ("MO", "morning"),
        ("MO", "evening"),
        ("SU", "morning"),
        ("SU", "afternoon"),
    ]
    assert told(reading.rows) >= {(2, "availability", "unreadable")}


def test_messages_name_row_field_what_is_wrong_and_what_to_do() -> None:
    (dutch,) = residents("Naam;Geb.datum\nA;31-04-2008\n").rows[0].problems
    assert message(dutch) == (
        "Rij 2, Geb.datum: 31-04-2008 bestaat niet. Verbeter de cel, of laat de rij weg."
    )
    (coded,) = row(v_number="12345").problems
    assert message(coded).startswith("Rij 2, V-nummer (v_number): 12345 is geen V-nummer.")
    (secret,) = row(notes="belt met 111222333").problems
    assert "111222333" not in message(secret) + secret.value


cells = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["2003-10-08", "ma 9-12 les", "Turks", "A1", "9971423559", "=1", "?", "\u202e", "-", "1"]
    ),
)


@given(st.lists(st.lists(cells, max_size=13), max_size=4))
def test_any_cells_give_rows_that_are_stored_or_refused(rows: list[list[str]]) -> None:
    reading = residents(csv_bytes([FIELDS, *rows], encoding="utf-8"))
    for found in reading.rows:
        assert (found.draft is None) == any(problem.refuses for problem in found.problems)
        assert all(message(problem) for problem in found.problems)


@given(st.permutations(range(len(FIELDS))))
def test_any_order_of_columns_reads_the_same(order: list[int]) -> None:
    values = ("Z-1", "9971802627", "A", "B", "2010-01-01", "tir|x", "Q", "", "", "ma 9-12", "=1")
    shuffled = [[row[index] for index in order] for row in (FIELDS, values)]
    usual, other = (residents(csv_bytes(rows)).rows[0] for rows in ((FIELDS, values), shuffled))
    assert told([other]) == told([usual])
    assert usual.draft is not None
    assert other.draft is not None
    random = {"id", "pseudonym"}
    assert usual.draft.model_dump(exclude=random) == other.draft.model_dump(exclude=random)


def test_numbered_headings_are_one_field_over_and_over() -> None:
    reading = residents(
        "Voornaam;Geb.datum;Taal 1;Taal 2;Dag 1;Van 1;Tot 1;Dag 2;Van 2;Tot 2;Tel 1;Tel 2\n"
        "Filmon;8-10-2003;Tigrinya;Engels;ma;9:00;10:00;di;11:00;12:30;0600000012;0600000013\n"
    )
    (row,) = reading.rows
    assert row.draft is not None
    assert row.draft.languages == ("tir", "eng")
    assert [c.start for c in row.draft.commitments] == [540, 660]
    assert row.draft.contact_value == "0600000012 / 0600000013"
    assert reading.notes == []


def test_an_english_list_is_read_to_the_last_column() -> None:
    head = ["First name", "Surname", "Date of birth", "Spoken languages", "Level of Dutch"]
    head += ["Residence status", "Date of arrival", "Phone number", "Remarks"]
    told_cells = ["Filmon", "Okbay", "2003-10-08", "tir", "A1", "status_holder", "2025-07-23"]
    reading = residents(csv_bytes([head, [*told_cells, "0600000012", "comes by bike"]]))
    (row,) = reading.rows
    assert reading.notes == []
    assert row.draft is not None
    assert row.draft.arrival_date == date(2025, 7, 23)
    assert row.draft.notes == "comes by bike"


def test_an_arrival_before_the_birth_is_told_with_its_day() -> None:
    read = row(birth_date="2003-10-08", arrival_date="2003-10-07")
    assert read.draft is None
    (problem,) = read.problems
    assert "De aankomst (2003-10-07) ligt voor de geboortedatum." in message(problem)
    assert problem.column == "arrival_date"
    assert wrong(birth_date="2003", arrival_date="2002-12-31") == {
        ("arrival_date", "arrival_before_birth")
    }
    assert draft(birth_date="2003-10-08", arrival_date="2003-10-08").arrival_date


@pytest.mark.parametrize("none", ["geen", "Geen.", "nee", "geen vaste afspraken"])
def test_who_has_no_appointments_may_say_so(none: str) -> None:
    assert draft(commitments=none).commitments == ()
    assert wrong(commitments=none) == set()
