"""Values in cells: numbers, phone numbers, V-numbers, ages, levels, amounts.

Each function returns the value, or a code that says what is wrong with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from meedoenbalie.domain.identifiers import is_bsn
from meedoenbalie.domain.people import DutchLevel
from meedoenbalie.exchange.codes import code_list, key_of

_PHONE_SIGNS = re.compile(r"[\s().'\-/\u2010-\u2013]+")
_MADE_DECIMAL = re.compile(r"(?<=\d{8})[.,]0$")
_PHONE = re.compile(r"\+?\d{6,15}")
_V_SIGNS = re.compile(r"[\s.\-']+")
_HOURS = re.compile(
    r"(?:max\.?|ca\.?|±)?\s*(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:u|uur|uren|h|hours)?\b\.?"
)
_HOURS_MINUTES = re.compile(r"(\d{1,3})\s?[:u]\s?([0-5]\d)")
_WHOLE = re.compile(r"[+-]?\d+(?:[.,]0+)?")
_DECIMAL = re.compile(r"[+-]?\d+[.,]\d+")
_PLACES = re.compile(r"(?P<number>[+-]?\d{1,9}(?:[.,]\d{1,9})?)\s*(?:plaatsen|plaats|places|vrij)?")
_NOT_KNOWN = frozenset({"onbekend", "nnb", "nognietbekend", "unknown", "tbd", "innavraag"})
_FREE = frozenset({"gratis", "geen", "kosteloos", "free", "0", "000", "nihil", "geenkosten", "nvt"})
_AMOUNT = re.compile(
    r"(?:€|eur(?:o)?)?\s*(?P<euros>\d{1,3}(?:[.\s]\d{3}){1,3}|\d{1,6})(?:[.,](?P<cents>\d{1,2}|-{1,2}))?"
    r"\s*(?:€|eur(?:o)?s?\b)?(?P<rest>.*)",
    re.DOTALL,
)
_AGE = re.compile(r"\d{1,3}")
_AGE_RANGE = re.compile(r"(\d{1,3})\s*(?:jaar)?\s*(?:-|–|—|t/m|tm|tot en met|to)\s*(\d{1,3})")
_AGE_UP_TO = re.compile(r"(\d{1,3})\s*(?:jaar)?\s*tot\s*(\d{1,3})")
_LEAST = re.compile(r"vanaf|min\b|minimaal|minstens|≥|>=|\+|en ouder|en hoger|of hoger|from|and up")
_MOST = re.compile(r"t/m|tm\b|tot en met|max\b|maximaal|hooguit|≤|<=|up to|en jonger|of lager")
_BELOW = re.compile(r"\btot\b|onder|jonger dan|<|under")
_ANY_AGE = frozenset({"alleleeftijden", "alle", "geen", "geengrens", "iedereen", "allages", "any"})
_NO_LEVEL = frozenset(
    {"geennederlandsnodig", "nietnodig", "geen", "alleniveaus", "alle", "geeneis", "none",
     "nonenedeed", "geentaaleis", "iedereen", "maaktnietuit", "any"}
)  # fmt: skip
_LEVEL = re.compile(r"(?:alfa|alfabetisering)[\s-]*[abc]\b|\b[abc][0-2]\b", re.IGNORECASE)
_LEVEL_EITHER = re.compile(r"\bof\b|\bor\b|/")


def phone_number(text: str) -> str:
    """Return a phone number without signs between; a leading 0 that a spreadsheet lost is back.

    Nine figures are no phone number when they could be a BSN, unless they start with the 6 of a
    mobile number. What is no phone number (an address, a name) stays as it is.
    """
    compact = _PHONE_SIGNS.sub("", _MADE_DECIMAL.sub("", text))
    if not _PHONE.fullmatch(compact):
        return text
    for prefix in ("+31", "0031"):
        if compact.startswith(prefix):
            return "0" + compact.removeprefix(prefix).removeprefix("0")
    if len(compact) == 9 and compact[0] != "0" and (compact[0] == "6" or not is_bsn(compact)):
        return "0" + compact
    return compact


def v_number(text: str) -> str:
    """Return a V-number without the letter, the signs or the ".0" that was put in it."""
    return (
        _V_SIGNS.sub("", _MADE_DECIMAL.sub("", text))
        .upper()
        .removeprefix("V")
        .removeprefix("NR")
        .removeprefix(":")
    )


@lru_cache(maxsize=4096)
def weekly_minutes(text: str) -> int | None:
    """Return hours ("7,5", "7.5 uur", "7:30") in minutes; None when it is no number of hours."""
    plain = text.strip().lower()
    clock = _HOURS_MINUTES.fullmatch(plain)
    if clock:
        minutes = int(clock[1]) * 60 + int(clock[2])
    else:
        match = _HOURS.fullmatch(plain)
        if match is None:
            return None
        minutes = round(float(match[1].replace(",", ".")) * 60)
    return minutes if minutes <= 7 * 24 * 60 else None


@lru_cache(maxsize=4096)
def whole_number(text: str) -> int | None:
    """Return the first whole number of a cell ("16", "16 weken", "20,0"), or None."""
    match = re.match(r"\s*(?:±|ca\.?)?\s*(\d{1,6})(?:[.,]0+)?(?![\d.,])", text)
    return int(match[1]) if match else None


@lru_cache(maxsize=4096)
def places(text: str) -> tuple[int | None, str]:
    """Return a number of places, or a code: negative, not_a_whole_number, not_a_number, missing.

    "onbekend" is an answer too: it counts as missing.
    """
    if key_of(text) in _NOT_KNOWN or not text.strip(" ?-."):
        return None, "missing"
    match = _PLACES.fullmatch(text.strip().lower().replace("\u2212", "-"))
    if match is None:
        return None, "not_a_number"
    number = match["number"]
    if number.startswith("-") and number.strip("-0.,"):
        return None, "negative"
    if not _WHOLE.fullmatch(number):
        return None, "not_a_whole_number"
    count = int(re.split(r"[.,]", number)[0])
    return (count, "") if count <= 100_000 else (None, "not_a_number")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a participant pays, in cents; None is not known. ``text`` where the amount isn't all."""

    cents: int | None
    text: str = ""


