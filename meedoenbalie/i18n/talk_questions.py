"""The questions of the talk that have answers to point at: one list for the screen and the sheet.

The texts are in ``talk.py``; a question or answer here is the key of a text there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from meedoenbalie.domain.consent import ConsentAnswer, SharedField
from meedoenbalie.domain.people import (
    Company,
    DutchLevel,
    Literacy,
    ResidencePhase,
    TravelMeans,
    WeekWeight,
)
from meedoenbalie.i18n.talk import DUTCH, talk_texts

Value = str | int | None
"""What is recorded for an answer; None says that it isn't known yet."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to point at. ``key`` is that of its text; a number is its own text."""

    key: str
    icon: str | None
    value: Value


@dataclass(frozen=True, slots=True)
class Question:
    """A question about the field ``key``; ``most`` answers may be given, in order of weight."""

    key: str
    answers: tuple[Answer, ...]
    most: int = 1

    def answer(self, value: Value) -> Answer | None:
        """Return the answer that stands for a value; None for a value from elsewhere."""
        return next((one for one in self.answers if one.value == value), None)


STEPS = ("who", "wishes", "talents", "week", "consent")
"""The steps of the talk, in order; ``step.who`` is the key of the name of the first."""


def questions() -> tuple[Question, ...]:
    """Return the questions in the order in which they are asked."""
    return tuple(question for step in STEPS for question in questions_of(step))


def questions_of(step: str) -> tuple[Question, ...]:
    """Return the questions of one step. Raises KeyError for one that isn't there."""
    return {
        "who": (_phases(), _channels()),
        "wishes": (_wishes(), _company()),
        "talents": (_talents(), _levels(), _literacy()),
        "week": (free_times(), _hours(), _weight(), _travel(), _minutes()),
        "consent": (_informed(), _shared()),
    }[step]


def question(key: str) -> Question:
    """Return one question. Raises KeyError for one that isn't asked with answers."""
    for one in questions():
        if one.key == key:
            return one
    raise KeyError(key)


def _phases() -> Question:
    icons = ("file-clock", "id-card", "scale", "shield")
    return Question(
        "residence_phase",
        tuple(
            Answer(f"phase.{phase.value}", icon, phase.value)
            for phase, icon in zip(ResidencePhase, icons, strict=True)
        ),
    )


def _channels() -> Question:
    return Question(
        "contact_channel",
        (
            Answer("channel.whatsapp", "message-circle", "whatsapp"),
            Answer("channel.phone", "phone", "telefoon"),
            Answer("channel.email", "mail", "e-mail"),
            Answer("channel.desk", "door-open", "langs de balie"),
            Answer("channel.mentor", "user-round", "via mentor"),
            Answer("channel.guardian", "user-round-check", "via voogd"),
        ),
    )


def _wishes() -> Question:
    icons = {
        "children": "baby",
        "language": "messages-square",
        "cooking": "cooking-pot",
        "technique": "wrench",
        "sport": "dumbbell",
        "nature": "sprout",
        "elderly": "hand-helping",
        "selling": "store",
    }
    known = tuple(_in_dutch(f"wish.{name}", icon) for name, icon in icons.items())
    return Question("interests", (*known, Answer("wish.unknown", "circle-dashed", None)), most=3)


def _talents() -> Question:
    icons = {
        "cooking": "cooking-pot",
        "children": "baby",
        "computers": "laptop",
        "repairing": "wrench",
        "sewing": "scissors",
        "music": "palette",
        "sport": "dumbbell",
        "translating": "languages",
        "selling": "store",
    }
    answers = tuple(_in_dutch(f"talent.{name}", icon) for name, icon in icons.items())
    return Question("talents", answers, most=len(answers))


def _in_dutch(key: str, icon: str) -> Answer:
    """An answer that is recorded in Dutch words, in which offers are written too."""
    dutch = talk_texts(DUTCH)
    return Answer(key, icon, dutch[key] if dutch else key)


