"""Cohorts as they are shown: exact for who works with residents, published for others."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from meedoenbalie.domain.civic_integration.codes import CivicGroup, Reason, Regime
from meedoenbalie.domain.civic_integration.cohorts import Counted, Division, Line, divide
from meedoenbalie.domain.civic_integration.national import NationalFigures
from meedoenbalie.domain.disclosure import publish, publish_one, share_shown
from meedoenbalie.domain.intervals import Interval, share_told
from meedoenbalie.domain.publication.printed import Hold, as_it_is


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


def cohorts_shown(
    counted: Counted,
    national: NationalFigures,
    day: date,
    *,
    exact: bool,
    seen: bool,
    site: str = "",
    hold: Hold = as_it_is,
) -> Cohorts:
    """Return the rows of each division; ``seen`` tells whether the people behind may be seen.

    ``site`` is the row under which ``hold`` knows the published counts of cohorts and acts.
    """
    no_day, free = len(counted.no_day), len(counted.not_obliged)
    divided = {division: divide(counted.members, division) for division in Division}
    if exact:
        lines = {by: tuple(_exact(one, by, seen=seen) for one in divided[by]) for by in Division}
    else:
        inflows = _inflows(divided, site, hold)
        lines = {by: tuple(_published(divided[by], by, inflows, site, hold)) for by in Division}
    return Cohorts(
        day=day,
        lines=lines,
        no_day=no_day if exact else publish_one(no_day),
        not_obliged=free if exact else publish_one(free),
        national=national,
        national_is_old=national.is_older_than_last_june(day),
        exact=exact,
    )


def _exact(line: Line, by: Division, *, seen: bool) -> CohortLine:
    who = line.who() if seen else ()
    part = share_told(line.outflow, line.inflow)
    reasons = {reason: line.reasons.get(reason, 0) for reason in Reason}
    return CohortLine(
        *_about(line, by), line.inflow, line.outflow, line.ongoing, reasons, part, who
    )


def _published(
    lines: Sequence[Line],
    by: Division,
    inflows: Mapping[Hashable, int | None],
    site: str,
    hold: Hold,
) -> Iterator[CohortLine]:
    """Yield the rows of a division, hidden together: a total must not give a hidden one away."""
    for line in lines:
        about = _about(line, by)
        cells = dict(
            publish(
                {**{reason: line.reasons.get(reason, 0) for reason in Reason}, None: line.ongoing}
            ).cells
        )
        act, year, _group = about
        if act is not None:
            for reason in Reason:
                # Those of a cohort are a part of those of the act.
                name = f"out-{act.value}-{reason.value}" + (f":{year}" if year else "")
                cells[reason] = hold((site, name), cells[reason])
        reasons = {reason: cells[reason] for reason in Reason}
        counts = [one for one in reasons.values() if one is not None]
        outflow = sum(counts) if len(counts) == len(reasons) else None
        inflow = inflows[line.key]
        # Of rounded counts there is no interval, and of none or all no share: see share_shown.
        value = share_shown(outflow, inflow)
        part = Interval(value, value, value) if value is not None else None
        yield CohortLine(*about, inflow, outflow, cells[None], reasons, part, ())


def _inflows(
    divided: Mapping[Division, tuple[Line, ...]], site: str, hold: Hold
) -> dict[Hashable, int | None]:
    """Return what may be told of the inflow of each row; that of an act adds up its cohorts."""
    found = dict(publish({line.key: line.inflow for line in divided[Division.GROUP]}).cells)
    for act in Regime:
        own = {line.key: line for line in divided[Division.COHORT] if line.members[0].regime is act}
        shown = publish({key: line.inflow for key, line in own.items()})
        cohorts = {
            key: hold((site, f"cohort-{act.value}-{own[key].members[0].cohort}"), count)
            for key, count in shown.cells.items()
        }
        found |= cohorts
        found[act] = sum(count or 0 for count in cohorts.values()) or None
    return found


def _about(line: Line, by: Division) -> tuple[Regime | None, int | None, CivicGroup | None]:
    one = line.members[0]
    if by is Division.GROUP:
        return None, None, one.group
    return one.regime, one.cohort if by is Division.COHORT else None, None
