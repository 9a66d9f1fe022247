"""Group referrals: two to six residents go to one offer together, each with an own referral.

Source: facts — activities are for groups of 2 to 6. Consent, receiver and letter stay of each
person; what the provider answers can be recorded for all of them at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.record import new_id
from meedoenbalie.domain.referrals import EventKind, Referral, ReferralEvent
from meedoenbalie.services.companions import LARGEST_GROUP, SMALLEST_GROUP
from meedoenbalie.services.desk import Desk, Done
from meedoenbalie.services.referring import Refused, prepare_referral, record_event
from meedoenbalie.services.rights import Restricted
from meedoenbalie.storage.queries.referrals import ReferralLine, referral_lines

__all__ = ["GroupSize", "Together", "others_of", "record_for_group", "refer_together"]


class GroupSize(ValueError):
    """A group that is too small or too large: ``least`` to ``most`` people may go together."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__("group_size")
        self.least, self.most = least, most


@dataclass(frozen=True, slots=True)
class Together:
    """Referrals that were put ready for a group.

    ``already`` names who has another open one to the same offer, ``passed_over`` counts whose data
    may not be used.
    """

    referrals: tuple[Referral, ...]
    already: tuple[UUID, ...]
    passed_over: int


def refer_together(
    desk: Desk, resident_ids: Sequence[UUID], offer_id: UUID, note: str = ""
) -> Done[Together]:
    """Put a referral ready for each of a group, linked and in one step; nothing leaves the desk.

    Raises GroupSize by the offer's own numbers, or else two to six, and UnknownRecord; then nothing
    is put ready.
    """
    people = list(dict.fromkeys(resident_ids))
    made: list[Referral] = []
    already: list[UUID] = []
    group = new_id()
    with (
        desk.together("refer_together") as joined,
        joined.write("refer_together") as uow,
    ):
        for resident_id in people:
            try:
                prepared = prepare_referral(joined, resident_id, offer_id, note).result
            except Restricted:
                continue
            made.append(uow.update(prepared.referral, group_id=group))
            if prepared.second_open:
                already.append(resident_id)
        _check_size(uow.get(Offer, offer_id), len(made))
    done = Together(tuple(made), tuple(already), len(people) - len(made))
    return Done(done, frozenset(uow.changed))


def others_of(desk: Desk, referral_id: UUID) -> list[ReferralLine]:
    """Return the other open referrals of the same group, by reference. Raises UnknownRecord."""
    with desk.read() as reader:
        referral = reader.get(Referral, referral_id)
        if referral.group_id is None:
            return []
        group = reader.find(Referral, group_id=referral.group_id)
        among = [one.id for one in group if one.id != referral_id]
        return [one for one in referral_lines(reader, among=among) if one.standing.is_open]


def record_for_group(
    desk: Desk, referral_id: UUID, kind: EventKind, **values: Any
) -> Done[tuple[ReferralEvent, ...]]:
    """Record one step for a referral and for all others of its group that can take it, in one step.

    ``values`` are those of ``record_event``. One that can't take it is left as it is. Raises
    Refused when the referral itself can't, and UnknownRecord; then nothing is recorded.
    """
    others = others_of(desk, referral_id)
    with (
        desk.together("record_event", kind.value) as joined,
        joined.write("record_event", kind.value) as uow,
    ):
        events = [record_event(joined, referral_id, kind, **values).result]
        for line in others:
            try:
                events.append(record_event(joined, line.id, kind, **values).result)
            except Refused:
                continue
    return Done(tuple(events), frozenset(uow.changed))


def _check_size(offer: Offer, number: int) -> None:
    least = max(SMALLEST_GROUP, offer.group_from or SMALLEST_GROUP)
    most = max(least, offer.group_to or LARGEST_GROUP)
    if not least <= number <= most:
        raise GroupSize(least, most)
