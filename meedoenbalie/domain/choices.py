"""The young person's own choice among offers (*Eigen keus*): first, second, third, or no.

It is never filled in by the program and never changed by it: no choice is an answer too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.record import Field, Record, no_bsn

MOST_RANKED = 3
"""How many choices one can rank: first, second and third."""


class OwnChoice(Record):
    """What a young person said of one offer, on ``chosen_on``, noted by ``noted_by``.

    ``rank`` is 1 for the first choice to 3 for the third; None is a no. Without ``offer_id`` the no
    is to everything that was offered. Offers of different kinds don't compete, so each kind has its
    own first, second and third; the offers of one week plan share the rank of the plan.
    """

    resident_id: UUID = Field(foreign_key="resident.id", index=True)
    offer_id: UUID | None = Field(default=None, foreign_key="offer.id", index=True)
    rank: int | None = Field(default=None, ge=1, le=MOST_RANKED)
    chosen_on: date
    noted_by: str = Field(default="", max_length=80)

    _no_bsn = no_bsn("noted_by")


@dataclass(frozen=True, slots=True)
class Choices:
    """All that one young person chose: ranks by offer, refused offers, and a no to all."""

    ranks: Mapping[UUID, int] = field(default_factory=dict)
    refused: frozenset[UUID] = frozenset()
    no_to_all: bool = False

    @property
    def number(self) -> int:
        """How many different ranks were given, 0 to 3."""
        return len(set(self.ranks.values()))

    def rank_of(self, offers: Iterable[UUID]) -> int | None:
        """Return the rank of offers together, as in a week plan; None unless all are chosen."""
        ranks = [self.ranks.get(offer) for offer in offers]
        known = [rank for rank in ranks if rank is not None]
        return max(known) if known and len(known) == len(ranks) else None

    def refuses(self, offers: Iterable[UUID]) -> bool:
        """Tell whether the young person said no to one of these, or to all."""
        wanted = list(offers)
        no_to_one = not self.refused.isdisjoint(wanted)
        return no_to_one or (self.no_to_all and self.rank_of(wanted) is None)


def choices_of(records: Iterable[OwnChoice]) -> Choices:
    """Return what the records of one resident come down to."""
    ranks: dict[UUID, int] = {}
    refused: set[UUID] = set()
    no_to_all = False
    for one in records:
        if one.offer_id is None:
            no_to_all = True
        elif one.rank is None:
            refused.add(one.offer_id)
        else:
            ranks[one.offer_id] = one.rank
    return Choices(ranks, frozenset(refused), no_to_all)


def ranked_anew(
    ranks: Mapping[UUID, int], kinds: Mapping[UUID, OfferKind], offers: Collection[UUID], rank: int
) -> dict[UUID, int]:
    """Return the ranks after giving ``offers`` (one, or those of a week plan) a rank.

    What had this rank in the same kind moves one down, and so on until there is room; what was
    third then is chosen no more. An offer of a plan that stands higher already keeps its place.
    """
    alone = len(offers) == 1
    moving = {one for one in offers if alone or ranks.get(one, MOST_RANKED + 1) > rank}
    new = {one: old for one, old in ranks.items() if one not in moving}
    for kind in {kinds[one] for one in moving}:
        coming, place = {one for one in moving if kinds[one] is kind}, rank
        while coming:
            there = {
                one
                for one, old in new.items()
                if old == place and kinds[one] is kind and one not in offers
            }
            new = {one: old for one, old in new.items() if one not in there}
            if place <= MOST_RANKED:
                new.update(dict.fromkeys(coming, place))
            coming, place = there, place + 1
    return new
