"""Offers in the shape of Open Referral HSDS 3.x: a page, an array of services, or one service."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

from pydantic import ValidationError

from meedoenbalie.domain.identifiers import contains_bsn
from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.exchange.hsds_attributes import own_attributes
from meedoenbalie.exchange.hsds_out import in_words, organization_of
from meedoenbalie.exchange.hsds_words import Known, read_provider, read_words
from meedoenbalie.exchange.json_file import Item, object_of, parse_json, text_of
from meedoenbalie.exchange.limits import MAX_JSON_BYTES, REPORT_EVERY
from meedoenbalie.exchange.offer_drafts import LONGEST_PROVIDER, OfferDraft, Providers
from meedoenbalie.exchange.offer_extras import FIELDS, PROVIDER, from_value, overrule, provider_of
from meedoenbalie.exchange.problems import RefusedFile
from meedoenbalie.exchange.reading import Progress, ReadRow, Row
from meedoenbalie.exchange.tabular import NO_COLUMNS
from meedoenbalie.exchange.text import clean

_CONTRACT = {
    "title": "name",
    "code": "alternate_name",
    "address": "addresses",
    "places": "capacities.available",
    "places_total": "capacities.maximum",
}
_WORDS = {
    "title": ("name",),
    "code": ("alternate_name",),
    "schedule": ("schedules",),
    "support_languages": ("languages",),
    "place": ("location",),
    "address": ("addresses",),
    "contact_name": ("contacts",),
}
_WHOLE_RECORD = {"minimum_above_maximum": "minimum_age"}


def read_services(raw: bytes) -> list[Item]:
    """Return the services of a file. Raises RefusedFile when there are none, or it is no JSON."""
    if len(raw) > MAX_JSON_BYTES:
        raise RefusedFile("file_too_big")
    content = parse_json(raw)
    if isinstance(content, dict):
        for key in ("contents", "services"):
            if isinstance(content.get(key), list):
                content = content[key]
                break
        else:
            content = [content] if _is_service(content) else None
    if not isinstance(content, list):
        raise RefusedFile("no_services")
    services = [service if isinstance(service, dict) else {} for service in content]
    if services and not any(_is_service(service) for service in services):
        raise RefusedFile("no_services")
    return services


def _is_service(item: Item) -> bool:
    return "name" in item and bool({"organization", "organization_id", "schedules"} & item.keys())


def read_hsds(
    services: list[Item], providers: Providers, progress: Progress | None = None
) -> Iterator[ReadRow[OfferDraft]]:
    """Yield the offer of each service; its line is its place in the file, from 1."""
    known = Known(services)
    codes: dict[str, int] = {}
    for place, service in enumerate(services, 1):
        if progress is not None and place % REPORT_EVERY == 1:
            progress(place - 1, len(services))
        row = Row(place, NO_COLUMNS)
        draft = _draft(row, service, known, providers)
        if draft is not None:
            before = codes.setdefault(draft.offer.code, place)
            if before != place:
                row.note(
                    "alternate_name", "duplicate_in_file", draft.offer.code, detail=str(before)
                )
        yield row.finished((text_of(service, "alternate_name"), text_of(service, "name")), draft)


def _draft(row: Row, service: Item, known: Known, providers: Providers) -> OfferDraft | None:
    weak = read_words(row, service, known)
    weak -= _read_extras(row, service)
    provider = _provider(row, service, known, providers)
    if provider is not None:
        row.values["provider_id"] = provider.id
    try:
        offer = Offer(**row.values)
    except ValidationError as error:
        row.note_invalid(error, _CONTRACT, _WHOLE_RECORD)
        return None
    return None if provider is None else OfferDraft(offer, provider, frozenset(weak))


def _read_extras(row: Row, service: Item) -> frozenset[str]:
    """Take what attributes tell exactly, where the words are as they were written."""
    told = {
        name: from_value(name, value) for name, value in own_attributes(service) if name in FIELDS
    }
    before = dict(row.values)

    def unchanged(candidate: Offer) -> Callable[[str], bool]:
        written = in_words(OfferDraft(candidate, Provider(name="?")))
        again = Row(row.line, NO_COLUMNS)
        read_words(again, written, Known([written]))
        return lambda name: name == "external_id" or again.values.get(name) == before.get(name)

    taken = overrule(row, told, unchanged)
    row.forget({word for name in taken for word in _WORDS.get(name, (name,))})
    return taken


def _provider(row: Row, service: Item, known: Known, providers: Providers) -> Provider | None:
    told = text_of(service, "organization_id")
    organization = object_of(service, "organization") or known.organizations.get(told, {})
    codes = clean(text_of(organization, "name"))[1]
    name, phone, email = _reach(organization)
    if not organization and told:
        row.note("organization_id", "dangling_reference", told)
    elif not name:
        row.note("organization", "missing")
    elif any(map(contains_bsn, (name, phone, email))):
        row.note("organization", "bsn_like")
    elif "control_character" in codes or len(name) > LONGEST_PROVIDER:
        row.note("organization", "too_long" if len(name) > LONGEST_PROVIDER else codes[0])
    else:
        return providers.named(name, phone=phone, email=email)
    return None


def _reach(organization: Item) -> tuple[str, str, str]:
    """Return name, telephone number and mail address, exactly as told where they still hold."""
    words = read_provider(organization)
    for name, value in own_attributes(organization):
        with suppress(ValueError):
            if name == PROVIDER and value is not None:
                exact = provider_of(value)
                if read_provider(organization_of(exact)) == words:
                    return exact.name, exact.phone, exact.email
    return words
