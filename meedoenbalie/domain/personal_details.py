"""Personal details in a text that others will read: names, days, telephone numbers, addresses.

What is found is pointed out, never taken away: only somebody who reads it knows whether *Noor* is a
person.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from meedoenbalie.domain.names import fold

SHORTEST_NAME = 3
"""Names of fewer letters are in too many words to point out."""

_WORD = re.compile(r"[^\W\d_]+")
_DAY = re.compile(r"\b\d{1,2}[-./ ]\d{1,2}[-./ ](?:19|20)\d{2}\b")
_MAIL = re.compile(r"\S+@\S+\.\w+")
_NUMBER = re.compile(r"(?<![\w-])\+?\d[\d ()-]{6,}\d(?!\w)")


class Detail(StrEnum):
    """What a piece of text may be."""

    NAME = "name"
    DAY = "day"
    MAIL = "mail"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Pointed:
    """A piece of text in a field that may be about a person."""

    field: str
    detail: Detail
    text: str


def details_in(texts: Mapping[str, str], names: Collection[str]) -> tuple[Pointed, ...]:
    """Return what may be about a person, field by field, each once.

    ``names`` are folded words of names (``domain.names.fold``).
    """
    return tuple(
        dict.fromkeys(one for field, text in texts.items() for one in _in(field, text, names))
    )


def _in(field: str, text: str, names: Collection[str]) -> Iterator[Pointed]:
    for word in _WORD.findall(text):
        # A name at the start of a sentence looks like any other word; one in small letters is none.
        if word[0].isupper() and len(word) >= SHORTEST_NAME and fold(word) in names:
            yield Pointed(field, Detail.NAME, word)
    days = _DAY.findall(text)
    for day in days:
        yield Pointed(field, Detail.DAY, day)
    for mail in _MAIL.findall(text):
        yield Pointed(field, Detail.MAIL, mail)
    for number in _NUMBER.findall(text):
        if number not in days:
            yield Pointed(field, Detail.NUMBER, number)
