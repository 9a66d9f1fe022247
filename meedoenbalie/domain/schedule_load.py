"""How often and how much, in a schedule's words: "om de week", "4-6 uur per week", "2 dagdelen"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from meedoenbalie.domain.week import MINUTES_A_DAY
from meedoenbalie.domain.week_words import DAY

MONTHS_PER_WEEK = 12 / 52

_WORDS = {
    "een": 1, "één": 1, "one": 1, "twee": 2, "two": 2, "drie": 3, "three": 3, "vier": 4, "four": 4,
    "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "anderhalf": 1.5, "half": 0.5,
}  # fmt: skip
_MOST = 1e6
"""More than any count or minutes of a week; what is larger is no less wrong than this."""

_NUMBER = rf"(?:\d+(?:[.,]\d+)?|{'|'.join(_WORDS)})"
_UP_TO = r"\s*(?:-|tot|à|of|to)\s*"
_UNIT = r"(?P<unit>uur|uren|u\b|hours?\b|hrs?\b|min(?:uten|utes|\b\.?))"
_AMOUNT = (
    r"(?<![\d:.,-])(?<!vanaf )(?<!om )(?<!tot )(?<![a-z])"
    rf"(?P<low>{_NUMBER})(?:{_UP_TO}(?P<high>{_NUMBER}))?\s*{_UNIT}"
)
_A_WEEK = (
    r"(?:(?:per|in de|each|elke|iedere|a|/)\s?(?:week|wk|w)\b\.?|p\s?[./]?\s?w\b\.?|wekelijks)"
)
_OCCASIONS = r"x|×|keer|maal|times|lessen|les|bijeenkomsten|dagen|avonden|ochtenden|middagen"
_TIMES = rf"(?P<times>{_NUMBER})\s*(?:{_OCCASIONS})(?!\w)"

_TIMES_OF_AMOUNT = re.compile(
    rf"\b{_TIMES}\s*(?:{_A_WEEK})?\s*(?:van|à|a|of|,|-|for)?\s*{_AMOUNT}(?:\s*{_A_WEEK})?"
)
_AMOUNT_AND_TIMES = re.compile(rf"{_AMOUNT},?\s*(?:per keer,?\s*)?{_TIMES}\s*{_A_WEEK}")
_AMOUNT_A_WEEK = re.compile(rf"{_AMOUNT},?\s*{_A_WEEK}")
_AMOUNT_ALONE = re.compile(_AMOUNT)
_UP_TO_A_CLOCK = re.compile(r"\s*(?:tot|t/m|-)\s*\d")
_DAYPARTS = re.compile(
    rf"\b(?:{_NUMBER}{_UP_TO})?(?P<times>{_NUMBER})\s*"
    r"(?:dagde(?:len|el)|ochtenden|middagen|avonden)\b"
)
_HAS_DAY = re.compile(rf"\b(?:{DAY})")

_ORDINAL = (
    r"(?:[1-5](?:e|de|ste|st|nd|rd|th)|eerste|tweede|derde|vierde|laatste"
    r"|first|second|third|fourth|last)"
)
_NTH_DAYS = re.compile(rf"\b{_ORDINAL}(?:\s*(?:en|and|,|/|&|\+)\s*{_ORDINAL})*(?=\s+(?:{DAY}))")
_A_MONTH = re.compile(
    rf"(?:(?P<times>{_NUMBER})\s*(?:x|×|keer|maal|times)\s*)?"
    r"(?:\b(?:van|per|in|elke|iedere|of|a|each|every|v\.?d\.?)\s?|/\s?)"
    r"(?:de |the |elke |iedere )?(?:maand|mnd|month)\b|\bmaandelijks\b|\bmonthly\b"
)
_EVERY_N_WEEKS = re.compile(
    rf"\b(?:(?:elke|iedere|om de|per|every|in de)\s(?P<weeks>{_NUMBER})\s?(?:weken|wk|weeks)\b"
    rf"|(?P<adverb>{_NUMBER})[- ]?wekelijks\b|om de (?:andere )?week\b"
    r"|(?:om de|per|elke|iedere|in de) (?:14|veertien) dagen"
    r"|veertiendaags|14-daags|(?:on)?even weken|every other week|bi-?weekly|fortnightly)"
)
_WEEKLY = re.compile(rf"\b{_A_WEEK}|\belke week\b|\bweekly\b")


@dataclass(frozen=True, slots=True)
class Load:
    """Minutes (of a week or of one time, at most and at least) and dayparts, where told."""

    minutes: int | None = None
    at_least: int | None = None
    dayparts: int | None = None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Once in so many weeks, or so many times a month (0: not monthly)."""

    interval_weeks: int = 1
    times_a_month: int = 0

    def a_week(self, minutes: int | None) -> int | None:
        """The mean a week of a number of minutes each time; None stays None."""
        if minutes is None:
            return None
        if self.times_a_month:
            mean = round(minutes * self.times_a_month * MONTHS_PER_WEEK)
        else:
            mean = round(minutes / self.interval_weeks)
        return min(mean, 7 * MINUTES_A_DAY)


