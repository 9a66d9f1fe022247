"""The pointing sheet (*aanwijsblad*): the questions of the talk with pictures, to point at.

Two languages stand beside each other: that of the young person first, that of the desk small below.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from lucide import lucide_icon

from meedoenbalie.i18n import formats
from meedoenbalie.i18n.talk import TalkTexts, desk_texts, talk_texts
from meedoenbalie.i18n.talk_questions import STEPS, Answer, Question, questions_of
from meedoenbalie.reports.typeset import typeset
from meedoenbalie.tokens import tokens

_OF_STAFF = frozenset({"contact_channel"})
"""What one asks by writing it down."""


def render(language: str, today: date) -> bytes:
    """Return the sheet as PDF/UA-1. Raises CannotTypeset, FontMissing and OSError."""
    return typeset("pointing", sheet_data(language), today)


def sheet_data(language: str) -> dict[str, Any]:
    """Return what the template prints; a language without texts gives those of the desk alone."""
    beside = desk_texts()
    own = talk_texts(language) or beside
    page = _Page(own, beside if own.tag != beside.tag else None)
    unchecked = "" if own.checked else f"{formats.language_name(own.language)}: "
    return {
        "lang": own.tag,
        "beside-lang": beside.tag,
        "title": page.both("sheet.title"),
        "help": page.both("sheet.help"),
        "steps": [
            {
                "number": str(number),
                "name": page.both(f"step.{step}"),
                "questions": [
                    page.question(one) for one in questions_of(step) if one.key not in _OF_STAFF
                ],
            }
            for number, step in enumerate(STEPS, start=1)
        ],
        "free": page.both("free_choice"),
        "stop": page.both("stop"),
        "unchecked": {
            "own": own["unchecked"] if unchecked else "",
            "beside": unchecked + beside["unchecked"] if unchecked else "",
        },
    }


class _Page:
    def __init__(self, own: TalkTexts, beside: TalkTexts | None) -> None:
        self._own, self._beside = own, beside

    def both(self, key: str) -> dict[str, str]:
        return {"own": self._own[key], "beside": self._beside[key] if self._beside else ""}

    def question(self, one: Question) -> dict[str, Any]:
        answers = [self._answer(answer) for answer in one.answers]
        return {"name": self.both(one.key), "answers": answers}

    def _answer(self, answer: Answer) -> dict[str, Any]:
        if answer.key.isdecimal():
            return {"own": answer.key, "beside": "", "icon": None}
        return {**self.both(answer.key), "icon": _drawing(answer.icon) if answer.icon else None}


def _drawing(name: str) -> str:
    stroke = tokens().light.accent
    return str(lucide_icon(name, stroke=stroke, stroke_width=tokens().size.icon_stroke))
