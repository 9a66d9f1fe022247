"""The one write door: every change of a record goes through here and is chained.

An insert keeps no image (the row is its own *after*); update and delete keep *before* in the
payload, apart from the chain, so that erasing a person leaves the chain whole. A digest is
SHA-256(salt ‖ image), a step's hash SHA-256(previous hash ‖ actor, moment, action, digests).
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select, tuple_, update

from meedoenbalie.domain.record import Record
from meedoenbalie.storage import search, standing
from meedoenbalie.storage.errors import StaleRecord
from meedoenbalie.storage.rows import TABLES, entry, payload, step

R = TypeVar("R", bound=Record)

CHUNK = 1000
NO_HASH = bytes(32)


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain: number of the last step and its hash (32 bytes)."""

    step: int
    hash: bytes


def head(connection: Connection) -> Head:
    """Return the head of the last data change; step 0 in an empty store."""
    row = connection.execute(select(step.c.id, step.c.hash).order_by(step.c.id.desc()).limit(1))
    last = row.first()
    return Head(last.id, last.hash) if last else Head(0, NO_HASH)


def image_of(record: Record) -> bytes:
    """Return the bytes that stand for a record in a digest.

    Fields at their default are left out, so that a field added later changes no old digest.
    """
    return record.model_dump_json(exclude_defaults=True).encode("utf-8")


def digest_of(salt: bytes, images: Sequence[bytes]) -> bytes:
    """Return SHA-256 over the salt and the images, separated by line ends."""
    return hashlib.sha256(salt + b"\n".join(images)).digest()


def step_hash(
    previous: bytes,
    actor: str,
    at: datetime,
    action: str,
    digests: Sequence[bytes],
    undoes: int | None = None,
) -> bytes:
    """Return the hash that chains a step to the one before it."""
    parts = (actor, at.isoformat(), action, *(() if undoes is None else (str(undoes),)))
    said = "\n".join(parts).encode("utf-8")
    return hashlib.sha256(previous + said + b"".join(digests)).digest()


