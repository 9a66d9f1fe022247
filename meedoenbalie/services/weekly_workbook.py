"""The weekly referral report as a workbook: the same figures and lists, to work on further."""

from __future__ import annotations

from meedoenbalie.domain.weekly import CountName
from meedoenbalie.exchange.sheets_out import Number, Sheet, Value, workbook
from meedoenbalie.i18n import _
from meedoenbalie.reports import weekly_words as words
from meedoenbalie.reports.weekly import WeeklyReport
from meedoenbalie.reports.weekly_lists import Listing, listings

_SIGNS_A_POINT = 0.2
_NARROWEST = 12.0


def weekly_workbook(report: WeeklyReport) -> bytes:
    """Return the report as XLSX in the active language; equal reports make equal bytes."""
    names = (_("Wie zit vast"), _("Wie begint"), _("Plaatsen navragen"))
    lists = (_list(name, listing) for name, listing in zip(names, listings(report), strict=True))
    return workbook(
        [_figures(report), *lists],
        words.file_title(report),
        report.today,
        ". ".join(words.private_mark()),
        words.footer(report),
    )


def _figures(report: WeeklyReport) -> Sheet:
    figures = report.figures
    counts: tuple[tuple[str, CountName], ...] = (
        (_("Voorgelicht"), "informed"),
        (_("Verwezen"), "sent"),
        (_("Eerste reactie"), "answered"),
        (_("Gestart"), "started"),
        (_("Voortijdig gestopt"), "stopped"),
    )
    rows: list[list[Value]] = [
        [label, *map(Number, figures.counts(name)), Number(figures.mean(name), "0.0")]
        for label, name in counts
    ]
    shares = [*(week.told_share for week in figures.weeks), figures.mean_told_share()]
    rows.append([words.told_back_heading(figures), *map(_share, shares)])
    below = (
        words.told_back_of(figures.this),
        " ".join(words.note(figures)),
        words.visits(report.visits) if report.visits.visits else "",
        " ".join(words.checkpoint(report)),
    )
    heads = ["", *(words.week_heading(week.week) for week in figures.weeks)]
    return Sheet(
        _("Cijfers"),
        " ".join(part for part in (words.title(), words.provisional(report)) if part),
        f"{words.site(report)}{words.days_of_week(report)}",
        [*heads, words.mean_heading(figures)],
        rows,
        [34.0, *(13.0 for _column in range(len(heads)))],
        [text for text in below if text],
    )


def _share(value: float | None) -> Value:
    return words.NOT_KNOWN if value is None else Number(value, "0%")


def _list(name: str, listing: Listing) -> Sheet:
    return Sheet(
        name,
        listing.title,
        listing.subtitle,
        [column.heading for column in listing.columns],
        [[f"{cell.text}{cell.tail}" for cell in row] for row in listing.rows],
        [max(_NARROWEST, column.share * _SIGNS_A_POINT) for column in listing.columns],
        () if listing.rows else (listing.when_empty,),
    )
