"""Lists of offers."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from meedoenbalie.domain.offers import Offer, OfferKind, Provider
from meedoenbalie.storage import search
from meedoenbalie.storage.rows import TABLES
from meedoenbalie.storage.unit_of_work import Reader

_OFFER = TABLES[Offer]


@dataclass(frozen=True, slots=True)
class OfferLine:
    """An offer with who runs it."""

    offer: Offer
    provider: Provider


def offer_lines(
    reader: Reader,
    *,
    words: str = "",
    kind: OfferKind | None = None,
    active_only: bool = False,
) -> list[OfferLine]:
    """Return offers by code; with words those in which, or in whose provider, each is found."""
    wanted: set[UUID] | None = None
    if words.strip():
        wanted = set(search.find(reader.connection, words, Offer))
        by_provider = search.find(reader.connection, words, Provider)
        wanted |= set(
            reader.connection.scalars(
                select(_OFFER.c.id).where(_OFFER.c.provider_id.in_(by_provider))
            )
        )
    equals: dict[str, object] = {}
    if kind is not None:
        equals["kind"] = kind
    if active_only:
        equals["active"] = True
    if wanted is not None:
        equals["id"] = wanted
    offers = reader.find(Offer, order_by="code", **equals)
    providers = {provider.id: provider for provider in reader.find(Provider)}
    return [OfferLine(offer, providers[offer.provider_id]) for offer in offers]
