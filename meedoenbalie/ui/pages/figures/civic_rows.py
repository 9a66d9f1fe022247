"""The rows and columns of cohorts: what is here, and the national figures at the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from meedoenbalie.domain.civic_integration.codes import Regime
from meedoenbalie.domain.civic_integration.national import NationalFigures
from meedoenbalie.i18n import _, civic, formats
from meedoenbalie.services.civic_cohorts import CohortLine, Cohorts, Division
from meedoenbalie.ui.table_model import Column

_ACT, _YEAR, _COUNT, _GOES_ON, _SHARE, _THEIRS = 78, 74, 58, 92, 116, 104
_HIDDEN = "–"


def key_of(line: CohortLine) -> tuple[object, ...]:
    """Return what tells a row from the others."""
    return (line.act, line.year, line.group)


def rows_of(found: Cohorts, division: Division) -> tuple[CohortLine, ...]:
    """Return the rows of a division; cohorts end with all of their act."""
    lines = found.lines[division]
    if division is not Division.COHORT:
        return lines
    rows: list[CohortLine] = []
    for act in Regime:
        own = [line for line in lines if line.act == act]
        total = found.of(act)
        rows.extend(own)
        if total is not None and (len(own) > 1 or act is found.national.act):
            rows.append(total)
    return tuple(rows)


def name_of(line: CohortLine, division: Division) -> str:
    """Return what a row is about."""
    if division is Division.GROUP:
        return civic.group(line.group) if line.group else _("groep onbekend")
    act = _act(line)
    if division is Division.REGIME:
        return act
    if line.year is None:
        return _("{act}, alle cohorten").format(act=act)
    return _("{act}, cohort {year}").format(act=act, year=line.year)


def columns_of(found: Cohorts, division: Division) -> tuple[Column[CohortLine], ...]:
    """Return the columns; by group the country has no figures."""
    named = _Named(division)
    columns = (
        named.column(_("Hier"), lambda line: _count(line.inflow), _COUNT),
        named.column(_("Eruit"), lambda line: _count(line.outflow), _COUNT),
        named.column(_("Loopt nog"), lambda line: _count(line.ongoing), _GOES_ON),
        named.column(_("Uitstroom hier"), _share, _SHARE, below=_bounds),
    )
    if division is Division.GROUP:
        return (Column(_("Groep"), named.name, strong=True), *columns)
    theirs = _Theirs(found.national)
    return (
        Column(_("Wet"), _act, _ACT, strong=True, spoken=named.name),
        Column(_("Cohort"), _year, _YEAR, spoken=named.name),
        *columns,
        named.column(_("Landelijk"), theirs.inflow, _THEIRS, ink="ink2"),
        named.column(_("Uitstroom"), theirs.outflow, _THEIRS, ink="ink2"),
    )


@dataclass(frozen=True, slots=True)
class _Named:
    """Makes columns of which each cell is spoken with the name of its row and its head."""

    division: Division

    def name(self, line: CohortLine) -> str:
        return name_of(line, self.division)

    def column(
        self,
        head: str,
        text: Callable[[CohortLine], str],
        width: int,
        *,
        below: Callable[[CohortLine], str] | None = None,
        ink: str = "ink",
    ) -> Column[CohortLine]:
        def spoken(line: CohortLine) -> str:
            more = below(line) if below is not None else ""
            told = text(line)
            told = _("niet getoond") if told == _HIDDEN else told
            return f"{self.name(line)}, {head}: {told} {more}".rstrip()

        return Column(
            head,
            text,
            width,
            right=below is None,
            subtitle=below,
            spoken=spoken,
            ink=lambda _line: ink,
        )


@dataclass(frozen=True, slots=True)
class _Theirs:
    """What the country says about the same row, if anything."""

    national: NationalFigures

    def inflow(self, line: CohortLine) -> str:
        if line.act != self.national.act:
            return _("niet gegeven")
        if line.year is None:
            return formats.number(self.national.inflow)
        one = self.national.cohorts.get(str(line.year))
        return formats.number(one.inflow) if one and one.inflow else _("niet gegeven")

    def outflow(self, line: CohortLine) -> str:
        if line.act != self.national.act:
            return _("niet gegeven")
        if line.year is None:
            return formats.percent(self.national.outflow_share)
        one = self.national.cohorts.get(str(line.year))
        if one is None or one.outflow_share is None:
            return _("niet gegeven")
        return formats.percent(one.outflow_share)


def _act(line: CohortLine) -> str:
    return civic.regime(line.act) if line.act else ""


def _year(line: CohortLine) -> str:
    return _("alle") if line.year is None else str(line.year)


def _count(number: int | None) -> str:
    return _HIDDEN if number is None else formats.number(number)


def _share(line: CohortLine) -> str:
    part = line.outflow_share
    return formats.percent(part.value) if part is not None else _("te klein")


def _bounds(line: CohortLine) -> str:
    part = line.outflow_share
    if part is None or part.low == part.high:
        return ""
    return _("{low} tot {high}").format(
        low=formats.percent(part.low), high=formats.percent(part.high)
    )
