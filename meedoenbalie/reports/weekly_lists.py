"""The three lists of the weekly report: columns, rows, and what an empty list says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from meedoenbalie.domain.stuck import ToDo
from meedoenbalie.i18n import _, formats
from meedoenbalie.reports import weekly_words as words
from meedoenbalie.reports.fonts import REGULAR, SEMIBOLD, printable
from meedoenbalie.reports.sheet import Style
from meedoenbalie.reports.table import Cell, Column
from meedoenbalie.reports.weekly import WeeklyReport, Whose
from meedoenbalie.tokens import tokens

_STRONG: Final = Style(SEMIBOLD, 8.8, tokens().pdf.ink)
_CELL: Final = Style(REGULAR, 8.8, tokens().pdf.ink)


@dataclass(frozen=True, slots=True)
class Listing:
    """A section of the report; ``when_empty`` stands in place of a table without rows."""

    title: str
    subtitle: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    when_empty: str


def listings(report: WeeklyReport) -> tuple[Listing, Listing, Listing]:
    """Return who is stuck, who begins soon, and which places to ask about."""
    return _stuck(report), _starts(report), _places(report)


def _stuck(report: WeeklyReport) -> Listing:
    columns = [
        Column(_("Bewoner"), 101),
        *_site_column(report),
        Column(_("Aanbod"), 135 if report.site_name else 123),
        Column(_("Aanbieder of reden"), 118),
        Column(_("Sinds"), 54),
        Column(_("Doen"), 88 if report.site_name else 71),
    ]
    rows = [
        [
            *_who(report, line.whose),
            Cell(line.whose.offer_title, _CELL, words.offer_tail(line)),
            Cell(words.provider_or_reason(line), _CELL),
            Cell(words.since(line, report.today), _CELL),
            Cell(words.to_do(line.to_do), _STRONG if line.to_do is ToDo.CALL else _CELL),
        ]
        for line in report.stuck
    ]
    return Listing(
        _("1. Wie zit vast?"),
        words.lists_as_of(report),
        columns,
        rows,
        _("Niemand. Geen antwoord is te laat, en elke uitkomst is teruggekoppeld."),
    )


def _starts(report: WeeklyReport) -> Listing:
    columns = [
        Column(_("Bewoner"), 118),
        *_site_column(report),
        Column(_("Begint"), 108),
        Column(_("Aanbod"), 148),
        Column(_("Aanbieder"), 120),
    ]
    rows = [
        [
            *_who(report, line.whose),
            Cell(words.begins(line.beginning, report.today), _CELL),
            Cell(line.whose.offer_title, _CELL),
            Cell(line.whose.provider_name, _CELL),
        ]
        for line in report.starts
    ]
    return Listing(
        _("2. Wie begint er binnenkort?"),
        _("aangenomen, nog niet gestart: {n}").format(n=formats.number(len(rows))),
        columns,
        rows,
        _("Niemand is aangenomen en moet nog starten."),
    )


def _places(report: WeeklyReport) -> Listing:
    columns = [
        Column(_("Aanbod"), 160),
        Column(_("Aanbieder"), 150),
        Column(_("Laatst bevestigd"), 100),
        Column(_("Telefoon"), 95),
    ]
    rows = [
        [
            Cell(line.offer_title, _STRONG),
            Cell(line.provider_name, _CELL),
            Cell(words.confirmed(line), _CELL),
            Cell(line.phone, _CELL),
        ]
        for line in report.places
    ]
    return Listing(
        _("3. Plaatsen die u moet navragen"),
        words.not_confirmed(report),
        columns,
        rows,
        _("Geen. Alle opgaven zijn recent genoeg."),
    )


def _site_column(report: WeeklyReport) -> list[Column]:
    return [] if report.site_name else [Column(_("Locatie"), 42)]


def _who(report: WeeklyReport, whose: Whose) -> list[Cell]:
    # A name that is only known in another script has no letters here.
    who = Cell(printable(whose.name if report.names else "") or whose.reference, _STRONG)
    return [who] if report.site_name else [who, Cell(whose.site_code, _CELL)]
