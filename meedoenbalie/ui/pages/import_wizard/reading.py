"""What a preview says, as the page shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from meedoenbalie.i18n import _, ngettext
from meedoenbalie.services.importing import (
    Column,
    FileShape,
    ImportKind,
    Preview,
    Problem,
    ReadRow,
    message,
    reason,
)
from meedoenbalie.ui.pages.import_wizard.rows import Outcome, PreviewRow, ShownColumn
from meedoenbalie.ui.pages.import_wizard.source_pane import Recognised

_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".ods"})
_MOST_COLUMNS = 5
_FEW_COLUMNS = 3
_MOST_WRONG = 2
"""So many of them go to columns that problems are about, whatever else they hold."""

# The columns by which people recognise a row, in the order in which they are wanted.
_TELLING = {
    ImportKind.RESIDENTS: (
        "given_name", "family_name", "full_name", "birth_date", "birth_year", "languages",
        "dutch_level", "v_number",
    ),
    ImportKind.OFFERS: ("code", "title", "provider", "schedule", "places", "place"),
    ImportKind.REFERRALS: ("referral", "resident", "offer", "event", "happened_on"),
    ImportKind.LESSONS: ("number", "phase", "element", "situation", "tip"),
}  # fmt: skip


_USUAL_WIDTH = 104
_WIDTHS = {
    "given_name": 92,
    "family_name": 96,
    "birth_date": 108,
    "languages": 96,
    "dutch_level": 68,
    "code": 64,
    "title": 150,
    "number": 56,
    "places": 76,
    "referral": 68,
    "resident": 92,
    "offer": 64,
}
"""Token lengths that show what such a cell usually holds."""


def kind_names() -> list[tuple[str, ImportKind]]:
    """Return what a file can hold."""
    return [
        (_("Bewoners"), ImportKind.RESIDENTS),
        (_("Aanbod"), ImportKind.OFFERS),
        (_("Doorverwijzingen"), ImportKind.REFERRALS),
        (_("Geleerde lessen"), ImportKind.LESSONS),
    ]


def title_of(kind: ImportKind) -> str:
    """Return the title of the page for a kind."""
    return {
        ImportKind.RESIDENTS: _("Bewoners inlezen"),
        ImportKind.OFFERS: _("Aanbod inlezen"),
        ImportKind.REFERRALS: _("Doorverwijzingen inlezen"),
        ImportKind.LESSONS: _("Geleerde lessen inlezen"),
    }[kind]


def recognised(path: Path, preview: Preview) -> Recognised:
    """Return what to tell about a file."""
    rows = preview.report.rows
    facts = [ngettext("{n} rij", "{n} rijen", rows).format(n=rows)]
    if preview.sheet:
        facts.insert(0, _("blad ‘{name}’").format(name=preview.sheet))
    shape = preview.shape
    return Recognised(
        path.name,
        tuple(facts),
        tuple(preview.report.file_messages),
        shape,
        preview.recalled,
        csv=shape is not None and bool(shape.encoding),
    )


def unrecognised(path: Path, shape: FileShape) -> Recognised:
    """Return what to tell about a file that can't be read as it is; perhaps otherwise."""
    kind = path.suffix.casefold()
    if kind == ".json":
        return Recognised(path.name)
    return Recognised(path.name, shape=shape, csv=kind not in _WORKBOOKS)


def shown_columns(
    kind: ImportKind, columns: Sequence[Column], rows: Sequence[PreviewRow], *, few: bool
) -> list[ShownColumn]:
    """Return the columns to show, in the order of the file.

    Those are the ones by which one knows a row, and those that most problems are about.
    """
    order = {name: place for place, name in enumerate(_TELLING[kind])}
    by_worth = sorted(
        (column for column in columns if column.field is not None),
        key=lambda column: order.get(column.field or "", len(order)),
    )
    wrong = Counter(index for row in rows for index in row.wrong)
    first = [index for index, _times in wrong.most_common(_MOST_WRONG)]
    by_worth.sort(key=lambda column: column.index not in first)
    chosen = by_worth[: _FEW_COLUMNS if few else _MOST_COLUMNS]
    return [
        ShownColumn(column.index, column.heading, _WIDTHS.get(column.field or "", _USUAL_WIDTH))
        for column in sorted(chosen, key=lambda column: column.index)
    ]


def preview_rows(preview: Preview) -> list[PreviewRow]:
    """Return the rows of the preview for the table."""
    return [_row(row, preview.columns) for row in preview.rows]


def _row(row: ReadRow[object], columns: Sequence[Column]) -> PreviewRow:
    outcome: Outcome = "good" if not row.problems else "warned"
    if row.draft is None:
        outcome = "refused"
    return PreviewRow(
        row.line,
        tuple(row.cells),
        outcome,
        _short(row.problems),
        " ".join(message(problem) for problem in row.problems),
        frozenset(index for problem in row.problems for index in _places(problem, columns)),
    )


def _short(problems: Sequence[Problem]) -> str:
    if not problems:
        return ""
    first = problems[0]
    text = f"{first.column}: {reason(first)}" if first.column else reason(first)
    more = len(problems) - 1
    return text if not more else _("{text} (+{n})").format(text=text, n=more)


def _places(problem: Problem, columns: Sequence[Column]) -> list[int]:
    return [
        column.index
        for column in columns
        if (problem.column and column.heading == problem.column)
        or (not problem.column and problem.field and column.field == problem.field)
    ]
