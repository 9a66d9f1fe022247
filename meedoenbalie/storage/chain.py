"""Walking the chain of the journal from its first step to its head."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import Connection, select

from meedoenbalie.storage.journal import NO_HASH, step_hash
from meedoenbalie.storage.rows import entry, step


def first_broken_step(connection: Connection) -> int | None:
    """Return the number of the first step that doesn't follow from the one before; None: whole.

    A step is broken when its number is missing, when it names another hash before it, or when its
    hash isn't the one of its actor, moment, action and digests.
    """
    previous, expected = NO_HASH, 1
    for number, prev_hash, stored, calculated in _steps(connection):
        if number != expected or prev_hash != previous or stored != calculated:
            return expected
        previous, expected = stored, expected + 1
    return None


def origin(connection: Connection) -> bytes:
    """Return the hash of the first step: one for every store ever made. Empty without steps."""
    return connection.scalar(select(step.c.hash).order_by(step.c.id).limit(1)) or b""


def _steps(connection: Connection) -> Iterator[tuple[int, bytes, bytes, bytes]]:
    query = (
        select(step, entry.c.digest)
        .outerjoin(entry, entry.c.step_id == step.c.id)
        .order_by(step.c.id, entry.c.id)
    )
    rows = connection.execute(query.execution_options(yield_per=1000))
    for number, group in groupby(rows, lambda row: row.id):
        lines = list(group)
        one = lines[0]
        digests = [line.digest for line in lines if line.digest is not None]
        calculated = step_hash(one.prev_hash, one.actor, one.at, one.action, digests)
        yield number, one.prev_hash, one.hash, calculated
