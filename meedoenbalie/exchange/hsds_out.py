"""Offers as services of Open Referral HSDS 3.x, whole and without loss.

What HSDS has a word for is said in that word; the rest stands in attributes of the taxonomy
"Meedoenbalie", one for each field (docs/exchange.md). Identifiers follow from those of the records,
so that the same offers give the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, time
from pathlib import Path
from typing import Any
from uuid import UUID

from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.exchange.hsds_attributes import attribute, steady_id, term_of
from meedoenbalie.exchange.hsds_schedule import schedules_of
from meedoenbalie.exchange.hsds_words import Known, read_provider, read_words
from meedoenbalie.exchange.json_file import Item
from meedoenbalie.exchange.offer_drafts import OfferDraft
from meedoenbalie.exchange.offer_extras import PROVIDER, as_value, differing, reach_of
from meedoenbalie.exchange.offer_texts import language_name, level_words
from meedoenbalie.exchange.reading import Row
from meedoenbalie.exchange.tabular import NO_COLUMNS
from meedoenbalie.exchange.text import clean
from meedoenbalie.paths import refuse_to_replace

_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_ADDRESS = re.compile(r"(?P<street>.+?)(?:, (?:(?P<code>\d{4} ?[A-Z]{2}) )?(?P<city>[^,\d]+))?")
_NOON = time(12)


def write_hsds(path: Path, drafts: Iterable[OfferDraft]) -> None:
    """Write offers as one page of services. Raises OSError."""
    refuse_to_replace(path)
    services = [service_of(draft) for draft in drafts]
    page = {
        "total_items": len(services),
        "total_pages": 1,
        "page_number": 1,
        "size": len(services),
        "first_page": True,
        "last_page": True,
        "empty": not services,
        "contents": services,
    }
    path.write_text(json.dumps(page, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def service_of(draft: OfferDraft) -> Item:
    """Return an offer as a service, with attributes where its words say less than is stored."""
    service = in_words(draft)
    offer = draft.offer
    row = Row(0, NO_COLUMNS)
    read_words(row, service, Known([service]))
    service["attributes"] += [
        attribute(service["id"], "service", name, as_value(offer, name))
        for name in differing(offer, row.values)
    ]
    organization, provider = service["organization"], draft.provider
    if read_provider(organization) != (provider.name, provider.phone, provider.email):
        organization["attributes"] = [
            attribute(organization["id"], "organization", PROVIDER, reach_of(provider))
        ]
    return service


def in_words(draft: OfferDraft) -> Item:
    """Return what HSDS can say of an offer."""
    offer = draft.offer
    identifier = _service_id(offer)
    service: Item = {
        "id": identifier,
        "name": _text(offer.title),
        "alternate_name": _text(offer.code),
        "description": _text(offer.description),
        "status": "active" if offer.active else "inactive",
        "eligibility_description": _eligibility(offer),
        "organization": organization_of(draft.provider),
        "attributes": [term_of(identifier, "service", "kind", offer.kind, offer.kind)],
    }
    for key, value in (
        ("email", _email(offer.email)),
        ("minimum_age", offer.minimum_age),
        ("maximum_age", offer.maximum_age),
        ("fees_description", _text(offer.cost_text) or None),
        ("assured_date", _day(offer.places_confirmed_on)),
    ):
        if value is not None:
            service[key] = value
    parts = {
        "schedules": schedules_of(
            offer.schedule, offer.ends_on, next(iter(offer.start_dates), None)
        ),
        "capacities": _capacities(offer),
        "languages": [_language(code) for code in offer.support_languages],
        "service_at_locations": _places(offer),
        "phones": _phones(offer.phone),
        "contacts": [{"name": _text(offer.contact_name)}] if offer.contact_name else [],
        "cost_options": _costs(offer),
    }
    if offer.conduct_certificate is not None:
        parts["required_documents"] = [{"document": "VOG"}] if offer.conduct_certificate else []
    for key, items in parts.items():
        service[key] = list(_numbered(identifier, key, items))
    return service


def _numbered(owner: str, key: str, items: Iterable[Item]) -> Iterator[Item]:
    for place, item in enumerate(items):
        yield {"id": steady_id(owner, key, str(place)), **item}


def _service_id(offer: Offer) -> str:
    """Return the id that a service had in the catalogue it came from, or else that of the offer."""
    try:
        return str(UUID(offer.external_id or ""))
    except ValueError:
        return str(offer.id)


def _text(text: str) -> str:
    return clean(text)[0]


def _email(text: str) -> str | None:
    return text if _EMAIL.fullmatch(text) else None


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _eligibility(offer: Offer) -> str:
    lowest, highest = offer.minimum_age, offer.maximum_age
    parts = []
    if lowest is not None or highest is not None:
        ends = (f"vanaf {lowest}" if lowest is not None else "", _up_to(highest))
        parts.append("Leeftijd " + " ".join(filter(None, ends)))
    if level := level_words(offer.level_from, offer.level_to):
        parts.append(f"niveau {level}")
    return "; ".join(parts)


def _up_to(age: int | None) -> str:
    return "" if age is None else f"t/m {age}"


def organization_of(provider: Provider) -> Item:
    """Return what HSDS can say of a provider."""
    name = _text(provider.name)
    organization: Item = {"id": str(provider.id), "name": name, "description": name}
    if email := _email(provider.email):
        organization["email"] = email
    phones = _numbered(str(provider.id), "phones", _phones(provider.phone))
    return {**organization, "phones": list(phones)}


def _phones(number: str) -> list[Item]:
    return [{"number": _text(number), "type": "voice"}] if _text(number) else []


def _capacities(offer: Offer) -> list[Item]:
    """Places, where it is known when they were confirmed: HSDS asks for the moment."""
    if offer.places is None or offer.places_confirmed_on is None:
        return []
    unit = {"id": steady_id("unit", "plaats"), "name": "plaats"}
    confirmed = f"{offer.places_confirmed_on.isoformat()}T{_NOON.isoformat()}.000Z"
    capacity: Item = {"unit": unit, "available": offer.places, "updated": confirmed}
    if offer.places_total is not None:
        capacity["maximum"] = offer.places_total
    return [capacity]


def _language(code: str) -> Item:
    return {"name": language_name(code), "code": code}


def _places(offer: Offer) -> list[Item]:
    place, address = _text(offer.place), _text(offer.address)
    if not place and not address and offer.position is None:
        return []
    owner = str(offer.id)
    kind = "physical" if address or not offer.schedule.online else "virtual"
    location: Item = {"id": steady_id(owner, "location"), "location_type": kind}
    if place:
        location["name"] = place
    if offer.position is not None:
        location["latitude"], location["longitude"] = offer.position
    if address:
        location["addresses"] = list(_numbered(owner, "addresses", [_address(address, place)]))
    return [{"location": location}]


def _address(address: str, place: str) -> Item:
    """Return an address in its parts; the schema asks for all, and for text where none is known."""
    match = _ADDRESS.fullmatch(address)
    parts: dict[str, Any] = match.groupdict() if match else {"street": address}
    return {
        "address_1": parts["street"],
        "city": parts.get("city") or place,
        "state_province": "",
        "postal_code": parts.get("code") or "",
        "country": "NL",
        "address_type": "physical",
    }


def _costs(offer: Offer) -> list[Item]:
    if offer.cost_cents is None:
        return []
    return [{"option": "deelname", "currency": "EUR", "amount": offer.cost_cents / 100}]
