"""When the users of a store were last in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select

from meedoenbalie.storage.rows import access
from meedoenbalie.storage.unit_of_work import Reader


def last_seen(reader: Reader, actions: Collection[str]) -> dict[str, datetime]:
    """Return by name of the user the last moment of one of these actions, when not refused."""
    query = (
        select(access.c.actor, func.max(access.c.id))
        .where(access.c.action.in_(actions), access.c.refused == 0)
        .group_by(access.c.actor)
    )
    last = {identifier for _, identifier in reader.connection.execute(query)}
    moments = select(access.c.actor, access.c.at).where(access.c.id.in_(last))
    return {row.actor: row.at for row in reader.connection.execute(moments)}
