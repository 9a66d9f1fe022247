"""The young person chooses: a first, second and third choice, or a no, noted with the day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from meedoenbalie.domain.choices import MOST_RANKED, Choices, OwnChoice, choices_of, ranked_anew
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident
from meedoenbalie.services.desk import Desk, Done
from meedoenbalie.services.rights import refuse_restricted
from meedoenbalie.storage.queries import choices as queries
from meedoenbalie.storage.unit_of_work import UnitOfWork

__all__ = [
    "MOST_RANKED",
    "Choices",
    "Chosen",
    "choose",
    "own_choices",
    "say_no",
    "say_no_to_all",
    "take_back",
]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The choices as they are now; ``dropped`` are offers that were third and are chosen no more.

    ``moved`` are offers that stand lower because another came before them.
    """

    choices: Choices
    dropped: tuple[Offer, ...] = ()
    moved: tuple[Offer, ...] = ()


def own_choices(desk: Desk, resident_id: UUID) -> Choices:
    """Return what a resident chose. Raises UnknownRecord."""
    with desk.read() as reader:
        reader.get(Resident, resident_id)
        return queries.own_choices(reader, {resident_id}).get(resident_id, Choices())


def choose(desk: Desk, resident_id: UUID, offer_ids: Sequence[UUID], rank: int) -> Done[Chosen]:
    """Note that a resident puts an offer, or those of a week plan, first, second or third (1-3).

    What stood there moves down; a no to these offers, or to all, is over. Raises UnknownRecord,
    Restricted, and ValueError for another rank or for no offer.
    """
    if not 1 <= rank <= MOST_RANKED or not offer_ids:
        raise ValueError("no_choice")
    with desk.write("choose") as uow:
        records = _records(uow, resident_id)
        before = choices_of(records.values())
        offers = {one: uow.get(Offer, one) for one in dict.fromkeys([*before.ranks, *offer_ids])}
        kinds = {identifier: offer.kind for identifier, offer in offers.items()}
        ranks = ranked_anew(before.ranks, kinds, set(offer_ids), rank)
        if None in records:
            uow.delete(records[None])
        for identifier in before.ranks.keys() - ranks.keys():
            uow.delete(records[identifier])
        for identifier, place in ranks.items():
            if before.ranks.get(identifier) != place:
                _note(desk, uow, records.get(identifier), resident_id, identifier, place)
    asked = set(offer_ids)
    result = Chosen(
        Choices(ranks, before.refused - asked),
        dropped=_sorted(offers[one] for one in before.ranks if one not in ranks),
        moved=_sorted(
            offers[one]
            for one, place in ranks.items()
            if one not in asked and place != before.ranks[one]
        ),
    )
    return Done(result, frozenset(uow.changed))


def say_no(desk: Desk, resident_id: UUID, offer_ids: Sequence[UUID]) -> Done[Chosen]:
    """Note that a resident doesn't want an offer, or a week plan.

    Of a plan the no counts for what wasn't chosen; when all of it was, for all of it. Raises
    UnknownRecord, Restricted, and ValueError for no offer.
    """
    if not offer_ids:
        raise ValueError("no_choice")
    with desk.write("choose") as uow:
        records = _records(uow, resident_id)
        before = choices_of(records.values())
        refused = [one for one in dict.fromkeys(offer_ids) if one not in before.ranks]
        for identifier in refused or dict.fromkeys(offer_ids):
            if identifier not in before.refused:
                offer = uow.get(Offer, identifier)
                _note(desk, uow, records.get(identifier), resident_id, offer.id, None)
        now = choices_of(_records(uow, resident_id).values())
    return Done(Chosen(now), frozenset(uow.changed))


def say_no_to_all(desk: Desk, resident_id: UUID) -> Done[Chosen]:
    """Note that a resident wants nothing of what was offered; ranks given before are over.

    Raises UnknownRecord and Restricted.
    """
    with desk.write("choose") as uow:
        records = _records(uow, resident_id)
        for identifier, record in records.items():
            if identifier is not None and record.rank is not None:
                uow.delete(record)
        if None not in records:
            _note(desk, uow, None, resident_id, None, None)
        now = choices_of(_records(uow, resident_id).values())
    return Done(Chosen(now), frozenset(uow.changed))


def take_back(
    desk: Desk, resident_id: UUID, offer_ids: Collection[UUID] | None = None
) -> Done[Chosen]:
    """Note that a resident has no choice any more about these offers; without them: no no to all.

    Raises UnknownRecord and Restricted.
    """
    with desk.write("take_back_choice") as uow:
        records = _records(uow, resident_id)
        for identifier in [None] if offer_ids is None else list(offer_ids):
            if identifier in records:
                uow.delete(records[identifier])
        now = choices_of(_records(uow, resident_id).values())
    return Done(Chosen(now), frozenset(uow.changed))


def _records(uow: UnitOfWork, resident_id: UUID) -> dict[UUID | None, OwnChoice]:
    refuse_restricted(uow.get(Resident, resident_id))
    return {one.offer_id: one for one in uow.find(OwnChoice, resident_id=resident_id)}


def _note(
    desk: Desk,
    uow: UnitOfWork,
    before: OwnChoice | None,
    resident_id: UUID,
    offer_id: UUID | None,
    rank: int | None,
) -> None:
    today, by = desk.clock.today(), desk.user.name
    if before is not None:
        uow.update(before, rank=rank, chosen_on=today, noted_by=by)
        return
    uow.insert(
        OwnChoice(
            resident_id=resident_id, offer_id=offer_id, rank=rank, chosen_on=today, noted_by=by
        )
    )


def _sorted(offers: Iterable[Offer]) -> tuple[Offer, ...]:
    return tuple(sorted(offers, key=lambda offer: offer.title))