@lru_cache(maxsize=4096)
def cost(text: str) -> Cost:
    """Read "gratis", "€ 12,50", "25,00 p/m", "1.250"; anything else is kept as words only."""
    plain = text.strip()
    if key_of(plain) in _FREE:
        return Cost(0)
    match = _AMOUNT.fullmatch(plain.lower())
    if match is None or re.search(r"\d", match["rest"]):
        return Cost(None, plain)
    euros = int(re.sub(r"\D", "", match["euros"]))
    cents = (match["cents"] or "").strip("-").ljust(2, "0")
    return Cost(euros * 100 + int(cents), plain if match["rest"].strip(" ,-") else "")


@lru_cache(maxsize=4096)
def age_range(text: str) -> tuple[int | None, int | None] | None:
    """Return the lowest and highest age ("14-27 jaar", "18+", "tot 27"), each None where open.

    "tot 27" ends at 26 and "tot en met 27" at 27. None when the text tells no ages.
    """
    plain = " ".join(text.lower().replace("jr", "jaar").split())
    if key_of(plain) in _ANY_AGE:
        return None, None
    for pattern, beyond in ((_AGE_RANGE, 0), (_AGE_UP_TO, 1)):
        match = pattern.search(plain)
        if match:
            return _ages(int(match[1]), int(match[2]) - beyond)
    numbers = _AGE.findall(plain)
    if len(numbers) != 1:
        return None
    age = int(numbers[0])
    if _LEAST.search(plain):
        return _ages(age, None)
    if _MOST.search(plain):
        return _ages(None, age)
    return _ages(None, age - 1) if _BELOW.search(plain) else _ages(age, age)


def _ages(lowest: int | None, highest: int | None) -> tuple[int | None, int | None] | None:
    if any(age is not None and not 0 <= age <= 120 for age in (lowest, highest)):
        return None
    return lowest, highest


@lru_cache(maxsize=4096)
def level_range(text: str) -> tuple[DutchLevel | None, DutchLevel | None] | None:
    """Return the lowest and highest level ("A1-B1", "min. A2", "geen Nederlands nodig").

    None when the text tells no level.
    """
    if key_of(text) in _NO_LEVEL:
        return None, None
    plain = " ".join(text.lower().split())
    whole = dutch_level(plain)
    found = [whole] if whole else [dutch_level(hit) for hit in _LEVEL.findall(plain)]
    levels = sorted((level for level in found if level), key=lambda level: level.rank)
    if not levels:
        return None
    if len(levels) > 1:
        return levels[0], levels[-1]
    if _LEAST.search(plain):
        return levels[0], None
    return (None, levels[0]) if _MOST.search(plain) else (levels[0], levels[0])


@lru_cache(maxsize=1024)
def dutch_level(text: str) -> DutchLevel | None:
    """Return one level of Dutch, however it is written, or None."""
    code = code_list("levels").get(key_of(text))
    return None if code is None else DutchLevel(code)


@lru_cache(maxsize=1024)
def answer(text: str) -> str | None:
    """Return "ja", "nee" or "aangevraagd", or None for something else."""
    return code_list("answers").get(key_of(text))