@dataclass(slots=True)
class Journal:
    """The step that one unit of work writes. Nothing is written where nothing changed.

    ``undoes`` is the number of the step that this one reverses; such a step is always written, so
    that the one it reverses counts as undone.
    """

    connection: Connection
    actor: str
    at: datetime
    action: str
    label: str = ""
    undoes: int | None = None
    _entries: list[dict[str, Any]] = field(default_factory=list)
    _payloads: list[dict[str, Any]] = field(default_factory=list)

    def insert(self, record: Record, subject: UUID | None) -> None:
        """Store one new record; ``subject`` is the resident whom it is about."""
        table = TABLES[type(record)]
        self.connection.execute(insert(table), _values(record))
        if search.is_searchable(type(record)):
            search.add(self.connection, [record])
        standing.follow(self.connection, [record])
        self._note(table.name, record, "insert", image_of(record), subject)

    def insert_many(self, records: Sequence[Record]) -> None:
        """Store many records of one kind and version, with one entry per 1,000."""
        for start in range(0, len(records), CHUNK):
            chunk = records[start : start + CHUNK]
            table = TABLES[type(chunk[0])]
            self.connection.execute(insert(table), [_values(record) for record in chunk])
            if search.is_searchable(type(chunk[0])):
                search.add(self.connection, chunk)
            standing.follow(self.connection, chunk)
            self._note_chunk(chunk, "insert", chunk[0].version)

    def update(self, before: R, after: R, subject: UUID | None) -> R:
        """Store a changed record and return it with its new version. Raises StaleRecord."""
        table = TABLES[type(after)]
        stored: R = after.changed(version=before.version + 1)
        result = self.connection.execute(
            update(table)
            .where(table.c.id == before.id, table.c.version == before.version)
            .values(_values(stored))
        )
        if result.rowcount != 1:
            raise StaleRecord(table.name)
        if search.is_searchable(type(stored)):
            search.change(self.connection, stored)
        standing.follow(self.connection, [before, stored])
        self._note(table.name, stored, "update", image_of(stored), subject, before)
        return stored

    def delete(self, record: Record, subject: UUID | None) -> None:
        """Take a record away; its last image is kept for undo. Raises StaleRecord."""
        table = TABLES[type(record)]
        result = self.connection.execute(
            delete(table).where(table.c.id == record.id, table.c.version == record.version)
        )
        if result.rowcount != 1:
            raise StaleRecord(table.name)
        if search.is_searchable(type(record)):
            search.remove(self.connection, record)
        standing.follow(self.connection, [record])
        self._note(table.name, record, "delete", b"", subject, record)

    def erase(self, record: Record) -> None:
        """Take a record away for good: no image is kept, and nothing ties it to a person."""
        table = TABLES[type(record)]
        self.connection.execute(delete(table).where(table.c.id == record.id))
        if search.is_searchable(type(record)):
            search.remove(self.connection, record)
        standing.follow(self.connection, [record])
        self._note(table.name, record, "erase", b"", None)

    def reseal(self, records: Sequence[Record]) -> None:
        """Digest records of one kind anew, as they are now, when their own digest lost its salt."""
        for start in range(0, len(records), CHUNK):
            self._note_chunk(records[start : start + CHUNK], "reseal", 0)

    def delete_many(self, records: Sequence[tuple[Record, UUID | None]]) -> None:
        """Take many records of one kind away, each with its subject: an entry for every one.

        Raises StaleRecord.
        """
        kind = type(records[0][0])
        table = TABLES[kind]
        for start in range(0, len(records), CHUNK):
            chunk = records[start : start + CHUNK]
            rows = [(record.id, record.version) for record, _subject in chunk]
            result = self.connection.execute(
                delete(table).where(tuple_(table.c.id, table.c.version).in_(rows))
            )
            if result.rowcount != len(chunk):
                raise StaleRecord(table.name)
            if search.is_searchable(kind):
                search.remove_many(self.connection, [record for record, _subject in chunk])
            standing.follow(self.connection, [record for record, _subject in chunk])
            for record, subject in chunk:
                self._note(table.name, record, "delete", b"", subject, record)

    def close(self) -> Head | None:
        """Chain the step with its entries, as the last writes of the transaction, and return it."""
        if not self._entries and self.undoes is None:
            return None
        last = head(self.connection)
        number = last.step + 1
        chained = step_hash(
            last.hash,
            self.actor,
            self.at,
            self.action,
            [e["digest"] for e in self._entries],
            self.undoes,
        )
        self.connection.execute(
            insert(step),
            {
                "id": number,
                "actor": self.actor,
                "at": self.at,
                "action": self.action,
                "label": self.label,
                "undoes": self.undoes,
                "prev_hash": last.hash,
                "hash": chained,
            },
        )
        first = self.connection.scalar(select(entry.c.id).order_by(entry.c.id.desc()).limit(1)) or 0
        for place, (noted, kept) in enumerate(zip(self._entries, self._payloads, strict=True), 1):
            noted["id"], noted["step_id"] = first + place, number
            kept["entry_id"] = first + place
        if self._entries:
            self.connection.execute(insert(entry), self._entries)
            self.connection.execute(insert(payload), self._payloads)
        return Head(number, chained)

    def _note_chunk(self, chunk: Sequence[Record], op: str, version_after: int) -> None:
        salt = secrets.token_bytes(16)
        self._entries.append(
            {
                "table_name": TABLES[type(chunk[0])].name,
                "row_id": None,
                "chunk": json.dumps([record.id.hex for record in chunk]),
                "op": op,
                "version_after": version_after,
                "digest": digest_of(salt, [image_of(record) for record in chunk]),
            }
        )
        self._payloads.append({"subject_id": None, "salt": salt, "before": None})

    def _note(
        self,
        table: str,
        record: Record,
        op: str,
        image: bytes,
        subject: UUID | None,
        before: Record | None = None,
    ) -> None:
        salt = secrets.token_bytes(16)
        self._entries.append(
            {
                "table_name": table,
                "row_id": record.id,
                "chunk": None,
                "op": op,
                "version_after": record.version,
                "digest": digest_of(salt, [image]),
            }
        )
        self._payloads.append(
            {
                "subject_id": subject,
                "salt": salt,
                "before": before.model_dump_json(exclude_defaults=True) if before else None,
            }
        )


def _values(record: Record) -> dict[str, Any]:
    # The fields themselves: the column types turn values and tuples into what the store keeps.
    return dict(record.__dict__)