def _company() -> Question:
    icons = {Company.EITHER: "circle-check", Company.TOGETHER: "users", Company.ALONE: "user"}
    return Question(
        "company",
        tuple(Answer(f"company.{one.value}", icon, one.value) for one, icon in icons.items()),
    )


def _levels() -> Question:
    """How much Dutch, as one says it oneself; a course tests before it begins."""
    levels = {
        "none": (DutchLevel.A0, "circle"),
        "words": (DutchLevel.A1, "message-circle"),
        "everyday": (DutchLevel.A2, "messages-square"),
        "good": (DutchLevel.B1, "thumbs-up"),
        "very_good": (DutchLevel.B2, "star"),
    }
    return Question(
        "dutch_level",
        tuple(Answer(f"dutch.{name}", icon, level.value) for name, (level, icon) in levels.items()),
    )


def _literacy() -> Question:
    return Question(
        "literacy",
        (
            Answer("literacy.latin", "book-open-text", Literacy.LITERATE.value),
            Answer("literacy.other", "languages", Literacy.OTHER_SCRIPT.value),
            Answer("literacy.none", "image", Literacy.ILLITERATE.value),
        ),
    )


def free_times() -> Question:
    """Return the usual free times; on the screen they tick parts of days at once."""
    return Question(
        "availability",
        (
            Answer("free.daytime", "sun", "daytime"),
            Answer("free.evenings", "moon", "evenings"),
            Answer("free.weekend", "calendar-days", "weekend"),
        ),
        most=3,
    )


def _hours() -> Question:
    return Question("weekly_minutes", tuple(_number(n, n * 60) for n in (4, 8, 16, 24, 32)))


def _minutes() -> Question:
    return Question("max_travel_minutes", tuple(_number(n, n) for n in (15, 30, 45, 60)))


def _number(shown: int, value: int) -> Answer:
    return Answer(str(shown), None, value)


def _weight() -> Question:
    icons = {
        WeekWeight.LIGHT: "signal-low",
        WeekWeight.NORMAL: "signal-medium",
        WeekWeight.FULL: "signal-high",
    }
    return Question(
        "week_weight",
        tuple(Answer(f"weight.{one.value}", icon, one.value) for one, icon in icons.items()),
    )


def _travel() -> Question:
    answers = (
        Answer("travel.walking", "footprints", TravelMeans.WALKING.value),
        Answer("travel.bicycle", "bike", TravelMeans.BICYCLE.value),
        Answer("travel.public", "bus", TravelMeans.PUBLIC_TRANSPORT.value),
        Answer("travel.lift", "car", TravelMeans.LIFT.value),
    )
    return Question("travel_means", answers, most=len(answers))


def consent_answers() -> tuple[Answer, ...]:
    """Return the three equal answers to a question for consent."""
    return (
        Answer("answer.yes", "check", ConsentAnswer.YES.value),
        Answer("answer.no", "x", ConsentAnswer.NO.value),
        Answer("answer.thinking", "circle-question-mark", ConsentAnswer.THINKING.value),
    )


def _informed() -> Question:
    return Question("keep_informed", consent_answers())


def _shared() -> Question:
    answers = (
        Answer("shared.name", "contact", SharedField.NAME_AND_CONTACT.value),
        Answer("shared.age", "cake", SharedField.AGE.value),
        Answer("shared.level", "languages", SharedField.LEVEL_AND_LANGUAGES.value),
        Answer("shared.availability", "calendar", SharedField.AVAILABILITY.value),
        Answer("shared.own_words", "quote", SharedField.OWN_WORDS.value),
    )
    return Question("shared", answers, most=len(answers))


def keys_asked() -> Iterator[str]:
    """Yield the key of every text that a question or an answer needs."""
    for one in questions():
        yield one.key
        yield from (answer.key for answer in one.answers if not answer.key.isdecimal())


def wish_icons() -> dict[str, str]:
    """Return the picture of each wish by its Dutch word in small letters."""
    wishes = next(one for one in questions_of("wishes") if one.key == "interests")
    return {
        answer.value.casefold(): answer.icon
        for answer in wishes.answers
        if isinstance(answer.value, str) and answer.icon
    }
