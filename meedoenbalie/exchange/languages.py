"""Names and codes of languages to ISO 639-3."""

from __future__ import annotations

import re
from functools import lru_cache

from meedoenbalie.exchange.codes import code_list, key_of

_BRACKETS = re.compile(r"\(([^)]*)\)")
_SEPARATORS = re.compile(r"[|,/;+&\n]|\ben\b|\band\b")


@lru_cache(maxsize=4096)
def language_code(name: str) -> str | None:
    """Return the ISO 639-3 code of a language by its code or its Dutch or English name.

    "Koerdisch (Kurmanji)" is Kurmanji; a remark in brackets that is no language doesn't count.
    """
    inner = _BRACKETS.search(name)
    tries = [name] if inner is None else [name, inner[1], _BRACKETS.sub(" ", name)]
    for text in tries:
        key = key_of(text)
        code = code_list("languages").get(key) or (_living().get(key) if key else None)
        if code is not None:
            return code
    return None


@lru_cache(maxsize=4096)
def language_codes(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the codes in a text with languages, each once, and the words that are no language."""
    codes: dict[str, None] = {}
    unknown: list[str] = []
    for name in _names(text):
        code = language_code(name)
        if code is None:
            unknown.append(name)
        else:
            codes[code] = None
    return tuple(codes), tuple(unknown)


def _names(text: str) -> list[str]:
    parts = [part.strip() for part in _SEPARATORS.split(text) if part.strip(" -.")]
    usual = code_list("languages")
    # Every language of the world takes a second to load: not for a list of those that are usual.
    if len(parts) > 1 and all(key_of(part) in usual for part in parts):
        return parts
    return [text] if language_code(text) is not None else parts


@lru_cache(maxsize=1)
def _living() -> dict[str, str]:
    """Codes and CLDR names of every living language; loaded only for an uncommon one.

    Constructed and extinct languages are left out: nobody at a desk speaks them.
    """
    import pycountry
    from babel import Locale

    known = [language for language in pycountry.languages if language.type == "L"]
    by_name: dict[str, str] = {}
    for locale in (Locale("nl"), Locale("en")):
        for language in known:
            short = getattr(language, "alpha_2", language.alpha_3)
            name = locale.languages.get(short) or locale.languages.get(language.alpha_3)
            if name:
                by_name.setdefault(key_of(name), language.alpha_3)
    for language in known:
        by_name.setdefault(key_of(language.name), language.alpha_3)
        by_name[language.alpha_3] = language.alpha_3
        if hasattr(language, "alpha_2"):
            by_name[language.alpha_2] = language.alpha_3
    return by_name
