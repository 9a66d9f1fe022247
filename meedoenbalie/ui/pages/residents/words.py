"""What is known of a resident, in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from meedoenbalie.domain.people import Resident, age_on
from meedoenbalie.i18n import _, formats, labels, ngettext
from meedoenbalie.services.registration import ResidentLine
from meedoenbalie.ui.paint import Chip, state_chip

SEPARATOR = " · "


def age_text(birth_date: date | None, birth_year: int | None, today: date) -> str:
    """Return the age: *19 jaar*, *ongeveer 19 jaar* from a year alone, or nothing."""
    age = age_on(birth_date, birth_year, today)
    if age is None:
        return ""
    words = ngettext("{n} jaar", "{n} jaar", age).format(n=age)
    return words if birth_date is not None else _("minstens {age}").format(age=words)


def line_text(line: ResidentLine, today: date) -> str:
    """Return the second line of a resident in a list: age, first language, level, guardian."""
    parts = (
        age_text(line.birth_date, line.birth_year, today),
        formats.language_name(line.languages[0]) if line.languages else "",
        line.dutch_level.value if line.dutch_level else "",
        _("voogd") if line.guardian else "",
    )
    return SEPARATOR.join(part for part in parts if part)


def head_text(resident: Resident, today: date) -> str:
    """Return the line below the name in a dossier."""
    level = (
        _("Nederlands {level}").format(level=resident.dutch_level.value)
        if resident.dutch_level
        else ""
    )
    parts = (
        resident.reference,
        age_text(resident.birth_date, resident.birth_year, today),
        languages_text(resident.languages),
        level,
    )
    return SEPARATOR.join(part for part in parts if part)


def languages_text(codes: Iterable[str]) -> str:
    """Return the names of languages (ISO 639-3 codes)."""
    return ", ".join(formats.language_name(code) for code in codes)


def line_chip(line: ResidentLine) -> Chip | None:
    """Return how far the desk is with a resident: the last referral, or what came before one."""
    if line.state is not None:
        return state_chip(line.state, labels.state_short(line.state), labels.state_long(line.state))
    if line.informed:
        return Chip(_("Voorgelicht"), "accent", "accent-soft", "info")
    if line.last_contact is not None:
        return Chip(_("Gesproken"), "ink2", "sunken", "message-square")
    return None


def name_of(line: ResidentLine) -> str:
    """Return given and family name."""
    return f"{line.given_name} {line.family_name}".strip()


def unknown(text: str) -> str:
    """Return the text, or the word for what nobody asked yet."""
    return text or _("nog niet gevraagd")
