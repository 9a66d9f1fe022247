"""What the young people's own choice does to a division of places.

Somebody who ranked offers of a kind is only placed at those, and never at what they said no to.
Among what they ranked, their order comes before the program's: the points that the program gives
to these places stay the same together, and are dealt out anew in the young person's order. So a
choice decides what somebody gets, and takes nothing from anybody else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar
from uuid import UUID

from meedoenbalie.domain.choices import Choices
from meedoenbalie.domain.offers import OfferKind

S = TypeVar("S")
Pair = tuple[UUID, S, int]


def by_own_choice(
    pairs: Iterable[Pair[S]],
    choices: Mapping[UUID, Choices],
    offer_of: Callable[[S], UUID],
    kinds: Mapping[UUID, OfferKind],
) -> list[Pair[S]]:
    """Return the pairs that are left, in their order, with the points that they have now.

    ``offer_of`` gives the offer of a place, ``kinds`` the kind of every offer.
    """
    found: dict[UUID, list[Pair[S]]] = {}
    for pair in pairs:
        found.setdefault(pair[0], []).append(pair)
    left: list[Pair[S]] = []
    for who, own in found.items():
        chosen = choices.get(who)
        left += own if chosen is None else _chosen(own, chosen, offer_of, kinds)
    return left


def _chosen(
    own: list[Pair[S]],
    chosen: Choices,
    offer_of: Callable[[S], UUID],
    kinds: Mapping[UUID, OfferKind],
) -> list[Pair[S]]:
    ranked_kinds = {kinds[offer] for offer in chosen.ranks if offer in kinds}
    left: list[Pair[S]] = []
    ranked: dict[OfferKind, list[Pair[S]]] = {}
    for pair in own:
        offer = offer_of(pair[1])
        if chosen.refuses((offer,)):
            continue
        if offer in chosen.ranks:
            ranked.setdefault(kinds[offer], []).append(pair)
        elif kinds[offer] not in ranked_kinds:
            left.append(pair)
    for some in ranked.values():
        some.sort(key=lambda pair: (chosen.ranks[offer_of(pair[1])], -pair[2]))
        dealt = sorted((points for _who, _what, points in some), reverse=True)
        before, rank_before = dealt[0] + 1, 0
        for (who, what, _points), points in zip(some, dealt, strict=True):
            rank = chosen.ranks[offer_of(what)]
            # A first choice is worth a point more than a second one that is as good.
            worth = points if rank == rank_before else min(points, before - 1)
            left.append((who, what, worth))
            before, rank_before = worth, rank
    return left
