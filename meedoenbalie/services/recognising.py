"""Who somebody in the queue of the walk-in is, or may be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.same_person import ALIKE, likeness_to
from meedoenbalie.services.desk import Desk
from meedoenbalie.services.next_step import NextStep, next_step
from meedoenbalie.storage.queries import walk_in as queries
from meedoenbalie.storage.queries.residents import dossier
from meedoenbalie.storage.unit_of_work import Reader

__all__ = ["Known", "alike", "known", "sounding_like"]

_MOST_PROPOSED = 3
_LOOKED_AT = 40


@dataclass(frozen=True, slots=True)
class Known:
    """What the desk knows of somebody in the queue already."""

    resident: Resident
    last_contact: datetime | None
    next: NextStep


def sounding_like(desk: Desk, site_id: UUID, name: str) -> tuple[Resident, ...]:
    """Return the few residents of a site whose name sounds like this one, the likest first."""
    with desk.read() as reader:
        return alike(reader, site_id, name)


def known(desk: Desk, reader: Reader, resident_id: UUID) -> Known:
    """Return what the desk knows of somebody, and what it can best do next."""
    held = dossier(reader, resident_id)
    last = held.contacts[0].at if held.contacts else None
    return Known(held.resident, last, next_step(held, desk.clock.today()))


def alike(reader: Reader, site_id: UUID, name: str) -> tuple[Resident, ...]:
    """Return the few residents of a site whose name sounds like this one, the likest first."""
    found = queries.named_like(reader, name, site_id, _LOOKED_AT)
    likeness = {resident.id: likeness_to(name, resident) for resident in found}
    likely = sorted(
        (resident for resident in found if likeness[resident.id] >= ALIKE),
        key=lambda resident: -likeness[resident.id],
    )
    return tuple(likely[:_MOST_PROPOSED])
