"""Holding a place for somebody for some days, so that nobody else gets it meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident
from meedoenbalie.domain.places import HoldEnding, PlaceHold, PlacesFigure
from meedoenbalie.services.desk import Desk, Done
from meedoenbalie.services.rights import refuse_restricted
from meedoenbalie.services.settings import settings_of
from meedoenbalie.storage.queries.places import HoldLine, as_others_see, hold_lines, holds_on
from meedoenbalie.storage.unit_of_work import UnitOfWork

__all__ = [
    "CannotHold",
    "HoldLine",
    "Holding",
    "PlaceHold",
    "end_with_referral",
    "hold_longer",
    "hold_place",
    "holding_for",
    "holding_of",
    "holds_of_offer",
    "holds_of_resident",
    "last_day",
    "release_place",
]


class CannotHold(ValueError):
    """A place that can't be held, or isn't any more; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def last_day(desk: Desk) -> date:
    """Return until when a place is held unless another day is chosen: the setting of the desk."""
    return desk.clock.today() + timedelta(days=settings_of(desk).hold_days)


def hold_place(
    desk: Desk,
    resident_id: UUID,
    offer_id: UUID,
    start_on: date | None = None,
    until: date | None = None,
) -> Done[PlaceHold]:
    """Hold a place for a resident, up to and including ``until``.

    Without ``start_on`` it is for the offer as a whole. Raises UnknownRecord, Restricted, and
    CannotHold with the codes start_unknown, already_held, no_place_left, hold_in_past.
    """
    today = desk.clock.today()
    until = until or last_day(desk)
    with desk.write("hold_place") as uow:
        resident, offer = uow.get(Resident, resident_id), uow.get(Offer, offer_id)
        refuse_restricted(resident)
        if start_on is not None and start_on not in offer.start_dates:
            raise CannotHold("start_unknown")
        if until < today:
            raise CannotHold("hold_in_past")
        held = holds_on(uow, today, offer_id=offer.id)
        if any(hold.resident_id == resident.id for hold in held):
            raise CannotHold("already_held")
        (left,) = as_others_see((offer,), held)
        if left.figure(start_on).full:
            raise CannotHold("no_place_left")
        hold = uow.insert(
            PlaceHold(
                resident_id=resident.id,
                offer_id=offer.id,
                start_on=start_on,
                made_on=today,
                made_by=desk.user.name,
                until=until,
            )
        )
    return Done(hold, frozenset(uow.changed))


def hold_longer(desk: Desk, hold_id: UUID, until: date) -> Done[PlaceHold]:
    """Hold a place until another day.

    Raises UnknownRecord, and CannotHold with the codes hold_in_past and not_held.
    """
    with desk.write("hold_place") as uow:
        hold = _held(desk, uow, hold_id)
        if until < desk.clock.today():
            raise CannotHold("hold_in_past")
        hold = uow.update(hold, until=until)
    return Done(hold, frozenset(uow.changed))


def release_place(desk: Desk, hold_id: UUID) -> Done[PlaceHold]:
    """Give a held place back before its last day.

    Raises UnknownRecord, and CannotHold with the code not_held.
    """
    with desk.write("release_place") as uow:
        hold = _held(desk, uow, hold_id)
        hold = uow.update(hold, ended_on=desk.clock.today(), ending=HoldEnding.RELEASED)
    return Done(hold, frozenset(uow.changed))


def end_with_referral(uow: UnitOfWork, resident_id: UUID, offer_id: UUID, today: date) -> None:
    """End what is held for a resident at an offer, within the step that sends the referral."""
    for hold in holds_on(uow, today, resident_id=resident_id, offer_id=offer_id):
        uow.update(hold, ended_on=today, ending=HoldEnding.REFERRED)


def holds_of_resident(desk: Desk, resident_id: UUID) -> tuple[HoldLine, ...]:
    """Return the places that are held for a resident now, those that end first at the top."""
    with desk.read() as reader:
        return hold_lines(reader, holds_on(reader, desk.clock.today(), resident_id=resident_id))


def holds_of_offer(desk: Desk, offer_id: UUID) -> tuple[HoldLine, ...]:
    """Return the places that are held at an offer now, those that end first at the top."""
    with desk.read() as reader:
        return hold_lines(reader, holds_on(reader, desk.clock.today(), offer_id=offer_id))


def _held(desk: Desk, uow: UnitOfWork, hold_id: UUID) -> PlaceHold:
    hold = uow.get(PlaceHold, hold_id)
    if not hold.holds_on(desk.clock.today()):
        raise CannotHold("not_held")
    return hold


@dataclass(frozen=True, slots=True)
class Holding:
    """What is asked to hold a place: who, where, the starts with what is left, and until when.

    ``hold`` is what is held for this resident at this offer already.
    """

    resident: Resident
    offer: Offer
    figures: tuple[PlacesFigure, ...]
    hold: PlaceHold | None
    until: date


def holding_for(desk: Desk, resident_id: UUID, offer_id: UUID) -> Holding:
    """Return what there is to choose from when a place is held. Raises UnknownRecord."""
    today, until = desk.clock.today(), last_day(desk)
    with desk.read() as reader:
        resident, offer = reader.get(Resident, resident_id), reader.get(Offer, offer_id)
        held = holds_on(reader, today, offer_id=offer_id)
    own = next((hold for hold in held if hold.resident_id == resident_id), None)
    (left,) = as_others_see((offer,), held, resident_id)
    return Holding(resident, offer, left.asked_figures(today), own, until)


def holding_of(desk: Desk, hold_id: UUID) -> Holding:
    """Return the same for a place that is or was held. Raises UnknownRecord."""
    with desk.read() as reader:
        hold = reader.get(PlaceHold, hold_id)
    return holding_for(desk, hold.resident_id, hold.offer_id)
