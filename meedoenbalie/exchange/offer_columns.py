"""How each column of an offer list is read: one line a column."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from meedoenbalie.domain.offers import OfferKind, WorkPermit
from meedoenbalie.exchange import offer_cells as cell
from meedoenbalie.exchange.codes import code_of, key_of
from meedoenbalie.exchange.languages import language_codes
from meedoenbalie.exchange.reading import Row, RowReader
from meedoenbalie.exchange.values import (
    age_range,
    answer,
    cost,
    level_range,
    phone_number,
    places,
    whole_number,
)

ReadCell = Callable[[RowReader[Any], Row, str, str], None]
"""Puts what a cell says into a row, or tells what is wrong with it."""


_ALONE = frozenset({"individueel", "alleen", "1op1", "eenopeen", "solo", "individual"})


def _text(_reader: RowReader[Any], row: Row, name: str, text: str) -> None:
    row.values[name] = text


def _phone(_reader: RowReader[Any], row: Row, name: str, text: str) -> None:
    row.values[name] = phone_number(text)


def _kind(reader: RowReader[Any], row: Row, name: str, text: str) -> None:
    code = code_of("offer_kinds", text)
    if code is None:
        reader.warn_cell(row, name, "unknown_value", text)
    else:
        row.values[name] = OfferKind(code)


def _schedule(reader: RowReader[Any], row: Row, name: str, text: str) -> None:
    found, code = cell.schedule(text)
    if found is None:
        row.note(name, code, text, column=reader.columns.heading(name))
        return
    row.values[name] = found
    if not cell.has_times(found):
        reader.warn_cell(row, name, "no_times", text)


def _number(most: int) -> ReadCell:
    def read(reader: RowReader[Any], row: Row, name: str, text: str) -> None:
        number = whole_number(text)
        if number is None:
            reader.warn_cell(row, name, "unreadable", text)
        elif not 1 <= number <= most:
            reader.warn_cell(row, name, "out_of_range", text)
        else:
            row.values[name] = number

    return read


def _ages(reader: RowReader[Any], row: Row, name: str, text: str) -> None:
    found = age_range(text)
    if found is None:
        reader.warn_cell(row, name, "unreadable", text)
        return
    lowest, highest = found
    if lowest is not None and highest is not None and lowest > highest:
        row.note(name, "minimum_above_maximum", text, column=reader.columns.heading(name))
        return
    row.values["minimum_age"], row.values["maximum_age"] = lowest, highest


def _levels(reader: RowReader[Any], row: Row, name: str, text: str) -> None:
    found = level_range(text)
    if found is None:
        reader.warn_cell(row, name, "unreadable", text)
    else:
        row.values["level_from"], row.values["level_to"] = found


def _places(reader: RowReader[Any], row: Row, name: str, text: str) -> None:
    number, code = places(text)
    if code == "missing":
        reader.warn_cell(row, name, "missing", text)
    elif code:
        row.note(name, code, text, column=reader.columns.heading(name))
    else:
        row.values[name] = number


def _day(field: str) -> ReadCell:
    def read(reader: RowReader[Any], row: Row, name: str, text: str) -> None:
        found = reader.read_date(text)
        if found.day is None:
            reader.warn_cell(row, name, found.code or "unreadable", text)
        else:
            row.values[field] = found.day

    return read


def _intakes(reader: RowReader[Any], row: Row, name: str, text: str) -> None:
    found = cell.intakes(text, reader.columns.month_first)
    for word in found.unread:
        reader.warn_cell(row, name, "unreadable", word)
    if found.dates or found.continuous:
        row.values["start_dates"] = found.dates
        row.values["continuous_intake"] = found.continuous


def _languages(reader: RowReader[Any], row: Row, name: str, text: str) -> None:
    codes, unknown = language_codes(text)
    for word in unknown:
        reader.warn_cell(row, name, "unknown_value", word)
    row.values[name] = codes


def _phases(reader: RowReader[Any], row: Row, name: str, text: str) -> None:
    found, unknown = cell.phases(text)
    for word in unknown:
        reader.warn_cell(row, name, "unknown_value", word)
    if not unknown:
        row.values[name] = found


def _permit(reader: RowReader[Any], row: Row, name: str, text: str) -> None:
    said = answer(text)
    if said is None:
        reader.warn_cell(row, name, "unknown_value", text)
    else:
        row.values[name] = WorkPermit(said)


def _yes_no(reader: RowReader[Any], row: Row, name: str, text: str) -> None:
    said = answer(text)
    if said in {"ja", "nee"}:
        row.values[name] = said == "ja"
    else:
        reader.warn_cell(row, name, "unknown_value", text)


def _cost(reader: RowReader[Any], row: Row, name: str, text: str) -> None:
    found = cost(text)
    if found.cents is None:
        reader.warn_cell(row, name, "unreadable", text)
    else:
        row.values["cost_cents"] = found.cents
    row.values["cost_text"] = found.text


def _one_of(words: str) -> ReadCell:
    """Read a word of a code list."""

    def read(reader: RowReader[Any], row: Row, name: str, text: str) -> None:
        code = code_of(words, text)
        if code is None:
            reader.warn_cell(row, name, "unknown_value", text)
        else:
            row.values[name] = code

    return read


def _group(reader: RowReader[Any], row: Row, name: str, text: str) -> None:
    """Read "2-6", "max. 8", "12" or "individueel"; one number is the most that take part."""
    found = (1, 1) if key_of(text) in _ALONE else age_range(text)
    if found is None:
        reader.warn_cell(row, name, "unreadable", text)
        return
    lowest, highest = found
    if lowest == highest and highest != 1:
        lowest = None
    if (lowest or 1) > (highest or 1000) or 0 in found:
        reader.warn_cell(row, name, "out_of_range", text)
        return
    row.values["group_from"], row.values["group_to"] = lowest, highest
    if lowest is None and highest is not None:
        row.values.setdefault("places_total", highest)


def _forms(reader: RowReader[Any], row: Row, name: str, text: str) -> None:
    codes = {word: code_of("offer_forms", word) for word in cell.listed(text)}
    for word, code in codes.items():
        if code is None:
            reader.warn_cell(row, name, "unknown_value", word)
    row.values[name] = tuple(code for code in codes.values() if code)


def _codes(_reader: RowReader[Any], row: Row, name: str, text: str) -> None:
    row.values[name] = cell.listed(text)


def _position(reader: RowReader[Any], row: Row, name: str, text: str) -> None:
    found = cell.position(text)
    if found is None:
        reader.warn_cell(row, name, "unreadable", text)
    else:
        row.values["latitude"], row.values["longitude"] = found


READ: dict[str, ReadCell] = {
    "kind": _kind,
    "title": _text,
    "place": _text,
    "address": _text,
    "work_kind": _text,
    "description": _text,
    "contact_name": _text,
    "email": _text,
    "phone": _phone,
    "schedule": _schedule,
    "hours_total": _number(5000),
    "weeks": _number(520),
    "age_range": _ages,
    "minimum_age": _number(120),
    "maximum_age": _number(120),
    "level": _levels,
    "places": _places,
    "places_total": _number(100_000),
    "places_confirmed": _day("places_confirmed_on"),
    "intakes": _intakes,
    "ends_on": _day("ends_on"),
    "support_languages": _languages,
    "residence_phases": _phases,
    "work_permit": _permit,
    "conduct_certificate": _yes_no,
    "cost": _cost,
    "work_permit_applicant": _one_of("applicants"),
    "work_permit_valid_until": _day("work_permit_valid_until"),
    "certificate_applicant": _one_of("applicants"),
    "certificate_state": _one_of("certificate_states"),
    "certificate_valid_until": _day("certificate_valid_until"),
    "cost_payer": _one_of("cost_payers"),
    "literacy_needed": _one_of("literacy_needed"),
    "childcare": _yes_no,
    "accessible": _yes_no,
    "group_size": _group,
    "group_from": _number(1000),
    "group_to": _number(1000),
    "forms": _forms,
    "first_step": _yes_no,
    "tuned_to": _codes,
    "position": _position,
    "holiday_region": _one_of("school_regions"),
    "active": _yes_no,
    "external_id": _text,
}
"""The readers by column, in the order in which problems are told; the code comes second."""
