"""Fields of an offer beside the words of a file: exactly what is stored, where words say less.

A cell or a part of HSDS says what people and other programs understand. Where reading that gives
something else than what is stored, the file has the value itself besides: as JSON in a column
"Meedoenbalie <field>", or as an attribute of the service. It counts as long as the words are still
those that were written: who corrects a cell in a spreadsheet means what it says.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.exchange.codes import key_of
from meedoenbalie.exchange.json_file import parse_value
from meedoenbalie.exchange.offer_fields import EXTRA_PREFIX
from meedoenbalie.exchange.reading import Row
from meedoenbalie.exchange.text import clean, is_plain

FIELDS = tuple(name for name in Offer.model_fields if name not in {"id", "version", "provider_id"})
"""What a file tells of an offer: everything but the numbers by which a store knows it."""

PROVIDER = "provider"
"""Holds name, telephone number and mail address of the provider, where its words say less."""

_BY_KEY = {key_of(name): name for name in (*FIELDS, PROVIDER)}
_TEXTS = frozenset(
    name for name in FIELDS if Offer.model_fields[name].annotation in (str, str | None)
)
_DEFAULTS = {
    name: Offer.model_fields[name].get_default(call_default_factory=True) for name in FIELDS
}


def field_of_heading(heading: str) -> str | None:
    """Return the field that a column "Meedoenbalie weekly_minutes" holds, or None."""
    return _BY_KEY.get(key_of(heading).removeprefix(EXTRA_PREFIX))


def differing(offer: Offer, read: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the fields that reading the words doesn't give as they are stored."""
    return tuple(name for name in FIELDS if getattr(offer, name) != read.get(name, _DEFAULTS[name]))


def plain(offer: Offer, name: str) -> Any:
    """Return the value of a field as JSON knows it."""
    return offer.model_dump(mode="json", include={name})[name]


def as_cell(offer: Offer, name: str) -> str:
    """Return a field as a cell: JSON in letters that no spreadsheet or reader changes."""
    return _letters(plain(offer, name))


def _letters(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if is_plain(text) else json.dumps(value)


def from_cell(text: str) -> Any:
    """Return what ``as_cell`` wrote. Raises ValueError."""
    return parse_value(text)


def provider_of(text: str) -> Provider:
    """Return the provider whose name, number and address ``reach_of`` wrote. Raises ValueError."""
    told = parse_value(text)
    if not isinstance(told, list) or len(told) != 3 or not _harmless(told):
        raise ValueError("unreadable")
    return Provider.model_validate(dict(zip(("name", "phone", "email"), told, strict=True)))


def reach_of(provider: Provider) -> str:
    """Return name, telephone number and mail address of a provider as JSON."""
    return _letters([provider.name, provider.phone, provider.email])


def as_value(offer: Offer, name: str) -> str | None:
    """Return a field as the value of an attribute; None for nothing."""
    value = plain(offer, name)
    return value if value is None or isinstance(value, str) else json.dumps(value)


def from_value(name: str, text: str | None) -> Any:
    """Return what ``as_value`` wrote."""
    if text is None or name in _TEXTS:
        return text
    try:
        return parse_value(text)
    except ValueError:
        return text


def overrule(
    row: Row, told: Mapping[str, Any], still_written: Callable[[Offer], Callable[[str], bool]]
) -> frozenset[str]:
    """Put exact values in a row whose words are read, and return the fields that were taken.

    ``still_written`` tells of an offer with these values whether the words of a field are as they
    would be written. Values that an offer can't have, or with signs that no import takes, are
    passed over.
    """
    candidate = _offer_with(row.values, told) if told else None
    if candidate is None:
        return frozenset()
    unchanged = still_written(candidate)
    taken = frozenset(
        name
        for name in told
        if getattr(candidate, name) != row.values.get(name, _DEFAULTS[name])
        and _harmless(plain(candidate, name))
        and unchanged(name)
    )
    row.values.update({name: getattr(candidate, name) for name in taken})
    return taken


def _offer_with(values: Mapping[str, Any], told: Mapping[str, Any]) -> Offer | None:
    """Return an offer of what was read with the exact values in it; None when it can't be."""
    try:
        return Offer.model_validate({"provider_id": _NOBODY, **values, **told})
    except ValidationError as error:
        wrong = {str(found["loc"][0]) for found in error.errors() if found["loc"]} & told.keys()
        left = {name: value for name, value in told.items() if name not in wrong}
        return _offer_with(values, left) if wrong and left else None


_NOBODY = "00000000-0000-4000-8000-000000000000"


def _harmless(value: Any) -> bool:
    if isinstance(value, str):
        return not clean(value)[1]
    if isinstance(value, Mapping):
        return all(map(_harmless, (*value, *value.values())))
    return all(map(_harmless, value)) if isinstance(value, list) else True
