"""What could be said more plainly in a Dutch text that residents will read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache

from meedoenbalie.domain.plain_language import hints
from meedoenbalie.i18n.plain_words import hint_text
from meedoenbalie.paths import resource_path

_SHOWN = 3


def plainer(texts: Iterable[str]) -> str:
    """Return the first few hints for some texts, in words; empty when they are plain."""
    found = (hint for text in texts for hint in hints(text, stiff_words()))
    return " ".join(hint_text(hint) for hint, _number in zip(found, range(_SHOWN), strict=False))


@cache
def stiff_words() -> Mapping[str, str]:
    """Return stiff Dutch words in small letters, each with what one says instead."""
    read = json.loads(resource_path("plain/nl.json").read_text(encoding="utf-8"))
    words: Mapping[str, str] = read["words"]
    return words
