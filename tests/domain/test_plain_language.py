"""What residents read in Dutch is plain: short sentences and common words."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from meedoenbalie.domain.plain_language import Hard, hints
from meedoenbalie.paths import resource_path

FIXED = ("leaflet", "talk", "experience")


def texts_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_of(part)


def test_a_long_sentence_and_a_long_word_are_told_and_terms_of_the_field_are_not() -> None:
    long = "Wij willen graag dat je ons laat weten of je morgen om tien uur kunt komen praten."
    told = [(one.hard, one.length) for one in hints(f"{long} Neem je legitimatiebewijs mee.")]
    assert told == [(Hard.SENTENCE, 17), (Hard.WORD, 17)]
    assert list(hints("De Meedoenbalie helpt je met vrijwilligerswerk. Kom langs!")) == []
    assert list(hints("Hoe gaat het met {offer}? Elk antwoord is goed.")) == []


@pytest.mark.parametrize("kind", FIXED)
def test_the_fixed_dutch_texts_for_residents_are_plain(kind: str) -> None:
    read = json.loads(resource_path(f"{kind}/nl.json").read_text(encoding="utf-8"))
    texts = [text for key, value in read.items() if key != "about" for text in texts_of(value)]
    assert len(texts) > 10
    assert {text: found for text in texts if (found := [*hints(text)])} == {}
