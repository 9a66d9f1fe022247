"""Words for days, parts of the day and times, as desks and providers write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from meedoenbalie.domain.week import MINUTES_A_DAY, Daypart, Weekday


class ScheduleError(ValueError):
    """A time that can't be: ``code`` is impossible_time, end_before_start or unreadable."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class DaypartTimes:
    """What "ochtend", "middag" and "avond" mean, in minutes since midnight.

    Configuration, not fact: slots filled in from these are marked approximate.
    """

    morning: tuple[int, int] = (9 * 60, 12 * 60)
    afternoon: tuple[int, int] = (13 * 60, 17 * 60)
    evening: tuple[int, int] = (19 * 60, 21 * 60 + 30)

    def of(self, daypart: Daypart) -> tuple[int, int]:
        """Start and end of a part of the day."""
        return {
            Daypart.MORNING: self.morning,
            Daypart.AFTERNOON: self.afternoon,
            Daypart.EVENING: self.evening,
        }[daypart]


USUAL_DAYPARTS = DaypartTimes()

_SPELLINGS = {
    Weekday.MONDAY: "ma maa maandag mo mon monday",
    Weekday.TUESDAY: "di din dinsdag tu tue tues tuesday",
    Weekday.WEDNESDAY: "wo woe woensdag we wed wednesday",
    Weekday.THURSDAY: "do don dond donderdag th thu thur thurs thursday",
    Weekday.FRIDAY: "vr vrij vrijdag fr fri friday",
    Weekday.SATURDAY: "za zat zaterdag sa sat saturday",
    Weekday.SUNDAY: "zo zon zondag su sun sunday",
}
_DAYS = {word: day for day, words in _SPELLINGS.items() for word in words.split()}
_LONG = [word for word in _DAYS if word.endswith("dag")]
_LONG_ENGLISH = [word for word in _DAYS if len(word) > 4 and word.endswith("day")]
WEEK = tuple(Weekday)
_GROUPS = {
    "werkdagen": WEEK[:5],
    "weekdagen": WEEK[:5],
    "weekdays": WEEK[:5],
    "doordeweeks": WEEK[:5],
    "doordeweekse dagen": WEEK[:5],
    "door de week": WEEK[:5],
    "weekend": WEEK[5:],
    "weekenden": WEEK[5:],
    "weekends": WEEK[5:],
    "in het weekend": WEEK[5:],
    "dagelijks": WEEK,
    "elke dag": WEEK,
    "iedere dag": WEEK,
    "alle dagen": WEEK,
    "daily": WEEK,
    "every day": WEEK,
}
_DAYPART_WORDS = {
    "ochtend": (Daypart.MORNING,),
    "voormiddag": (Daypart.MORNING,),
    "morning": (Daypart.MORNING,),
    "middag": (Daypart.AFTERNOON,),
    "namiddag": (Daypart.AFTERNOON,),
    "afternoon": (Daypart.AFTERNOON,),
    "avond": (Daypart.EVENING,),
    "evening": (Daypart.EVENING,),
    "hele dag": (Daypart.MORNING, Daypart.AFTERNOON),
    "gehele dag": (Daypart.MORNING, Daypart.AFTERNOON),
    "overdag": (Daypart.MORNING, Daypart.AFTERNOON),
    "all day": (Daypart.MORNING, Daypart.AFTERNOON),
}


def _any_of(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


DAYPART = rf"(?:{_any_of(list(_DAYPART_WORDS))})"
# "zo snel mogelijk" and "vrij in te delen" are no days.
DAY = (
    rf"(?:{_any_of(_LONG)})(?:en|s)?\b|(?:{_any_of(_LONG_ENGLISH)})s?\b"
    rf"|(?!zo (?:snel|spoedig|veel|nodig)|vrij (?:in|te))(?:{_any_of(list(_DAYS))})\b\.?"
)
DAY_GROUP = rf"(?:{_any_of(list(_GROUPS))})\b"
_SOME_DAY = rf"(?:{_any_of(list(_DAYS))})"
_CHAIN = re.compile(rf"\b{_SOME_DAY}\s?(?:-\s?{_SOME_DAY}\b\s?){{2,}}")
_DAY_BEFORE_PART = re.compile(rf"\b((?:{_any_of(list(_DAYS))}|weekend))-?({DAYPART})")

# 9 | 9:30 | 9.30 | 9u30 | 0930 | half 10, each with uur, u, h, am or pm behind it.
_BARE_TIME = r"(?:half\s+)?\d{1,2}(?:[:.]\d{2}(?::\d{2})?|\s?[uh]\s?\d{2}|\d{2})?"
TIME = rf"{_BARE_TIME}(?:\s?(?:uur|u|h|hrs)\b\.?)?(?:\s?[ap]\.?m\b\.?)?"
_TIME_PARTS = re.compile(
    r"(?P<half>half\s+)?(?P<hour>\d{1,2}?)(?:\s?(?P<sign>[:.uh])\s?)?(?P<minute>\d{2})?(?::\d{2})?"
    r"(?:\s?(?P<unit>uur|u|h|hrs)\b\.?)?(?:\s?(?P<meridiem>[ap])\.?m\b\.?)?"
)


def spaced(text: str) -> str:
    """Return a text in lower case with plain dashes and spaces, "dinsdagavond" in two words.

    "ma-wo-vr" are three days, while "ma-wo" runs from one to the other.
    """
    plain = re.sub("[\u2010-\u2015\u2212]", "-", text.lower().replace("\u2019", "'"))
    listed = _CHAIN.sub(lambda days: days.group().replace("-", ","), " ".join(plain.split()))
    return _DAY_BEFORE_PART.sub(r"\1 \2", listed)


def day_of(word: str) -> Weekday | None:
    """Return the day that a word names ("di", "dinsdag", "TU", "tuesday"), or None."""
    plain = word.strip().lower().rstrip(".")
    for name in (plain, plain.removesuffix("s"), plain.removesuffix("en")):
        if name in _DAYS:
            return _DAYS[name]
    return None


def days_of(words: str) -> tuple[Weekday, ...]:
    """Return the days that a word for a group names ("werkdagen"), or nothing."""
    return _GROUPS.get(words, ())


def dayparts_of(word: str) -> tuple[Daypart, ...]:
    """Return the parts of the day that a word names ("ochtend", "hele dag"), or nothing."""
    return _DAYPART_WORDS.get(word.strip().lower(), ())


def day_range(first: Weekday, last: Weekday) -> tuple[Weekday, ...]:
    """Return the days from one to another; "vr t/m ma" goes round the weekend."""
    length = (last.number - first.number) % 7 + 1
    return tuple(WEEK[(first.number + step) % 7] for step in range(length))


def minutes_of(text: str) -> int | None:
    """Return a time in minutes since midnight; None when the text can't be a time.

    Raises ScheduleError("impossible_time") for what is written as a time but isn't one (25:00).
    """
    match = _TIME_PARTS.fullmatch(text.strip().lower())
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    total = hour * 60 + minute
    if match["half"]:
        total -= 30
    if match["meridiem"]:
        total = _on_the_clock(hour, match["meridiem"]) * 60 + minute
    if 0 <= total <= MINUTES_A_DAY and minute < 60:
        return total
    if match["sign"] or match["meridiem"]:
        raise ScheduleError("impossible_time")
    return None


def _on_the_clock(hour: int, meridiem: str) -> int:
    """12 am is midnight and 12 pm is noon. Raises ScheduleError for 13 pm."""
    if not 1 <= hour <= 12:
        raise ScheduleError("impossible_time")
    return hour % 12 + (12 if meridiem == "p" else 0)
