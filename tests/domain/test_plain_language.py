"""What residents read in Dutch is plain: short sentences and common words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from wordfreq import zipf_frequency

from meedoenbalie.domain.plain_language import FIELD_TERMS, Hard, hints
from meedoenbalie.paths import resource_path
from meedoenbalie.services.plain_texts import plainer, stiff_words

NAMED_ANYWAY = {"MDT", "azc", "Aanwijsblad", "terugnemen"}
"""What is called so at the desk; one takes a consent back (*terugnemen*)."""
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


def test_a_stiff_word_is_told_with_the_plain_one() -> None:
    (told,) = hints("Wij verzoeken je om Derhalve te bellen.", {"derhalve": "daarom"})
    assert (told.hard, told.text, told.plainer) == (Hard.STIFF, "Derhalve", "daarom")
    assert plainer(["Tevens dient u te komen."]) == (
        "Moeilijk woord: Tevens. Liever: ook. Moeilijk woord: dient. Liever: moet."
    )
    assert plainer(["Kom morgen langs."]) == ""


@pytest.mark.parametrize("kind", FIXED)
def test_the_fixed_dutch_texts_for_residents_use_common_words(kind: str) -> None:
    read = json.loads(resource_path(f"{kind}/nl.json").read_text(encoding="utf-8"))
    words = {
        word
        for key, value in read.items()
        if key != "about"
        for text in texts_of(value)
        for word in re.findall(r"[^\W\d_]+", re.sub(r"\{\w*\}", " ", text))
        if word.casefold() not in FIELD_TERMS
    }
    assert len(words) > 20
    # Three means once in a million words of Dutch, as people write and speak it.
    assert {word for word in words if zipf_frequency(word, "nl") < 3} <= NAMED_ANYWAY


@pytest.mark.parametrize("kind", FIXED)
def test_the_fixed_dutch_texts_for_residents_are_plain(kind: str) -> None:
    read = json.loads(resource_path(f"{kind}/nl.json").read_text(encoding="utf-8"))
    texts = [text for key, value in read.items() if key != "about" for text in texts_of(value)]
    assert len(texts) > 10
    stiff = stiff_words()
    assert {text: found for text in texts if (found := [*hints(text, stiff)])} == {}
