"""The weekly referral report as a workbook: the same figures and lists, to work on further."""

from __future__ import annotations

from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from meedoenbalie.domain.weekly import CountName
from meedoenbalie.i18n import _
from meedoenbalie.reports import weekly_words as words
from meedoenbalie.reports.weekly import WeeklyReport
from meedoenbalie.reports.weekly_lists import Listing, listings

# Nothing is worked out from a text, and no part of it lies in a temporary file meanwhile.
_AS_TEXT = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
_SIGNS_A_POINT = 0.2


def weekly_workbook(report: WeeklyReport) -> bytes:
    """Return the report as XLSX in the active language; equal reports make equal bytes."""
    buffer = BytesIO()
    book = Workbook(buffer, _AS_TEXT)
    # When it was made is the day that the report is about, not the clock of this computer.
    made = datetime.combine(report.today, time(), UTC).replace(tzinfo=None)
    book.set_properties({"title": words.file_title(report), "created": made})
    styles = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
        "share": book.add_format({"num_format": "0%"}),
        "mean": book.add_format({"num_format": "0.0"}),
    }
    _figures(book.add_worksheet(_("Cijfers")), report, styles)
    names = (_("Wie zit vast"), _("Wie begint"), _("Plaatsen navragen"))
    for name, listing in zip(names, listings(report), strict=True):
        _list(book.add_worksheet(name), listing, styles)
    for sheet in book.worksheets():
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_header("&R" + ". ".join(words.private_mark()))
        sheet.set_footer("&L" + words.footer(report).replace("&", "&&") + "&R&P / &N")
    book.close()
    return buffer.getvalue()


def _figures(sheet: Worksheet, report: WeeklyReport, style: dict[str, Any]) -> None:
    figures = report.figures
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 7, 13)
    title = " ".join(part for part in (words.title(), words.provisional(report)) if part)
    sheet.write_string(0, 0, title, style["title"])
    sheet.write_string(1, 0, f"{words.site(report)}{words.days_of_week(report)}")
    heads = [
        *(words.week_heading(week.week) for week in figures.weeks),
        words.mean_heading(figures),
    ]
    for column, head in enumerate(heads, 1):
        sheet.write_string(3, column, head, style["head"])
    rows: tuple[tuple[str, CountName], ...] = (
        (_("Voorgelicht"), "informed"),
        (_("Verwezen"), "sent"),
        (_("Eerste reactie"), "answered"),
        (_("Gestart"), "started"),
        (_("Voortijdig gestopt"), "stopped"),
    )
    line = 4
    for label, name in rows:
        sheet.write_string(line, 0, label)
        for column, number in enumerate(figures.counts(name), 1):
            sheet.write_number(line, column, number)
        sheet.write_number(line, len(heads), figures.mean(name), style["mean"])
        line += 1
    sheet.write_string(line, 0, words.told_back_heading(figures))
    shares = [*(week.told_share for week in figures.weeks), figures.mean_told_share()]
    for column, share in enumerate(shares, 1):
        if share is None:
            sheet.write_string(line, column, words.NOT_KNOWN)
        else:
            sheet.write_number(line, column, share, style["share"])
    for text in (
        words.told_back_of(figures.this),
        " ".join(words.note(figures)),
        words.visits(report.visits) if report.visits.visits else "",
        " ".join(words.checkpoint(report)),
    ):
        if text:
            line += 1
            sheet.write_string(line + 1, 0, text)


def _list(sheet: Worksheet, listing: Listing, style: dict[str, Any]) -> None:
    sheet.write_string(0, 0, listing.title, style["title"])
    sheet.write_string(1, 0, listing.subtitle)
    if not listing.rows:
        sheet.write_string(3, 0, listing.when_empty)
        return
    for number, column in enumerate(listing.columns):
        sheet.set_column(number, number, max(12, column.share * _SIGNS_A_POINT))
        sheet.write_string(3, number, column.heading, style["head"])
    for line, row in enumerate(listing.rows, 4):
        for number, cell in enumerate(row):
            sheet.write_string(line, number, _plain(cell.text + cell.tail))
    sheet.freeze_panes(4, 1)
    sheet.autofilter(3, 0, 3 + len(listing.rows), len(listing.columns) - 1)


def _plain(text: str) -> str:
    # A workbook with a control character in it does not open.
    return "".join(sign for sign in text if sign.isprintable())
