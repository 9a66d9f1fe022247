"""What residents may ask about their data: to see it, and that use of it is limited.

Source: AVG art. 15 (access) with the month of art. 12(3), and art. 18 (restriction of processing).
Correcting (art. 16) is changing the resident as always; erasing is in ``services/erasing.py``.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from meedoenbalie.domain.people import Resident, Role
from meedoenbalie.domain.retention import months_later
from meedoenbalie.services.desk import Desk, Done

__all__ = [
    "Restricted",
    "access_asked",
    "access_due",
    "access_given",
    "lift_restriction",
    "refuse_restricted",
    "restrict_use",
]

_ROLES = frozenset({Role.DESK, Role.COORDINATOR, Role.ADMINISTRATOR})
ACCESS_MONTHS = 1
"""Term for answering a request for access, in months. Source: AVG art. 12(3)."""


class Restricted(Exception):
    """Use of a resident's data is limited: nothing is proposed, shared or sent.

    ``since`` is the day from which it holds, ``agreed`` what was agreed, in the desk's words.
    """

    def __init__(self, since: date, agreed: str) -> None:
        super().__init__("restricted")
        self.since = since
        self.agreed = agreed


def refuse_restricted(resident: Resident) -> None:
    """Raise Restricted when use of this resident's data is limited (AVG art. 18(2))."""
    if resident.restricted_since is not None:
        raise Restricted(resident.restricted_since, resident.restriction)


def restrict_use(desk: Desk, resident_id: UUID, agreed: str) -> Done[Resident]:
    """Limit the use of a resident's data from today; ``agreed`` says why, or what is agreed.

    Limiting again changes the words and keeps the day. Raises UnknownRecord, NotAllowed and
    pydantic.ValidationError.
    """
    with desk.write("restrict_use", roles=_ROLES) as uow:
        before = uow.get(Resident, resident_id)
        since = before.restricted_since or desk.clock.today()
        after = uow.update(before, restricted_since=since, restriction=agreed.strip())
    return Done(after, frozenset(uow.changed))


def lift_restriction(desk: Desk, resident_id: UUID) -> Done[Resident]:
    """Let the data of a resident be used again. Raises UnknownRecord and NotAllowed."""
    with desk.write("lift_restriction", roles=_ROLES) as uow:
        before = uow.get(Resident, resident_id)
        after = uow.update(before, restricted_since=None, restriction="")
    return Done(after, frozenset(uow.changed))


def access_asked(desk: Desk, resident_id: UUID, on: date | None = None) -> Done[Resident]:
    """Write down that a resident asked to see their data. Raises UnknownRecord and NotAllowed."""
    with desk.write("access_asked", roles=_ROLES) as uow:
        before = uow.get(Resident, resident_id)
        after = uow.update(before, access_asked_on=on or desk.clock.today())
    return Done(after, frozenset(uow.changed))


def access_given(desk: Desk, resident_id: UUID) -> Done[Resident]:
    """Write down that the request was answered. Raises UnknownRecord and NotAllowed."""
    with desk.write("access_given", roles=_ROLES) as uow:
        before = uow.get(Resident, resident_id)
        after = uow.update(before, access_asked_on=None)
    return Done(after, frozenset(uow.changed))


def access_due(asked_on: date) -> date:
    """Return the last day on which a request for access is answered in time."""
    return months_later(asked_on, ACCESS_MONTHS)
