"""The figures of a collection as a workbook: every table and chart of Verzameling.

Who wants to publish them publishes first: what goes into the workbook then is what the register
has, and never a table that went around the gate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from meedoenbalie.clock import Clock
from meedoenbalie.domain.league import Gauge, compare
from meedoenbalie.domain.referrals import Reason
from meedoenbalie.domain.set_weeks import SiteWeeks
from meedoenbalie.i18n import _, civic, formats, labels, league
from meedoenbalie.services.collecting import MEASURES, CohortCounts, Figures, row_name
from meedoenbalie.services.figures_out import FigureTable, write_tables
from meedoenbalie.services.publishing import Publication
from meedoenbalie.services.set_messages import state_word


def write_internal(
    found: Figures,
    names: Mapping[str, str],
    weeks: Sequence[SiteWeeks],
    clock: Clock,
    out: Path,
) -> Path:
    """Write exact figures as XLSX, for the team alone, with the weeks of the azc's.

    ``names`` of the azc's by their codes. Raises OSError: then ``out`` is as it was.
    """
    tables = [*_tables(found, names, exact=True), *_weeks(weeks)]
    mark = _("Intern: echte aantallen, geef ze niet door.")
    return write_tables(tables, _about(clock), mark, clock.today(), out)


def write_published(made: Publication, names: Mapping[str, str], clock: Clock, out: Path) -> Path:
    """Write what a publication shows as XLSX. Raises OSError: then ``out`` is as it was."""
    mark = published_as(made)
    about = f"{_about(clock)} · {mark}"
    tables = _tables(made.figures, names, exact=False)
    return write_tables(tables, about, mark, clock.today(), out)


def published_as(made: Publication) -> str:
    """Say as which publication figures went out."""
    return _("Publicatie {number}").format(number=made.number)


def _about(clock: Clock) -> str:
    day = formats.full_day(clock.today())
    return _("Alle azc’s samen en elk apart · {day}").format(day=day)


def _tables(found: Figures, names: Mapping[str, str], *, exact: bool) -> list[FigureTable]:
    tables = [_counts(found, names), _reasons(found)]
    if found.cohorts:
        tables.append(_cohorts(found.cohorts))
    tables += [_shares(gauge, found, names, exact=exact) for gauge in Gauge]
    return [table for table in tables if table.rows]


def _counts(found: Figures, names: Mapping[str, str]) -> FigureTable:
    columns = {_("Samen"): found.total, **{row_name(c, names): r for c, r in found.sites.items()}}
    rows = tuple(
        (labels.measure(measure), *(_shown(counts[measure]) for counts in columns.values()))
        for measure in MEASURES
    )
    return FigureTable(_("Cijfers per azc en samen"), (_("Cijfer"), *columns), rows)


def _reasons(found: Figures) -> FigureTable:
    rows = tuple(
        (labels.reason(Reason(code)), _shown(count)) for code, count in found.reasons.items()
    )
    return FigureTable(_("Redenen"), (_("Reden"), _("Aantal")), rows)


def _cohorts(cohorts: Sequence[CohortCounts]) -> FigureTable:
    heads = (_("Wet"), _("Cohort"), _("Instroom"), _("Uitstroom"), _("Loopt nog"))
    rows = tuple(
        (
            *(civic.regime(one.regime), str(one.cohort)),
            *(_shown(one.inflow), _shown(one.outflow), _shown(one.ongoing)),
        )
        for one in cohorts
    )
    return FigureTable(_("Inburgering, alle azc’s samen"), heads, rows)


def _shares(gauge: Gauge, found: Figures, names: Mapping[str, str], *, exact: bool) -> FigureTable:
    rows = tuple(
        (
            *(row_name(one.site, names), league.share(one)),
            *(league.bounds(one) or "–", league.base(one)),
        )
        for one in compare(gauge, found.sites, exact=exact).shares
    )
    heads = (_("Azc"), _("Deel"), _("Marge (95%)"), _("Van"))
    return FigureTable(league.of_referred(gauge), heads, rows)


def _weeks(sites: Sequence[SiteWeeks]) -> list[FigureTable]:
    if not sites:
        return []
    heads = (_("Azc"), *(formats.week(one.week) for one in sites[0].weeks))
    rows = tuple((site.name, *map(state_word, site.weeks)) for site in sites)
    return [FigureTable(_("Sets per week"), heads, rows)]


def _shown(count: int | None) -> str | int:
    return _("niet getoond") if count is None else count
