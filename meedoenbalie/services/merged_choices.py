"""Which own choices go on to count when two dossiers of one person become one."""

from __future__ import annotations

from uuid import UUID

from meedoenbalie.domain.choices import MOST_RANKED, OwnChoice
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident
from meedoenbalie.storage.unit_of_work import UnitOfWork


def choices_after(uow: UnitOfWork, kept: Resident, other: Resident) -> dict[UUID, int | None]:
    """Return which choices of the other dossier go on to count, by id, with the rank they get.

    Takes away those of the kept dossier that count no more. Of two answers about one offer the
    later one counts, of one day that of the kept dossier. What the kept one ranked stays where it
    is, the other's ranks fill what is free in their kind, and a no to all ends where something is
    ranked.
    """
    mine = {one.offer_id: one for one in uow.find(OwnChoice, resident_id=kept.id)}
    theirs = uow.find(OwnChoice, order_by=("rank", "id"), resident_id=other.id)
    about = [one.offer_id for one in (*mine.values(), *theirs) if one.offer_id]
    kinds = {offer.id: offer.kind for offer in uow.find(Offer, id=about)}
    stay: dict[UUID, int | None] = {}
    for one in theirs:
        before = mine.get(one.offer_id)
        if before is not None and before.chosen_on >= one.chosen_on:
            continue
        if before is not None:
            uow.delete(before)
            del mine[one.offer_id]
        stay[one.id] = one.rank
    taken = {(kinds[one.offer_id], one.rank) for one in mine.values() if one.offer_id and one.rank}
    for one in theirs:
        if one.id in stay and one.offer_id and one.rank:
            kind = kinds[one.offer_id]
            free = [rank for rank in range(1, MOST_RANKED + 1) if (kind, rank) not in taken]
            if not free:
                del stay[one.id]
                continue
            rank = stay[one.id] = one.rank if one.rank in free else free[0]
            taken.add((kind, rank))
    ranked = any(one.rank for one in mine.values()) or any(stay.values())
    for one in theirs:
        if one.offer_id is None and ranked:
            stay.pop(one.id, None)
    no_to_all = mine.get(None)
    if no_to_all is not None and any(stay.values()):
        uow.delete(no_to_all)
    return stay
