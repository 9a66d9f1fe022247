"""How a step of a referral is taken back: nothing is deleted, it is struck (glossary).

An event is struck by a retraction. A retraction is struck in its turn, and what it struck counts
again. A referral that was put ready was an error from the first event on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from meedoenbalie.domain.referrals import (
    EventKind,
    Referral,
    ReferralEvent,
    replay,
    struck_events,
)
from meedoenbalie.services.desk import Desk
from meedoenbalie.storage.undo_plan import Obstacle
from meedoenbalie.storage.unit_of_work import Reader


@dataclass(frozen=True, slots=True)
class Correction:
    """The event that takes another one back, and the resident whom it is about."""

    event: ReferralEvent
    resident_id: UUID


def corrections(
    desk: Desk, reader: Reader, events: Sequence[ReferralEvent]
) -> tuple[list[Correction], list[Obstacle]]:
    """Return what takes these events of one step back, and those that can't be taken back."""
    by_referral: dict[UUID, list[ReferralEvent]] = defaultdict(list)
    for event in events:
        by_referral[event.referral_id].append(event)
    made: list[Correction] = []
    found: list[Obstacle] = []
    for referral_id, mine in by_referral.items():
        known = reader.find(ReferralEvent, order_by="sequence", referral_id=referral_id)
        later = _in_the_way(mine, known)
        if later is not None:
            found += [Obstacle("later", ("referral_event", one.id), one, later) for one in mine]
            continue
        resident_id = reader.get(Referral, referral_id).resident_id
        made += [Correction(event, resident_id) for event in _taken_back(desk, mine, known)]
    return made, found


def _in_the_way(
    mine: Sequence[ReferralEvent], known: Sequence[ReferralEvent]
) -> ReferralEvent | None:
    """Return the event that built on these, or that took one of them back already."""
    struck, own = struck_events(known), {event.id for event in mine}
    for event in mine:
        aim = _aim(event, known)
        by = struck.get(aim.id)
        if by is not None and by.id not in own:
            return by
    last = max(event.sequence for event in mine)
    later = (event for event, _standing in replay(known) if event.sequence > last)
    return next(later, None)


def _taken_back(
    desk: Desk, mine: Sequence[ReferralEvent], known: Sequence[ReferralEvent]
) -> Iterator[ReferralEvent]:
    for place, event in enumerate(sorted(mine, key=lambda one: -one.sequence), len(known) + 1):
        about: dict[str, Any] = (
            {"kind": EventKind.ENTERED_IN_ERROR}
            if event.kind is EventKind.DRAFT
            else {"kind": EventKind.RETRACTION, "retracts": _aim(event, known).id}
        )
        yield ReferralEvent(
            referral_id=event.referral_id,
            sequence=place,
            happened_on=desk.clock.today(),
            recorded_at=desk.clock.now(),
            recorded_by=desk.user.name,
            **about,
        )


def _aim(event: ReferralEvent, known: Sequence[ReferralEvent]) -> ReferralEvent:
    """Return what has to be struck: the event, or for a taken back retraction what it struck.

    So there are never more than two retractions upon each other.
    """
    by_id = {one.id: one for one in known}
    struck = by_id.get(event.retracts) if event.retracts is not None else None
    if struck is None or struck.retracts is None:
        return event
    return by_id[struck.retracts]
