"""Cells one by one: dates, numbers, ages, levels, amounts, languages, and what looks wrong."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoenbalie.domain.people import DutchLevel
from meedoenbalie.exchange import values
from meedoenbalie.exchange.dates import ReadDate, read_date
from meedoenbalie.exchange.languages import language_code, language_codes
from meedoenbalie.exchange.offer_cells import intakes, travel_from
from meedoenbalie.exchange.text import clean, is_plain, looks_like_formula, looks_misread

MARCH = date(2004, 3, 3)


@pytest.mark.parametrize(
    "text",
    [
        *("2004-03-03", "2004/03/03", "03.03.2004", "3-3-2004", "3/3/2004", "03 03 2004"),
        *("3 maart 2004", "3 mrt 2004", "3 mrt. 2004", "3-mrt-2004", "di 3 maart 2004"),
        *("3 March 2004", "March 3, 2004", "3rd mar 2004", "3e maart 2004", "20040303"),
        *("2004-03-03 00:00:00", "2004-03-03T09:30:00Z", "2004-03-03T09:30:00.000+01:00"),
        *("38049", "38049.0", "38049,5"),
        *("3 - 3 - 2004", "3\u20133\u20132004", "03\u201103\u20112004", "3 \u2013 mrt \u2013 2004"),
        *("3-3-2004.", "'03-03-2004", "'2004-03-03", "3/3/2004 12:00:00 AM", "3 . 3 . 2004"),
    ],
)
def test_dates_are_read_in_all_their_notations(text: str) -> None:
    assert read_date(text) == ReadDate(day=MARCH)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("03-04-05", "ambiguous_date"),
        ("31-12-99", "ambiguous_date"),
        ("3 mrt '04", "ambiguous_date"),
        ("13/14/2004", "impossible_date"),
        ("00-00-2000", "impossible_date"),
        ("31-02-2003", "impossible_date"),
        ("1900-02-29", "impossible_date"),
        ("32-13-04", "impossible_date"),
        ("onbekend", "unreadable"),
        ("12", "unreadable"),
        ("99999", "unreadable"),
        ("=DATUM(2004;1;1)", "formula_cell"),
    ],
)
def test_what_can_be_two_days_or_none_is_never_guessed(text: str, code: str) -> None:
    assert read_date(text) == ReadDate(code=code)


def test_a_year_alone_is_only_a_year() -> None:
    assert read_date("2014") == ReadDate(year=2014)
    assert read_date("1850") == ReadDate(year=1850)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from("-/. "))
def test_a_date_written_day_first_reads_back(day: date, sign: str) -> None:
    assert read_date(f"{day.day}{sign}{day.month}{sign}{day.year}").day == day
    assert read_date(day.isoformat()).day == day


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("14-27 jaar", (14, 27)),
        ("16 t/m 27", (16, 27)),
        ("12 tot en met 23", (12, 23)),
        ("12 tot 23", (12, 22)),
        ("18+", (18, None)),
        ("vanaf 16", (16, None)),
        ("16 jaar en ouder", (16, None)),
        ("tot 27", (None, 26)),
        ("t/m 27 jaar", (None, 27)),
        ("max. 27", (None, 27)),
        ("onder 18", (None, 17)),
        ("alle leeftijden", (None, None)),
        ("30-12", (30, 12)),
        ("16", (16, 16)),
        ("jongeren", None),
        ("999", None),
    ],
)
def test_ages(text: str, ages: tuple[int | None, int | None] | None) -> None:
    assert values.age_range(text) == ages


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("A1-B1", (DutchLevel.A1, DutchLevel.B1)),
        ("Alfa A t/m Alfa C", (DutchLevel.ALFA_A, DutchLevel.ALFA_C)),
        ("min. A2", (DutchLevel.A2, None)),
        ("vanaf a1", (DutchLevel.A1, None)),
        ("A2 of hoger", (DutchLevel.A2, None)),
        ("t/m A2", (None, DutchLevel.A2)),
        ("A2", (DutchLevel.A2, DutchLevel.A2)),
        ("geen Nederlands nodig", (None, None)),
        ("goed", None),
    ],
)
def test_levels(text: str, levels: tuple[DutchLevel | None, DutchLevel | None] | None) -> None:
    assert values.level_range(text) == levels


@pytest.mark.parametrize(
    ("text", "cents", "words"),
    [
        ("gratis", 0, ""),
        ("0", 0, ""),
        ("€ 12,50", 1250, ""),
        ("12.5", 1250, ""),
        ("€ 5,-", 500, ""),
        ("1.250,00", 125_000, ""),
        ("10 euro", 1000, ""),
        ("25,00 p/m", 2500, "25,00 p/m"),
        ("onbekend", None, "onbekend"),
        ("10-20 euro", None, "10-20 euro"),
    ],
)
def test_costs_are_cents_and_unknown_is_never_free(
    text: str, cents: int | None, words: str
) -> None:
    assert values.cost(text) == values.Cost(cents, words)


@pytest.mark.parametrize(
    ("text", "number", "code"),
    [
        ("12", 12, ""),
        ("12 plaatsen", 12, ""),
        ("10.0", 10, ""),
        ("0", 0, ""),
        ("-3", None, "negative"),
        ("2,5", None, "not_a_whole_number"),
        ("veel", None, "not_a_number"),
        ("onbekend", None, "missing"),
        ("?", None, "missing"),
    ],
)
def test_places(text: str, number: int | None, code: str) -> None:
    assert values.places(text) == (number, code)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("600000012", "0600000012"),
        ("+31 600000012", "0600000012"),
        ("0031 6 0000 0012", "0600000012"),
        ("+31 (0)6-00000012", "0600000012"),
        ("06-00000012", "0600000012"),
        ("'0600000012", "0600000012"),
        ("600000012.0", "0600000012"),
        ("+963 944 123 456", "+963944123456"),
        ("111222333", "111222333"),
        ("info@post.example", "info@post.example"),
        ("0600000012 (moeder)", "0600000012 (moeder)"),
    ],
)
def test_phone_numbers_get_their_lost_zero_back(text: str, number: str) -> None:
    assert values.phone_number(text) == number


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("7,5", 450), ("7.5 uur", 450), ("7:30", 450), ("12", 720), ("veel", None), ("200", None)],
)
def test_hours_a_week_become_minutes(text: str, minutes: int | None) -> None:
    assert values.weekly_minutes(text) == minutes


def test_v_numbers_lose_what_people_put_in_them() -> None:
    for text in ("9971 510 987", "V-9971510987", "v9971.510.987", "9971510987.0"):
        assert values.v_number(text) == "9971510987"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Tigrinya", "tir"),
        ("tir", "tir"),
        ("Levantijns Arabisch", "apc"),
        ("Koerdisch (Kurmanji)", "kmr"),
        ("Engels (een beetje)", "eng"),
        ("Dari", "prs"),
        ("OEKRAÏENS", "ukr"),
        ("Tsjoevasjisch", "chv"),
        ("Klingon", None),
        ("tlh", None),
        ("Latijn", None),
        ("", None),
    ],
)
def test_languages_have_a_code_or_none(name: str, code: str | None) -> None:
    assert language_code(name) == code


def test_a_list_of_languages_keeps_its_order_and_tells_what_is_none() -> None:
    assert language_codes("Arabisch/Engels, Kurmanji en Klingon | ara") == (
        ("ara", "eng", "kmr"),
        ("Klingon",),
    )


def test_start_dates_and_all_year() -> None:
    read = intakes("1 mei 2026; 11-3-2026 en 2026-06-01")
    assert read.dates == (date(2026, 3, 11), date(2026, 5, 1), date(2026, 6, 1))
    assert intakes("doorlopend").continuous
    assert intakes("elke maand").unread == ("elke maand",)


@pytest.mark.parametrize(
    ("heading", "site"),
    [
        ("Reistijd azc Veldwijker (min)", "azc Veldwijker"),
        ("Reistijd VDW", "VDW"),
        ("travel_minutes_RTW", "RTW"),
        ("Reistijd vanaf RTW (in minuten)", "RTW"),
    ],
)
def test_the_site_in_a_heading_of_travel_times(heading: str, site: str) -> None:
    assert travel_from(heading) == site


@pytest.mark.parametrize(
    "text",
    ["=1+1", "=cmd|' /C calc'!A0", "+1+1", "-2+3|x", "@SUM(1+1)", "-cmd|x"],
)
def test_what_a_spreadsheet_would_work_out_is_noticed(text: str) -> None:
    assert looks_like_formula(text)


@pytest.mark.parametrize(
    "text", ["- alleen ochtend, + fiets", "-", "+31 6 00000012", "@hodan", "-5 graden", "ma-wo"]
)
def test_a_dash_before_words_is_no_formula(text: str) -> None:
    assert not looks_like_formula(text)


def test_misread_letters_are_noticed_and_foreign_ones_are_not() -> None:
    for text in ("AyÅŸe", "GÃ¼neÅŸ", "Ay\u00c5\u009fe"):
        assert looks_misread(text)
    for text in ("Güneş", "Traoré", "SÃO", "Zoë’s", "İbrahim", "يوسف", "ሰናይት"):
        assert not looks_misread(text)


@given(st.text(max_size=60))
def test_cleaning_leaves_nothing_that_turns_or_breaks_text(text: str) -> None:
    cleaned, codes = clean(text)
    assert not set(cleaned) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\x00\ufeff\r")
    assert clean(cleaned) == (cleaned, ())
    if is_plain(text):
        assert (cleaned, codes) == (text.strip(), ())
    cleaned.encode("utf-8")


readers = (
    read_date,
    values.age_range,
    values.level_range,
    values.cost,
    values.places,
    values.phone_number,
    values.weekly_minutes,
    values.whole_number,
    values.v_number,
    language_codes,
    intakes,
    looks_like_formula,
)


@given(st.text(max_size=60) | st.text("0123456789-+.,:€ tm/jaarAB'uv", max_size=20))
def test_no_cell_brings_a_reader_down(text: str) -> None:
    for read in readers:
        read(text)
