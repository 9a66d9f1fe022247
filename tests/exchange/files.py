"""Small files of others, made for one test, and what is read from them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Generic
from uuid import UUID, uuid5

import openpyxl

from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.exchange.files import read_table
from meedoenbalie.exchange.hsds import read_hsds, read_services
from meedoenbalie.exchange.lessons import LESSON_FIELDS, LessonReader
from meedoenbalie.exchange.offer_drafts import OfferDraft, Providers
from meedoenbalie.exchange.offer_fields import OFFER_FIELDS
from meedoenbalie.exchange.offers import OfferReader
from meedoenbalie.exchange.problems import FileNote
from meedoenbalie.exchange.reading import ReadRow, RowReader, T, read_rows
from meedoenbalie.exchange.referral_rows import (
    REFERRAL_FIELDS,
    EventReader,
    KnownResident,
    ReferralContext,
)
from meedoenbalie.exchange.referrals import EventDraft, KnownReferral, Replay
from meedoenbalie.exchange.resident_checks import AgeRules
from meedoenbalie.exchange.resident_fields import RESIDENT_FIELDS
from meedoenbalie.exchange.residents import ResidentContext, ResidentReader
from meedoenbalie.exchange.tabular import Columns, FieldNames, Table, match_columns

TODAY = date(2026, 3, 2)
AGES = AgeRules(mdt_minimum=12, mdt_maximum=30, guardian_below=16)
SITE = Site(code="RTW", name="azc Rietwaard")
SPACE = UUID("11111111-2222-4333-8444-555555555555")

Rows = Sequence[Sequence[Any]]


@dataclass(slots=True)
class Reading(Generic[T]):
    """All rows of a file, and what is said of the file itself."""

    rows: list[ReadRow[T]]
    notes: list[FileNote]

    @property
    def accepted(self) -> list[ReadRow[T]]:
        """Rows that can be stored."""
        return [row for row in self.rows if row.draft is not None]

    @property
    def refused(self) -> list[ReadRow[T]]:
        """Rows that stay out."""
        return [row for row in self.rows if row.draft is None]


def csv_bytes(
    rows: Rows, delimiter: str = ",", encoding: str = "utf-8", end: str = "\r\n", before: str = ""
) -> bytes:
    """Write rows as a CSV file."""
    file = io.StringIO(newline="")
    file.write(before)
    csv.writer(file, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(rows)
    return file.getvalue().encode(encoding)


def xlsx_bytes(fill: Rows | Callable[[openpyxl.Workbook], None]) -> bytes:
    """Write rows as a workbook, or what a function puts in it."""
    book = openpyxl.Workbook()
    if callable(fill):
        fill(book)
    else:
        for row in fill:
            book.active.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def patched(raw: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            changed = change(content) if info.filename == part else content
            new.writestr(zipfile.ZipInfo(info.filename), changed)
    return out.getvalue()


def _opened(raw: bytes | str, name: str, fields: FieldNames) -> tuple[Table, Columns]:
    content = raw.encode("utf-8") if isinstance(raw, str) else raw
    table = read_table(Path(name), content, fields)
    return table, match_columns(table, fields)


def _read(table: Table, columns: Columns, reader: RowReader[T]) -> Reading[T]:
    rows = list(read_rows(table, reader))
    return Reading(rows, [*table.notes, *columns.notes])


def residents(raw: bytes | str, name: str = "bewoners.csv", site: str = "RTW") -> Reading[Resident]:
    """Read a list of residents of azc Rietwaard."""
    table, columns = _opened(raw, name, RESIDENT_FIELDS)
    context = ResidentContext(TODAY, AGES, lambda code: SITE if code else None, site)
    return _read(table, columns, ResidentReader(columns, context))


def offers(raw: bytes | str, name: str = "aanbod.csv") -> Reading[OfferDraft]:
    """Read a list of offers; azc Rietwaard is the only site that is known."""
    table, columns = _opened(raw, name, OFFER_FIELDS)
    known = {"azc Rietwaard": "RTW", "RTW": "RTW"}
    return _read(table, columns, OfferReader(columns, Providers(), known.get))


def hsds(raw: bytes) -> list[ReadRow[OfferDraft]]:
    """Read a catalogue in HSDS."""
    return list(read_hsds(read_services(raw), Providers()))


def lessons(raw: bytes | str, *sites: str) -> Reading[Any]:
    """Read a list of lessons, with the names of sites that are known."""
    table, columns = _opened(raw, "lessen.csv", LESSON_FIELDS)
    return _read(table, columns, LessonReader(columns, frozenset(sites)))


def referrals(
    raw: bytes | str, known: dict[str, KnownReferral] | None = None
) -> list[ReadRow[EventDraft]]:
    """Read a history about residents Z-0001 and Z-0002 (15 years old) and offers X1 and X2."""
    table, columns = _opened(raw, "verwijzingen.csv", REFERRAL_FIELDS)
    context = ReferralContext(
        today=TODAY,
        now=datetime(2026, 3, 2, 12, tzinfo=UTC),
        recorded_at=lambda day: datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
        residents={
            "Z-0001": KnownResident(uuid5(SPACE, "Z-0001"), date(2003, 1, 1), None),
            "Z-0002": KnownResident(uuid5(SPACE, "Z-0002"), date(2010, 9, 1), None),
        },
        offers={code: uuid5(SPACE, code) for code in ("X1", "X2")},
        guardian_below=16,
    )
    reader = EventReader(columns, context)
    return Replay(reader, known or {}).run(read_rows(table, reader))


def told(rows: Sequence[ReadRow[Any]]) -> set[tuple[int, str, str]]:
    """Return line, field and code of every problem."""
    return {(found.line, found.field, found.code) for row in rows for found in row.problems}


def notes(reading: Reading[Any]) -> set[tuple[str, str]]:
    """Return code and subject of what was said about the file."""
    return {(note.code, note.subject) for note in reading.notes}
