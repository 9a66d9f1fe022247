"""Half-typed forms (*Kladjes*): kept while one types, back after a lock or a crash.

Each user has the own drafts, whatever the role: nobody else sees them. They are no data of the desk
yet, so they stand outside the journal and nothing reports on them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from meedoenbalie.domain.drafts import DraftKind, FormDraft, Typed, without_bsn
from meedoenbalie.domain.people import Resident
from meedoenbalie.services.desk import EVERYONE, Desk
from meedoenbalie.storage import drafts

__all__ = [
    "DraftKind",
    "FormDraft",
    "OpenDraft",
    "Typed",
    "drop",
    "keep",
    "keep_again",
    "latest",
    "mine",
    "open_drafts",
]


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft and the name of the resident whom it is about, empty when there is none yet."""

    draft: FormDraft
    name: str


def keep(
    desk: Desk,
    identifier: UUID,
    kind: str,
    typed: Typed,
    *,
    about: str = "",
    version: int = 0,
    subject_id: UUID | None = None,
) -> tuple[str, ...]:
    """Keep what stands in a form; return the names of inputs that were left out.

    An input that holds something like a BSN is left out (Wabb art. 10).
    """
    clean, refused = without_bsn(typed)
    now, owner = desk.clock.now(), desk.user.name
    made = FormDraft(identifier, owner, kind, clean, now, about, version, subject_id)
    with desk.database.writing() as connection:
        if clean:
            drafts.keep(connection, made)
        else:
            drafts.drop(connection, owner, identifier)
    return refused


def keep_again(desk: Desk, typed: Sequence[FormDraft]) -> None:
    """Keep what stood in forms that are gone, each under its own number."""
    for one in typed:
        keep(
            desk,
            one.id,
            one.kind,
            one.typed,
            about=one.about,
            version=one.version,
            subject_id=one.subject_id,
        )


def mine(desk: Desk) -> list[FormDraft]:
    """Return the user's own drafts, the newest first."""
    with desk.read("read_drafts", EVERYONE) as reader:
        return drafts.drafts_of(reader.connection, desk.user.name)


def latest(
    desk: Desk, kind: str, about: str = "", identifier: UUID | None = None
) -> FormDraft | None:
    """Return the newest draft of a form, or the one with that id; None when there is none."""
    return next(
        (
            draft
            for draft in mine(desk)
            if (draft.kind, draft.about) == (kind, about) and identifier in (None, draft.id)
        ),
        None,
    )


def open_drafts(desk: Desk) -> list[OpenDraft]:
    """Return the user's own drafts with the names of whom they are about, the newest first."""
    with desk.read() as reader:
        found = drafts.drafts_of(reader.connection, desk.user.name)
        wanted = {draft.subject_id for draft in found if draft.subject_id is not None}
        people = {person.id: person for person in reader.find(Resident, id=wanted)}
    names = {identifier: person.full_name for identifier, person in people.items()}
    return [
        OpenDraft(draft, names.get(draft.subject_id, "") if draft.subject_id else "")
        for draft in found
    ]


def drop(desk: Desk, identifier: UUID) -> None:
    """Throw an own draft away."""
    with desk.database.writing() as connection:
        drafts.drop(connection, desk.user.name, identifier)
