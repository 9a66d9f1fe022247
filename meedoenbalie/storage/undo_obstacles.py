"""What stands in the way of a plan: rows that others depend on, and numbers that others have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Table, UniqueConstraint, func, select, tuple_

from meedoenbalie.domain.consent import Consent, ConsentAnswer, ConsentPurpose
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.record import Record
from meedoenbalie.domain.referrals import EventKind, Referral, ReferralEvent, replay
from meedoenbalie.storage.history import KINDS, parts
from meedoenbalie.storage.rows import TABLES, entry, metadata
from meedoenbalie.storage.undo_plan import Obstacle, Plan
from meedoenbalie.storage.unit_of_work import Reader


def obstacles(reader: Reader, plan: Plan) -> list[Obstacle]:
    """Return what stands in the way of a plan as it is now."""
    return [
        *_in_use(reader, plan),
        *_missing(reader, plan),
        *_taken(reader, plan),
        *_relied_on(reader, plan),
    ]


def live_rows(reader: Reader, kind: type[Record], ids: Sequence[UUID]) -> dict[UUID, Record]:
    """Return the rows that are there, by their identifier."""
    return {one.id: one for some in parts(ids) for one in reader.find(kind, id=list(some))}


def _in_use(reader: Reader, plan: Plan) -> Iterator[Obstacle]:
    for table in KINDS:
        for column, target in _foreign_keys(metadata.tables[table]):
            removed = [record.id for (name, _id), record in plan.remove.items() if name == target]
            for record in _pointing(reader, table, column, removed):
                row = (table, record.id)
                after = plan.change[row][1] if row in plan.change else record
                pointed = getattr(record, column)
                if row not in plan.remove and getattr(after, column) == pointed:
                    yield Obstacle(
                        "in_use", (target, pointed), plan.remove[target, pointed], record
                    )


def _missing(reader: Reader, plan: Plan) -> Iterator[Obstacle]:
    wanted: dict[str, set[UUID]] = defaultdict(set)
    coming = [*plan.put_back.items(), *((row, pair[1]) for row, pair in plan.change.items())]
    links = [
        (row, record, target, identifier)
        for row, record in coming
        for column, target in _foreign_keys(metadata.tables[row[0]])
        if (identifier := getattr(record, column)) is not None
    ]
    for _row, _record, target, identifier in links:
        wanted[target].add(identifier)
    there = {
        (target, identifier)
        for target, identifiers in wanted.items()
        for identifier in live_rows(reader, KINDS[target], list(identifiers))
    }
    for row, record, target, identifier in links:
        found = (target, identifier)
        if found in plan.remove or (found not in there and found not in plan.put_back):
            yield Obstacle("missing", row, record)


def _taken(reader: Reader, plan: Plan) -> Iterator[Obstacle]:
    coming = {**plan.put_back, **{row: pair[1] for row, pair in plan.change.items()}}
    by_table: dict[str, list[Record]] = defaultdict(list)
    for (table, _id), record in coming.items():
        by_table[table].append(record)
    for table, records in by_table.items():
        for names in _unique(metadata.tables[table]):
            holders = {_values(record, names): record for record in records}
            for other in _holding(reader, table, names, list(holders)):
                row = (table, other.id)
                mine = holders[_values(other, names)]
                leaves = row in plan.remove or (
                    row in plan.change and _values(plan.change[row][1], names) not in holders
                )
                if other.id != mine.id and not leaves:
                    yield Obstacle("taken", (table, mine.id), mine, other)


def _relied_on(reader: Reader, plan: Plan) -> Iterator[Obstacle]:
    """A consent on which a referral was sent: sending needs it (glossary), so it stays."""
    going = {event.id for event in plan.events}
    for row, consent in plan.remove.items():
        if not isinstance(consent, Consent) or consent.answer is not ConsentAnswer.YES:
            continue
        if consent.purpose is not ConsentPurpose.REFERRAL:
            continue
        if _said_twice(reader, plan, consent):
            continue
        offers = [one.id for one in reader.find(Offer, provider_id=consent.provider_id)]
        asked: dict[str, Any] = {"resident_id": consent.resident_id, "offer_id": offers}
        for referral in reader.find(Referral, **asked):
            for event, _standing in replay(reader.find(ReferralEvent, referral_id=referral.id)):
                relies = event.kind is EventKind.SENT and event.consent_on == consent.answered_on
                leaves = event.id in going or ("referral_event", event.id) in plan.remove
                if relies and not leaves and _recorded_after(reader, event, consent):
                    yield Obstacle("in_use", row, consent, event)


def _said_twice(reader: Reader, plan: Plan, consent: Consent) -> bool:
    """Tell whether another yes of that day for a referral to that provider stays."""
    alike: dict[str, Any] = {
        name: getattr(consent, name)
        for name in ("resident_id", "provider_id", "purpose", "answer", "answered_on")
    }
    return any(
        other.id != consent.id and ("consent", other.id) not in plan.remove
        for other in reader.find(Consent, **alike)
    )


def _recorded_after(reader: Reader, event: ReferralEvent, consent: Consent) -> bool:
    """Tell whether an event may rest on a consent; of what came in bulk nobody knows."""
    first = [
        reader.connection.scalar(
            select(func.min(entry.c.id)).where(
                entry.c.table_name == TABLES[type(record)].name, entry.c.row_id == record.id
            )
        )
        for record in (event, consent)
    ]
    return None in first or first[0] > first[1]


def _pointing(reader: Reader, table: str, column: str, ids: Sequence[UUID]) -> Iterator[Record]:
    for some in parts(ids):
        found: dict[str, Any] = {column: list(some)}
        yield from reader.find(KINDS[table], **found)


def _holding(
    reader: Reader, table: str, names: tuple[str, ...], values: Sequence[tuple[Any, ...]]
) -> Iterator[Record]:
    columns = metadata.tables[table].c
    for some in parts(values):
        query = select(columns.id).where(tuple_(*(columns[name] for name in names)).in_(some))
        yield from reader.find(KINDS[table], id=list(reader.connection.scalars(query)))


def _values(record: Record, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(record, name) for name in names)


def _foreign_keys(table: Table) -> list[tuple[str, str]]:
    return [(key.parent.name, key.column.table.name) for key in table.foreign_keys]


def _unique(table: Table) -> list[tuple[str, ...]]:
    constraints = [c.columns for c in table.constraints if isinstance(c, UniqueConstraint)]
    indexes = [index.columns for index in table.indexes if index.unique]
    return [tuple(column.name for column in columns) for columns in (*constraints, *indexes)]
