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
    words = words_of(text_of(offer))
    return tuple(
        (place, interest)
        for place, interest in enumerate(resident.interests, start=1)
        if any(_occurs(stem, words) for stem in stems_of(interest))
    )


def text_of(offer: Offer) -> str:
    """Return what is read of an offer to find wishes in."""
    return f"{offer.title} {offer.work_kind} {offer.description}"


@lru_cache(maxsize=8192)
def words_of(text: str) -> frozenset[str]:
    """Return the words of a text, each once, without capitals and accents."""
    return frozenset(_WORD.findall(fold(text)))


@lru_cache(maxsize=1024)
def stems_of(interest: str) -> tuple[str, ...]:
    """Return the stems of the words of a wish that are long enough to look for."""
    words = [word for word in _WORD.findall(fold(interest)) if len(word) >= _SHORTEST_WORD]
    return tuple(word.removesuffix("en").removesuffix("s") for word in words)


def stands_in(stem: str, word: str) -> bool:
    """Tell whether a stem begins a word, or a longer stem stands anywhere in it."""
    return stem in word if len(stem) >= _SHORTEST_INSIDE else word.startswith(stem)


@lru_cache(maxsize=65536)
def _occurs(stem: str, words: frozenset[str]) -> bool:
    return any(stands_in(stem, word) for word in words)
