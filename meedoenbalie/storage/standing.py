"""Where each referral stands, kept beside its events so that no list has to replay them all.

Derived, like the full-text index, and written in the same transaction as the events from which it
follows (``domain.referrals.replay``). So what a list of referrals costs doesn't grow with the
events of the years behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Date, Index, Table, Uuid, delete, insert, select

from meedoenbalie.domain.record import EnumText, Record
from meedoenbalie.domain.referrals import (
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
        query = (
            select(_EVENT)
            .where(_EVENT.c.referral_id.in_(some))
            .order_by(_EVENT.c.referral_id, _EVENT.c.sequence)
        )
        events = [
            ReferralEvent.model_validate(dict(row)) for row in connection.execute(query).mappings()
        ]
        rows = [
            _row(referral, list(of_one))
            for referral, of_one in groupby(events, lambda event: event.referral_id)
        ]
        if rows:
            connection.execute(insert(referral_standing), rows)


def _row(referral: UUID, events: Sequence[ReferralEvent]) -> dict[str, Any]:
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
        **asdict(standing),
        **firsts,
        "completed_on": standing.since if done else None,
    }
