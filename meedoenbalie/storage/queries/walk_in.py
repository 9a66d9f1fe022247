"""Visits of a day, how many there were in some days, and which languages people speak here."""

from __future__ import annotations

from collections import Counter
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.visits import Visit, VisitPurpose, VisitState
from meedoenbalie.storage import search
from meedoenbalie.storage.rows import TABLES
from meedoenbalie.storage.unit_of_work import Reader

_VISIT = TABLES[Visit]
_RESIDENT = TABLES[Resident]


def visits_on(reader: Reader, day: date, site_id: UUID) -> list[Visit]:
    """Return the visits of a day at a site, in order of arrival."""
    return reader.find(Visit, order_by=("arrived_at", "id"), day=day, site_id=site_id)


def counted(
    reader: Reader, first: date, last: date, site_id: UUID | None
) -> list[tuple[VisitState, VisitPurpose, int]]:
    """Count the visits of some days, both included, by state and purpose."""
    query = (
        select(_VISIT.c.state, _VISIT.c.purpose, func.count())
        .where(_VISIT.c.day.between(first, last))
        .group_by(_VISIT.c.state, _VISIT.c.purpose)
    )
    if site_id is not None:
        query = query.where(_VISIT.c.site_id == site_id)
    return [(row[0], row[1], row[2]) for row in reader.connection.execute(query)]


def languages_here(reader: Reader, site_id: UUID) -> list[str]:
    """Return the languages (ISO 639-3) of residents and visits of a site, the commonest first."""
    found: Counter[str] = Counter()
    residents = select(_RESIDENT.c.preferred_language, func.count()).where(
        _RESIDENT.c.site_id == site_id, _RESIDENT.c.departed_on.is_(None)
    )
    visits = select(_VISIT.c.language, func.count()).where(_VISIT.c.site_id == site_id)
    for query, column in ((residents, _RESIDENT.c.preferred_language), (visits, _VISIT.c.language)):
        for language, number in reader.connection.execute(query.group_by(column)):
            if language:
                found[language] += number
    return [language for language, _number in sorted(found.items(), key=lambda p: (-p[1], p[0]))]


def named_like(reader: Reader, words: str, site_id: UUID, limit: int) -> list[Resident]:
    """Return residents who are at a site and whom these words find, best first."""
    wanted = search.find_residents(reader.connection, words, site_id, True, limit)
    known = {resident.id: resident for resident in reader.find(Resident, id=wanted)}
    return [known[identifier] for identifier in wanted if identifier in known]
