"""When anything was last recorded about each resident, as the journal and the records tell."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Set
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from meedoenbalie.clock import LOCAL_ZONE
from meedoenbalie.domain.consent import Consent
from meedoenbalie.domain.people import Contact, Resident
from meedoenbalie.domain.referrals import InformationGiven
from meedoenbalie.domain.visits import Visit
from meedoenbalie.storage.rows import TABLES, entry, payload, step
from meedoenbalie.storage.unit_of_work import Reader

_RESIDENT = TABLES[Resident]
_CONTACT = TABLES[Contact]
_CONSENT = TABLES[Consent]
_INFORMED = TABLES[InformationGiven]
_VISIT = TABLES[Visit]


def may_be_due(
    reader: Reader, site_id: UUID | None, gone_before: date, others: Set[UUID], today: date
) -> list[Resident]:
    """Return the residents of a site (None: of all) who left before a day, and the named others.

    Whoever left and is kept until a later day than ``today`` is left out.
    """
    kept = _RESIDENT.c.keep_until
    gone = reader.connection.scalars(
        select(_RESIDENT.c.id).where(
            _RESIDENT.c.departed_on < gone_before, or_(kept.is_(None), kept <= today)
        )
    )
    wanted = list(others | {*gone})
    parts = (wanted[start : start + 500] for start in range(0, len(wanted), 500))
    there: dict[str, Any] = {} if site_id is None else {"site_id": site_id}
    return [resident for part in parts for resident in reader.find(Resident, id=part, **there)]


def with_consent_over(reader: Reader, today: date) -> list[UUID]:
    """Return the residents who gave a consent of which the last day has passed."""
    over = select(_CONSENT.c.resident_id).where(_CONSENT.c.valid_until < today).distinct()
    return list(reader.connection.scalars(over))


def silent(reader: Reader, since: date) -> dict[UUID, datetime]:
    """Return the residents about whom nothing was recorded from ``since`` on, and what came last.

    Bulk imports count for everybody in them; talks, visits and information given count on their own
    day, which may be later than what the journal knows of them.
    """
    begins = datetime.combine(since, time(), LOCAL_ZONE)
    began = reader.connection.scalar(select(func.min(step.c.at)))
    if began is None or began >= begins:
        # Everybody was recorded in this store since then, however old what was read in about them.
        return {}
    last: dict[UUID, datetime] = {}
    for person, at in _recorded(reader, lambda column, edge: column < edge, since, begins):
        last[person] = max(at, last.get(person, at))
    # A desk that is younger than the term has nobody: what is recent isn't read then.
    if last:
        for person, _at in _recorded(reader, lambda column, edge: column >= edge, since, begins):
            last.pop(person, None)
    return last


def _recorded(
    reader: Reader,
    in_time: Callable[[ColumnElement[Any], date], ColumnElement[bool]],
    day: date,
    moment: datetime,
) -> Iterator[tuple[UUID, datetime]]:
    """Yield who had something recorded on one side of a day, which begins at ``moment``."""
    connection = reader.connection
    at = step.c.at
    singles = (
        select(payload.c.subject_id, func.max(at).label("at"))
        .join(entry, entry.c.id == payload.c.entry_id)
        .join(step, step.c.id == entry.c.step_id)
        .where(payload.c.subject_id.is_not(None), in_time(at, moment))
        .group_by(payload.c.subject_id)
    )
    for row in connection.execute(singles):
        yield row.subject_id, row.at
    chunks = (
        select(entry.c.chunk, at)
        .join(step, step.c.id == entry.c.step_id)
        .where(
            entry.c.chunk.is_not(None),
            entry.c.table_name == _RESIDENT.name,
            entry.c.op == "insert",
            in_time(at, moment),
        )
    )
    for row in connection.execute(chunks):
        for text in json.loads(row.chunk):
            yield UUID(text), row.at
    for person, own in (
        (_CONTACT.c.resident_id, _CONTACT.c.at),
        (_VISIT.c.resident_id, _VISIT.c.arrived_at),
    ):
        talks = select(person, func.max(own).label("at")).where(
            person.is_not(None), in_time(own, moment)
        )
        for row in connection.execute(talks.group_by(person)):
            yield row.resident_id, row.at
    told = select(_INFORMED.c.resident_id, func.max(_INFORMED.c.given_on).label("on")).where(
        in_time(_INFORMED.c.given_on, day)
    )
    for row in connection.execute(told.group_by(_INFORMED.c.resident_id)):
        yield row.resident_id, datetime.combine(row.on, time(12), UTC)
