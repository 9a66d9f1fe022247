"""Friends who go together or not at all: noted when each of them said yes, and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

from meedoenbalie.domain.companions import Companion
from meedoenbalie.domain.matching.division import LARGEST_GROUP, SMALLEST_GROUP, InvalidProblem
from meedoenbalie.domain.people import Resident
from meedoenbalie.services.desk import Desk, Done
from meedoenbalie.services.rights import refuse_restricted

__all__ = ["LARGEST_GROUP", "SMALLEST_GROUP", "Companion", "go_together", "leave_company"]


def go_together(desk: Desk, resident_ids: Sequence[UUID]) -> Done[tuple[Companion, ...]]:
    """Note that each of these residents said today to want a place together with the others.

    Raises InvalidProblem (group_size, in_two_groups), UnknownRecord and Restricted.
    """
    with desk.write("go_together") as uow:
        people = [uow.get(Resident, one) for one in dict.fromkeys(resident_ids)]
        for resident in people:
            refuse_restricted(resident)
            if uow.find(Companion, resident_id=resident.id):
                raise InvalidProblem("in_two_groups", resident.full_name)
        if not SMALLEST_GROUP <= len(people) <= LARGEST_GROUP:
            raise InvalidProblem("group_size", ", ".join(one.full_name for one in people))
        group, today, by = uuid4(), desk.clock.today(), desk.user.name
        made = tuple(
            uow.insert(Companion(group_id=group, resident_id=one.id, agreed_on=today, noted_by=by))
            for one in people
        )
    return Done(made, frozenset(uow.changed))


def leave_company(desk: Desk, resident_id: UUID) -> Done[None]:
    """Note that a resident goes alone again; of a group of two the other does so too.

    Raises UnknownRecord.
    """
    with desk.write("leave_company") as uow:
        uow.get(Resident, resident_id)
        for own in uow.find(Companion, resident_id=resident_id):
            others = [one for one in uow.find(Companion, group_id=own.group_id) if one.id != own.id]
            uow.delete(own)
            if len(others) < SMALLEST_GROUP:
                for other in others:
                    uow.delete(other)
    return Done(None, frozenset(uow.changed))
