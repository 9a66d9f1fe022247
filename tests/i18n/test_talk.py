"""The texts of the talk: whole in every language, and marked until a native speaker read them."""

from __future__ import annotations

import pytest

from meedoenbalie.i18n.reasons import spoken_reason
from meedoenbalie.i18n.talk import (
    TalkTexts,
    desk_texts,
    is_checked,
    talk_languages,
    talk_texts,
)
from meedoenbalie.i18n.talk_questions import STEPS, keys_asked, question, questions_of

LANGUAGES = talk_languages()


def dutch() -> TalkTexts:
    """The texts that every other language has too."""
    return LANGUAGES[0]


def test_the_languages_that_first_come_to_a_desk_are_there() -> None:
    assert LANGUAGES[0].tag == "nl"
    assert {"nl", "en", "ar", "ti", "tr", "fa", "so"} <= {one.tag for one in LANGUAGES}


@pytest.mark.parametrize("texts", LANGUAGES, ids=lambda one: one.tag)
def test_a_language_has_every_text(texts: TalkTexts) -> None:
    assert texts.texts.keys() == dutch().texts.keys()
    assert all(text.strip() for text in texts.texts.values())
    with_partner = {key for key, text in texts.texts.items() if "{partner}" in text}
    assert with_partner == {"partner", "partner.why", "progress"}


@pytest.mark.parametrize("texts", LANGUAGES, ids=lambda one: one.tag)
def test_answers_to_one_question_can_be_told_apart(texts: TalkTexts) -> None:
    for step in STEPS:
        for asked in questions_of(step):
            words = [texts[one.key] for one in asked.answers if not one.key.isdecimal()]
            assert len(set(words)) == len(words)


def test_only_what_was_checked_says_so() -> None:
    assert [one.tag for one in LANGUAGES if one.checked] == ["nl", "en"]
    assert is_checked("nld")
    assert not is_checked("tir")
    assert not is_checked("kmr"), "no texts are no checked texts"


def test_readers_find_their_texts_by_either_code() -> None:
    farsi = talk_texts("fas")
    assert farsi is not None
    assert farsi is talk_texts("prs")
    assert talk_texts("kmr") is None
    assert [one.tag for one in LANGUAGES if one.from_right] == ["ar", "fa"]


def test_what_is_asked_has_texts_and_a_reason() -> None:
    assert set(keys_asked()) <= dutch().texts.keys()
    for step in STEPS:
        assert f"step.{step}" in dutch().texts
        for asked in questions_of(step):
            assert question(asked.key) == asked
            if asked.key != "shared":
                assert spoken_reason(asked.key)
    assert desk_texts() is dutch()
