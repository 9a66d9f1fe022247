"""What stands in one cell of an offer list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from meedoenbalie.domain.located import read_position
from meedoenbalie.domain.people import ResidencePhase
from meedoenbalie.domain.schedule_text import ScheduleError, parse_schedule
from meedoenbalie.domain.week import WeekSchedule
from meedoenbalie.exchange.codes import code_of, daypart_times, key_of
from meedoenbalie.exchange.dates import read_date

_DATES = re.compile(r"[;,\n|+&]|\s/\s|\ben\b|\band\b")
_LISTED = re.compile(r"[;,\n|+&/]|\ben\b|\band\b")
_COMMAS = re.compile(r"[;,\n|]")
_TRAVEL_WORDS = re.compile(
    r"\([^)]*\)|^\s*(?:reistijd|reisminuten|travel[ _](?:minutes|time))\b"
    r"|\b(?:minuten|min|van|vanaf|vanuit|naar|from|to)\b\.?",
    re.IGNORECASE,
)
_ALL_YEAR = frozenset(
    {"doorlopend", "doorlopendeinstroom", "heelhetjaar", "hethelejaar", "helejaar", "continu"}
    | {"altijd", "elkmoment", "opelkmoment", "allyear", "continuous", "ongoing", "flexibel"}
)
_EVERYBODY = frozenset({"iedereen", "alle", "allen", "allefasen", "geeneis", "all", "everyone"})


@lru_cache(maxsize=4096)
def schedule(text: str) -> tuple[WeekSchedule | None, str]:
    """Return the week schedule of a cell, or the code of what is wrong with it."""
    try:
        return parse_schedule(text, daypart_times()), ""
    except ScheduleError as error:
        return None, error.code


def has_times(found: WeekSchedule) -> bool:
    """Tell whether one can plan with a schedule: days with times, or flexible with its hours."""
    return bool(found.choices) or (found.kind == "flexible" and found.weekly_minutes is not None)


@dataclass(frozen=True, slots=True)
class Intakes:
    """When one can start; ``unread`` are the words that are no date."""

    dates: tuple[date, ...] = ()
    continuous: bool = False
    unread: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def intakes(text: str, month_first: bool = False) -> Intakes:
    """Read "doorlopend" or dates with a sign between, in the order of the file."""
    days: list[date] = []
    unread: list[str] = []
    continuous = False
    for part in _DATES.split(text):
        word = part.strip()
        day = read_date(word, month_first).day
        if day is not None:
            days.append(day)
        elif key_of(word) in _ALL_YEAR:
            continuous = True
        elif word:
            unread.append(word)
    return Intakes(tuple(sorted(set(days))), continuous, tuple(unread))


@lru_cache(maxsize=1024)
def phases(text: str) -> tuple[tuple[ResidencePhase, ...], tuple[str, ...]]:
    """Return the phases in a cell, and the words that are none; nothing at all means every one."""
    if key_of(text) in _EVERYBODY:
        return (), ()
    words = [word.strip() for word in _LISTED.split(text) if word.strip()]
    codes = [(word, code_of("phases", word)) for word in words]
    return (
        tuple(dict.fromkeys(ResidencePhase(code) for _word, code in codes if code)),
        tuple(word for word, code in codes if code is None),
    )


def listed(text: str) -> tuple[str, ...]:
    """Return the words of a cell with a sign between them, each once."""
    return tuple(dict.fromkeys(word.strip() for word in _COMMAS.split(text) if word.strip()))


def position(text: str) -> tuple[float, float] | None:
    """Return latitude and longitude in degrees ("52.16, 5.39"), or None."""
    try:
        return read_position(text)
    except ValueError:
        return None


def travel_from(heading: str) -> str:
    """Return the site in a heading: "Reistijd azc Veldwijker (min)" is "azc Veldwijker"."""
    return " ".join(_TRAVEL_WORDS.sub(" ", heading.replace("_", " ")).split()).strip(" :-")
