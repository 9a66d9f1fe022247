"""Folding of text, so that people find a name however it is written."""

from __future__ import annotations

import unicodedata

# Letters that have no decomposition but are typed without their stroke or dot.
_PLAIN = str.maketrans(
    {"ı": "i", "İ": "i", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ß": "ss",
     "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ə": "e", "Ə": "e", "’": "'", "ʼ": "'"}
)  # fmt: skip


def fold(text: str) -> str:
    """Return a text in lower case without diacritics ("Güneş" → "gunes"); other scripts stay."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()


def initials(given_name: str, family_name: str) -> str:
    """Return at most two letters that stand for a name."""
    return (given_name[:1] + family_name[:1]).upper()
