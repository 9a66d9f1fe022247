"""What people type in the offer form, read as values."""

from __future__ import annotations

import re
from collections.abc import Iterable

from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.domain.schedule_text import ScheduleError, parse_schedule
from meedoenbalie.domain.week import WeekSchedule
from meedoenbalie.i18n import _, formats
from meedoenbalie.ui.pages.resident_form.parsing import Unreadable

_FREE = re.compile(r"gratis|geen|kosteloos|free|nul", re.IGNORECASE)
_AMOUNT = re.compile(r"(?:€|eur)?\s*(\d{1,5})(?:[.,](\d{1,2}|-))?\s*(?:euro|eur|€)?", re.IGNORECASE)
_CODE_LETTER = {
    OfferKind.MDT_TRAJECT: "M",
    OfferKind.LANGUAGE_COURSE: "T",
    OfferKind.ACTIVITY: "A",
}


def read_cost(text: str) -> int | None:
    """Return an amount in cents, 0 when it is free, None when nothing was typed.

    Raises Unreadable.
    """
    words = text.strip()
    if not words:
        return None
    if _FREE.fullmatch(words):
        return 0
    match = _AMOUNT.fullmatch(words)
    if match is None:
        raise Unreadable(_("Dit is geen bedrag. Schrijf bijvoorbeeld 12,50 of gratis."))
    cents = (match[2] or "").replace("-", "").ljust(2, "0") if match[2] else "00"
    return int(match[1]) * 100 + int(cents)


def cost_text(cents: int | None) -> str:
    """Return an amount as one types it."""
    if cents is None:
        return ""
    if cents == 0:
        return _("gratis")
    return f"{cents // 100},{cents % 100:02d}"


def read_schedule(text: str) -> WeekSchedule:
    """Return the week that a text describes. Raises Unreadable for a time that can't be."""
    try:
        return parse_schedule(text.strip())
    except ScheduleError as error:
        if error.code == "end_before_start":
            raise Unreadable(_("Het einde ligt voor het begin. Kijk de tijden na.")) from error
        if error.code == "bsn_like":
            raise Unreadable(
                _("Dit lijkt op een BSN. Dat mogen we niet bewaren. Haal het getal weg.")
            ) from error
        raise Unreadable(_("Deze tijd bestaat niet. Kijk de tijden na.")) from error


def schedule_text(schedule: WeekSchedule) -> str:
    """Return a schedule as it was written, or in words when it never was."""
    if schedule.text or not schedule.choices:
        return schedule.text
    return _(" of ").join(formats.slots(slots) for slots in schedule.choices)


def next_code(kind: OfferKind, taken: Iterable[str]) -> str:
    """Return the first code after those of the same letter: *M09*."""
    letter = _CODE_LETTER[kind]
    numbers = [int(code[1:]) for code in taken if code[:1] == letter and code[1:].isdecimal()]
    return f"{letter}{max(numbers, default=0) + 1:02d}"
