"""Reporting: the figures of a week, and the weekly referral report on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid5

from meedoenbalie.domain import weekly
from meedoenbalie.domain.counted import CountedFact, added_in
from meedoenbalie.domain.iso_week import IsoWeek
from meedoenbalie.domain.people import Site
from meedoenbalie.domain.referrals import replay
from meedoenbalie.domain.visits import counts_of
from meedoenbalie.domain.weekly import Step, WeekCounts, WeeklyFigures
from meedoenbalie.exchange.ics import Once, agenda
from meedoenbalie.i18n import _
from meedoenbalie.reports.weekly import WeeklyReport
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.weekly_lists import WeeklyLists, may_wait, places_to_confirm
from meedoenbalie.storage.errors import UnknownRecord
from meedoenbalie.storage.queries import weekly as queries
from meedoenbalie.storage.queries.walk_in import counted
from meedoenbalie.storage.unit_of_work import Reader

__all__ = [
    "CannotReport",
    "IsoWeek",
    "Printed",
    "WeekCounts",
    "WeeklyFigures",
    "last_full_week",
    "weekly_figures",
    "weekly_report",
]


_STARTS = UUID("6f0f2c1e-6c0b-5c1a-9a52-0b6a0f6d5d11")
"""So that a start keeps its name when the calendar is made again."""

CONFIRM_DAYS = 14
"""Days after which places are no longer certain in a store without sites."""


class CannotReport(Exception):
    """A report that can't be made; nothing was written.

    ``code`` is one of malformed_week, week_ahead, folder_missing, file_in_use, font_missing and
    unreadable_hours; ``name`` is the week, the file or the text that it is about.
    """

    def __init__(self, code: str, name: str) -> None:
        super().__init__(code)
        self.code = code
        self.name = name


@dataclass(frozen=True, slots=True)
class Printed:
    """A report on paper: the file, the week, and its figures."""

    path: Path
    week: IsoWeek
    figures: WeeklyFigures


def last_full_week(desk: Desk) -> IsoWeek:
    """Return the week that a report is about when nobody chose another."""
    return IsoWeek.last_full(desk.clock.today())


def weekly_figures(
    desk: Desk, site_code: str | None = None, iso_week: str | None = None
) -> WeeklyFigures:
    """Return the figures of a week (``2026-W10``; the last full one), of one site or all.

    Raises CannotReport for a week that can't be, and UnknownRecord for an unknown site.
    """
    today = desk.clock.today()
    week = _week(iso_week, today)
    with desk.read() as reader:
        site = _site(reader, site_code)
        return _figures(reader, site, week, today, _histories(reader, site, week))


def weekly_report(
    desk: Desk,
    site_code: str | None,
    iso_week: str | None,
    out: Path,
    *,
    names: bool = True,
    demo: bool = False,
) -> Printed:
    """Print the weekly referral report, and note in the access log that it was printed.

    It is a PDF; a workbook when ``out`` ends in .xlsx, and a calendar of the coming starts when
    it ends in .ics. The figures are those at Sunday 24:00, the lists those of today; the same data
    on the same day make the same bytes. Without ``names`` residents are called by reference.
    ``demo`` marks data that were made up. Raises CannotReport, NotAllowed, UnknownRecord for an
    unknown site, and OSError when the disk refuses: then ``out`` is as it was.
    """
    # Drawing is loaded when something is drawn: no page of the window waits for it.
    from meedoenbalie.reports.files import write_whole
    from meedoenbalie.reports.problems import FontMissing

    today = desk.clock.today()
    week = _week(iso_week, today)
    if not out.parent.is_dir():
        raise CannotReport("folder_missing", out.parent.name)
    desk.note("print_weekly_report")
    with desk.read() as reader:
        report = _report(reader, _site(reader, site_code), week, today, demo)
    try:
        write_whole(out, _drawn(replace(report, names=names), out))
    except FontMissing as error:
        raise CannotReport("font_missing", str(error)) from error
    except (IsADirectoryError, PermissionError) as error:
        raise CannotReport("file_in_use", out.name) from error
    return Printed(out, week, report.figures)


def _drawn(report: WeeklyReport, out: Path) -> bytes:
    if out.suffix.casefold() == ".xlsx":
        from meedoenbalie.services.weekly_workbook import weekly_workbook

        return weekly_workbook(report)
    if out.suffix.casefold() == ".ics":
        return _starts(report).encode("utf-8")
    from meedoenbalie.reports.weekly_pdf import weekly_pdf

    return weekly_pdf(report)


def _starts(report: WeeklyReport) -> str:
    """The coming starts as a calendar; who begins on a day that nobody knows isn't in it."""
    moments = []
    for line in report.starts:
        whose, beginning = line.whose, line.beginning
        if beginning.day is None:
            continue
        who = whose.name if report.names and whose.name else whose.reference
        moments.append(
            Once(
                f"{uuid5(_STARTS, f'{whose.reference} {whose.offer_title}')}@meedoenbalie",
                _("{who} begint: {offer}").format(who=who, offer=whose.offer_title),
                whose.provider_name,
                beginning.day,
                beginning.minute,
            )
        )
    return agenda(moments, report.today)


