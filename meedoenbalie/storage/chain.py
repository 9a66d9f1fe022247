"""Walking the chain: is every step as it was written, and every row as its last step left it?

Nothing personal comes out: a problem names a step, a table and the identifier of a row.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select

from meedoenbalie.storage.dialect import dialect_of
from meedoenbalie.storage.history import KINDS
from meedoenbalie.storage.journal import NO_HASH, Head, digest_of, image_of, step_hash
from meedoenbalie.storage.rows import entry, metadata, payload, step
from meedoenbalie.storage.unit_of_work import Reader, record_of

Row = tuple[str, UUID]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that isn't as it was written.

    ``code`` is one of step_missing, chain_broken, step_changed, entry_lost (a digest without its
    step), image_changed, row_changed, row_missing, row_unknown (nobody wrote it), payload_missing,
    damaged (SQLite or SQLCipher says so) and reference_broken.
    """

    code: str
    step: int | None = None
    table: str = ""
    row: UUID | None = None


@dataclass(slots=True)
class _Digest:
    """A digest that waits for the images that it covers."""

    step: int
    table: str
    rows: tuple[UUID, ...]
    salt: bytes | None
    digest: bytes
    images: dict[UUID, bytes] = field(default_factory=dict)

    def agrees(self) -> bool:
        images = [self.images[row] for row in self.rows]
        return self.salt is not None and digest_of(self.salt, images) == self.digest


@dataclass(slots=True)
class Walk:
    """What was walked: counts of steps, of live rows, of rows erased for good, and the problems."""

    steps: int = 0
    rows: int = 0
    erased: int = 0
    problems: list[Problem] = field(default_factory=list)


def hash_of_step(reader: Reader, number: int) -> bytes | None:
    """Return the hash with which a step is chained, or None when there is no such step."""
    found: bytes | None = reader.connection.scalar(select(step.c.hash).where(step.c.id == number))
    return found


def walk(reader: Reader) -> Walk:
    """Walk the whole chain and hold every live row against it."""
    found = Walk()
    _walk_steps(reader, found)
    _Images(reader, found).check()
    return found


def damages(reader: Reader) -> Iterator[Problem]:
    """Ask the store itself whether pages, indexes and references are whole."""
    dialect = dialect_of(reader.connection)
    if not dialect.is_whole(reader.connection):
        yield Problem("damaged")
    for table in dialect.broken_references(reader.connection):
        yield Problem("reference_broken", table=table)


def _walk_steps(reader: Reader, found: Walk) -> None:
    digests: dict[int, list[bytes]] = {}
    for row in reader.connection.execute(
        select(entry.c.step_id, entry.c.digest).order_by(entry.c.id)
    ):
        digests.setdefault(row.step_id, []).append(row.digest)
    last = Head(0, NO_HASH)
    for row in reader.connection.execute(select(step).order_by(step.c.id)):
        if row.id != last.step + 1:
            found.problems.append(Problem("step_missing", last.step + 1))
        if row.prev_hash != last.hash:
            found.problems.append(Problem("chain_broken", row.id))
        own = digests.pop(row.id, [])
        if row.hash != step_hash(row.prev_hash, row.actor, row.at, row.action, own, row.undoes):
            found.problems.append(Problem("step_changed", row.id))
        last = Head(row.id, row.hash)
        found.steps += 1
    found.problems += [Problem("entry_lost", number) for number in digests]


class _Images:
    """Holds images against digests: what a next step kept of a row, or else the live row."""

    def __init__(self, reader: Reader, found: Walk) -> None:
        self._reader = reader
        self._found = found
        self._waiting: dict[Row, _Digest] = {}
        self._chunks: list[_Digest] = []
        self._erased: set[Row] = set()
        self._without: list[tuple[int, _Digest]] = []
        self._last_erasure = 0

    def check(self) -> None:
        """Walk all entries, then all live rows."""
        query = select(entry, payload.c.salt, payload.c.before).outerjoin(
            payload, payload.c.entry_id == entry.c.id
        )
        for row in self._reader.connection.execute(query.order_by(entry.c.id)):
            rows = (row.row_id,) if row.chunk is None else tuple(map(UUID, json.loads(row.chunk)))
            made = _Digest(row.step_id, row.table_name, rows, row.salt, row.digest)
            if row.salt is None:
                self._without.append((row.id, made))
            if row.before is not None:
                self._resolve((row.table_name, row.row_id), row.before.encode("utf-8"))
            self._pass(row.id, row.op, made)
        for table in KINDS:
            self._check_live(table)
        self._conclude()

    def _pass(self, number: int, op: str, made: _Digest) -> None:
        rows = [(made.table, identifier) for identifier in made.rows]
        if op in ("delete", "erase"):
            (row,) = rows
            made.images[row[1]] = b""
            self._waiting.pop(row, None)
            if made.salt is not None and not made.agrees():
                self._note("image_changed", made, row[1])
            if op == "erase":
                self._last_erasure = number
                self._erased.add(row)
            return
        for row in rows:
            self._waiting[row] = made
        if len(rows) > 1 or op == "reseal":
            self._chunks.append(made)

    def _resolve(self, row: Row, image: bytes) -> None:
        """Give the digest of a row what the row was then."""
        made = self._waiting.pop(row, None)
        if made is None:
            return
        made.images[row[1]] = image
        if len(made.rows) == 1 and made.salt is not None and not made.agrees():
            self._note("image_changed", made, row[1])

    def _check_live(self, table: str) -> None:
        kind = KINDS[table]
        for row in self._reader.connection.execute(select(metadata.tables[table])).mappings():
            self._found.rows += 1
            key = (table, row["id"])
            made = self._waiting.pop(key, None)
            if made is None:
                self._found.problems.append(Problem("row_unknown", None, table, row["id"]))
                continue
            made.images[row["id"]] = image_of(record_of(kind, row))
            if len(made.rows) == 1 and made.salt is not None and not made.agrees():
                self._note("row_changed", made, row["id"])

    def _conclude(self) -> None:
        for (_table, identifier), made in self._waiting.items():
            self._note("row_missing", made, identifier)
        for made in self._chunks:
            whole = len(made.images) == len(made.rows)
            if len(made.rows) > 1 and made.salt is not None and whole and not made.agrees():
                self._note("row_changed", made, None)
        # An erasure takes payloads away, of older entries only.
        for number, made in self._without:
            if number > self._last_erasure:
                self._note("payload_missing", made, made.rows[0] if len(made.rows) == 1 else None)
        self._found.erased = len(self._erased)

    def _note(self, code: str, made: _Digest, row: UUID | None) -> None:
        self._found.problems.append(Problem(code, made.step, made.table, row))
