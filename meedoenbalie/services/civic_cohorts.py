"""Civic integration counted in cohorts, beside the national figures.

Whoever works with residents sees the counts as they are, and who is behind them. Who may see nobody
gets what may be published: small counts hidden, the rest rounded, and never a list of people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from meedoenbalie.domain.civic_integration.codes import Reason
from meedoenbalie.domain.civic_integration.cohorts import Counted, Division, count
from meedoenbalie.domain.civic_integration.rules import CivicRules
from meedoenbalie.domain.civic_integration.shown import (
    CohortLine,
    Cohorts,
    cohorts_shown,
)
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.domain.publication.printed import Hold, as_it_is
from meedoenbalie.services.civic_integration import assessed_records
from meedoenbalie.services.civic_rules import civic_rules, national_figures
from meedoenbalie.services.desk import DESK_ROLES, EVERYONE, READERS, Desk
from meedoenbalie.storage.errors import UnknownRecord
from meedoenbalie.storage.queries.data_sets import Row, moved_away
from meedoenbalie.storage.unit_of_work import Reader

__all__ = [
    "CohortLine",
    "Cohorts",
    "Division",
    "civic_cohorts",
    "people_behind",
    "rows_to_send",
]


def civic_cohorts(
    desk: Desk,
    site_code: str | None = None,
    *,
    public: bool = False,
    row: str = "",
    hold: Hold = as_it_is,
) -> Cohorts:
    """Return the cohorts of one site or all; ``public`` as they may be published.

    ``row`` is under which ``hold`` knows the published counts.
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
        counted = counted_at(reader, sites, rules, day)
    seen = exact and desk.may(DESK_ROLES)
    return cohorts_shown(counted, national, day, exact=exact, seen=seen, site=row, hold=hold)


def counted_at(reader: Reader, sites: Sequence[Site], rules: CivicRules, day: date) -> Counted:
    """Return who is in a cohort at some sites, without whom limited the use of their data."""
    people = reader.find(Resident, site_id=[one.id for one in sites], restricted_since=None)
    here = {one.id for one in people}
    return count(one for one in assessed_records(reader, rules, day) if one[0].resident_id in here)


def rows_to_send(reader: Reader, site: Site, rules: CivicRules, day: date) -> list[Row]:
    """Return what the programme team gets of a site: how many, by act, cohort, group and ending.

    An empty ending goes on, an empty group isn't recorded. There is no pseudonym, no day and no
    term, and nobody of the ruling is in it: who has no duty is in no cohort.
    """
    moved = moved_away(reader)
    found = Counter(
        (one.regime.value, one.cohort, one.group or "", _told(one.reason))
        for one in counted_at(reader, [site], rules, day).members
        if one.resident_id not in moved
    )
    return [(*key, number) for key, number in sorted(found.items())]


def _told(reason: Reason | None) -> str:
    """Return why a duty ended as far as it leaves the desk.

    That DUO dispensed somebody may hint at illness; the national figures don't give it either.
    """
    if reason is Reason.DISPENSED:
        return Reason.OTHER.value
    return "" if reason is None else reason.value


def people_behind(desk: Desk, line: CohortLine) -> tuple[Resident, ...]:
    """Return the residents of a row by their reference. Raises NotAllowed."""
    with desk.read("read_civic", DESK_ROLES) as reader:
        found = reader.find(Resident, order_by="reference", id=line.who)
    return tuple(found)
