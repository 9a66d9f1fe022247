"""The texts of the talk with a young person, in their own language.

A language is one file in ``resources/talk``, so that a native speaker can read it whole and a
language is added by adding its file. Every file has the keys of the Dutch one. They are no
messages of the program: a desk that speaks English asks a young person in Tigrinya all the same.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from meedoenbalie import i18n
from meedoenbalie.paths import resource_path

DUTCH = "nl"


@dataclass(frozen=True, slots=True)
class TalkTexts:
    """One language. ``tag`` as documents name it (BCP 47), ``language`` as ISO 639-3.

    ``serves`` are the codes of those who read it; ``checked`` says that a native speaker read it.
    """

    tag: str
    language: str
    serves: tuple[str, ...]
    own_name: str
    checked: bool
    texts: Mapping[str, str]

    @property
    def from_right(self) -> bool:
        """Tell whether it is written from right to left."""
        return unicodedata.bidirectional(self.own_name[0]) in {"R", "AL"}

    def __getitem__(self, key: str) -> str:
        """Return a text. Raises KeyError for one that isn't asked."""
        return self.texts[key]


def talk_languages() -> tuple[TalkTexts, ...]:
    """Return every language in which there are texts, Dutch first, then by tag."""
    return tuple(sorted(_known().values(), key=lambda one: (one.tag != DUTCH, one.tag)))


def talk_texts(language: str) -> TalkTexts | None:
    """Return the texts for readers of a language (``ti``, ``tir``), None when there are none."""
    return next((one for one in _known().values() if language in one.serves), None)


def desk_texts() -> TalkTexts:
    """Return the texts in the language of the window."""
    return _known()[i18n.language()]


def is_checked(language: str) -> bool:
    """Tell whether there are texts in a language that a native speaker read."""
    known = talk_texts(language)
    return known is not None and known.checked


def read_texts(folder: str) -> dict[str, TalkTexts]:
    """Read the files of a folder of the resources, one for each language; return them by tag."""
    found: dict[str, TalkTexts] = {}
    for file in sorted(resource_path(folder).glob("*.json")):
        read = json.loads(file.read_text(encoding="utf-8"))
        found[read["tag"]] = TalkTexts(
            read["tag"],
            read["language"],
            tuple(read["serves"]),
            read["own_name"],
            bool(read["checked"]),
            read["texts"],
        )
    return found


@cache
def _known() -> dict[str, TalkTexts]:
    return read_texts("talk")
