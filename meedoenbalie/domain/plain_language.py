"""Plain Dutch: short sentences and common words, as far as a program can tell.

Source: taalniveau B1, as the government's own guidance on plain language has it — one thought in a
sentence, about ten words on average, and no long words where short ones do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

LONGEST_SENTENCE = 15
"""Words in a sentence; more than one thought seldom fits in fewer."""
LONGEST_WORD = 14
"""Letters of a word that isn't one of the field's own."""

FIELD_TERMS = frozenset(
    {"meedoenbalie", "asielzoekerscentrum", "begeleidingskosten", "vrijwilligerswerk"}
    | {"reiskostenvergoeding", "gezondheidszorg", "doorverwijzing", "inburgeringsplicht"}
    | {"contactpersoon", "taalvrijwilliger", "vluchtelingenwerk", "moedertaalspreker"}
)
"""Long words that a resident meets anyway."""

_SENTENCE = re.compile(r"[^.!?\n]+")
_WORD = re.compile(r"[^\W\d_]+")
_PLACE = re.compile(r"\{\w*\}")


class Hard(StrEnum):
    """What makes a text hard to read."""

    SENTENCE = "sentence"
    WORD = "word"
    STIFF = "stiff"


@dataclass(frozen=True, slots=True)
class Hint:
    """A sentence of too many words, a long word, or a stiff one that has a plainer one.

    ``length`` is in words, or in letters.
    """

    hard: Hard
    text: str
    length: int
    plainer: str = ""


def hints(text: str, plainer: Mapping[str, str] | None = None) -> Iterator[Hint]:
    """Yield what could be said more plainly, in the order of the text.

    ``plainer`` gives for a stiff word, in small letters, what one says instead.
    """
    instead = plainer or {}
    for found in _SENTENCE.findall(_PLACE.sub("x", text)):
        sentence = found.strip()
        words = _WORD.findall(sentence)
        if len(words) > LONGEST_SENTENCE:
            yield Hint(Hard.SENTENCE, sentence, len(words))
        for word in words:
            if (said := instead.get(word.casefold())) is not None:
                yield Hint(Hard.STIFF, word, len(word), said)
            elif len(word) > LONGEST_WORD and word.casefold() not in FIELD_TERMS:
                yield Hint(Hard.WORD, word, len(word))
