"""Rows of residents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from meedoenbalie.domain.identifiers import is_v_number
from meedoenbalie.domain.people import Literacy, ResidencePhase, Resident, Site
from meedoenbalie.domain.week import Commitment, FreeDaypart, Weekday
from meedoenbalie.exchange import resident_cells as cell
from meedoenbalie.exchange.codes import code_of, key_of
from meedoenbalie.exchange.languages import language_code, language_codes
from meedoenbalie.exchange.reading import Row, RowReader
from meedoenbalie.exchange.resident_checks import AgeRules, birth_heading, judge
from meedoenbalie.exchange.resident_fields import COMMITMENT_PARTS, FREE_ON, RESIDENT_FIELDS
from meedoenbalie.exchange.tabular import Cells, Columns
from meedoenbalie.exchange.text import EMPTY
from meedoenbalie.exchange.values import (
    dutch_level,
    phone_number,
    v_number,
    weekly_minutes,
    whole_number,
)

_LONGEST_NUMBER = 18
_NOBODY = frozenset({"geen", "nee", "none", "no", "niet"})


@dataclass(frozen=True, slots=True)
class ResidentContext:
    """What a row doesn't tell itself.

    ``site_of`` returns the site that a code or name stands for, or None. Without ``site_code`` the
    site comes from the row: its site column, or what stands before the number in its reference.
    """

    today: date
    ages: AgeRules
    site_of: Callable[[str], Site | None]
    site_code: str = ""


class ResidentReader(RowReader[Resident]):
    """Turns rows into residents; remembers V-numbers and references met before."""

    fields = RESIDENT_FIELDS
    contract: Mapping[str, str] = {
        "number": "reference",
        "full_name": "name",
        "native_name": "name_native",
        "birth_year": "birth_date",
        **dict.fromkeys(COMMITMENT_PARTS, "commitments"),
        **dict.fromkeys(FREE_ON, "availability"),
    }
    whole_record: Mapping[str, str] = {
        "missing_name": "name",
        "before_1900": "birth_date",
        "arrival_before_birth": "arrival_date",
    }
    free_texts = frozenset(
        {"given_name", "family_name", "full_name", "native_name", "guardian", "interests"}
        | {"contact_channel", "contact_value", "notes"}
    )
    needed = frozenset({"birth_date", "birth_year", "full_name"})

    def __init__(self, columns: Columns, context: ResidentContext) -> None:
        super().__init__(columns)
        self._context = context
        self._v_numbers: dict[str, int] = {}
        self._references: dict[str, int] = {}
        self._steps = self._plan()
        self._appointments = list(
            zip(*(columns.places.get(part, ()) for part in COMMITMENT_PARTS), strict=False)
        )
        self._tells_channel = "contact_channel" in columns.places

    def interpret(self, row: Row, cells: Cells) -> Resident | None:
        """Return the resident of a row."""
        for index, read in self._steps:
            text = cells[index]
            if text:
                read(row, text)
        for places in self._appointments:
            self._read_appointment(row, *(cells[index] for index in places))
        self._name_place(row, cells)
        judge(row, self._context.today, self._context.ages)
        return self.made(row, Resident)

    def _plan(self) -> list[tuple[int, Callable[[Row, str], None]]]:
        """Return which column is read how, so that no row has to look it up."""
        places = self.columns.places
        readers: dict[str, Callable[[Row, str], None]] = {
            "v_number": self._read_v_number,
            "given_name": partial(self._read_name, "given_name"),
            "family_name": partial(self._read_name, "family_name"),
            "native_name": partial(self._read_text, "native_name"),
            "birth_date": self._read_birth,
            "birth_year": self._read_birth,
            "languages": self._read_languages,
            "preferred_language": self._read_preferred,
            "dutch_level": self._read_level,
            "literacy": partial(self._read_coded, "literacy", "literacy", Literacy),
            "residence_phase": partial(
                self._read_coded, "residence_phase", "phases", ResidencePhase
            ),
            "guardian": self._read_guardian,
            "arrival_date": self._read_arrival,
            "interests": self._read_interests,
            "availability": self._read_availability,
            "commitments": self._read_commitments,
            "hours_per_week": self._read_hours,
            "max_travel_minutes": self._read_travel,
            "contact_channel": partial(self._read_text, "contact_channel"),
            "contact_value": self._read_contact,
            "notes": self._read_notes,
            **{name: partial(self._read_free, day) for name, day in FREE_ON.items()},
        }
        if "given_name" not in places:
            readers["full_name"] = self._read_full_name
        elif "family_name" not in places:
            # Beside "Voornaam", "Naam" is the other half.
            readers["full_name"] = partial(self._read_name, "family_name")
        # Days last and in the order of the week, wherever their columns stand.
        ordered = sorted(places, key=lambda name: FREE_ON[name].number if name in FREE_ON else -1)
        return [
            (index, readers[name])
            for name in ordered
            if name in readers
            for index in (places[name] if name in self.fields.repeatable else places[name][:1])
        ]

    def _heading(self, name: str) -> str:
        return self.columns.heading(name)

    def _read_text(self, name: str, row: Row, text: str) -> None:
        if text not in EMPTY:
            row.values[name] = text
            self.tell_formula(row, name, text)

    def _read_name(self, name: str, row: Row, text: str) -> None:
        if text in EMPTY:
            return
        row.values[name] = text
        if "?" in text or "\ufffd" in text:
            row.warn(name, "lost_characters", text, column=self._heading(name))
        self.tell_formula(row, name, text)

    def _read_full_name(self, row: Row, text: str) -> None:
        family, _comma, given = text.partition(",")
        for name, part in (("family_name", family.strip()), ("given_name", given.strip())):
            if part:
                self._read_name(name, row, part)

    def _read_v_number(self, row: Row, text: str) -> None:
        if text in EMPTY:
            return
        number = text if is_v_number(text) else v_number(text)
        if not is_v_number(number):
            row.note("v_number", "malformed", text, column=self._heading("v_number"))
            return
        before = self._v_numbers.setdefault(number, row.line)
        if before != row.line:
            column = self._heading("v_number")
            row.note("v_number", "duplicate_in_file", number, column=column, detail=str(before))
        row.values["v_number"] = number

    def _read_birth(self, row: Row, text: str) -> None:
        if text in EMPTY or "birth_date" in row.values:
            return
        read = self.read_date(text)
        code = read.code or self._wrong_birth(read.day, read.year)
        if code:
            row.note("birth_date", code, text, column=birth_heading(row))
        elif read.day is not None:
            row.values.pop("birth_year", None)
            row.values["birth_date"] = read.day
        else:
            row.values["birth_year"] = read.year

    def _wrong_birth(self, day: date | None, year: int | None) -> str:
        today = self._context.today
        if (day is not None and day > today) or (year is not None and year > today.year):
            return "in_future"
        return "before_1900" if (day.year if day else year or 0) < 1900 else ""

    def _read_languages(self, row: Row, text: str) -> None:
        codes, unknown = language_codes(text)
        for word in unknown:
            row.warn("languages", "unknown_value", word, column=self._heading("languages"))
        if codes:
            known = row.values.get("languages", ())
            row.values["languages"] = tuple(dict.fromkeys(known + codes)) if known else codes

    def _read_preferred(self, row: Row, text: str) -> None:
        code = language_code(text)
        if code is not None:
            row.values["preferred_language"] = code
        elif text not in EMPTY:
            column = self._heading("preferred_language")
            row.warn("preferred_language", "unknown_value", text, column=column)

    def _read_level(self, row: Row, text: str) -> None:
        level = dutch_level(text)
        if level is not None:
            row.values["dutch_level"] = level
        elif text not in EMPTY:
            row.warn("dutch_level", "unknown_value", text, column=self._heading("dutch_level"))

    def _read_coded(
        self,
        name: str,
        code_list: str,
        kind: type[Literacy] | type[ResidencePhase],
        row: Row,
        text: str,
    ) -> None:
        code = code_of(code_list, text)
        if code is not None:
            row.values[name] = kind(code)
        elif text not in EMPTY:
            row.warn(name, "unknown_value", text, column=self._heading(name))

    def _read_guardian(self, row: Row, text: str) -> None:
        if key_of(text) not in _NOBODY:
            self._read_text("guardian", row, text)

    def _read_arrival(self, row: Row, text: str) -> None:
        read = self.read_date(text)
        if read.day is not None:
            row.values["arrival_date"] = read.day
        elif text not in EMPTY:
            code = read.code or "unreadable"
            row.warn("arrival_date", code, text, column=self._heading("arrival_date"))

    def _read_interests(self, row: Row, text: str) -> None:
        self.tell_formula(row, "interests", text)
        found = cell.listed(text)
        known = row.values.get("interests")
        row.values["interests"] = tuple(dict.fromkeys(known + found)) if known else found

    def _read_availability(self, row: Row, text: str) -> None:
        free, unread = cell.availability(text)
        for item in unread:
            row.warn("availability", "unreadable", item, column=self._heading("availability"))
        self._add_free(row, free)

    def _read_free(self, day: Weekday, row: Row, text: str) -> None:
        free, understood = cell.free_on(day, text)
        if understood:
            self._add_free(row, free)
        else:
            row.warn("availability", "unreadable", text, column=self._heading(f"free {day}"))

    def _add_free(self, row: Row, free: tuple[FreeDaypart, ...]) -> None:
        if free:
            row.values["availability"] = row.values.get("availability", ()) + free

    def _read_commitments(self, row: Row, text: str) -> None:
        found, wrong = cell.commitments(text)
        for item, code in wrong:
            row.note("commitments", code, item, column=self._heading("commitments"))
        self._add_commitments(row, found)

    def _read_appointment(self, row: Row, day: str, start: str, end: str) -> None:
        if not (day or start or end):
            return
        found, code = cell.commitment(day, start, end)
        if code:
            told = " ".join((day, start, end)).strip()
            row.note("commitments", code, told, column=self._heading("commitment_day"))
        self._add_commitments(row, found)

    def _add_commitments(self, row: Row, found: tuple[Commitment, ...]) -> None:
        if found:
            row.values["commitments"] = row.values.get("commitments", ()) + found

    def _read_hours(self, row: Row, text: str) -> None:
        minutes = weekly_minutes(text)
        if minutes is not None:
            row.values["weekly_minutes"] = minutes
        elif text not in EMPTY:
            column = self._heading("hours_per_week")
            row.warn("hours_per_week", "unreadable", text, column=column)

    def _read_travel(self, row: Row, text: str) -> None:
        minutes = whole_number(text)
        if minutes is not None and minutes <= 600:
            row.values["max_travel_minutes"] = minutes
        elif text not in EMPTY:
            column = self._heading("max_travel_minutes")
            row.warn("max_travel_minutes", "unreadable", text, column=column)

    def _read_contact(self, row: Row, text: str) -> None:
        if text in EMPTY:
            return
        self.tell_formula(row, "contact_value", text)
        value = phone_number(text)
        if not self._tells_channel and "contact_channel" not in row.values:
            if "@" in value:
                row.values["contact_channel"] = "e-mail"
            elif value.lstrip("+").isdecimal():
                row.values["contact_channel"] = "telefoon"
        before = row.values.get("contact_value")
        row.values["contact_value"] = f"{before} / {value}" if before else value

    def _read_notes(self, row: Row, text: str) -> None:
        if text in EMPTY:
            return
        self.tell_formula(row, "notes", text)
        before = row.values.get("notes")
        row.values["notes"] = f"{before}\n{text}" if before else text

    def _name_place(self, row: Row, cells: Cells) -> None:
        """Give the row its site and its reference."""
        reference = self.cell(cells, "reference")
        told = self._context.site_code or self.cell(cells, "site")
        if not told and "-" in reference:
            told = reference.rpartition("-")[0]
        site = self._context.site_of(told) if told else None
        if site is None:
            row.note("site", "site_unknown", column=self._heading("site"))
            return
        row.values["site_id"] = site.id
        if not reference:
            number = self.cell(cells, "number") or str(self.count)
            if number.isdecimal() and len(number) <= _LONGEST_NUMBER:
                number = f"{int(number):04d}"
            reference = f"{site.code}-{number}"
        row.values["reference"] = reference
        before = self._references.setdefault(reference, row.line)
        if before != row.line:
            column = self._heading("reference") or self._heading("number")
            row.note("reference", "duplicate_in_file", reference, column=column, detail=str(before))