def take_load(plain: str, loose: bool) -> tuple[Load, str]:
    """Return how much a text in lower case says, and the text without it.

    ``loose`` also takes an amount that doesn't say "a week" ("flexibel, 8 uur").
    """
    has_day = _HAS_DAY.search(plain) is not None
    for pattern in (_TIMES_OF_AMOUNT, _AMOUNT_AND_TIMES, _AMOUNT_A_WEEK):
        match = pattern.search(plain)
        if match and _is_no_clock(match, has_day):
            return _load_of(match), _without(plain, match)
    match = _AMOUNT_ALONE.search(plain)
    recurs = loose or any(p.search(plain) for p in (_WEEKLY, _EVERY_N_WEEKS, _A_MONTH))
    if match and recurs and _is_no_clock(match, has_day) and not (has_day and match["high"]):
        return _load_of(match), _without(plain, match)
    match = _DAYPARTS.search(plain)
    if match:
        count = int(_number(match["times"]))
        return Load(dayparts=count if 1 <= count <= 21 else None), _without(plain, match)
    return Load(), plain


def take_rhythm(plain: str) -> tuple[Rhythm, str]:
    """Return how often something recurs, and the text without those words."""
    nth = _NTH_DAYS.search(plain)
    month = _A_MONTH.search(plain)
    if nth or month:
        times = len(re.findall(_ORDINAL, nth.group())) if nth else 1
        if month and month["times"]:
            times = max(times, int(_number(month["times"])))
        return Rhythm(times_a_month=times), _A_MONTH.sub(" ", _NTH_DAYS.sub(" ", plain))
    every = _EVERY_N_WEEKS.search(plain)
    if every:
        weeks = int(_number(every["weeks"] or every["adverb"] or "2"))
        return Rhythm(interval_weeks=min(max(weeks, 1), 52)), _without(plain, every)
    return Rhythm(), plain


def _load_of(match: re.Match[str]) -> Load:
    times = _number(match.groupdict().get("times") or "1")
    unit = 1 if match["unit"].startswith("min") else 60
    low = _number(match["low"]) * unit * times
    high = _number(match["high"] or match["low"]) * unit * times
    if not 0 < high <= 7 * MINUTES_A_DAY:
        return Load()
    return Load(minutes=round(max(low, high)), at_least=round(min(low, high)))


def _is_no_clock(match: re.Match[str], has_day: bool) -> bool:
    """Tell hours of work from hours of the clock: nobody works "9 to 12 hours" on a day.

    On a day "19.30 uur tot 21.00 uur" is a clock too.
    """
    if has_day and _UP_TO_A_CLOCK.match(match.string, match.end()):
        return False
    is_range = match["high"] is not None
    many = match.groupdict().get("times") is not None
    return not (is_range and (has_day or many) and _number(match["low"]) >= 7)


def _number(text: str) -> float:
    return _WORDS[text] if text in _WORDS else min(float(text.replace(",", ".")), _MOST)


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"
