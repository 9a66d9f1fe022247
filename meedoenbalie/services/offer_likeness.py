"""Whether an offer of a file is one that is stored, when neither its code nor its HSDS id says so.

Provider, title and kind tell. The place and the times may contradict it: then it may be a second
group of the same course, and a person decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.week import WeekSchedule
from meedoenbalie.exchange.codes import key_of
from meedoenbalie.exchange.offer_drafts import OfferDraft


@dataclass(frozen=True, slots=True)
class Likeness:
    """A stored offer that an offer of a file looks like; ``certain`` when nothing contradicts."""

    offer: Offer
    certain: bool


class Alike:
    """The stored offers by provider and title; ``provider_names`` are by id."""

    def __init__(self, offers: Iterable[Offer], provider_names: Mapping[UUID, str]) -> None:
        self._names = {offer.id: provider_names[offer.provider_id] for offer in offers}
        self._found: dict[tuple[str, str], list[Offer]] = defaultdict(list)
        for offer in offers:
            self._found[_key(self._names[offer.id], offer.title)].append(offer)

    def to(self, draft: OfferDraft, taken: Collection[UUID]) -> Likeness | None:
        """Return the stored offer that a draft looks like most; those that are taken don't count.

        With two that may both be it, none is certain.
        """
        alike = [
            offer
            for offer in self._found.get(_key(draft.provider.name, draft.offer.title), ())
            if offer.id not in taken and ("kind" in draft.weak or offer.kind is draft.offer.kind)
        ]
        same = [offer for offer in alike if _goes_with(draft.offer, offer)]
        if same:
            return Likeness(same[0], len(same) == 1)
        return Likeness(alike[0], False) if alike else None

    def is_another(self, draft: OfferDraft, known: Offer) -> bool:
        """Tell whether an offer with the same code has another title and another provider."""
        title, name = key_of(draft.offer.title), key_of(draft.provider.name)
        return title != key_of(known.title) and name != key_of(self._names[known.id])


def _key(provider: str, title: str) -> tuple[str, str]:
    return key_of(provider), key_of(title)


def _goes_with(one: Offer, other: Offer) -> bool:
    """Tell whether neither the place nor the times of two offers contradict each other."""
    places = {key_of(offer.place) for offer in (one, other) if offer.place.strip()}
    times = [_times(offer.schedule) for offer in (one, other) if offer.schedule.choices]
    return len(places) < 2 and (len(times) < 2 or times[0] == times[1])


def _times(schedule: WeekSchedule) -> frozenset[object]:
    return frozenset(frozenset(choice) for choice in schedule.choices)
