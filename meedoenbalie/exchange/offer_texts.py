"""What is written in a cell of an offer list: each text as the reader of that column takes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.people import DutchLevel
from meedoenbalie.exchange.codes import word_for
from meedoenbalie.exchange.offer_fields import OFFER_HEADINGS
from meedoenbalie.exchange.rejects import harmless
from meedoenbalie.exchange.text import as_typed, clean

Text = Callable[[Offer], str]


def language_name(code: str) -> str:
    """Return the name of a language as desks write it, or its code."""
    return word_for("languages", code)


def level_words(lowest: DutchLevel | None, highest: DutchLevel | None) -> str:
    """Return a range of levels: "A1-B1", "A1", "vanaf A1", "t/m B1", or nothing."""
    if lowest is None or highest is None:
        return f"vanaf {lowest}" if lowest else f"t/m {highest}" if highest else ""
    return str(lowest) if lowest is highest else f"{lowest}-{highest}"


def _intakes(offer: Offer) -> str:
    always = ["doorlopend"] if offer.continuous_intake else []
    return "; ".join([*always, *(day.isoformat() for day in offer.start_dates)])


def _cost(offer: Offer) -> str:
    if offer.cost_cents is None:
        return offer.cost_text
    if not offer.cost_cents and not offer.cost_text:
        return "gratis"
    euros, cents = divmod(offer.cost_cents, 100)
    amount = f"€ {euros},{cents:02d}"
    told = offer.cost_text
    return told if any(sign.isdigit() for sign in told) else f"{amount} {told}".strip()


def _position(offer: Offer) -> str:
    return "" if offer.position is None else "{}, {}".format(*offer.position)


def _plain(value: Any) -> str:
    """Return a value as it is typed: ja, a code, an ISO date, a list with commas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, tuple):
        return ", ".join(map(_plain, value))
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else str(value)


_COMPOSED: dict[str, tuple[tuple[str, ...], Text]] = {
    "kind": (("kind",), lambda offer: word_for("offer_kinds", offer.kind)),
    "schedule": (("schedule",), lambda offer: offer.schedule.text),
    "level": (
        ("level_from", "level_to"),
        lambda offer: level_words(offer.level_from, offer.level_to),
    ),
    "places_confirmed": (
        ("places_confirmed_on",),
        lambda offer: _plain(offer.places_confirmed_on),
    ),
    "intakes": (("start_dates", "continuous_intake"), _intakes),
    "support_languages": (
        ("support_languages",),
        lambda offer: ", ".join(map(language_name, offer.support_languages)),
    ),
    "residence_phases": (
        ("residence_phases",),
        lambda offer: ", ".join(word_for("phases", phase) for phase in offer.residence_phases),
    ),
    "cost": (("cost_cents", "cost_text"), _cost),
    "forms": (
        ("forms",),
        lambda offer: ", ".join(word_for("offer_forms", form) for form in offer.forms),
    ),
    "position": (("latitude", "longitude"), _position),
}


def _of_field(name: str) -> Text:
    return lambda offer: _plain(getattr(offer, name))


WRITTEN: dict[str, tuple[tuple[str, ...], Text]] = {
    name: _COMPOSED.get(name) or ((name,), _of_field(name))
    for name in OFFER_HEADINGS
    if name in _COMPOSED or name in Offer.model_fields
}
"""The columns of an offer list in their order: the fields that each tells of, and its text."""

_COLUMNS = {
    field: tuple(column for column, (fields, _text) in WRITTEN.items() if field in fields)
    for fields, _text in WRITTEN.values()
    for field in fields
}


def columns_of(field: str) -> tuple[str, ...]:
    """Return the columns that tell of a field."""
    return _COLUMNS.get(field, ())


def as_read(text: str) -> str:
    """Return what reading makes of a text that was written to a cell of CSV or a workbook."""
    return clean(as_typed(harmless(clean(text)[0])))[0]


def still_written(offer: Offer, field: str, cells: Mapping[str, str]) -> bool:
    """Tell whether cells, by column, are as they are written of an offer.

    ``travel_minutes`` has a column for each site.
    """
    if field == "travel_minutes":
        return all(cell == travel_text(offer, site) for site, cell in cells.items())
    return all(cell in _ways(WRITTEN[column][1](offer)) for column, cell in cells.items())


PROVIDER_COLUMNS = ("provider", "provider_phone", "provider_email")


def provider_texts(provider: Provider) -> dict[str, str]:
    """Return the cells that tell of a provider, by column."""
    reach = (provider.name, provider.phone, provider.email)
    return dict(zip(PROVIDER_COLUMNS, reach, strict=True))


def still_reached(provider: Provider, cells: Mapping[str, str]) -> bool:
    """Tell whether cells, by column, are as they are written of a provider."""
    texts = provider_texts(provider)
    return all(cell in _ways(texts[column]) for column, cell in cells.items())


def travel_text(offer: Offer, site: str) -> str:
    """Return the cell with the travel time from a site."""
    return _plain(offer.travel_minutes.get(site))


def _ways(text: str) -> tuple[str, str]:
    return clean(text)[0], as_read(text)
