"""Which wishes of a resident an offer meets, by the words of both.

Words can show that an offer meets a wish, never that it doesn't.
"""

from __future__ import annotations

import re
from functools import lru_cache

from meedoenbalie.domain.names import fold
from meedoenbalie.domain.offers import Offer
from meedoenbalie.domain.people import Resident

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_WORD = 4
_SHORTEST_INSIDE = 5


def met_interests(resident: Resident, offer: Offer) -> tuple[tuple[int, str], ...]:
    """Return the wishes that the offer meets, each with its place from 1 in the resident's order.

    A wish is met when the stem of one of its words begins a word of the offer's title, kind of
    work or description, or stands inside a compound of it ("fietsen" in "Fietswerkplaats").
    """
    words = _words(f"{offer.title} {offer.work_kind} {offer.description}")
    return tuple(
        (place, interest)
        for place, interest in enumerate(resident.interests, start=1)
        if any(_occurs(stem, words) for stem in _stems(interest))
    )


@lru_cache(maxsize=8192)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(text)))


@lru_cache(maxsize=1024)
def _stems(interest: str) -> tuple[str, ...]:
    words = [word for word in _WORD.findall(fold(interest)) if len(word) >= _SHORTEST_WORD]
    return tuple(word.removesuffix("en").removesuffix("s") for word in words)


@lru_cache(maxsize=65536)
def _occurs(stem: str, words: frozenset[str]) -> bool:
    if len(stem) >= _SHORTEST_INSIDE:
        return any(stem in word for word in words)
    return any(word.startswith(stem) for word in words)
