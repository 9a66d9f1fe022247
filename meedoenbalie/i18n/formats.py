"""Dates, times, numbers and names of languages as people read them (CLDR, through Babel).

Babel is loaded at first use: the first window needs none of this.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from meedoenbalie.clock import LOCAL_ZONE
from meedoenbalie.domain.iso_week import IsoWeek
from meedoenbalie.domain.week import TimeSlot
from meedoenbalie.i18n import _, labels, language, ngettext

if TYPE_CHECKING:
    from babel import Locale


def inside(words: str) -> str:
    """Words that begin a line, as they stand inside a sentence: only their first letter is small.

    A name further on keeps its capital, and so does a first word all in capitals, as *DUO* or *I*.
    """
    first = words.partition(" ")[0]
    return words if first.isupper() else words[:1].lower() + words[1:]


@lru_cache
def _locale(code: str) -> Locale:
    from babel import Locale

    return Locale(code)


def day(value: date) -> str:
    """A day without its year: *24 nov*."""
    from babel.dates import format_date

    return _plain(format_date(value, "d MMM", locale=_locale(language())))


def weekday_and_day(value: date) -> str:
    """A day with its weekday: *di 24 nov*."""
    from babel.dates import format_date

    return _plain(format_date(value, "EEE d MMM", locale=_locale(language())))


def full_day(value: date) -> str:
    """A day with its year: *24 november 2026*."""
    from babel.dates import format_date

    return format_date(value, "d MMMM y", locale=_locale(language()))


def long_day(value: date) -> str:
    """A day with weekday and year: *dinsdag 24 november 2026*."""
    from babel.dates import format_date

    return format_date(value, "EEEE d MMMM y", locale=_locale(language()))


def numeric_day(value: date) -> str:
    """A day in figures, as one types it: *24-11-2026*."""
    return value.strftime("%d-%m-%Y")


def week(value: IsoWeek) -> str:
    """A week of the calendar: *week 9 van 2026*."""
    return _("week {n} van {year}").format(n=value.number, year=value.year)


def moment(value: datetime) -> str:
    """A moment in local time: *ma 9 nov 14:10*."""
    local = value.astimezone(LOCAL_ZONE)
    return f"{weekday_and_day(local.date())} {local:%H:%M}"


def time_of(value: datetime) -> str:
    """The local time of a moment: *15:30*."""
    return f"{value.astimezone(LOCAL_ZONE):%H:%M}"


def clock(minutes: int) -> str:
    """A time from minutes since midnight: *9:30*."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def duration(minutes: int) -> str:
    """A duration from minutes: *4 u 30*, *6 u*, *25 min*."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{minutes} min").format(minutes=rest)
    if not rest:
        return _("{hours} u").format(hours=hours)
    return _("{hours} u {minutes:02d}").format(hours=hours, minutes=rest)


def slot(value: TimeSlot) -> str:
    """A time slot: *di 9:30–12:00*."""
    day_name = labels.weekday_short(value.day)
    return f"{day_name} {clock(value.start)}–{clock(value.end)}"


def slots(values: tuple[TimeSlot, ...]) -> str:
    """Time slots in the order of the week; days with the same times share them."""
    by_times: dict[tuple[int, int], list[TimeSlot]] = {}
    for value in sorted(values, key=lambda s: (s.day.number, s.start)):
        by_times.setdefault((value.start, value.end), []).append(value)
    return ", ".join(
        f"{listed([labels.weekday_short(s.day) for s in same])} {clock(start)}–{clock(end)}"
        for (start, end), same in by_times.items()
    )


def listed(words: Sequence[str]) -> str:
    """Words one after the other: *a, b en c*."""
    if len(words) < 2:
        return "".join(words)
    return _("{first} en {last}").format(first=", ".join(words[:-1]), last=words[-1])


def number(value: float) -> str:
    """A number with separators: *111.639*."""
    from babel.numbers import format_decimal

    return format_decimal(value, locale=_locale(language()))


def percent(share: float) -> str:
    """A share from 0 to 1 as a whole percentage: *91%*."""
    from babel.numbers import format_percent

    return format_percent(share, locale=_locale(language()))


def money(cents: int) -> str:
    """An amount of euros from cents; 0 says that it is free."""
    if cents == 0:
        return _("gratis")
    from babel.numbers import format_currency

    return format_currency(cents / 100, "EUR", locale=_locale(language()))


def days_ago(days: int) -> str:
    """How long ago, in days up to three weeks and then in weeks."""
    if days < 21:
        return ngettext("{n} dag", "{n} dagen", days).format(n=days)
    weeks = days // 7
    return ngettext("{n} week", "{n} weken", weeks).format(n=weeks)


@lru_cache(maxsize=512)
def _language_name(code: str, spoken: str) -> str:
    names = _locale(spoken).languages
    # CLDR's own list of aliases knows most; pycountry takes 40 ms to load.
    from babel.core import get_global

    short = get_global("language_aliases").get(code, code)
    if code in names or len(short) == 2:
        return str(names.get(code) or names[short])
    import pycountry

    known = pycountry.languages.get(alpha_3=code)
    alpha_2 = getattr(known, "alpha_2", None)
    if alpha_2 in names:
        return str(names[alpha_2])
    return str(known.name) if known else code


def language_name(code: str) -> str:
    """The name of a language (ISO 639-3 code) in the language of the user: *Tigrinya*."""
    # CLDR has no Dutch name for the first three, and calls Farsi by a name that nobody here uses.
    missing = {
        "fas": _("Farsi"),
        "apc": _("Levantijns Arabisch"),
        "kmr": _("Kurmanji"),
        "prs": _("Dari"),
    }
    return missing.get(code) or _language_name(code, language())


@lru_cache(maxsize=512)
def own_language_name(code: str) -> str:
    """The name that speakers give their language (ISO 639-3 code): *ትግርኛ*, *Türkçe*.

    Where CLDR doesn't know it, the name in the language of the user.
    """
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global

    # CLDR calls Levantine Arabic the colloquial one, and names the dialects of Kurdish; beside
    # Arabic it has to say which.
    known = {"apc": "العربية الشامية", "kmr": "Kurmancî"}.get(code)
    if known is not None:
        return known
    short = get_global("language_aliases").get(code, code)
    try:
        name = Locale.parse(short).languages.get(short)
    except (UnknownLocaleError, ValueError):
        name = None
    return name[:1].upper() + name[1:] if name else language_name(code)


def _plain(text: str) -> str:
    # CLDR writes "nov." with a full stop; the design writes "nov".
    return text.replace(".", "")
