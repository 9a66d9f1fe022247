"""When anything was last recorded about each resident, as the journal and the records tell."""

from __future__ import annotations

import json
from collections.abc import Set
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from meedoenbalie.domain.people import Contact, Resident
from meedoenbalie.domain.referrals import InformationGiven
from meedoenbalie.domain.visits import Visit
from meedoenbalie.storage.rows import TABLES, entry, payload, step
from meedoenbalie.storage.unit_of_work import Reader

_RESIDENT = TABLES[Resident]
_CONTACT = TABLES[Contact]
_INFORMED = TABLES[InformationGiven]
_VISIT = TABLES[Visit]


def may_be_due(reader: Reader, site_id: UUID | None, others: Set[UUID]) -> list[Resident]:
    """Return the residents of a site (None: of all) who left, and the named others."""
    gone = reader.connection.scalars(
        select(_RESIDENT.c.id).where(_RESIDENT.c.departed_on.is_not(None))
    )
    wanted = list(others | {*gone})
    parts = (wanted[start : start + 500] for start in range(0, len(wanted), 500))
    there: dict[str, Any] = {} if site_id is None else {"site_id": site_id}
    return [resident for part in parts for resident in reader.find(Resident, id=part, **there)]


def last_recorded(reader: Reader) -> dict[UUID, datetime]:
    """Return the last moment at which something was recorded about each resident.

    Bulk imports count for everybody in them; talks, visits and information given count on their own
    day, which may be later than what the journal knows of them.
    """
    connection = reader.connection
    last: dict[UUID, datetime] = {}

    def note(person: UUID, at: datetime) -> None:
        known = last.get(person)
        if known is None or at > known:
            last[person] = at

    singles = (
        select(payload.c.subject_id, func.max(step.c.at).label("at"))
        .join(entry, entry.c.id == payload.c.entry_id)
        .join(step, step.c.id == entry.c.step_id)
        .where(payload.c.subject_id.is_not(None))
        .group_by(payload.c.subject_id)
    )
    for row in connection.execute(singles):
        note(row.subject_id, row.at)
    chunks = (
        select(entry.c.chunk, step.c.at)
        .join(step, step.c.id == entry.c.step_id)
        .where(
            entry.c.chunk.is_not(None),
            entry.c.table_name == TABLES[Resident].name,
            entry.c.op == "insert",
        )
    )
    for row in connection.execute(chunks):
        for text in json.loads(row.chunk):
            note(UUID(text), row.at)
    talks = select(_CONTACT.c.resident_id, func.max(_CONTACT.c.at).label("at"))
    for row in connection.execute(talks.group_by(_CONTACT.c.resident_id)):
        note(row.resident_id, row.at)
    came = select(_VISIT.c.resident_id, func.max(_VISIT.c.arrived_at).label("at"))
    for row in connection.execute(
        came.where(_VISIT.c.resident_id.is_not(None)).group_by(_VISIT.c.resident_id)
    ):
        note(row.resident_id, row.at)
    told = select(_INFORMED.c.resident_id, func.max(_INFORMED.c.given_on).label("on"))
    for row in connection.execute(told.group_by(_INFORMED.c.resident_id)):
        note(row.resident_id, datetime.combine(row.on, time(12), UTC))
    return last
