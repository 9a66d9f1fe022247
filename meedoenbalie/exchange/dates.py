"""Dates as people and spreadsheets write them. What can be two days is never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from meedoenbalie.domain.week_words import day_of

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january",
            "februari february",
            "maart march mrt",
            "april",
            "mei may",
            "juni june",
            "juli july",
            "augustus august",
            "september sept",
            "oktober october",
            "november",
            "december",
        ),
        start=1,
    )
    for name in names.split()
}
_SHORTEST_MONTH = 3
# Day zero of the 1900 system, as it holds from 1 March 1900 on. Five figures begin in 1927.
_SERIAL_START = date(1899, 12, 30)
_SERIALS = range(10_000, 80_000)
_YEARS = range(1000, 2201)

_TIME_BEHIND = re.compile(
    r"[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: [ap]\.?m\.?|z|[+-]\d{2}:?\d{2})?$"
)
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_ROOM_AROUND = re.compile(r"(?<=\d) ?([-/.]) ?(?=\w)")
_WORD_BEFORE = re.compile(r"^([a-z]{2,9})\.?,? (?=\d)")
_YEAR_FIRST = re.compile(r"(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})")
_IN_ONE = re.compile(r"(?:19|20)\d{6}")
_DAY_MONTH_NAME = re.compile(r"(\d{1,2})(?:e|st|nd|rd|th)?[ -]?([a-z]+)\.?[ ,-]*'?(\d{4}|\d{2})")
_MONTH_NAME_DAY = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4}|\d{2})")
_NUMBER = re.compile(r"(\d{4,5})(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A day, or only a year, or the code of what is wrong.

    The codes are impossible_date, ambiguous_date, formula_cell and unreadable.
    """

    day: date | None = None
    year: int | None = None
    code: str = ""


@lru_cache(maxsize=65_536)
def read_date(text: str, month_first: bool = False) -> ReadDate:
    """Read one cell: ISO, day-month-year with any sign, a month's name, a serial number, a year.

    ``month_first`` is for files from where 3/4/2005 is the fourth of March.
    Two figures for the year are ambiguous: nobody knows the century, and often not the order.
    """
    plain = " ".join(text.lower().split())
    if plain.startswith("="):
        return ReadDate(code="formula_cell")
    plain = _plain_signs(_TIME_BEHIND.sub("", plain))
    word = _WORD_BEFORE.match(plain)
    if word and day_of(word[1]):
        plain = plain[word.end() :]
    match = _YEAR_FIRST.fullmatch(plain)
    if match:
        return _day(match[1], match[3], match[4])
    match = _DAY_FIRST.fullmatch(plain)
    if match:
        day, month = (match[3], match[1]) if month_first else (match[1], match[3])
        return _day(match[4], month, day)
    if _IN_ONE.fullmatch(plain):
        return _day(plain[:4], plain[4:6], plain[6:])
    return _from_name(plain) or _from_number(plain) or ReadDate(code="unreadable")


def _plain_signs(plain: str) -> str:
    """Return a date without what keyboards and text processors put in ("'13 – 1 – 2004.")."""
    plain = plain.translate(_DASHES).removeprefix("'").removesuffix(".")
    return _ROOM_AROUND.sub(r"\1", plain)


def _from_name(plain: str) -> ReadDate | None:
    match = _DAY_MONTH_NAME.fullmatch(plain)
    if match and _month(match[2]):
        return _day(match[3], _month(match[2]), match[1])
    match = _MONTH_NAME_DAY.fullmatch(plain)
    if match and _month(match[1]):
        return _day(match[3], _month(match[1]), match[2])
    return None


def _month(word: str) -> str:
    """Return the number of a month by its name or the beginning of it ("febr"), or nothing."""
    if len(word) < _SHORTEST_MONTH:
        return ""
    return next((str(n) for name, n in _MONTHS.items() if name.startswith(word)), "")


def _from_number(plain: str) -> ReadDate | None:
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return None
    number = int(match[1])
    if number in _YEARS:
        return ReadDate(year=number)
    if number in _SERIALS:
        return ReadDate(day=_SERIAL_START + timedelta(days=number))
    return None


def _day(year: str, month: str, day: str) -> ReadDate:
    if len(year) == 2:
        return _two_figures(int(month), int(day))
    try:
        return ReadDate(day=date(int(year), int(month), int(day)))
    except ValueError:
        return ReadDate(code="impossible_date")


def _two_figures(month: int, day: int) -> ReadDate:
    possible = 1 <= month <= 31 and 1 <= day <= 31 and min(month, day) <= 12
    return ReadDate(code="ambiguous_date" if possible else "impossible_date")
