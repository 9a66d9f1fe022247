"""Importing files of others: residents, offers, referral histories and lessons.

Good rows go in and refused ones are listed, in one transaction and one step of the journal; or
nothing goes in when a row is refused, as the user chose. The same file twice doubles nothing.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from meedoenbalie.exchange.field_labels import field_label
from meedoenbalie.exchange.file_wording import note_text, refusal_text
from meedoenbalie.exchange.files import read_bytes, read_table
from meedoenbalie.exchange.lessons import LESSON_FIELDS
from meedoenbalie.exchange.offer_fields import OFFER_FIELDS
from meedoenbalie.exchange.problems import FileNote, Problem, RefusedFile, Severity
from meedoenbalie.exchange.reading import Progress, ReadRow
from meedoenbalie.exchange.referral_rows import REFERRAL_FIELDS
from meedoenbalie.exchange.rejects import write_rejects
from meedoenbalie.exchange.resident_fields import RESIDENT_FIELDS
from meedoenbalie.exchange.shape import FileShape
from meedoenbalie.exchange.tabular import Columns, match_columns
from meedoenbalie.exchange.wording import message, reason
from meedoenbalie.paths import InTheWay
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.import_intake import ImportOptions, Intake, Source, source_of
from meedoenbalie.services.import_lessons import LessonIntake
from meedoenbalie.services.import_offers import OfferIntake
from meedoenbalie.services.import_referrals import ReferralIntake
from meedoenbalie.services.import_report import ImportReport
from meedoenbalie.services.import_residents import ResidentIntake
from meedoenbalie.services.import_shapes import recalled, remember
from meedoenbalie.storage.unit_of_work import Reader, UnitOfWork

__all__ = [
    "Column",
    "FileShape",
    "ImportKind",
    "ImportOptions",
    "ImportReport",
    "Preview",
    "Problem",
    "ReadRow",
    "RefusedFile",
    "columns_of",
    "fields_of",
    "import_file",
    "message",
    "preview",
    "reason",
    "refusal_text",
]

_CHUNK = 1000
_GOOD_ROWS_SHOWN = 2000
_PROBLEMS_SHOWN = 10_000
"""Who has more rows to mend does so in the file; the counts are of all."""


class ImportKind(StrEnum):
    """What a file holds."""

    RESIDENTS = "residents"
    OFFERS = "offers"
    REFERRALS = "referrals"
    LESSONS = "lessons"


_FIELDS = {
    ImportKind.RESIDENTS: RESIDENT_FIELDS,
    ImportKind.OFFERS: OFFER_FIELDS,
    ImportKind.REFERRALS: REFERRAL_FIELDS,
    ImportKind.LESSONS: LESSON_FIELDS,
}


def fields_of(kind: ImportKind) -> list[tuple[str, str]]:
    """Return label and name of every field that a column of such a file can go to."""
    return [(field_label(name), name) for name in dict.fromkeys(_FIELDS[kind].names.values())]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: its place, heading, and the field that it goes to (None: nowhere)."""

    index: int
    heading: str
    field: str | None
    label: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. ``rows`` are the first with problems, and the first good ones.

    ``sheet`` is empty for a file that has none, ``shape`` None for one without columns.
    ``options`` are those that were used, ``recalled`` whether they come from an earlier file with
    the same headings.
    """

    report: ImportReport
    sheet: str
    shape: FileShape | None
    columns: tuple[Column, ...]
    rows: tuple[ReadRow[Any], ...]
    options: ImportOptions
    recalled: bool


def preview(
    desk: Desk,
    kind: ImportKind,
    path: Path,
    site_code: str = "",
    options: ImportOptions | None = None,
    progress: Progress | None = None,
) -> Preview:
    """Read a file as ``import_file`` would, and store nothing. Raises RefusedFile, InvalidRules.

    Without ``options`` a file is read as the last one with the same headings was, if that works.
    """
    source = source_of(desk, path, options)
    with desk.read() as reader:
        earlier = recalled(reader, kind.value, source, _FIELDS[kind]) if options is None else None
        if earlier is not None:
            known = replace(source, options=earlier, recalled=True)
            with suppress(RefusedFile):
                return _previewed(_intake(reader, kind, known, site_code, ""), known, progress)
        return _previewed(_intake(reader, kind, source, site_code, ""), source, progress)


def _previewed(intake: Intake[Any], source: Source, progress: Progress | None) -> Preview:
    report = ImportReport()
    shown: list[ReadRow[Any]] = []
    good = 0
    for row in intake.rows(progress):
        report.add(row)
        good += not row.problems
        most = _PROBLEMS_SHOWN if row.problems else _GOOD_ROWS_SHOWN
        if (report.rows - good if row.problems else good) <= most:
            shown.append(row)
    _conclude(report, intake)
    table = intake.table
    return Preview(
        report,
        table.sheet if table else "",
        table.shape if table else None,
        _shown(intake.columns),
        tuple(shown),
        source.options,
        source.recalled,
    )


def columns_of(kind: ImportKind, path: Path, options: ImportOptions) -> tuple[Column, ...]:
    """Return the columns of a file, also when a needed one is missing. Raises RefusedFile."""
    names = _FIELDS[kind]
    table = read_table(path, read_bytes(path), names, options.shape)
    return _shown(match_columns(table, names, options.columns, complete=False))


def import_file(
    desk: Desk,
    kind: ImportKind,
    path: Path,
    site_code: str = "",
    site_name: str = "",
    *,
    dry_run: bool = False,
    all_or_nothing: bool = False,
    options: ImportOptions | None = None,
    rejects: Path | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Import a file and return what became of it.

    ``site_code`` names the site of all rows and makes it when it is new. ``progress`` is called
    every few hundred rows; raising from it undoes everything. ``rejects`` is where the refused rows
    are written as CSV. Raises RefusedFile, NotAllowed, InvalidRules, and OSError when ``rejects``
    can't be written; nothing is stored then.
    """
    if rejects is not None and rejects.exists() and path.exists() and rejects.samefile(path):
        raise InTheWay(errno.EEXIST, "the list itself", rejects.name)
    source = source_of(desk, path, options)

    def opened(reader: Reader) -> Intake[Any]:
        return _intake(reader, kind, source, site_code, site_name)

    if dry_run:
        with desk.read() as reader:
            outcome = _read(opened(reader), progress)
        if all_or_nothing and outcome.report.rejected:
            outcome.notes.append(FileNote("nothing_stored"))
        outcome.notes.append(FileNote("dry_run"))
        _write_rejects(rejects, outcome)
    else:
        with desk.write("import", kind.value) as uow:
            outcome = _stored(uow, opened, all_or_nothing, progress)
            if options is not None and outcome.report.stored:
                remember(uow, kind.value, source, _FIELDS[kind])
            # Before the commit: what can't be told isn't stored either.
            _write_rejects(rejects, outcome)
        outcome.report.changed = frozenset(uow.changed) if outcome.report.stored else frozenset()
    _conclude(outcome.report, outcome.intake, outcome.notes)
    return outcome.report


