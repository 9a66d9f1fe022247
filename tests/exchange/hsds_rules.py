"""What the schemas of HSDS 3.2 ask of a service and of all that is in it, in our own words.

Source: openreferral/specification, folder schema, branch 3.2: for each entity the properties, which
of them are required, their types, formats and enumerations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

_DAYS = "MO|TU|WE|TH|FR|SA|SU"
_CHECKS: dict[str, Any] = {
    "text": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "uuid": lambda value: str(UUID(value)) == value,
    "date": lambda value: date.fromisoformat(value).isoformat() == value,
    "moment": lambda value: datetime.fromisoformat(value).tzinfo is not None,
    "email": lambda value: re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value) is not None,
    "clock": lambda value: re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value) is not None,
    "days": lambda value: re.fullmatch(rf"({_DAYS})(,({_DAYS}))*", value) is not None,
}
# A star: required. A bar: one of these. Brackets: a list of an entity; a capital: one of it.
_ENTITIES = {
    "Service": "id*:uuid name*:text status*:active|inactive|defunct|temporarily~closed"
    " alternate_name:text description:text email:email eligibility_description:text"
    " minimum_age:number maximum_age:number assured_date:date fees_description:text"
    " organization:Organization phones:[Phone] schedules:[Schedule] languages:[Language]"
    " service_at_locations:[ServiceAtLocation] cost_options:[CostOption] contacts:[Contact]"
    " required_documents:[RequiredDocument] capacities:[ServiceCapacity] attributes:[Attribute]",
    "Organization": "id*:uuid name*:text description*:text email:email phones:[Phone]"
    " attributes:[Attribute]",
    "Phone": "id*:uuid number*:text type:text",
    "Schedule": "id*:uuid valid_from:date valid_to:date dtstart:date wkst:"
    f"{_DAYS} freq:WEEKLY|MONTHLY interval:number byday:days opens_at:clock closes_at:clock"
    " description:text attending_type:text",
    "Language": "id*:uuid name:text code:text",
    "ServiceAtLocation": "id*:uuid location:Location",
    "Location": "id*:uuid location_type*:physical|postal|virtual name:text latitude:number"
    " longitude:number addresses:[Address]",
    "Address": "id*:uuid address_1*:text city*:text state_province*:text postal_code*:text"
    " country*:text address_type*:physical|postal|virtual",
    "CostOption": "id*:uuid option:text currency:text amount:number",
    "Contact": "id*:uuid name:text email:email phones:[Phone]",
    "RequiredDocument": "id*:uuid document:text",
    "ServiceCapacity": "id*:uuid unit*:Unit available*:number maximum:number updated*:moment",
    "Unit": "id*:uuid name*:text",
    "Attribute": "id*:uuid link_id:uuid link_entity:text value:text taxonomy_term:TaxonomyTerm",
    "TaxonomyTerm": "id*:uuid name*:text description*:text code:text taxonomy:text",
}


def breaches(item: Any, entity: str = "Service", place: str = "") -> Iterator[str]:
    """Yield where an item isn't as the schema of its entity asks."""
    if not isinstance(item, dict):
        yield f"{place}: no {entity}"
        return
    rules = dict(part.split(":", 1) for part in _ENTITIES[entity].split())
    named = {name.rstrip("*"): rule for name, rule in rules.items()}
    yield from (f"{place}.{key}: unknown to {entity}" for key in item.keys() - named.keys())
    for name in rules:
        if name.endswith("*") and name.rstrip("*") not in item:
            yield f"{place}.{name.rstrip('*')}: missing"
    for key, value in item.items():
        yield from _breaches(value, named.get(key, "text"), f"{place}.{key}")


def _breaches(value: Any, rule: str, place: str) -> Iterator[str]:
    if rule.startswith("["):
        for number, one in enumerate(value):
            yield from breaches(one, rule.strip("[]"), f"{place}[{number}]")
    elif rule in _ENTITIES:
        yield from breaches(value, rule, place)
    elif "|" in rule:
        if value not in rule.replace("~", " ").split("|"):
            yield f"{place}: {value!r}"
    else:
        try:
            right = _CHECKS[rule](value)
        except (TypeError, ValueError, AttributeError):
            right = False
        if not right:
            yield f"{place}: {value!r} is no {rule}"


def all_ids(item: Any) -> Iterator[str]:
    """Yield every identifier in an item, but for what is shared: units and terms."""
    if isinstance(item, list):
        for one in item:
            yield from all_ids(one)
    elif isinstance(item, dict):
        if "id" in item:
            yield item["id"]
        for key, value in item.items():
            if key not in {"unit", "taxonomy_term", "organization"}:
                yield from all_ids(value)
