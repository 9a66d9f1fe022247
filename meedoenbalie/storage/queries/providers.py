"""Providers, with what the list and the page of one say of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from meedoenbalie.domain.offers import Offer, Provider
from meedoenbalie.domain.providers import Agreement, ProviderContact, ProviderTalk
from meedoenbalie.domain.referrals import Referral, standing_of
from meedoenbalie.storage import search
from meedoenbalie.storage.queries.referrals import events_of
from meedoenbalie.storage.rows import TABLES
from meedoenbalie.storage.unit_of_work import Reader

_OFFER = TABLES[Offer]
_TALK = TABLES[ProviderTalk]


@dataclass(frozen=True, slots=True)
class ProviderLine:
    """A provider in a list: how many of its offers run now, and when the desk last spoke it."""

    provider: Provider
    offers: int
    last_talk: date | None


@dataclass(frozen=True, slots=True)
class OfferOfProvider:
    """An offer, and how many of its referrals are open: prepared or under way."""

    offer: Offer
    open_referrals: int


@dataclass(frozen=True, slots=True)
class ProviderFile:
    """All that the desk keeps of one provider; talks and agreements the newest first."""

    provider: Provider
    contacts: tuple[ProviderContact, ...]
    talks: tuple[ProviderTalk, ...]
    agreements: tuple[Agreement, ...]
    offers: tuple[OfferOfProvider, ...]


def provider_lines(reader: Reader, words: str = "") -> list[ProviderLine]:
    """Return providers by name; with words those in whose name each is found."""
    wanted: dict[str, object] = {}
    if words.strip():
        wanted["id"] = set(search.find(reader.connection, words, Provider))
    running = select(_OFFER.c.provider_id, func.count()).where(_OFFER.c.active)
    counted = reader.connection.execute(running.group_by(_OFFER.c.provider_id))
    offers = {row[0]: row[1] for row in counted}
    latest = select(_TALK.c.provider_id, func.max(_TALK.c.held_on)).group_by(_TALK.c.provider_id)
    talks = {row[0]: row[1] for row in reader.connection.execute(latest)}
    found = reader.find(Provider, order_by="name", **wanted)
    return [ProviderLine(one, offers.get(one.id, 0), talks.get(one.id)) for one in found]


def provider_file(reader: Reader, provider_id: UUID) -> ProviderFile:
    """Return all that is kept of a provider. Raises UnknownRecord."""
    provider = reader.get(Provider, provider_id)
    talks = reader.find(ProviderTalk, order_by="held_on", provider_id=provider_id)
    agreements = reader.find(Agreement, order_by="agreed_on", provider_id=provider_id)
    offers = reader.find(Offer, order_by="code", provider_id=provider_id)
    still_open = _open_referrals(reader, [offer.id for offer in offers])
    return ProviderFile(
        provider,
        tuple(reader.find(ProviderContact, order_by="name", provider_id=provider_id)),
        tuple(reversed(talks)),
        tuple(reversed(agreements)),
        tuple(OfferOfProvider(offer, still_open[offer.id]) for offer in offers),
    )


def _open_referrals(reader: Reader, offers: list[UUID]) -> Counter[UUID]:
    referrals = reader.find(Referral, offer_id=offers)
    events = events_of(reader, referrals)
    return Counter(one.offer_id for one in referrals if standing_of(events[one.id]).is_open)
