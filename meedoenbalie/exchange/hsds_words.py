"""What a service of HSDS says of an offer in its own words: names, days, places, languages.

What a service doesn't tell isn't brought, so that it leaves what another file told as it is.
"""

from __future__ import annotations

import math
import re

from meedoenbalie.domain.identifiers import contains_bsn
from meedoenbalie.domain.offers import OfferKind
from meedoenbalie.exchange.codes import code_list, code_of, key_of
from meedoenbalie.exchange.dates import read_date
from meedoenbalie.exchange.hsds_schedule import ScheduleProblem, week_schedule
from meedoenbalie.exchange.json_file import Item, object_of, objects_of, text_of, whole_of
from meedoenbalie.exchange.languages import language_code
from meedoenbalie.exchange.offer_cells import has_times
from meedoenbalie.exchange.offer_drafts import LONGEST_REACH
from meedoenbalie.exchange.reading import Row
from meedoenbalie.exchange.text import clean
from meedoenbalie.exchange.values import level_range, phone_number

_LEVEL = re.compile(r"niveau:?\s+([^;]+)", re.IGNORECASE)
_TEXTS = {"title": "name", "description": "description", "email": "email", "external_id": "id"}
_SHORTEST_WORD = 6
_MOST_EUROS = 100_000
_CERTIFICATE = frozenset({"vog", "verklaringomtrenthetgedrag", "verklaringomtrentgedrag"})


class Known:
    """Organisations and locations that are written out somewhere in the file, by id."""

    def __init__(self, services: list[Item]) -> None:
        self.organizations: dict[str, Item] = {}
        self.locations: dict[str, Item] = {}
        for service in services:
            organization = object_of(service, "organization")
            if organization:
                self.organizations[text_of(organization, "id")] = organization
            for place in objects_of(service, "service_at_locations"):
                location = object_of(place, "location")
                if location:
                    self.locations[text_of(location, "id")] = location


def read_words(row: Row, service: Item, known: Known) -> set[str]:
    """Read the values of a service into a row, and return the fields that weren't really told."""
    for name, key in _TEXTS.items():
        _put_text(row, name, key, text_of(service, key))
    code = text_of(service, "alternate_name") or text_of(service, "id")
    row.values["code"] = clean(code)[0]
    row.values["active"] = text_of(service, "status").lower() in {"", "active"}
    weak = {*_read_kind(row, service), *_read_schedule(row, service)}
    _read_capacity(row, service)
    _read_eligibility(row, service)
    _read_place(row, service, known)
    _read_cost(row, service)
    weak |= _read_contact(row, service)
    _read_lists(row, service)
    return weak


def _put_text(row: Row, name: str, key: str, told: str) -> None:
    text, codes = clean(told)
    for code in codes:
        row.note(key, code, refuses=code == "control_character")
    if name != "external_id" and contains_bsn(text):
        row.note(key, "bsn_like")
    elif text:
        row.values[name] = text


def _read_kind(row: Row, service: Item) -> set[str]:
    """Read the kind from the attributes, or else from the words of description and name."""
    for attribute in objects_of(service, "attributes"):
        term = object_of(attribute, "taxonomy_term")
        for told in (text_of(term, "code"), text_of(term, "name")):
            code = code_of("offer_kinds", told)
            if code is not None:
                row.values["kind"] = OfferKind(code)
                return set()
    words = key_of(f"{text_of(service, 'description')} {text_of(service, 'name')}")
    kinds = code_list("offer_kinds")
    found = (kinds[word] for word in kinds if len(word) >= _SHORTEST_WORD and word in words)
    row.values["kind"] = OfferKind(next(found, OfferKind.ACTIVITY))
    return {"kind"}


def _read_schedule(row: Row, service: Item) -> set[str]:
    try:
        schedule = week_schedule(service)
    except ScheduleProblem as problem:
        row.note(problem.field, problem.code, problem.value)
        return set()
    if schedule is None:
        row.warn("schedules", "no_times")
        return set()
    row.values["schedule"] = schedule
    ends = [read_date(text_of(one, "valid_to")).day for one in objects_of(service, "schedules")]
    if all(ends):
        row.values["ends_on"] = max(end for end in ends if end)
    if has_times(schedule):
        return set()
    row.warn("schedules", "no_times", schedule.text)
    return {"schedule"}


