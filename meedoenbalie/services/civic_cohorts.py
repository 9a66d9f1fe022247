"""Civic integration counted in cohorts, beside the national figures.

Whoever works with residents sees the counts as they are, and who is behind them. Who may see nobody
gets what may be published: small counts hidden, the rest rounded, and never a list of people.
"""

from __future__ import annotations

from meedoenbalie.domain.civic_integration.cohorts import Division, count
from meedoenbalie.domain.civic_integration.shown import (
    CohortLine,
    Cohorts,
    cohorts_shown,
)
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.services.civic_integration import assessed_records
from meedoenbalie.services.civic_rules import civic_rules, national_figures
from meedoenbalie.services.desk import DESK_ROLES, EVERYONE, READERS, Desk
from meedoenbalie.storage.errors import UnknownRecord

__all__ = [
    "CohortLine",
    "Cohorts",
    "Division",
    "civic_cohorts",
    "people_behind",
]


def civic_cohorts(desk: Desk, site_code: str | None = None, *, public: bool = False) -> Cohorts:
    """Return the cohorts of one site or all; ``public`` as they may be published.

    Whoever limited the use of their data is left out (AVG art. 18).

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
        counts = reader.find(Resident, site_id=[one.id for one in sites], restricted_since=None)
        here = {one.id for one in counts}
        assessed = [
            one for one in assessed_records(reader, rules, day) if one[0].resident_id in here
        ]
    return cohorts_shown(
        count(assessed), national, day, exact=exact, seen=exact and desk.may(DESK_ROLES)
    )


def people_behind(desk: Desk, line: CohortLine) -> tuple[Resident, ...]:
    """Return the residents of a row by their reference. Raises NotAllowed."""
    with desk.read("read_civic", DESK_ROLES) as reader:
        found = reader.find(Resident, order_by="reference", id=line.who)
    return tuple(found)