def _week(text: str | None, today: date) -> IsoWeek:
    if text is None:
        return IsoWeek.last_full(today)
    try:
        week = IsoWeek.parse(text)
    except ValueError as error:
        raise CannotReport("malformed_week", text) from error
    if week.monday > today:
        raise CannotReport("week_ahead", str(week))
    return week


def _site(reader: Reader, code: str | None) -> Site | None:
    """The site with a code; without one the only site, or None for all of them."""
    if code is None:
        sites = reader.find(Site)
        return sites[0] if len(sites) == 1 else None
    site = reader.first(Site, code=code.strip())
    if site is None:
        raise UnknownRecord("site")
    return site


def _histories(reader: Reader, site: Site | None, week: IsoWeek) -> Mapping[UUID, Sequence[Step]]:
    since = weekly.first_day_counted(week)
    events = queries.histories(reader, site.id if site else None, since)
    return {referral: tuple(replay(recorded)) for referral, recorded in events.items()}


def _figures(
    reader: Reader,
    site: Site | None,
    week: IsoWeek,
    today: date,
    histories: Mapping[UUID, Sequence[Step]],
) -> WeeklyFigures:
    first = weekly.weeks_shown(week)[0].monday
    informed = queries.informed(reader, site.id if site else None, first, week.sunday)
    facts = reader.find(CountedFact, site_id=site.id) if site else reader.find(CountedFact)
    erased = added_in(facts, weekly.weeks_shown(week))
    code = site.code if site else None
    return weekly.weekly_figures(histories.values(), informed, week, today, code, erased)


def _report(
    reader: Reader, site: Site | None, week: IsoWeek, today: date, demo: bool
) -> WeeklyReport:
    sites = [site] if site else reader.find(Site)
    confirm_days = min((item.confirm_days for item in sites), default=CONFIRM_DAYS)
    histories = _histories(reader, site, week)
    standings = {referral: steps[-1][1] for referral, steps in histories.items() if steps}
    waiting = {key for key, standing in standings.items() if may_wait(standing)}
    parties = queries.parties(
        reader, site.id if site else None, weekly.first_day_counted(week), waiting
    )
    lines = WeeklyLists(reader, {item.id: item for item in sites}, parties, standings, today)
    head = reader.head()
    return WeeklyReport(
        site_name=site.name if site else None,
        today=today,
        figures=_figures(reader, site, week, today, histories),
        stuck=lines.stuck(),
        starts=lines.starts(),
        places=places_to_confirm(reader, today, confirm_days),
        confirm_days=confirm_days,
        journal_hash=head.hash,
        journal_steps=head.step,
        demo=demo,
        visits=counts_of(counted(reader, week.monday, week.sunday, site.id if site else None)),
    )
