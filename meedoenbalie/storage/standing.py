"""Where each referral stands, kept beside its events so that no list has to replay them all.

Derived, like the full-text index, and written in the same transaction as the events from which it
follows (``domain.referrals.replay``). So what a list of referrals costs doesn't grow with the
events of the years behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Date,
    Index,
    Select,
    Table,
    Uuid,
    and_,
    delete,
    insert,
    or_,
    select,
)

from meedoenbalie.domain.record import EnumText, Record
from meedoenbalie.domain.referrals import (
    ENDED,
    OPEN,
    EventKind,
    Outcome,
    Reason,
    ReferralEvent,
    ReferralState,
    Standing,
    replay,
)
from meedoenbalie.storage.rows import TABLES, metadata

referral_standing = Table(
    "referral_standing",
    metadata,
    Column("referral_id", Uuid, primary_key=True),
    Column("state", EnumText(ReferralState)),
    Column("since", Date),
    Column("sent_on", Date),
    Column("reason", EnumText(Reason)),
    Column("outcome", EnumText(Outcome)),
    Column("told_on", Date),
    Column("before_end", EnumText(ReferralState)),
    Column("last_on", Date),
    Column("first_sent_on", Date),
    Column("first_accepted_on", Date),
    Column("first_started_on", Date),
    Column("completed_on", Date),
    Index(None, "state", "told_on"),
    Index(None, "state", "since"),
    Index(None, "told_on"),
    Index(None, "last_on"),
    Index(None, "first_sent_on"),
)

_EVENT = TABLES[ReferralEvent]
_STANDING = referral_standing.c
_MOST = 1000
"""Referrals that are looked at in one go."""

_FIRST = {
    EventKind.SENT: "first_sent_on",
    EventKind.ACCEPTED: "first_accepted_on",
    EventKind.STARTED: "first_started_on",
}

COLUMNS = (
    _STANDING.state,
    _STANDING.since,
    _STANDING.sent_on,
    _STANDING.reason,
    _STANDING.outcome,
    _STANDING.told_on,
    _STANDING.before_end,
    _STANDING.last_on,
)
"""The fields of a ``Standing``, in its own order."""


class Recorded(NamedTuple):
    """As much of an event as replaying needs."""

    referral_id: UUID
    id: UUID
    sequence: int
    kind: EventKind
    happened_on: date
    reason: Reason | None
    outcome: Outcome | None
    told_on: date | None
    retracts: UUID | None


def recorded(
    connection: Connection, condition: ColumnElement[bool]
) -> Iterator[tuple[UUID, list[Recorded]]]:
    """Yield referrals with their events in order, of those events that meet a condition.

    They are not validated anew, as records are: that takes longer than reading them.
    """
    query = (
        select(*(_EVENT.c[name] for name in Recorded._fields))
        .where(condition)
        .order_by(_EVENT.c.referral_id, _EVENT.c.sequence)
    )
    events = (Recorded(*row) for row in connection.execute(query))
    for referral, of_one in groupby(events, lambda event: event.referral_id):
        yield referral, list(of_one)


def standing_since(day: date) -> Select[tuple[UUID]]:
    """Select the referrals that ran on a day or later, or of which the result was not told yet."""
    return select(_STANDING.referral_id).where(
        or_(
            _STANDING.state.in_(OPEN),
            _STANDING.last_on >= day,
            and_(_STANDING.state.in_(ENDED), _STANDING.told_on.is_(None)),
            _STANDING.told_on >= day,
        )
    )


def follow(connection: Connection, written: Iterable[Record]) -> None:
    """Keep the standings right after events were written or taken away; others change nothing."""
    _write(
        connection,
        list(dict.fromkeys(one.referral_id for one in written if isinstance(one, ReferralEvent))),
    )


def rebuild(connection: Connection) -> None:
    """Make all standings anew."""
    connection.execute(delete(referral_standing))
    _write(connection, list(connection.scalars(select(_EVENT.c.referral_id).distinct())))


def _write(connection: Connection, referrals: Sequence[UUID]) -> None:
    for start in range(0, len(referrals), _MOST):
        some = referrals[start : start + _MOST]
        connection.execute(delete(referral_standing).where(_STANDING.referral_id.in_(some)))
        rows = [
            _row(referral, events)
            for referral, events in recorded(connection, _EVENT.c.referral_id.in_(some))
        ]
        if rows:
            connection.execute(insert(referral_standing), rows)


def _row(referral: UUID, events: Sequence[Recorded]) -> dict[str, Any]:
    firsts: dict[str, Any] = dict.fromkeys(_FIRST.values())
    standing = Standing()
    for event, reached in replay(events):
        name = _FIRST.get(event.kind)
        if name is not None and firsts[name] is None:
            firsts[name] = event.happened_on
        standing = reached
    done = standing.state is ReferralState.COMPLETED
    return {
        "referral_id": referral,
        **{column.name: getattr(standing, column.name) for column in COLUMNS},
        **firsts,
        "completed_on": standing.since if done else None,
    }
