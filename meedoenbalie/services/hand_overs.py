"""The note for the colleague who comes next (*overdracht*)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from meedoenbalie.domain.follow_ups import HandOver
from meedoenbalie.domain.people import Resident, Site
from meedoenbalie.services.desk import Desk, Done

__all__ = ["HandOver", "Unread", "hand_over", "mark_read", "unread"]


@dataclass(frozen=True, slots=True)
class Unread:
    """A note that this user didn't read yet, and whom it is about, if one person."""

    note: HandOver
    resident: Resident | None


def hand_over(
    desk: Desk, text: str, *, site_id: UUID | None = None, resident_id: UUID | None = None
) -> Done[HandOver]:
    """Write a note for whoever comes next at a site: the resident's, ``site_id`` or the first.

    Raises UnknownRecord and pydantic.ValidationError.
    """
    with desk.write("hand_over") as uow:
        if resident_id is not None:
            site_id = uow.get(Resident, resident_id).site_id
        note = uow.insert(
            HandOver(
                site_id=site_id or uow.find(Site, order_by="code")[0].id,
                resident_id=resident_id,
                at=desk.clock.now(),
                by=desk.user.name,
                text=text.strip(),
            )
        )
    return Done(note, frozenset(uow.changed))


def unread(desk: Desk, site_id: UUID | None = None) -> list[Unread]:
    """Return the notes of colleagues that this user didn't read yet, the newest first."""
    name = desk.user.name
    with desk.read() as reader:
        notes = (
            reader.find(HandOver, order_by="at")
            if site_id is None
            else reader.find(HandOver, order_by="at", site_id=site_id)
        )
        mine = [note for note in notes if note.by != name and name not in note.read_by]
        people = {
            one.id: one for one in reader.find(Resident, id=[note.resident_id for note in mine])
        }
    return [
        Unread(note, people.get(note.resident_id) if note.resident_id else None)
        for note in reversed(mine)
    ]


def mark_read(desk: Desk, note_id: UUID) -> Done[HandOver]:
    """Write down that this user read a note. Raises UnknownRecord."""
    with desk.write("read_hand_over") as uow:
        note = uow.get(HandOver, note_id)
        readers = dict.fromkeys((*note.read_by, desk.user.name))
        after = uow.update(note, read_by=tuple(readers))
    return Done(after, frozenset(uow.changed))
