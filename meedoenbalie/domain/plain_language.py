"""Plain Dutch: short sentences and common words, as far as a program can tell.

Source: taalniveau B1, as the government's own guidance on plain language has it — one thought in a
sentence, about ten words on average, and no long words where short ones do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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


@dataclass(frozen=True, slots=True)
class Hint:
    """A sentence of too many words, or a long word; ``length`` is in words, or in letters."""

    hard: Hard
    text: str
    length: int


def hints(text: str) -> Iterator[Hint]:
    """Yield what could be said more plainly, in the order of the text."""
    for found in _SENTENCE.findall(_PLACE.sub("x", text)):
        sentence = found.strip()
        words = _WORD.findall(sentence)
        if len(words) > LONGEST_SENTENCE:
            yield Hint(Hard.SENTENCE, sentence, len(words))
        for word in words:
            if len(word) > LONGEST_WORD and word.casefold() not in FIELD_TERMS:
                yield Hint(Hard.WORD, word, len(word))
