"""The wishes, for all pairs: as in ``interests``, each word of the offers looked at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from meedoenbalie.domain.matching.interests import stands_in, stems_of, text_of, words_of
from meedoenbalie.domain.matching.score import IN_BETWEEN, WISHES_THAT_COUNT
from meedoenbalie.domain.matching.vector.codes import Truths, Values, Whole, distinct
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident


class AskedWords:
    """The words of the offers, and which offers hold each."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        texts, self.of_offer = distinct(text_of(offer) for offer in offers)
        self._count = len(texts)
        self._texts: dict[str, list[int]] = {}
        for place, text in enumerate(texts):
            for word in words_of(text):
                self._texts.setdefault(word, []).append(place)

    def meeting(self, wish: str) -> Truths:
        """Tell for each offer whether it meets a wish."""
        met = np.zeros(self._count, dtype=np.bool_)
        for stem in stems_of(wish):
            for word, texts in self._texts.items():
                if stands_in(stem, word):
                    met[texts] = True
        return met[self.of_offer]


class Wishes:
    """What each resident would like, in the order in which they said it."""

    def __init__(self, residents: Sequence[Resident]) -> None:
        self.counts = np.array([len(who.interests) for who in residents], dtype=np.int64)
        self.wishes, where = distinct(wish for who in residents for wish in who.interests)
        self.width = int(self.counts.max(initial=0))
        self.places = np.zeros((len(residents), self.width), dtype=np.int64)
        self.places[np.arange(self.width) < self.counts[:, None]] = where


class Wished:
    """The wishes of residents against the words of offers."""

    def __init__(self, wishes: Wishes, asked: AskedWords, weight: int) -> None:
        self._wishes, self._weight = wishes, weight
        met = [asked.meeting(wish) for wish in wishes.wishes]
        shape = len(met), len(asked.of_offer)
        self._met = np.array(met, dtype=np.uint16).reshape(shape)

    def values(self, rows: slice) -> Values:
        """Return the value of the wishes, for some residents and all offers."""
        counts: Whole = self._wishes.counts[rows]
        met = np.zeros((len(counts), self._met.shape[1]), dtype=np.uint16)
        for column in range(self._wishes.width):
            some = np.flatnonzero(counts > column)
            met[some] += self._met[self._wishes.places[rows][some, column]]
        wanted = np.minimum(counts, WISHES_THAT_COUNT)[:, None]
        values = np.minimum(met, wanted) / np.maximum(wanted, 1)
        values[counts == 0] = IN_BETWEEN
        values *= self._weight
        return values
