"""Civic integration counted in cohorts, beside the national figures.

Whoever works with residents sees the counts as they are, and who is behind them. Who may see nobody
gets what may be published: small counts hidden, the rest rounded, and never a list of people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from meedoenbalie.domain.civic_integration.codes import CivicGroup, Reason, Regime
from meedoenbalie.domain.civic_integration.cohorts import Division, Line, count, divide
from meedoenbalie.domain.civic_integration.national import NationalFigures
from meedoenbalie.domain.disclosure import publish, publish_one, share_shown
from meedoenbalie.domain.intervals import Interval, share
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.services.civic_integration import assessed_records
from meedoenbalie.services.civic_rules import civic_rules, national_figures
from meedoenbalie.services.desk import DESK_ROLES, EVERYONE, READERS, Desk
from meedoenbalie.storage.errors import UnknownRecord

__all__ = [
    "LEAST_BASE",
    "CohortLine",
    "Cohorts",
    "Division",
    "civic_cohorts",
    "people_behind",
]

LEAST_BASE = 10
"""Below so many no share is told. Source: practice of CBS, no percentages on small bases."""


@dataclass(frozen=True, slots=True)
class CohortLine:
    """One row: counts, None where too small to be shown.

    By cohort it has an ``act`` and a ``year``, by act an ``act``, by group a ``group``, None where
    it isn't recorded. ``outflow_share`` is which part went out, with its interval; None on a base
    below ten. ``who`` are the residents in it, empty for who may see nobody.
    """

    act: Regime | None
    year: int | None
    group: CivicGroup | None
    inflow: int | None
    outflow: int | None
    ongoing: int | None
    reasons: Mapping[Reason, int | None]
    outflow_share: Interval | None
    who: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Cohorts:
    """Own cohorts on ``day`` by each division, beside the national figures.

    ``no_day`` counts those of whom the day of the duty isn't known, ``not_obliged`` those without a
    duty by a ruling; both are in no row. ``exact`` says that small counts are shown as they are.
    ``national_is_old`` says that newer national figures can be expected.
    """

    day: date
    lines: Mapping[Division, tuple[CohortLine, ...]]
    no_day: int | None
    not_obliged: int | None
    national: NationalFigures
    national_is_old: bool
    exact: bool

    def of(self, act: Regime) -> CohortLine | None:
        """Return the row of all cohorts of an act."""
        return next((one for one in self.lines[Division.REGIME] if one.act == act), None)


def civic_cohorts(desk: Desk, site_code: str | None = None, *, public: bool = False) -> Cohorts:
    """Return the cohorts of one site or all; ``public`` as they may be published.

    Raises UnknownRecord for a site, InvalidRules for a file of rules or national figures that can't
    be used, and OSError.
    """
    store, day = desk.database.path, desk.clock.today()
    rules, national = civic_rules(store), national_figures(store)
    exact = desk.may(READERS) and not public
    with desk.read("read_cohorts", EVERYONE) as reader:
        sites = reader.find(Site) if site_code is None else reader.find(Site, code=site_code)
        if not sites and site_code is not None:
            raise UnknownRecord("site")
        here = {one.id for one in reader.find(Resident, site_id=[site.id for site in sites])}
        assessed = [
            one for one in assessed_records(reader, rules, day) if one[0].resident_id in here
        ]
    counted = count(assessed)
    seen = exact and desk.may(DESK_ROLES)
    lines = {
        division: tuple(
            _line(one, division, exact=exact, seen=seen)
            for one in divide(counted.members, division)
        )
        for division in Division
    }
    no_day, free = len(counted.no_day), len(counted.not_obliged)
    return Cohorts(
        day=day,
        lines=lines,
        no_day=no_day if exact else publish_one(no_day),
        not_obliged=free if exact else publish_one(free),
        national=national,
        national_is_old=national.is_older_than_last_june(day),
        exact=exact,
    )


def people_behind(desk: Desk, line: CohortLine) -> tuple[Resident, ...]:
    """Return the residents of a row by their reference. Raises NotAllowed."""
    with desk.read("read_civic", DESK_ROLES) as reader:
        found = reader.find(Resident, order_by="reference", id=line.who)
    return tuple(found)


def _line(line: Line, by: Division, *, exact: bool, seen: bool) -> CohortLine:
    one = line.members[0]
    key: tuple[Regime | None, int | None, CivicGroup | None] = {
        Division.COHORT: (one.regime, one.cohort, None),
        Division.REGIME: (one.regime, None, None),
        Division.GROUP: (None, None, one.group),
    }[by]
    reasons = {reason: line.reasons.get(reason, 0) for reason in Reason}
    if exact:
        who = line.who() if seen else ()
        part = share(line.outflow, line.inflow) if line.inflow >= LEAST_BASE else None
        return CohortLine(*key, line.inflow, line.outflow, line.ongoing, reasons, part, who)
    cells = publish({**reasons, None: line.ongoing}).cells
    shown = {reason: cells[reason] for reason in Reason}
    counts = [one for one in shown.values() if one is not None]
    outflow = sum(counts) if len(counts) == len(shown) else None
    inflow = publish_one(line.inflow)
    # Of rounded counts there is no interval, and of none or all no share: see share_shown.
    value = share_shown(outflow, inflow)
    part = Interval(value, value, value) if value is not None else None
    return CohortLine(*key, inflow, outflow, cells[None], shown, part, ())
