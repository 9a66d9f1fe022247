"""The questions about experiences, in the language of the young person and in that of the desk.

A language is one file in ``resources/experience``, as those of the talk are: with the keys of the
Dutch one, and ``checked`` when a native speaker read it whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from meedoenbalie import i18n
from meedoenbalie.domain.experiences import MOST_ANSWERS, Feeling, Hard, Helps, Moment
from meedoenbalie.i18n.talk import DUTCH, TalkTexts, read_texts


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about the field ``key`` of an experience: its answers with their pictures."""

    key: str
    answers: tuple[tuple[StrEnum, str], ...]
    most: int = 1


FEELING = Asked(
    "feeling",
    (
        (Feeling.GOOD, "face-slightly-smiling"),
        (Feeling.SO_SO, "face-neutral"),
        (Feeling.NOT_GOOD, "face-slightly-frowning"),
    ),
)
HELPS = Asked(
    "helps",
    (
        (Helps.GUIDANCE, "hand-helping"),
        (Helps.OTHERS, "users"),
        (Helps.DUTCH, "messages-square"),
        (Helps.USEFUL, "hammer"),
        (Helps.EXPLAINED, "lightbulb"),
        (Helps.TIMES, "calendar-check"),
        (Helps.DESK, "door-open"),
        (Helps.NOTHING, "circle-dashed"),
    ),
    MOST_ANSWERS,
)
HARD = Asked(
    "hard",
    (
        (Hard.LANGUAGE, "languages"),
        (Hard.TRAVEL, "bus"),
        (Hard.TIMES, "clock"),
        (Hard.COSTS, "coins"),
        (Hard.TOO_HARD, "mountain"),
        (Hard.TOO_EASY, "feather"),
        (Hard.ALONE, "user"),
        (Hard.NOTHING, "circle-check"),
    ),
    MOST_ANSWERS,
)
QUESTIONS = (FEELING, HELPS, HARD)
"""All questions, in order; the same at every moment, so that moments can be compared."""


def answer_key(asked: Asked, answer: StrEnum) -> str:
    """Return the key of the text of an answer."""
    return f"{asked.key}.{answer.value}"


def moment_key(moment: Moment) -> str:
    """Return the key of the sentence that says which moment it is."""
    return f"moment.{moment.value}"


def keys_asked() -> Iterator[str]:
    """Yield the key of every text that a question, an answer or a moment needs."""
    for asked in QUESTIONS:
        yield asked.key
        yield from (answer_key(asked, answer) for answer, _icon in asked.answers)
    yield from map(moment_key, Moment)


def experience_languages() -> tuple[TalkTexts, ...]:
    """Return every language in which there are texts, Dutch first, then by tag."""
    return tuple(sorted(_known().values(), key=lambda one: (one.tag != DUTCH, one.tag)))


def experience_texts(language: str) -> TalkTexts | None:
    """Return the texts for readers of a language (``ti``, ``tir``), None when there are none."""
    return next((one for one in _known().values() if language in one.serves), None)


def desk_texts() -> TalkTexts:
    """Return the texts in the language of the window."""
    return _known()[i18n.language()]


@cache
def _known() -> dict[str, TalkTexts]:
    return read_texts("experience")
