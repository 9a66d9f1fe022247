"""The inzage: all that is held about one person, on paper, in plain Dutch.

Headings stand in the language of the resident too, where there are texts for it. It is personal:
made only when somebody asks, at a place that somebody chose.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from meedoenbalie.i18n import _, formats, ngettext
from meedoenbalie.paths import resource_path
from meedoenbalie.reports.leaflet_words import words_of
from meedoenbalie.reports.problems import CannotTypeset
from meedoenbalie.reports.typeset import typeset

Section = tuple[str, str, str, tuple[str, ...], tuple[tuple[str, str, str], ...]]
"""Key, heading, why it is kept, who got it, and its rows: what, the value, why."""


@dataclass(frozen=True, slots=True)
class InzageSheet:
    """What is printed. ``language`` is that of the resident (ISO 639-3); empty: not known.

    ``keep_months`` is how long after departure erasing is proposed. ``demo`` marks invented people.
    """

    name: str
    site_name: str
    language: str
    sections: tuple[Section, ...]
    keep_months: int
    today: date
    demo: bool = False


def render(sheet: InzageSheet) -> bytes:
    """Return the inzage as PDF/UA-1. Raises CannotTypeset, FontMissing and OSError."""
    return typeset("inzage", _data(sheet), sheet.today)


def _data(sheet: InzageSheet) -> dict[str, Any]:
    tag = _tag_of(sheet.language)
    own = _headings().get(tag, {})
    footer = (
        _("Persoonsgegevens"),
        _("gemaakt op {day}").format(day=formats.full_day(sheet.today)),
        _("fictief voorbeeld") if sheet.demo else "",
    )
    return {
        "lang": "nl",
        "own-lang": tag if own else "",
        "title": _("Wat we van je bewaren"),
        "own-title": own.get("title", ""),
        "name": sheet.name,
        "site": sheet.site_name,
        "unchecked": words_of(tag).say("unchecked") if own and not own["checked"] else "",
        "intro": _(
            "Dit is alles wat de Meedoenbalie van jou bewaart. "
            "Je mag dit blad houden. Begrijp je iets niet? Vraag het aan de balie."
        ),
        "labels": {
            "why": _("Waarom"),
            "shared": _("Met wie gedeeld"),
            "nobody": _("niemand"),
            "nothing": _("Niets."),
            "what": _("Wat"),
            "value": _("Wat er staat"),
        },
        "sections": [
            {
                "name": heading,
                "own": own.get(key, ""),
                "why": why,
                "shared": ", ".join(shared),
                "rows": [{"label": a, "value": b, "why": c} for a, b, c in rows],
            }
            for key, heading, why, shared, rows in sheet.sections
        ],
        "rights": {
            "name": _("Wat je mag vragen"),
            "own": own.get("your_rights", ""),
            "lines": _rights(sheet),
        },
        "footer": " · ".join(part for part in footer if part),
    }


def _rights(sheet: InzageSheet) -> list[str]:
    return [
        _("Klopt er iets niet? Vraag de balie om het te verbeteren."),
        _("Je mag vragen om je gegevens te wissen."),
        _("Je mag vragen om je gegevens een tijd niet te gebruiken."),
        _("Je toestemming mag je altijd weer intrekken."),
        ngettext(
            "Ga je weg? Dan stelt het programma na {n} maand voor om alles te wissen.",
            "Ga je weg? Dan stelt het programma na {n} maanden voor om alles te wissen.",
            sheet.keep_months,
        ).format(n=sheet.keep_months),
        _("Wat hier staat, komt van jou, de balie, een lijst van het azc of aanbieders."),
        _("Het programma rekent uit wat bij je past. Een mens beslist, samen met jou."),
        _("Eerdere versies van je gegevens staan in een apart bestand. Vraag het de balie."),
        _("Ben je het niet eens met de balie? Klagen kan bij de Autoriteit Persoonsgegevens."),
    ]


def _tag_of(language: str) -> str:
    if not language:
        return ""
    try:
        return words_of(language).tag
    except CannotTypeset:
        return ""


def headed_languages() -> tuple[str, ...]:
    """Return the languages (BCP 47) in which there are headings beside the Dutch ones."""
    return tuple(_headings())


@cache
def _headings() -> Mapping[str, Mapping[str, Any]]:
    text = resource_path("inzage/headings.json").read_text(encoding="utf-8")
    return {tag: own for tag, own in json.loads(text).items() if tag != "about"}
