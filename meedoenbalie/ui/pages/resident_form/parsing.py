"""What people type into the form, as values. An empty text is None: not asked, never a guess."""

from __future__ import annotations

import re
from datetime import date

from meedoenbalie.domain.week import MINUTES_A_DAY
from meedoenbalie.i18n import _, formats

_DAY = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_YEAR = re.compile(r"\d{4}")
_TIME = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?")
_HOURS = re.compile(r"(\d{1,3})(?:[,.](\d{1,2}))?")


class Unreadable(ValueError):
    """A text that is no value; the message says so to the user, and what to do."""


def day(text: str) -> date | None:
    """Read a day: ``14-03-2007``. Raises Unreadable."""
    found = _day_parts(text.strip())
    if found is None:
        return None
    try:
        return date(*found)
    except ValueError as error:
        raise Unreadable(_("{text} bestaat niet. Kijk de dag na.").format(text=text)) from error


def born(text: str) -> tuple[date | None, int | None]:
    """Read a birth date, or the year alone. Raises Unreadable."""
    if _YEAR.fullmatch(text.strip()):
        return None, int(text)
    return day(text), None


def born_text(birth_date: date | None, birth_year: int | None) -> str:
    """Return a birth date as one types it."""
    if birth_date is not None:
        return formats.numeric_day(birth_date)
    return "" if birth_year is None else str(birth_year)


def time(text: str) -> int:
    """Read a time as minutes since midnight: ``9:30``, ``9.30``, ``0930``, ``9``.

    Raises Unreadable.
    """
    found = _TIME.fullmatch(text.strip())
    minutes = int(found[1]) * 60 + int(found[2] or 0) if found else MINUTES_A_DAY + 1
    if found is None or minutes > MINUTES_A_DAY or int(found[2] or 0) > 59:
        raise Unreadable(_("{text} is geen tijd. Typ bijvoorbeeld 9:30.").format(text=text))
    return minutes


def hours(text: str) -> int | None:
    """Read hours as minutes: ``7,5``. Raises Unreadable."""
    if not text.strip():
        return None
    found = _HOURS.fullmatch(text.strip())
    if found is None:
        raise Unreadable(_("Typ een getal, bijvoorbeeld 8 of 7,5."))
    return int(found[1]) * 60 + round(float(f"0.{found[2] or 0}") * 60)


def hours_text(minutes: int | None) -> str:
    """Return minutes as hours, as one types them: ``7,5``."""
    return "" if minutes is None else f"{minutes / 60:.4g}".replace(".", ",")


def minutes(text: str) -> int | None:
    """Read whole minutes. Raises Unreadable."""
    if not text.strip():
        return None
    if not text.strip().isdecimal():
        raise Unreadable(_("Typ een heel getal, bijvoorbeeld 30."))
    return int(text)


def _day_parts(text: str) -> tuple[int, int, int] | None:
    if not text:
        return None
    if found := _DAY.fullmatch(text):
        return int(found[3]), int(found[2]), int(found[1])
    if found := _ISO_DAY.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    raise Unreadable(_("Typ een datum als dag-maand-jaar, bijvoorbeeld 14-03-2007."))