def _read_capacity(row: Row, service: Item) -> None:
    capacity = next(iter(objects_of(service, "capacities")), {})
    available = capacity.get("available")
    whole = whole_of(capacity, "available")
    if whole is not None and whole < 0:
        row.note("capacities.available", "negative", str(whole))
    elif whole is not None:
        row.values["places"] = whole
    elif available is not None:
        broken = isinstance(available, float) and math.isfinite(available)
        code = "not_a_whole_number" if broken else "not_a_number"
        row.note("capacities.available", code, str(available))
    total = whole_of(capacity, "maximum")
    if total is not None and total >= 0:
        row.values["places_total"] = total
    told = text_of(capacity, "updated") or text_of(service, "assured_date")
    confirmed = read_date(told).day
    if confirmed is not None and (whole is not None or not capacity):
        row.values["places_confirmed_on"] = confirmed


def _read_eligibility(row: Row, service: Item) -> None:
    for name in ("minimum_age", "maximum_age"):
        age = whole_of(service, name)
        if age is not None and 0 <= age <= 120:
            row.values[name] = age
        elif service.get(name) is not None:
            row.warn(name, "unreadable", str(service[name]))
    level = _LEVEL.search(text_of(service, "eligibility_description"))
    found = level_range(level[1]) if level else None
    if found is not None:
        row.values["level_from"], row.values["level_to"] = found


def _read_place(row: Row, service: Item, known: Known) -> None:
    for place in objects_of(service, "service_at_locations"):
        told = text_of(place, "location_id")
        location = object_of(place, "location") or known.locations.get(told, {})
        if not location:
            row.warn("location_id", "dangling_reference", told)
            continue
        address = _visiting_address(location)
        _put_text(row, "place", "location", text_of(location, "name") or text_of(address, "city"))
        _put_text(row, "address", "addresses", _on_envelope(address))
        _read_position(row, location)
        return


def _read_position(row: Row, location: Item) -> None:
    latitude, longitude = location.get("latitude"), location.get("longitude")
    if _degrees(latitude, 90) and _degrees(longitude, 180):
        row.values.update(latitude=latitude, longitude=longitude)


def _degrees(value: object, most: int) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= most


def _visiting_address(location: Item) -> Item:
    """Return where one can go to; a postal address is for letters only."""
    addresses = objects_of(location, "addresses")
    return next((one for one in addresses if text_of(one, "address_type") != "postal"), {})


def _on_envelope(address: Item) -> str:
    street = ", ".join(
        part for key in ("address_1", "address_2") if (part := text_of(address, key))
    )
    if not street:
        return ""
    town = " ".join(part for key in ("postal_code", "city") if (part := text_of(address, key)))
    return f"{street}, {town}" if town else street


def _read_cost(row: Row, service: Item) -> None:
    for option in objects_of(service, "cost_options"):
        amount = option.get("amount")
        if text_of(option, "currency").upper() not in {"", "EUR"} or isinstance(amount, bool):
            continue
        if isinstance(amount, int | float) and 0 <= amount <= _MOST_EUROS:
            row.values["cost_cents"] = round(amount * 100)
            return


def _read_contact(row: Row, service: Item) -> set[str]:
    """Read how to reach somebody; the number of the whole organisation is the weaker one."""
    contact = next(iter(objects_of(service, "contacts")), {})
    _put_text(row, "contact_name", "contacts", text_of(contact, "name"))
    if "email" not in row.values:
        _put_text(row, "email", "contacts", text_of(contact, "email"))
    number = first_phone(service)
    if not number:
        return set()
    row.values["phone"] = number
    general = number == first_phone(object_of(service, "organization"))
    return {"phone"} if general else set()


def read_provider(organization: Item) -> tuple[str, str, str]:
    """Return name, telephone number and mail address of an organisation, as they may be kept."""
    name = clean(text_of(organization, "name"))[0]
    email = clean(text_of(organization, "email"))[0][: LONGEST_REACH["email"]]
    return name, first_phone(organization)[: LONGEST_REACH["phone"]], email


def first_phone(item: Item) -> str:
    """Return the first telephone number of a service or an organisation, or nothing."""
    phone = next(iter(objects_of(item, "phones")), {})
    return phone_number(clean(text_of(phone, "number"))[0])


def _read_lists(row: Row, service: Item) -> None:
    if isinstance(service.get("languages"), list):
        codes: dict[str, None] = {}
        for language in objects_of(service, "languages"):
            told = text_of(language, "code") or text_of(language, "name")
            code = language_code(told) or language_code(text_of(language, "name"))
            if code is None:
                row.warn("languages", "unknown_value", told)
            else:
                codes[code] = None
        row.values["support_languages"] = tuple(codes)
    if isinstance(service.get("required_documents"), list):
        documents = objects_of(service, "required_documents")
        needed = any(key_of(text_of(one, "document")) in _CERTIFICATE for one in documents)
        row.values["conduct_certificate"] = needed
