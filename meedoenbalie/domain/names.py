"""Folding of text, so that people find a name however it is written."""

from __future__ import annotations

import re
import unicodedata

# Letters that have no decomposition but are typed without their stroke or dot.
_PLAIN = str.maketrans(
    {"ı": "i", "İ": "i", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ß": "ss",
     "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ə": "e", "Ə": "e", "’": "'", "ʼ": "'"}
)  # fmt: skip

# Diacritics of Latin, Cyrillic, Hebrew and Arabic, and those for symbols.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u135d-\u135f\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)


def fold(text: str) -> str:
    """Return a text in lower case without diacritics ("Güneş" → "gunes"); other scripts stay."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return _MARKS.sub("", decomposed).casefold()


def initials(given_name: str, family_name: str) -> str:
    """Return at most two letters that stand for a name."""
    return (given_name[:1] + family_name[:1]).upper()
