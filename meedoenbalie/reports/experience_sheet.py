"""The sheet about experiences (*vragenblad*): three questions with pictures, to answer with a pen.

One page in two languages, as the pointing sheet. The number before an answer is the key with which
it is typed in afterwards. No name stands on it; the reference of the referral says which it is.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from lucide import lucide_icon

from meedoenbalie.domain.experiences import Moment
from meedoenbalie.i18n import formats
from meedoenbalie.i18n.experience_texts import (
    QUESTIONS,
    Asked,
    answer_key,
    desk_texts,
    experience_texts,
    moment_key,
)
from meedoenbalie.i18n.talk import TalkTexts
from meedoenbalie.reports.typeset import typeset
from meedoenbalie.tokens import tokens


def render(language: str, moment: Moment, offer: str, reference: str, today: date) -> bytes:
    """Return the page as PDF/UA-1. Raises CannotTypeset, FontMissing and OSError."""
    return typeset("experience", sheet_data(language, moment, offer, reference), today)


def sheet_data(language: str, moment: Moment, offer: str, reference: str) -> dict[str, Any]:
    """Return what the template prints; a language without texts gives those of the desk alone."""
    beside = desk_texts()
    own = experience_texts(language) or beside
    page = _Page(own, beside if own.tag != beside.tag else None)
    unchecked = "" if own.checked else f"{formats.language_name(own.language)}: "
    return {
        "lang": own.tag,
        "beside-lang": beside.tag,
        "title": {part: text.format(offer=offer) for part, text in page.both("title").items()},
        "reference": reference,
        "moment": page.both(moment_key(moment)),
        "help": page.both("sheet.help"),
        "questions": [page.question(one) for one in QUESTIONS],
        "decline": {"number": "0", "icon": _drawing("x"), **page.both("decline")},
        "below": [page.both(key) for key in ("free", "only_desk")],
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

    def question(self, asked: Asked) -> dict[str, Any]:
        answers = [
            {
                "number": str(number),
                "icon": _drawing(icon),
                **self.both(answer_key(asked, answer)),
            }
            for number, (answer, icon) in enumerate(asked.answers, start=1)
        ]
        most = self.both("most") if asked.most > 1 else {"own": "", "beside": ""}
        return {"name": self.both(asked.key), "most": most, "answers": answers}


def _drawing(name: str) -> str:
    stroke = tokens().light.accent
    return str(lucide_icon(name, stroke=stroke, stroke_width=tokens().size.icon_stroke))
