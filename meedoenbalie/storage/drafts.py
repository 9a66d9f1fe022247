"""Half-typed forms: kept apart from the journal, because nothing is recorded yet."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, delete, insert, select, update

from meedoenbalie.domain.drafts import FormDraft
from meedoenbalie.storage.rows import draft


def keep(connection: Connection, kept: FormDraft) -> None:
    """Store a draft, in place of an earlier one with the same id and owner."""
    content = {"typed": dict(kept.typed), "about": kept.about, "version": kept.version}
    values = {
        "kind": kept.kind,
        "subject_id": kept.subject_id,
        "content": json.dumps(content, ensure_ascii=False),
        "at": kept.at,
    }
    same = (draft.c.id == kept.id) & (draft.c.owner == kept.owner)
    if not connection.execute(update(draft).where(same).values(values)).rowcount:
        connection.execute(insert(draft).values(id=kept.id, owner=kept.owner, **values))


def drafts_of(connection: Connection, owner: str) -> list[FormDraft]:
    """Return what one user left half-typed, the newest first."""
    query = select(draft).where(draft.c.owner == owner).order_by(draft.c.at.desc(), draft.c.id)
    return [_draft(row) for row in connection.execute(query)]


def drop(connection: Connection, owner: str, identifier: UUID) -> None:
    """Throw one draft away; one that isn't there is no error."""
    connection.execute(delete(draft).where(draft.c.id == identifier, draft.c.owner == owner))


def drop_about(connection: Connection, subject_id: UUID) -> None:
    """Throw away what anybody typed about a resident."""
    connection.execute(delete(draft).where(draft.c.subject_id == subject_id))


def hand_over(connection: Connection, subject_id: UUID, to: UUID) -> None:
    """Let what was typed about one resident be about another."""
    connection.execute(update(draft).where(draft.c.subject_id == subject_id).values(subject_id=to))


def _draft(row: Row[Any]) -> FormDraft:
    content = json.loads(row.content)
    return FormDraft(
        id=row.id,
        owner=row.owner,
        kind=row.kind,
        typed=content["typed"],
        at=row.at,
        about=content["about"],
        version=content["version"],
        subject_id=row.subject_id,
    )
