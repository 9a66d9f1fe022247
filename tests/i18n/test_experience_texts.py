"""The questions about experiences: whole in every language, and marked until one read them."""

from __future__ import annotations

import pytest

from meedoenbalie.i18n.experience_texts import (
    QUESTIONS,
    answer_key,
    experience_languages,
    experience_texts,
    keys_asked,
)
from meedoenbalie.i18n.talk import TalkTexts

LANGUAGES = experience_languages()


def test_the_seven_languages_of_the_leaflets_are_there() -> None:
    assert LANGUAGES[0].tag == "nl"
    assert {one.tag for one in LANGUAGES} == {"nl", "en", "ar", "ti", "tr", "fa", "so"}
    assert [one.tag for one in LANGUAGES if one.checked] == ["nl", "en"]
    assert [one.tag for one in LANGUAGES if one.from_right] == ["ar", "fa"]
    assert experience_texts("prs") is experience_texts("fas")
    assert experience_texts("kmr") is None


@pytest.mark.parametrize("texts", LANGUAGES, ids=lambda one: one.tag)
def test_a_language_has_every_text_and_answers_that_differ(texts: TalkTexts) -> None:
    assert texts.texts.keys() == LANGUAGES[0].texts.keys() >= set(keys_asked())
    assert all(text.strip() for text in texts.texts.values())
    assert [key for key, text in texts.texts.items() if "{offer}" in text] == ["title"]
    for asked in QUESTIONS:
        words = {texts[answer_key(asked, answer)] for answer, _icon in asked.answers}
        assert len(words) == len(asked.answers)