@dataclass(slots=True)
class _Outcome:
    intake: Intake[Any]
    report: ImportReport = field(default_factory=ImportReport)
    refused: list[tuple[Any, tuple[Problem, ...]]] = field(default_factory=list)
    notes: list[FileNote] = field(default_factory=list)

    def add(self, row: ReadRow[Any]) -> None:
        self.report.add(row)
        if row.draft is None:
            self.refused.append((row.cells, row.problems))


def _write_rejects(path: Path | None, outcome: _Outcome) -> None:
    if path is not None:
        write_rejects(path, outcome.intake.columns.header, outcome.refused)


def _read(intake: Intake[Any], progress: Progress | None) -> _Outcome:
    outcome = _Outcome(intake)
    for row in intake.rows(progress):
        outcome.add(row)
    return outcome


def _stored(
    uow: UnitOfWork,
    opened: Callable[[Reader], Intake[Any]],
    all_or_nothing: bool,
    progress: Progress | None,
) -> _Outcome:
    """Store the good rows in chunks, so that a big file needs little memory."""
    if all_or_nothing:
        # Read once before anything is written: what isn't written needs no undoing.
        outcome = _read(opened(uow), progress)
        if outcome.report.rejected:
            outcome.notes.append(FileNote("nothing_stored"))
            return outcome
    intake = opened(uow)
    outcome = _Outcome(intake)
    chunk: list[Any] = []
    for row in intake.rows(progress):
        outcome.add(row)
        if row.draft is not None:
            chunk.append(row.draft)
        if len(chunk) == _CHUNK:
            intake.store(uow, chunk)
            chunk = []
    intake.store(uow, chunk)
    outcome.report.stored = outcome.report.accepted > 0
    return outcome


def _intake(
    reader: Reader, kind: ImportKind, source: Source, site_code: str, site_name: str
) -> Intake[Any]:
    if kind is ImportKind.RESIDENTS:
        return ResidentIntake(reader, source, site_code, site_name)
    if kind is ImportKind.OFFERS:
        return OfferIntake(reader, source)
    if kind is ImportKind.REFERRALS:
        return ReferralIntake(reader, source)
    return LessonIntake(reader, source)


def _conclude(
    report: ImportReport, intake: Intake[Any], notes: list[FileNote] | None = None
) -> None:
    """Add what concerns the file as a whole."""
    if not report.rows:
        line = intake.table.header_line if intake.table else 1
        report.warnings.append(Problem(line, "", "no_rows", Severity.WARNING))
    report.file_messages = [note_text(note) for note in (*intake.notes(), *(notes or ()))]


def _shown(columns: Columns) -> tuple[Column, ...]:
    fields = {index: name for name, places in columns.places.items() for index in places}
    return tuple(
        Column(index, heading, fields.get(index), field_label(fields.get(index, "")))
        for index, heading in enumerate(columns.header)
        if heading
    )
